import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { openBytes, readAll } from "../support/parquet.js";

const folder = "examples/parquet-profile";

function recordsOf(text: string): readonly unknown[] {
  return text.split("\n").flatMap((line): unknown => (line === "" ? [] : [JSON.parse(line)]));
}

describe("the example of Parquet with a mapping and without one", () => {
  it("the profiles are what the mapping makes of the leads: copied field by field they stay what they are", async () => {
    const [leads, profiles] = await Promise.all(
      ["leads", "profiles"].map((name) => runCli(["preview", `${folder}/${name}.xdmap`, "--format", "ndjson"])),
    );
    expect(leads).toMatchObject({ status: 0 });
    expect(profiles).toMatchObject({ status: 0 });
    expect(recordsOf(profiles?.stdout ?? "").length).toBe(194);
    expect(recordsOf(profiles?.stdout ?? "")).toEqual(recordsOf(leads?.stdout ?? ""));
  });

  it("the columns of the profiles are the schema's fields", async () => {
    const file = await openBytes(readFileSync(`${folder}/profiles.parquet`));
    expect([...file.columns.keys()].toSorted()).toEqual([
      "_repo",
      "homeAddress",
      "mobilePhone",
      "organizations",
      "person",
      "personID",
      "personalEmail",
      "subscriptions",
    ]);
    const paths = [...file.columns.values()].flatMap(({ leaves }) => leaves.map(({ path }) => path.join(".")));
    expect(paths).toContain("homeAddress._schema.latitude");
  });

  it("the leads are in three row groups", async () => {
    const file = await openBytes(readFileSync(`${folder}/leads.parquet`));
    const { rows, problem } = await readAll(file);
    expect([file.groups.length, rows.length, problem]).toEqual([3, 200, null]);
  });
});
