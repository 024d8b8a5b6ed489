import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/functions/index.js";
import { widthOf } from "../../src/text/terminal-text.js";
import { runCli } from "../support/cli.js";

describe("xdmap functions", () => {
  it("lists every function under its category, within 100 columns", async () => {
    const { stdout, stderr, status } = await runCli(["functions"]);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    for (const { name, category } of allFunctions) {
      expect(stdout).toContain(`${name}(`);
      expect(stdout.split("\n")).toContain(category);
    }
    expect(stdout.split("\n").filter((line) => widthOf(line) > 100)).toEqual([]);
  });

  it("prints the manual of one: signature, examples, label, and each choice with the reading it refused", async () => {
    const { stdout, status } = await runCli(["functions", "lpad"]);
    expect(status).toBe(0);
    for (const part of [
      "lpad(input: text, count: whole number, padding: text) → text",
      'lpad("bat", 8, "yz")',
      '=> "yzyzybat"',
      "XM5010",
      "verified: Data Prep functions, lpad",
      "a count below the text's length",
      "chosen:  the text stays as it is",
      "refused: it is cut to the count",
      "A null in a required argument gives null.",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  it("takes an alias, and says what a deprecated function is replaced by", async () => {
    expect((await runCli(["functions", "lcase"])).stdout).toContain("lower(input: text) → text");
    const deprecated = allFunctions.filter(({ replacedBy }) => replacedBy !== null);
    for (const { name, replacedBy } of deprecated) {
      expect((await runCli(["functions", name])).stdout).toContain(`Deprecated: use \`${replacedBy}\``);
    }
  });

  it("gives the same as JSON", async () => {
    const one: unknown = JSON.parse((await runCli(["functions", "iif", "--format", "json"])).stdout);
    expect(one).toMatchObject({
      name: "iif",
      category: "Logic",
      scope: "source",
      replacedBy: null,
      fidelity: { level: "verified" },
      assumptions: expect.arrayContaining([expect.objectContaining({ about: "the arm that is not taken" })]),
    });
    const all: unknown = JSON.parse((await runCli(["functions", "--format", "json"])).stdout);
    expect(all).toHaveLength(allFunctions.length);
  });

  it.each([
    ["lapd", "Did you mean lpad?"],
    ["LPAD", "Did you mean lpad?"],
    ["xyzzy_nothing", "has no function xyzzy_nothing. `xdmap functions` lists"],
  ])("knows no %s", async (name, says) => {
    const { stdout, stderr, status } = await runCli(["functions", name]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 3 });
    expect(stderr).toContain(says);
  });
});
