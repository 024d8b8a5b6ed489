import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Given, loadMapping, openProjects } from "../../src/project/index.js";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

/** A sample of which every column is mapped. */
const files: Readonly<Record<string, string>> = { ...exampleFiles, "orders.csv": "Email\nada@example.com\n" };
const MAPPING = 'target "../schema.json"\nsample "../orders.csv"\nEmail -> personalEmail.address\n';

let remove = () => {};
afterEach(() => remove());

/** A project with one mapping in a folder of its own. */
function project(yaml: string | Uint8Array, others: Readonly<Record<string, string>> = {}): string {
  const made = makeFolder({ ...files, "mappings/m.xdmap": MAPPING, "xdmap.yaml": yaml, ...others });
  remove = made.remove;
  return made.folder;
}

async function load(folder: string, given: Given = { sample: {} }) {
  const how = { inputs: [], read: "columns", projects: openProjects() } as const;
  const loaded = await loadMapping(join(folder, "mappings/m.xdmap"), given, how);
  if (loaded.kind === "misuse") return { settings: null, told: [loaded.message] };
  const { diagnostics } = loaded.kind === "problem" ? loaded : loaded.workspace;
  const settings = loaded.kind === "mapping" ? loaded.settings : null;
  return { settings, told: diagnostics.map(({ code, message }) => `${code} ${message}`) };
}

async function codesOf(folder: string): Promise<readonly string[]> {
  return (await load(folder)).told.map((told) => told.slice(0, 6));
}

describe("what counts", () => {
  const yaml = 'expressions: strict\ntenant: acme\nsample: { delimiter: ",", header: true, emptyCell: string }\n';

  it("without a project file: the defaults", async () => {
    const { folder, remove: clear } = makeFolder({
      ...files,
      "mappings/m.xdmap": MAPPING.replaceAll("../", ""),
    });
    remove = clear;
    for (const name of ["schema.json", "orders.csv"]) {
      writeFileSync(join(folder, "mappings", name), files[name] ?? "");
    }
    expect(await load(folder)).toEqual({
      told: [],
      settings: { components: [], tenant: null, strict: false, sample: {}, lint: new Map() },
    });
  });

  it("is the project file over the defaults", async () => {
    const { told, settings } = await load(project(yaml));
    expect(told).toEqual([]);
    const sample = { delimiter: ",", header: true, emptyCell: "string" };
    expect(settings).toEqual({ components: [], tenant: "_acme", strict: true, sample, lint: new Map() });
  });

  it("is the command line over the project file, in both directions and setting by setting", async () => {
    const folder = project(yaml);
    const given: Given = {
      components: [],
      tenant: "_other",
      strict: false,
      sample: { emptyCell: "null", quote: null },
    };
    const sample = { delimiter: ",", header: true, emptyCell: "null", quote: null };
    expect((await load(folder, given)).settings).toEqual({
      components: [],
      tenant: "_other",
      strict: false,
      sample,
      lint: new Map(),
    });
    writeFileSync(join(folder, "xdmap.yaml"), "expressions: lenient\nsample: { header: false }\n");
    const contrary = await load(folder, { strict: true, sample: { header: true } });
    expect(contrary.settings).toMatchObject({ strict: true, sample: { header: true } });
  });

  it("is the nearest project file alone", async () => {
    const folder = project("expressions: strict\ntenant: acme\n");
    writeFileSync(join(folder, "mappings/xdmap.yaml"), "tenant: inner\n");
    expect((await load(folder, { sample: {} })).told.map((told) => told.slice(0, 6))).toEqual(["XM5203", "XM5203"]);
    writeFileSync(join(folder, "mappings/m.xdmap"), "Email -> email\n");
    expect((await load(folder)).settings).toMatchObject({ strict: false, tenant: "_inner" });
  });

  it("are folders that start at the project file, wherever the command is run", async () => {
    const component = {
      $id: "https://ns.adobe.com/acme/mixins/m",
      type: "object",
      properties: { email: { type: "string" } },
    };
    const folder = project("schemas: [parts]\n", {
      "parts/deep/m.json": JSON.stringify(component),
      "schema.json": JSON.stringify({ $id: "https://ns.adobe.com/acme/schemas/s", allOf: [{ $ref: component.$id }] }),
      "mappings/m.xdmap": 'target "../schema.json"\nsample "../orders.csv"\nEmail -> email\n',
    });
    const checked = (cwd: string, file: string) => runCli(["check", file], { cwd });
    expect(await checked(folder, "mappings/m.xdmap")).toMatchObject({ status: 0, stdout: "" });
    expect(await checked(join(folder, "mappings"), "m.xdmap")).toMatchObject({ status: 0, stdout: "" });
    const leaves = await runCli(["schema", "leaves", "schema.json"], { cwd: folder });
    expect(leaves.stdout).toMatch(/^email +string$/m);
    // Folders of the command line take the place of the file's.
    const other = await runCli(["check", "mappings/m.xdmap", "--components", "mappings"], { cwd: folder });
    expect([other.status, other.stdout]).toEqual([1, expect.stringContaining("XM6013")]);
  });
});

