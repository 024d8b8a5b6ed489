import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { DiagnosticsDocument } from "../../src/diagnostics/index.js";
import { type Finished, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const head = 'target "../schema.json"\nsample "../orders.csv"\n';
const good = `${head}Email -> personalEmail.address\n`;
const bad = `${head}Emial -> personalEmail.address\n`;
const { folder, remove } = makeFolder({
  ...exampleFiles,
  "orders.csv": "Email\nada@example.com\n",
  "xdmap.yaml": "",
  "flows/b.xdmap": bad,
  "flows/a.xdmap": bad,
  "flows/deep/er/c.xdmap": bad.replaceAll("../", "../../../"),
  "flows/clean.xdmap": good,
  "flows/notes.txt": "Emial",
  "flows/.hidden/d.xdmap": bad,
  "flows/node_modules/x/e.xdmap": bad,
  "flows/[odd].xdmap": bad,
  "empty/readme.md": "",
});
symlinkSync("deep", join(folder, "flows/linked"));
symlinkSync("..", join(folder, "flows/deep/up"));
afterAll(remove);

const check = (...args: string[]): Promise<Finished> => runCli(["check", ...args], { cwd: folder });

async function filesOf(...args: string[]): Promise<readonly (string | null)[]> {
  const { stdout } = await check(...args, "--format", "json");
  const document: DiagnosticsDocument = JSON.parse(stdout);
  return document.diagnostics.map(({ file }) => file);
}

describe("check of several files", () => {
  it("takes a folder as all mapping files below it, without hidden ones and node_modules, each once", async () => {
    expect(await filesOf("flows")).toEqual([
      "flows/[odd].xdmap",
      "flows/a.xdmap",
      "flows/b.xdmap",
      "flows/deep/er/c.xdmap",
    ]);
  });

  it.each([
    [["flows/*.xdmap"], ["flows/[odd].xdmap", "flows/a.xdmap", "flows/b.xdmap"]],
    [["flows/**/*.xdmap"], ["flows/[odd].xdmap", "flows/a.xdmap", "flows/b.xdmap", "flows/deep/er/c.xdmap"]],
    [["./flows/{b,c}.xdmap"], ["flows/b.xdmap"]],
    [["flows/[ab].xdmap"], ["flows/a.xdmap", "flows/b.xdmap"]],
    [["**/er/*"], ["flows/deep/er/c.xdmap"]],
    [["flows/[odd].xdmap"], ["flows/[odd].xdmap"]],
    [
      ["flows/b.xdmap", "flows/a.xdmap", "./flows/b.xdmap", "flows/*.xdmap"],
      ["flows/[odd].xdmap", "flows/a.xdmap", "flows/b.xdmap"],
    ],
  ])("%j", async (args, files) => {
    expect(await filesOf(...args)).toEqual(files);
  });

  it.each(["nowhere/*.xdmap", "flows/*.csv", "empty", "flows/!(a|b|clean|\\[odd\\]).xdmap"])(
    "says of %s that it leads to nothing",
    async (given) => {
      const { status, stdout } = await check(given);
      expect(status).toBe(1);
      expect(stdout).toMatch(/^error\[XM6150\]/);
    },
  );

  it("says the same, byte for byte, whatever the order of the arguments and how often they come", async () => {
    const given = ["flows/b.xdmap", "z/*.xdmap", "flows/a.xdmap", "nowhere/*.xdmap", "flows/deep"];
    const [first, second] = await Promise.all([
      check(...given),
      check(...given.toReversed(), "./flows/deep", "z/*.xdmap"),
    ]);
    expect(second).toEqual(first);
    expect(first.stdout.match(/^error\[XM6150\].*$/gm)).toEqual([
      expect.stringContaining("`nowhere/*.xdmap`"),
      expect.stringContaining("`z/*.xdmap`"),
    ]);
  });

  it.each(["[", "flows/[a.xdmap", "flows/\\*.xdmap", "C:\\flows\\*.xdmap"])(
    "takes %s for a name, since it is no pattern",
    async (given) => {
      const { status, stdout, stderr } = await check(given);
      expect({ status, bug: stderr.includes("bug") }).toEqual({ status: 1, bug: false });
      expect(stdout).toMatch(/^error\[XM5200\]/);
    },
  );

  it("checks the others where one leads to nothing", async () => {
    expect(await filesOf("nowhere", "flows/a.xdmap")).toEqual([null, "flows/a.xdmap"]);
  });

  it("tells one wrong schema once, and counts the files", async () => {
    const broken = makeFolder({
      "schema.json": '{"title": "x", "type": "objekt"',
      "xdmap.yaml": "",
      "flows/a.xdmap": good,
      "flows/b.xdmap": good,
      "orders.csv": "Email\nx\n",
    });
    try {
      const { stdout, stderr } = await runCli(["check", "flows"], { cwd: broken.folder });
      expect(stdout.match(/^error\[/gm)).toHaveLength(1);
      expect(stderr).toBe("2 files: 1 error\n");
    } finally {
      broken.remove();
    }
  });
});

describe("a sample that is read with the wrong delimiter", () => {
  const files = { "schema.json": exampleFiles["schema.json"] ?? "", "orders.csv": "Email;Vid\na@example.com;1\n" };
  const findingsOf = async (mapping: string) => {
    const there = makeFolder({ ...files, "m.xdmap": `target "schema.json"\nsample "orders.csv"\n${mapping}` });
    try {
      const { stdout } = await runCli(["check", "m.xdmap", "--format", "json"], { cwd: there.folder });
      const { diagnostics }: DiagnosticsDocument = JSON.parse(stdout);
      return diagnostics
        .filter(({ severity }) => severity !== "info")
        .map(({ code, severity }) => `${code} ${severity}`);
    } finally {
      there.remove();
    }
  };

  it("is one mistake, whatever misses its columns by it", async () => {
    expect(await findingsOf("Email -> personalEmail.address\n")).toEqual(["XM5226 error"]);
    expect(await findingsOf("delta Vid\nEmail -> personalEmail.address\nVid -> _id\nPhone -> tier\n")).toEqual([
      "XM5226 error",
    ]);
  });

  it("leaves what the source block says to itself", async () => {
    const found = await findingsOf("source { Email: string }\nEmial -> personalEmail.address\n");
    expect(found).toContain("XM2001 error");
    expect(found).toContain("XM5226 warning");
    // Every column that is declared is missing for the same reason.
    expect(found).not.toContain("XM2026 warning");
  });
});

describe("check --output", () => {
  it("writes the findings there and counts them on standard error", async () => {
    const { status, stdout, stderr } = await check("flows/a.xdmap", "--format", "sarif", "--output", "found.sarif");
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: "", stderr: "flows/a.xdmap: 1 error\n" });
    expect(JSON.parse(readFileSync(join(folder, "found.sarif"), "utf8")).runs[0].results).toHaveLength(1);
  });

  it("writes no colour into a file", async () => {
    await runCli(["check", "flows/a.xdmap", "--output", "found.txt"], {
      cwd: folder,
      env: { FORCE_COLOR: "1", NO_COLOR: "" },
    });
    expect(readFileSync(join(folder, "found.txt"), "utf8")).toMatch(/^error\[XM2001\]/);
  });

  it("says before the work that it cannot be written", async () => {
    const { status, stdout, stderr } = await check("flows/a.xdmap", "--output", "nowhere/found.txt");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("XM5204");
  });
});
