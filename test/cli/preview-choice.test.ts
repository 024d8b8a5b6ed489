import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/runtime/index.js";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const NAMES = ["ada", "bob", "cy", "", "eve", "fay", "gus", "hal", "ida", "jo"];
const MAPPING = `target "schema.json"
sample "people.csv"
delta at
let local = concat(id, "@example.com")

id -> _id
local -> personalEmail.address
name -> person.name.firstName
n -> visits
`;
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "m.xdmap": MAPPING,
  "u.xdmap": 'target "schema.json"\nuuid() -> _id\n',
  "people.csv": `id,name,n,at\n${NAMES.map((name, at) => `r${at + 1},${name},${at === 6 ? "many" : at + 1},2024-01-${String(at + 1).padStart(2, "0")}`).join("\n")}\n`,
  "more.csv": "id,name,n,at\ns1,kim,1,2024-02-01\ns2,lou,2,2024-02-02\n",
});
afterAll(remove);

async function preview(...args: string[]) {
  const { status, stdout, stderr } = await runCli(["preview", "m.xdmap", "--format", "ndjson", ...args], {
    cwd: folder,
  });
  const ids = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Number(String(JSON.parse(line)._id).slice(1)));
  return { status, stdout, stderr, ids };
}

async function reportOf(...args: string[]): Promise<Report> {
  const { stderr } = await preview(...args, "--report", "report.json");
  expect(stderr).toContain("Rows");
  return JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
}

