import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";

const shared = Object.fromEntries(
  readdirSync("test/lint/shared").map((name) => [name, readFileSync(`test/lint/shared/${name}`, "utf8")]),
);
const HEAD = 'target "schema.json"\nsample "orders.csv"\n';
const WEEK_YEAR = 'date(Created_At, "YYYY-MM-dd HH:mm:ss") -> _repo.createDate\n';
const BITS = 'iif(Country_Code == "us" & Vid == "C1", "a", "b") -> note\n';

let remove = () => {};
afterEach(() => remove());

function project(files: Readonly<Record<string, string>>): string {
  const made = makeFolder({ ...shared, ...files });
  remove = made.remove;
  return made.folder;
}

async function check(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = await runCli(["check", "a.xdmap", ...args], { cwd });
  return { status, codes: stdout.match(/XM\d{4}(?=\])/g) ?? [], stdout, stderr };
}

describe("check --fix", () => {
  it("applies safe fixes, shows the others, and a second run changes nothing", async () => {
    const folder = project({ "a.xdmap": `${HEAD}${WEEK_YEAR}${BITS}` });
    const first = await check(folder, "--fix");
    expect(first).toMatchObject({ status: 0, codes: ["XM4016"] });
    expect(first.stderr).toContain("1 finding corrected");
    const path = join(folder, "a.xdmap");
    const fixed = readFileSync(path, "utf8");
    expect(fixed).toBe(`${HEAD}${WEEK_YEAR.replace("YYYY", "yyyy")}${BITS}`);
    const { mtimeMs } = statSync(path);
    expect((await check(folder, "--fix")).stderr).not.toContain("corrected");
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(folder).toSorted()).toEqual(["a.xdmap", "orders.csv", "schema.json", "xdmap.yaml"]);
  });

  it("keeps the byte order mark, the line ends and the rights of the file", async () => {
    const folder = project({ "a.xdmap": `\uFEFF${HEAD}${WEEK_YEAR}`.replaceAll("\n", "\r\n") });
    const before = statSync(join(folder, "a.xdmap")).mode;
    await check(folder, "--fix");
    const fixed = readFileSync(join(folder, "a.xdmap"), "utf8");
    expect(fixed).toBe(`\uFEFF${HEAD}${WEEK_YEAR.replace("YYYY", "yyyy")}`.replaceAll("\n", "\r\n"));
    expect(statSync(join(folder, "a.xdmap")).mode).toBe(before);
  });
});

describe("check --fix of standard input", () => {
  it("is refused, and no file of that name is written", async () => {
    const folder = project({});
    const { status, stderr } = await runCli(["check", "-", "--fix"], { cwd: folder, input: `${HEAD}${WEEK_YEAR}` });
    expect(status).toBe(3);
    expect(stderr).toContain("- is standard input");
    expect(readdirSync(folder)).not.toContain("-");
  });
});

describe("check --baseline", () => {
  it("leaves old findings out wherever their lines are moved to, and new ones fail", async () => {
    const folder = project({ "a.xdmap": `${HEAD}${WEEK_YEAR}` });
    expect(await check(folder, "--baseline", "old.json", "--update-baseline")).toMatchObject({ status: 0, codes: [] });
    writeFileSync(join(folder, "a.xdmap"), `// A comment.\n\n${HEAD}\n${WEEK_YEAR.replace(" -> ", "   -> ")}`);
    expect(await check(folder, "--baseline", "old.json")).toMatchObject({ status: 0, codes: [] });
    const second = WEEK_YEAR.replace("createDate", "modifyDate");
    writeFileSync(join(folder, "a.xdmap"), `${HEAD}${second}${WEEK_YEAR}`);
    const found = await check(folder, "--baseline", "old.json");
    expect(found).toMatchObject({ status: 1, codes: ["XM4007"] });
    expect(found.stdout).toContain("modifyDate");
  });

  it("tells what is there no more, and is the same file for the same findings", async () => {
    const folder = project({ "a.xdmap": `${HEAD}${WEEK_YEAR}${BITS}` });
    await check(folder, "--baseline", "old.json", "--update-baseline");
    const first = readFileSync(join(folder, "old.json"), "utf8");
    await check(folder, "--baseline", "old.json", "--update-baseline");
    expect(readFileSync(join(folder, "old.json"), "utf8")).toBe(first);
    writeFileSync(join(folder, "a.xdmap"), `${HEAD}${BITS}`);
    expect((await check(folder, "--baseline", "old.json")).stderr).toContain("1 there no more");
  });

  it("never takes an error of syntax for old", async () => {
    const folder = project({ "a.xdmap": `${HEAD}lower(Email -> note\n` });
    expect((await check(folder, "--baseline", "old.json", "--update-baseline")).status).toBe(1);
    expect((await check(folder, "--baseline", "old.json")).status).toBe(1);
  });

  it("refuses a file that is none", async () => {
    const folder = project({
      "a.xdmap": `${HEAD}Email -> note\n`,
      "old.json": '{"version":1,"findings":[{"code":"XM4007"}]}',
    });
    const found = await check(folder, "--baseline", "old.json");
    expect(found).toMatchObject({ status: 1, codes: ["XM6123"] });
    expect(found.stdout).toContain("finding 1 lacks one of");
    expect((await check(folder, "--update-baseline")).status).toBe(3);
  });
});