it("components are read for a target that refers to some: a project names them for all its mappings", async () => {
  const folder = project("schemas: [parts]\n", { "parts/broken.json": "{" });
  expect(await codesOf(folder)).toEqual([]);
  writeFileSync(join(folder, "schema.json"), '{ "allOf": [{ "$ref": "https://ns.adobe.com/acme/mixins/m" }] }');
  expect(await codesOf(folder)).toContain("XM6001");
});

describe("what only the file system knows of a project file", () => {
  it.each([
    ["a folder that is not there", "schemas: [componets]\n", ["XM6109"]],
    ["a file for a folder", "schemas: [schema.json]\n", ["XM6109"]],
    ["a folder below a file", "schemas: [schema.json/parts]\n", ["XM6109"]],
    ["a folder beside the project", "schemas: [../parts, /etc]\n", ["XM6110", "XM6110"]],
    ["delimiter and quote alike", "sample: { quote: ',' }\n", ["XM6112"]],
    ["bytes of another encoding", Buffer.from("schemas: [compos\xe9]\n", "latin1"), ["XM6108"]],
    ["UTF-16", Buffer.from("\uFEFFtenant: acme\n", "utf16le"), ["XM6108"]],
    ["10 MB", `# ${"x".repeat(10 * 2 ** 20)}\n`, ["XM6107"]],
  ])("%s", async (_, yaml, codes) => {
    expect(await codesOf(project(yaml))).toEqual(codes);
  });

  it("a byte that is no UTF-8 is shown in its line", async () => {
    const start = Buffer.from("\uFEFFtenant: acme # \uFFFD is no fault\nschemas: [compos");
    const folder = project(Buffer.concat([start, Buffer.from([0xe9]), Buffer.from("]\n")]));
    const { stdout } = await runCli(["check", "mappings/m.xdmap"], { cwd: folder });
    expect(stdout).toContain("--> xdmap.yaml:2:17");
    expect(stdout).toContain("XM6108");
  });

  it.skipIf(process.platform === "win32")("a link out of the project", async () => {
    const folder = project("schemas: [parts]\n");
    symlinkSync("/etc", join(folder, "parts"));
    expect(await codesOf(folder)).toEqual(["XM6110"]);
  });

  it.skipIf(process.getuid?.() === 0)("a file without the right to read", async () => {
    const folder = project("tenant: acme\n");
    chmodSync(join(folder, "xdmap.yaml"), 0o000);
    expect(await codesOf(folder)).toEqual(["XM5202"]);
  });

  it("xdmap.yml beside the mapping, which is not the name", async () => {
    const folder = project("", { "xdmap.yml": "expressions: strict\n" });
    // The right one is as near: the other may be there for a reason, and is not looked for.
    expect(await codesOf(folder)).toEqual([]);
    writeFileSync(join(folder, "mappings/xdmap.yml"), "expressions: strict\n");
    expect(await codesOf(folder)).toEqual(["XM6114"]);
  });

  it("a folder of that name is no project file", async () => {
    const folder = project("");
    mkdirSync(join(folder, "mappings/xdmap.yaml"));
    expect(await codesOf(folder)).toEqual([]);
  });
});

describe("xdmap check in a project", () => {
  it("tells what is wrong with the project file once, in its own text, and leaves the mappings", async () => {
    const folder = project("schema: [components]\n", { "mappings/n.xdmap": "Emial ->\n" });
    const { status, stdout } = await runCli(["check", "m.xdmap", "n.xdmap", "--format", "json"], {
      cwd: join(folder, "mappings"),
    });
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(stdout);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "XM6102",
        file: "../xdmap.yaml",
        range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 7, offset: 6 } },
      }),
    ]);
  });

  it("refuses a command line that makes delimiter and quote alike, with the file's as well", async () => {
    const folder = project("sample: { delimiter: ';' }\n");
    const run = (...args: string[]) => runCli(["check", "mappings/m.xdmap", ...args], { cwd: folder });
    expect((await run("--delimiter", ",", "--quote", ",")).status).toBe(3);
    expect((await run("--quote", ";")).stdout).toContain("XM6112");
    // The comma is no delimiter here.
    expect((await run("--quote", ",")).stdout).not.toContain("XM6112");
  });
});