describe("chosen rows", () => {
  it.each([
    [
      ["--rows", "2-3,9-"],
      [2, 3, 9, 10],
    ],
    [
      ["--where", "n > 7 && n < 10"],
      [8, 9],
    ],
    [["--where", 'local == "r5@example.com"'], [5]],
    [
      ["--rows", "-8", "--where", "name != null", "--limit", "4"],
      [1, 2, 3, 5],
    ],
    [
      ["--where", "name != null", "--window-start", "2024-01-04", "--limit", "2"],
      [5, 6],
    ],
    [["--rows", "5", "--window-end", "2024-01-05"], []],
    [
      ["--sample", "50"],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ],
  ])("%j", async (args, expected) => {
    const { status, ids } = await preview(...args);
    expect([status, ids]).toEqual([0, expected]);
  });

  it("are the same in every format and with any number of threads", async () => {
    const choice = [
      "--rows",
      "2-9",
      "--where",
      "name != null",
      "--sample",
      "3",
      "--seed",
      "7",
      "--now",
      "2024-01-01T00:00:00Z",
    ];
    const first = await preview(...choice);
    expect(first.ids).toHaveLength(3);
    expect((await preview(...choice, "--threads", "1")).stdout).toBe(first.stdout);
    const array = await runCli(["preview", "m.xdmap", "--format", "json", ...choice], { cwd: folder });
    expect(JSON.parse(array.stdout)).toEqual(
      first.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
    const table = await runCli(["preview", "m.xdmap", "--format", "table", ...choice], { cwd: folder });
    for (const id of first.ids) expect(table.stdout).toContain(`r${id}`);
    const csv = await runCli(["preview", "m.xdmap", "--format", "csv", ...choice], { cwd: folder });
    expect(
      csv.stdout
        .split("\n")
        .slice(1, -1)
        .map((line) => Number(line.slice(1).split(",")[0])),
    ).toEqual(first.ids);
    expect(csv.stderr).toContain("3 of 7 rows by chance (seed 7)");
  });

  it("go on over several samples, each with the lines of its own", async () => {
    const both = ["--input", "people.csv", "--input", "more.csv"];
    const { stdout } = await preview(...both, "--rows", "10-11");
    expect(
      stdout
        .split("\n")
        .slice(0, 2)
        .map((line) => JSON.parse(line)._id),
    ).toEqual(["r10", "s1"]);
    expect((await reportOf(...both, "--where", "n == 'many' || name == 'lou'")).targets[3]).toMatchObject({
      present: 1,
      nulledByError: 1,
      reasons: [{ rows: [8] }],
    });
  });

  it("keep the identifiers that they have among all rows", async () => {
    const args = [
      "u.xdmap",
      "--format",
      "ndjson",
      "--now",
      "2024-01-01T00:00:00Z",
      "--input",
      "people.csv",
      "--input",
      "more.csv",
    ];
    const all = (await runCli(["preview", ...args], { cwd: folder })).stdout;
    expect(new Set(all.trim().split("\n")).size).toBe(12);
    for (const choice of [
      ["--rows", "1-"],
      ["--sample", "50"],
      ["--where", "id != null"],
    ]) {
      expect((await runCli(["preview", ...args, ...choice], { cwd: folder })).stdout).toBe(all);
    }
  });

  it("leave out, and tell, a row for which the condition takes too long", async () => {
    writeFileSync(join(folder, "long.csv"), `id,name,n,at\nr1,${"x".repeat(8_000_000)},1,\nr2,y,2,\n`);
    const slow = 'name.replaceAll("x*x*x*y", "") == ""';
    const args = ["--input", "long.csv", "--select", "_id", "--row-timeout", "0.2", "--where", slow];
    const { status, stdout, stderr } = await preview(...args);
    expect([status, stdout]).toEqual([0, '{"_id":"r2"}\n']);
    expect(stderr).toContain("--where fails for 1 row (line 2), which is left out");
    expect(stderr).toContain("This was not done after 0.2 s");
  });

  it("are told in the report", async () => {
    const report = await reportOf("--rows", "1-8", "--where", "n + 0 > 2", "--limit", "3", "--select", "visits");
    expect(report.rows).toEqual({ read: 5, inWindow: 3, outsideWindow: 0, accepted: 3, rejected: 0 });
    expect(report.selection).toEqual({
      rows: "1-8",
      where: { expression: "n + 0 > 2", failed: 0 },
      limit: 3,
      targets: { select: ["visits"], mapped: 1, of: 4 },
      leftOut: 2,
    });
    expect(report.targets.map(({ path }) => path)).toEqual(["visits"]);
    expect(await reportOf()).not.toHaveProperty("selection");
  });

  it("add up, whatever left rows out", async () => {
    const window = ["--window-start", "2024-01-03", "--where", "name != null"];
    const { rows, selection } = await reportOf(...window, "--sample", "5", "--seed", "1", "--limit", "2");
    expect(rows).toEqual({ read: 10, inWindow: 2, outsideWindow: 2, accepted: 2, rejected: 0 });
    // One by the condition, two by chance, and three of the five that were drawn by the limit.
    expect(selection).toMatchObject({ sample: { size: 5, seed: 1, of: 7 }, limit: 2, leftOut: 6 });
  });

  it("tell the rows for which a condition fails, and go on", async () => {
    const { status, ids, stderr } = await preview("--where", "to_integer(n) > 8");
    expect([status, ids]).toEqual([0, [9, 10]]);
    expect(stderr).toContain("warning[XM5353]: --where fails for 1 row (line 8), which is left out.");
  });

  it("may be none", async () => {
    const { status, stdout, stderr } = await preview("--rows", "11-", "--where", "n > 0");
    expect([status, stdout]).toEqual([0, ""]);
    expect(stderr).toContain("warning[XM5355]: --rows with --where leaves none of the 10 rows that were read.");
  });

  it.each([
    ["--rows", "3-1"],
    ["--rows", "0-2"],
    ["--rows", ""],
    ["--where", ""],
    ["--where", "n >"],
    ["--where", "nn > 1"],
    ["--where", "n = 1"],
    ["--sample", "0"],
    ["--sample", "ten"],
    ["--seed", "1"],
    ["--select", "person.nam"],
    ["--select", ","],
    ["--max-null-rate", "visits"],
    ["--max-null-rate", "visits=101"],
    ["--max-null-rate", "visit=1"],
    ["--max-rejected", "-1"],
    ["--report", "-"],
  ])("%s %j is wrong usage", async (...args) => {
    const { status, stdout, stderr } = await preview(...args);
    expect([status, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/^error/);
  });

  it("marks what is wrong with a condition, and offers the path that was meant", async () => {
    expect((await preview("--where", "nn > 1")).stderr).toContain("--> --where:1:1\n1 | nn > 1\n  | ^^");
    expect((await preview("--select", "person.name.firstNam")).stderr).toContain(
      "Did you mean `person.name.firstName`?",
    );
    expect((await preview("--max-null-rate", "visit=1")).stderr).toContain("Did you mean `visits`?");
  });
});

describe("limits", () => {
  it("make the exit status 1 where they are passed, with the records written all the same", async () => {
    const over = await preview("--max-null-rate", "visits=9.9", "--max-null-rate", "person=10", "--max-rejected", "0");
    expect([over.status, over.ids.length]).toEqual([1, 10]);
    expect(over.stderr).toContain(
      "error[XM5350]: `visits` has no value in 1 of 10 rows, which is 10 %, and 9.9 % is allowed",
    );
    expect(over.stderr).toContain("--> m.xdmap:9:6");
    expect(over.stderr).not.toContain("XM5351");
    expect((await preview("--max-null-rate", "*=10")).status).toBe(0);
  });

  it("do not go with --no-report", async () => {
    expect((await preview("--no-report", "--max-rejected", "1")).status).toBe(3);
    expect((await preview("--no-report", "--report-html", "x.html")).status).toBe(3);
  });
});