describe("check --max-warnings", () => {
  it("fails where there are more", async () => {
    const folder = project({ "a.xdmap": `${HEAD}${BITS}` });
    expect((await check(folder, "--max-warnings", "1")).status).toBe(0);
    const found = await check(folder, "--max-warnings", "0");
    expect(found.status).toBe(1);
    expect(found.stderr).toContain("1 warning is more than --max-warnings 0");
    expect((await check(folder, "--max-warnings", "many")).status).toBe(3);
  });
});

describe("lint in the project file", () => {
  const levelOf = async (lint: string, source = BITS, before = shared["xdmap.yaml"]) => {
    const folder = project({ "a.xdmap": `${HEAD}${source}`, "xdmap.yaml": `${before}${lint}` });
    const { stdout, status } = await check(folder);
    remove();
    return { status, found: stdout.match(/(?:error|warning|note)\[XM\d{4}\]/g) ?? [] };
  };

  it("sets the level of a rule by its code or its name", async () => {
    expect(await levelOf("  XM4016: error\n")).toEqual({ status: 1, found: ["error[XM4016]"] });
    expect(await levelOf("  bitwise-for-logical: info\n")).toEqual({ status: 0, found: ["note[XM4016]"] });
    expect(await levelOf("  XM4016: off\n")).toEqual({ status: 0, found: [] });
    expect(await levelOf("  XM4016: { level: error }\n")).toEqual({ status: 1, found: ["error[XM4016]"] });
  });

  it("sets the level of the compiler's warnings, and of none of its errors", async () => {
    const unused = "let x = trim(Email)\nEmail -> note\n";
    expect(await levelOf("  XM4001: error\n", unused)).toEqual({ status: 1, found: ["error[XM4001]"] });
    expect(await levelOf("  XM4001: off\n", unused)).toEqual({ status: 0, found: [] });
    expect((await levelOf("  XM2001: off\n")).found).toEqual(["error[XM6121]"]);
  });

  it("refuses what it does not know, with the name that was meant", async () => {
    const folder = project({
      "a.xdmap": `${HEAD}${BITS}`,
      "xdmap.yaml": "lint:\n  bitwise-for-logicl: off\n  XM4034: { sampel: true }\n",
    });
    const { stdout } = await check(folder);
    expect(stdout).toContain("Did you mean `bitwise-for-logical`?");
    expect(stdout).toContain("Did you mean `sample`?");
    expect((await levelOf("  XM4016: loud\n")).found).toEqual(["error[XM6105]"]);
    expect((await levelOf("  XM4034: { sample: 3 }\n", BITS, "lint:\n")).found).toEqual(["error[XM6104]"]);
    expect((await levelOf("  XM4028: { least: -1 }\n")).found).toEqual(["error[XM6104]"]);
    expect((await levelOf("  XM4016:\n")).found).toEqual(["error[XM6104]"]);
  });

  it("is silenced by a suppression as any finding is", async () => {
    const source = `// xdmap-ignore XM4016: both are bits\n${BITS}`;
    expect(await levelOf("  XM4016: error\n", source)).toEqual({ status: 0, found: [] });
  });
});
