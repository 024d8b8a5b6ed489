import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { schemaCommand } from "../../src/cli/schema.js";
import type * as Streams from "../../src/cli/standard-streams.js";

// Output goes by number into files and pipes; here it is to be heard.
vi.mock("../../src/cli/standard-streams.js", async (original) => ({
  ...(await original<typeof Streams>()),
  write: async (name: Streams.StandardStream, text: string) => void process[name].write(text),
}));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xdmap-schema-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `xdmap schema …` and gives what it wrote. */
async function run(...args: string[]): Promise<{ readonly out: string; readonly err: string; readonly exit: unknown }> {
  const written = { out: "", err: "" };
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written.err += String(text);
    return true;
  });
  const command = schemaCommand().exitOverride();
  for (const child of command.commands) child.exitOverride();
  let exit: unknown;
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    exit = error instanceof Error && "exitCode" in error ? error.exitCode : error;
  }
  vi.restoreAllMocks();
  return { ...written, exit: exit ?? process.exitCode };
}

const golden = "test/schema/golden/profile-with-tenant";
const components = ["--components", `${golden}/components`];

describe("xdmap schema leaves", () => {
  it("prints one leaf a line as JSON", async () => {
    const { out, exit } = await run(
      "leaves",
      "--compose",
      `${golden}/composition.json`,
      ...components,
      "--format",
      "json",
    );
    const leaves: unknown = JSON.parse(out);
    expect(exit).toBeUndefined();
    expect(Array.isArray(leaves) && leaves.map((leaf) => JSON.stringify(leaf)).join("\n")).toBe(
      readFileSync(`${golden}/leaves.txt`, "utf8").trimEnd(),
    );
  });

  it("prints a table for people", async () => {
    const { out } = await run("leaves", `${golden}/composition.json`, ...components);
    expect(out.split("\n")).toEqual(
      expect.arrayContaining([
        "_id                        string     uri-reference",
        "_repo.createDate           date-time",
        "phones[*].number           string     required",
        "phones[*].kind             string     one of home, work",
        "email.old                  string     deprecated",
      ]),
    );
  });

  it("ends with 1 and prints nothing when something is wrong", async () => {
    const { out, err, exit } = await run("leaves", "--compose", `${golden}/composition.json`);
    expect([out, exit]).toEqual(["", 1]);
    expect(err).toContain("XM6005");
    expect(await run("leaves", join(folder, "none.json"))).toMatchObject({ out: "", exit: 1 });
  });

  it("ends with 3 when it is used wrongly", async () => {
    expect((await run("leaves")).exit).toBe(3);
    expect((await run("leaves", "a.json", "--compose", "b.json")).exit).toBe(3);
  });

  it("says that a broken component is broken, and not that references to it are unknown", async () => {
    writeFileSync(join(folder, "broken.json"), '{ "$id": "urn:x", ');
    writeFileSync(join(folder, "schema.txt"), '{ "allOf": [{ "$ref": "urn:x" }] }');
    const { err } = await run("leaves", join(folder, "schema.txt"), "--components", folder);
    expect(err).toContain("XM6001");
    expect(err).not.toContain("XM6005");
  });
});

describe("xdmap schema compose", () => {
  it("writes the xed-full form, whole or not at all", async () => {
    const output = join(folder, "schema.json");
    const { out, exit } = await run("compose", `${golden}/composition.json`, ...components, "--output", output);
    expect([out, exit]).toEqual(["", undefined]);
    const leaves = await run("leaves", output, "--format", "json");
    expect(leaves.out.split("\n")).toHaveLength(
      readFileSync(`${golden}/leaves.txt`, "utf8").trimEnd().split("\n").length + 3,
    );
    expect(readdirSync(folder)).toEqual(["schema.json"]);
    const failed = await run("compose", `${golden}/composition.json`, "--output", output);
    expect(failed.exit).toBe(1);
    expect(readFileSync(output, "utf8")).toContain("_acme");
  });

  it("writes to standard output without --output, and says where it cannot write", async () => {
    const { out } = await run("compose", `${golden}/composition.json`, ...components);
    expect(JSON.parse(out)).toMatchObject({ "meta:class": "https://ns.adobe.com/xdm/context/profile" });
    const nowhere = join(folder, "no", "where.json");
    expect(await run("compose", `${golden}/composition.json`, ...components, "--output", nowhere)).toMatchObject({
      exit: 1,
    });
  });
});
