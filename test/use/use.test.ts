import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { emitMappingSet } from "../../src/compiler/index.js";
import { type DiagnosticsDocument, toDocument } from "../../src/diagnostics/index.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const HEAD = `target "schema.json"\nsample "orders.csv"\n`;
const TITLE = "def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))\n";

let clean = () => {};
afterEach(() => clean());

/** The mappings here read what they need of a sample with more columns. */
const LINT = "lint: { unused-column: { sample: false } }\n";

function project(files: Readonly<Record<string, string>>): string {
  const { folder, remove } = makeFolder({ ...exampleFiles, "xdmap.yaml": LINT, ...files });
  clean = remove;
  return folder;
}

async function load(folder: string, name = "m.xdmap") {
  const how = { inputs: [], read: "columns", projects: openProjects() } as const;
  const loaded = await loadMapping(join(folder, name), { sample: {} }, how);
  if (loaded.kind !== "mapping") throw new Error(JSON.stringify(loaded));
  const { program, diagnostics } = loaded.workspace;
  const found = toDocument(diagnostics).diagnostics;
  const { payload } = emitMappingSet(program, "current", { schemaId: "https://example.com/schemas/1" });
  const sources = payload !== null && "mappings" in payload ? payload.mappings.map((one) => sourceOf(one)) : [];
  return { found: found.map(shown), diagnostics: found, sources };
}

function sourceOf(mapping: object): string {
  return "source" in mapping ? String(mapping.source) : "";
}

/** `XM2050 lib/a.xdmap:3` */
function shown({ code, file, range }: DiagnosticsDocument["diagnostics"][number]): string {
  const name = file === null ? "" : file.replace(/^.*xdmap-test-[^/]*\//, "");
  return `${code} ${name}${range === null ? "" : `:${range.start.line}`}`;
}

describe("use brings in the definitions of another file", () => {
  it("which become plain expressions", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "lib/common.xdmap"\ntitle(First_Name) -> person.name.firstName\ncountry(Country_Code) -> homeAddress.country\n`,
      "lib/common.xdmap": `${TITLE}table country = { "us": "United States", else: "N/A" }\n`,
    });
    const { found, sources } = await load(folder);
    expect(found).toEqual([]);
    expect(sources).toEqual([
      "concat(upper(left(First_Name, 1)), lower(substr(First_Name, 1, 4096)))",
      'decode(Country_Code, "us", "United States", "N/A")',
    ]);
  });

  it("through files that use others, each by its own path", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "lib/common.xdmap"\nmail(Email) -> personalEmail.address\n`,
      "lib/common.xdmap": 'use "parts/text.xdmap"\ndef mail(s) = lower(clean(s))\n',
      "lib/parts/text.xdmap": "def clean(s) = trim(s)\n",
    });
    expect(await load(folder)).toMatchObject({ found: [], sources: ["lower(trim(Email))"] });
  });

  it("but not what those use: each file names what it needs", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "common.xdmap"\nmail(clean(Email)) -> personalEmail.address\n`,
      "common.xdmap": 'use "text.xdmap"\ndef mail(s) = lower(clean(s))\n',
      "text.xdmap": "def clean(s) = trim(s)\n",
    });
    const { found, diagnostics } = await load(folder);
    expect(found).toEqual([`${diagnostics[0]?.code} m.xdmap:4`]);
    expect(diagnostics[0]?.message).toContain("`clean`");
  });

  it("and the same file by way of two others is no conflict", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "a.xdmap"\nuse "b.xdmap"\na(b(Email)) -> personalEmail.address\n`,
      "a.xdmap": 'use "text.xdmap"\ndef a(s) = lower(clean(s))\n',
      "b.xdmap": 'use "text.xdmap"\ndef b(s) = clean(s)\n',
      "text.xdmap": "def clean(s) = trim(s)\n",
    });
    expect(await load(folder)).toMatchObject({ found: [], sources: ["lower(trim(trim(Email)))"] });
  });

  it("captures no name: what is a column there stays one here", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "common.xdmap"\nlet Code = upper(Country_Code)\nwith(Code) -> homeAddress.country\nCode -> homeAddress.region\n`,
      "common.xdmap": "def with(Email) = concat(Email, inner(Email), Phone)\ndef inner(Phone) = trim(Phone)\n",
    });
    const { found, sources } = await load(folder);
    expect(found.filter((one) => !one.startsWith("XM2003"))).toEqual([]);
    expect(sources[0]).toBe("concat(upper(Country_Code), trim(upper(Country_Code)), Phone)");
  });

  it("quotes a column that a `let` of the user's would take", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "common.xdmap"\nlet mail = Email\nwith(mail) -> personalEmail.address\n`,
      "common.xdmap": "def with(s) = concat(s, mail)\n",
    });
    const { found } = await load(folder);
    // There is no such column, which is said of the file that names it.
    expect(found).toEqual(["XM2001 common.xdmap:1"]);
  });
});

