import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "a.csv": "Email,Visits\na@example.com,\n",
  "m.xdmap": 'target "schema.json"\nsample "a.csv"\nVisits + 1 -> visits\n',
  "cases.jsonl": '{"id":1,"expr":"x + 1","context":{"x":null}}\n',
  "strict/xdmap.yaml": "expressions: strict\n",
  "strict/deeper/cases.jsonl": '{"id":1,"expr":"x + 1","context":{"x":null}}\n',
  "broken/xdmap.yaml": "expressions: stric\n",
});
afterAll(remove);

describe("xdmap preview, lenient and strict", () => {
  const run = async (...args: string[]) => {
    const { stdout, stderr } = await runCli(["preview", "m.xdmap", "--report", "report.json", ...args], {
      cwd: folder,
    });
    return { stdout, stderr, report: JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) };
  };

  it("takes null for zero by default, and says nothing of a mode", async () => {
    const { stdout, stderr, report } = await run();
    expect(stdout).toBe('{"visits":1}\n');
    expect(stderr).not.toContain("strict");
    expect(report).not.toHaveProperty("expressions");
  });

  it("refuses null in strict mode, and says that it was on", async () => {
    const { stdout, stderr, report } = await run("--strict");
    expect(stdout).toBe("{}\n");
    expect(stderr).toContain("Expressions  strict");
    expect(report).toMatchObject({ expressions: "strict", targets: [{ path: "visits", nulledByError: 1 }] });
  });

  it("follows the project, and the command line over it", async () => {
    writeFileSync(join(folder, "xdmap.yaml"), "expressions: strict\n");
    expect((await run()).stdout).toBe("{}\n");
    expect((await run("--no-strict")).stdout).toBe('{"visits":1}\n');
    writeFileSync(join(folder, "xdmap.yaml"), "");
  });
});

describe("xdmap eval, lenient and strict", () => {
  const one = (cwd: string, ...args: string[]) =>
    runCli(["eval", "x + 1", "--context", '{"x":null}', ...args], { cwd: join(folder, cwd) });
  const batch = async (cwd: string, ...args: string[]) =>
    (await runCli(["eval", "--batch", "cases.jsonl", ...args], { cwd: join(folder, cwd) })).stdout;

  it("is lenient outside of a project and in one that says nothing", async () => {
    expect(await one(".")).toMatchObject({ status: 0, stdout: "1\n", stderr: "" });
    expect(await batch(".")).toContain('"result":1');
  });

  it("is strict by --strict, or by the project of the working folder", async () => {
    expect((await one(".", "--strict")).status).toBe(1);
    expect(await batch(".", "--strict")).toContain('"error"');
    expect((await one("strict")).stderr).toMatch(/XM505[\s\S]+by the project file\n +--> xdmap\.yaml:1:14/);
    expect(await batch("strict/deeper")).toContain('"error"');
    expect(await one("strict", "--no-strict")).toMatchObject({ status: 0, stdout: "1\n" });
    expect(await batch("strict/deeper", "--no-strict")).toContain('"result":1');
  });

  it("stops at a broken project file, unless the command line says the mode", async () => {
    const broken = await one("broken");
    expect([broken.status, broken.stdout]).toEqual([1, ""]);
    expect(broken.stderr).toContain("xdmap.yaml:1:14");
    expect(await one("broken", "--no-strict")).toMatchObject({ status: 0, stdout: "1\n", stderr: "" });
  });
});

describe("xdmap eval tells what was taken for null", () => {
  it.each([
    ['coalesce(date("x", "yyyy"), 3)', "3\n", "XM5001", 'date("x", "yyyy")'],
    ['date("x", "yyyy") ?? 3', "3\n", "XM5001", 'date("x", "yyyy")'],
    ['date("x", "yyyy") ?: 3', "3\n", "XM5001", 'date("x", "yyyy")'],
  ])("%s", async (expression, stdout, code, marked) => {
    const told = await runCli(["eval", expression]);
    expect(told).toMatchObject({ status: 0, stdout });
    expect(told.stderr).toContain(`note[${code}]`);
    expect(told.stderr).toContain(`expression:1:${expression.indexOf(marked) + 1}`);
    expect(told.stderr).toContain("counts as null");
  });

  it("on standard error of one expression alone: the answers of a batch keep their form", async () => {
    const input = '{"id":1,"expr":"coalesce(date(\\"x\\", \\"yyyy\\"), 3)"}\n';
    expect(await runCli(["eval", "--batch", "-"], { input })).toMatchObject({
      status: 0,
      stdout: '{"id":1,"result":3,"type":"integer","text":"3"}\n',
      stderr: "",
    });
  });

  it("says nothing where nothing failed", async () => {
    expect((await runCli(["eval", "coalesce(null, 3)"])).stderr).toBe("");
  });
});