describe("what is wrong with a use is one finding", () => {
  const body = "title(First_Name) -> person.name.firstName\n";
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ["an absent file", 'use "none.xdmap"\n', {}, ["XM5200 m.xdmap:3"]],
    ["a folder", 'use "lib"\n', { "lib/a.xdmap": TITLE }, ["XM5201 m.xdmap:3"]],
    ["a file outside of the project", 'use "../none.xdmap"\n', {}, ["XM5203 m.xdmap:3"]],
    ["a sample", 'use "orders.csv"\n', {}, ["XM2056 m.xdmap:3"]],
    ["bytes", 'use "common.xdmap"\n', { "common.xdmap": "\0\0\0\0\0" }, ["XM5202 m.xdmap:3"]],
    ["itself", 'use "m.xdmap"\n', {}, ["XM2050 m.xdmap:3"]],
    ["an error of syntax in it", 'use "c.xdmap"\n', { "c.xdmap": "def title(s) = upper(s\n" }, ["XM1022 c.xdmap:1"]],
    [
      "an unknown function in it",
      'use "c.xdmap"\n',
      { "c.xdmap": `${TITLE}def other(s) = uper(s)\n` },
      ["XM2004 c.xdmap:2"],
    ],
    [
      "an unknown column in it",
      'use "c.xdmap"\n',
      { "c.xdmap": "def title(s) = concat(s, Emial)\n" },
      ["XM2001 c.xdmap:1"],
    ],
    [
      "a definition that contains itself",
      'use "c.xdmap"\n',
      { "c.xdmap": "def title(s) = title(s)\n" },
      ["XM2014 c.xdmap:1"],
    ],
    ["a name of its own", `use "c.xdmap"\n${TITLE}`, { "c.xdmap": TITLE }, ["XM2013 m.xdmap:4"]],
    [
      "a name of two files",
      'use "c.xdmap"\nuse "d.xdmap"\n',
      { "c.xdmap": TITLE, "d.xdmap": TITLE },
      ["XM2051 m.xdmap:4"],
    ],
    ["a file used twice", 'use "c.xdmap"\nuse "./c.xdmap"\n', { "c.xdmap": TITLE }, ["XM2053 m.xdmap:4"]],
    ["a file with a `let`", 'use "c.xdmap"\n', { "c.xdmap": `${TITLE}let x = Email\n` }, ["XM2054 m.xdmap:3"]],
    [
      "a `let` of it that is named here",
      'use "c.xdmap"\nx -> person.name.lastName\n',
      { "c.xdmap": `${TITLE}let x = Email\n` },
      ["XM2001 m.xdmap:4"],
    ],
    ["a file with mappings", 'use "c.xdmap"\n', { "c.xdmap": `${HEAD}${TITLE}${body}` }, ["XM2054 m.xdmap:3"]],
    [
      "a file that nothing needs",
      `use "c.xdmap"\nuse "d.xdmap"\n`,
      { "c.xdmap": TITLE, "d.xdmap": "def other(s) = upper(s)\n" },
      ["XM2055 m.xdmap:4"],
    ],
    [
      "an empty file",
      `use "c.xdmap"\nuse "d.xdmap"\n`,
      { "c.xdmap": TITLE, "d.xdmap": "// nothing yet\n" },
      ["XM2055 m.xdmap:4"],
    ],
    [
      "files that use each other",
      'use "c.xdmap"\n',
      { "c.xdmap": `use "d.xdmap"\ndef title(s) = d(s)\n`, "d.xdmap": `use "c.xdmap"\ndef d(s) = title(s)\n` },
      ["XM2050 d.xdmap:1"],
    ],
  ];

  it.each(cases)("%s", async (_name, uses, files, expected) => {
    const folder = project({ ...files, "m.xdmap": `${HEAD}${uses}${body}` });
    expect((await load(folder)).found).toEqual(expected);
  });

  it("says where the first definition of a name stands", async () => {
    const folder = project({ "c.xdmap": TITLE, "m.xdmap": `${HEAD}use "c.xdmap"\n${TITLE}${body}` });
    expect((await load(folder)).diagnostics[0]?.message).toMatch(/^`title` is already defined in `[^`]*c\.xdmap`;/);
  });

  it("a name that is a column here", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "c.xdmap"\nEmail(Phone) -> mobilePhone.number\n`,
      "c.xdmap": "def Email(s) = trim(s)\n",
    });
    expect((await load(folder)).found).toEqual(["XM2052 m.xdmap:3"]);
  });

  it("a cycle is shown by its chain", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "c.xdmap"\n${body}`,
      "c.xdmap": 'use "d.xdmap"\ndef title(s) = d(s)\n',
      "d.xdmap": 'use "m.xdmap"\ndef d(s) = trim(s)\n',
    });
    const { stdout } = await runCli(["check", "m.xdmap", "c.xdmap", "d.xdmap"], { cwd: folder });
    expect(stdout).toContain("c.xdmap → d.xdmap → m.xdmap → c.xdmap");
    expect(stdout.match(/XM\d{4}/g)).toEqual(["XM2050"]);
  });

  it("a symbolic link out of the project, and a cycle by way of one", async () => {
    const folder = project({ "p/m.xdmap": `use "x.xdmap"\nuse "self.xdmap"\ndef a(s) = s\n`, "p/xdmap.yaml": "" });
    mkdirSync(join(folder, "outside"));
    symlinkSync("../outside.xdmap", join(folder, "p/x.xdmap"));
    symlinkSync("m.xdmap", join(folder, "p/self.xdmap"));
    const { found } = await load(folder, "p/m.xdmap");
    expect(found).toContain("XM2050 p/m.xdmap:2");
  });
});

describe("findings in a used file", () => {
  it("are shown once for all that use it, and for itself", async () => {
    const folder = project({
      "a.xdmap": `${HEAD}use "c.xdmap"\ntitle(First_Name) -> person.name.firstName\n`,
      "b.xdmap": `${HEAD}use "c.xdmap"\ntitle(Last_Name) -> person.name.lastName\n`,
      "c.xdmap": `${TITLE}def other(s) = uper(s)\n`,
    });
    const { stdout } = await runCli(["check", ".", "--format", "json"], { cwd: folder });
    const { diagnostics }: DiagnosticsDocument = JSON.parse(stdout);
    expect(diagnostics.map(shown)).toEqual(["XM2004 c.xdmap:2"]);
  });

  it("are silenced there", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "c.xdmap"\ntitle(First_Name) -> person.name.firstName\n`,
      "c.xdmap": `${TITLE}// xdmap-ignore XM2004: it comes with the next release\ndef other(s) = uper(s)\n`,
    });
    expect((await load(folder)).found).toEqual([]);
  });

  it("stop build and preview", async () => {
    const folder = project({
      "m.xdmap": `${HEAD}use "c.xdmap"\ntitle(First_Name) -> person.name.firstName\n`,
      "c.xdmap": `${TITLE}def other(s) = uper(s)\n`,
    });
    for (const command of ["build", "preview"]) {
      const { status, stdout, stderr } = await runCli([command, "m.xdmap"], { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain("c.xdmap:2");
    }
  });
});

describe("a long way of uses", () => {
  it("is read in proportion", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, at): [string, string] => [
        `f${at}.xdmap`,
        at === 399 ? "def f399(s) = trim(s)\n" : `use "f${at + 1}.xdmap"\ndef f${at}(s) = f${at + 1}(s)\n`,
      ]),
    );
    const folder = project({ ...files, "m.xdmap": `${HEAD}use "f0.xdmap"\nf0(Email) -> personalEmail.address\n` });
    expect(await load(folder)).toMatchObject({ found: [], sources: ["trim(Email)"] });
  });
});
