import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findImports, importsIn, nameImports, openImport } from "../../src/project/import-files.js";
import { importMapping } from "../../src/project/import-mapping.js";
import { makeFolder, runCli } from "../support/cli.js";

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const { folder, remove } = makeFolder(files);
  removals.push(remove);
  return folder;
}

const id = "https://ns.adobe.com/acme/schemas/1";
const set = (name: string, ...mappings: readonly object[]) => JSON.stringify({ name, xdmSchema: id, mappings });
const email = { source: "Email", destination: "personalEmail.address" };
const settings = { target: null, samples: [], extract: false, force: false };

describe("what is read", () => {
  test("a folder stands for the sets and templates in it, at any depth", () => {
    const folder = folderOf({ "b.json": "{}", "a.csv": "", "readme.txt": "" });
    mkdirSync(join(folder, "more"));
    writeFileSync(join(folder, "more", "c.tsv"), "");
    const { paths, diagnostics } = findImports([folder]);
    expect(paths.map((path) => path.slice(folder.length + 1))).toEqual(["a.csv", "b.json", "more/c.tsv"]);
    expect(diagnostics).toEqual([]);
  });

  test("a page of the service's list is a file for each set, by their names", async () => {
    const page = `{"data": [${set("Über Orders!", email)}, ${set("", email)}, ${set("über orders", email)}], "_page": {"count": 0}}`;
    const folder = folderOf({ "page.json": page });
    const { sources, diagnostics } = importsIn(await openImport(join(folder, "page.json")));
    expect(diagnostics).toEqual([]);
    const { named, diagnostics: clashes } = nameImports(sources);
    expect(named.map(({ name }) => name)).toEqual(["über-orders", "page-2", "über-orders-2"]);
    expect(clashes.map(({ code }) => code)).toEqual(["XM7513"]);
  });

  test.each([
    ["{", "it is not JSON"],
    ["[1]", "it is a list"],
    ["", "the file is empty"],
  ])("%j is told", async (text, why) => {
    const folder = folderOf({ "a.json": text });
    const { sources, diagnostics } = importsIn(await openImport(join(folder, "a.json")));
    expect(sources).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM7500"]);
    expect(diagnostics[0]?.message).toContain(why);
  });

  test("a file that is not there is told as everywhere", async () => {
    expect(importsIn(await openImport("nowhere/a.json")).diagnostics.map(({ code }) => code)).toEqual(["XM5200"]);
    expect(importsIn(await openImport("nowhere/a.csv")).diagnostics.map(({ code }) => code)).toEqual(["XM5200"]);
  });
});

test("what a rule calls an error is silenced as well, or nothing could be built; of a template it is not", async () => {
  const pattern = { sourceType: "EXPRESSION", source: 'date(a, "YYYY-MM-dd")', destination: "person.birthDate" };
  const csv = 'Source,Target,Source type\n"date(a, ""YYYY-MM-dd"")",person.birthDate,EXPRESSION\n';
  const folder = folderOf({ "set.json": set("a", pattern), "set.csv": csv });
  const imported = async (name: string) => {
    const [source] = importsIn(await openImport(join(folder, name))).sources;
    const made = source === undefined ? null : importMapping(source, undefined, settings);
    return made?.kind === "text" ? { text: made.text, codes: made.diagnostics.map(({ code }) => code) } : null;
  };
  const ofSet = await imported("set.json");
  expect(ofSet?.text).toContain("// xdmap-ignore XM4007: it is deployed so\ndate(a");
  expect(ofSet?.codes).toEqual(["XM7521"]);
  expect((await imported("set.csv"))?.text).not.toContain("xdmap-ignore");
});

describe("the target of the file", () => {
  const read = async (folder: string) => {
    const { sources } = importsIn(await openImport(join(folder, "set.json")));
    const [source] = sources;
    if (source === undefined) throw new Error("no set");
    return source;
  };
  const targetOf = (text: string) => /^target {2}"(.*)"$/m.exec(text)?.[1];

  test("is the project's file of the set's schema, else its id", async () => {
    const folder = folderOf({ "set.json": set("a", email), "xdmap.yaml": "{}" });
    mkdirSync(join(folder, "schemas"));
    mkdirSync(join(folder, "mappings"));
    const file = join(folder, "mappings", "a.xdmap");
    const before = importMapping(await read(folder), file, settings);
    expect(before.kind === "text" && targetOf(before.text)).toBe(id);
    writeFileSync(join(folder, "schemas", "profile.json"), JSON.stringify({ $id: id, type: "object" }));
    const after = importMapping(await read(folder), file, settings);
    expect(after.kind === "text" && targetOf(after.text)).toBe("../schemas/profile.json");
  });

  test("is what is given: a file, from the mapping's folder, or an id", async () => {
    const folder = folderOf({ "set.json": set("a", email), "schema.json": "{}", "s.csv": "" });
    const file = join(folder, "a.xdmap");
    const given = { ...settings, target: join(folder, "schema.json#A"), samples: [join(folder, "s.csv")] };
    const made = importMapping(await read(folder), file, given);
    expect(made.kind === "text" && targetOf(made.text)).toBe("schema.json#A");
    expect(made.kind === "text" && made.text).toContain('sample  "s.csv"');
    const other = importMapping(await read(folder), file, { ...settings, target: "https://x/y" });
    expect(other.kind === "text" && targetOf(other.text)).toBe("https://x/y");
    const none = importMapping(await read(folder), file, { ...settings, target: join(folder, "none.json") });
    expect(none.diagnostics.map(({ code }) => code)).toEqual(["XM5200"]);
  });

  test("a file that is there is not written over, unless that is asked for", async () => {
    const folder = folderOf({ "set.json": set("a", email), "a.xdmap": "mine" });
    const file = join(folder, "a.xdmap");
    expect(importMapping(await read(folder), file, settings).diagnostics.map(({ code }) => code)).toEqual(["XM5250"]);
    expect(importMapping(await read(folder), file, { ...settings, force: true }).kind).toBe("text");
  });
});

describe("the commands", () => {
  test("import writes files into a folder, and build gives back what was imported", async () => {
    const expression = { sourceType: "EXPRESSION", source: "lower( Email )", destination: "a.b" };
    const broken = { sourceType: "EXPRESSION", source: "lower(", destination: "a.c" };
    const template = "Source data,Target field\nEmail,personalEmail.address\n";
    const cwd = folderOf({ "in/a.json": "", "in/b.csv": "" });
    writeFileSync(join(cwd, "in", "a.json"), set("A", email, expression, broken));
    writeFileSync(join(cwd, "in", "b.csv"), template);
    const imported = await runCli(["import", "in", "--output", "out"], { cwd });
    expect(imported.stderr).toContain("3 mappings (1 as a comment) of in/a.json written to out/a.xdmap");
    expect(imported.stderr).toContain("1 mapping of in/b.csv written to out/b.xdmap");
    expect(imported.status).toBe(1);
    const built = await runCli(["build", "out/a.xdmap"], { cwd });
    expect(JSON.parse(built.stdout)).toMatchObject({
      name: "A",
      outputSchema: { schemaRef: { id } },
      mappings: [{ sourceType: "ATTRIBUTE", ...email }, expression],
    });
    const exported = await runCli(["export", "out/a.xdmap", "--format", "template", "--output", "t.csv"], { cwd });
    expect(exported.status).toBe(0);
    expect(readFileSync(join(cwd, "t.csv"), "utf8")).toBe(
      "Source data,Target field,Source type\r\nEmail,personalEmail.address,ATTRIBUTE\r\nlower( Email ),a.b,EXPRESSION\r\n",
    );
  });

  test("one file that cannot be read does not keep the others of its folder away", async () => {
    const cwd = folderOf({ "in/a.json": set("A", email), "in/b.json": "{", "in/c.csv": 'Source,Target\na,b\n"c,d\n' });
    symlinkSync("round.json", join(cwd, "in", "round.json"));
    const { status, stderr } = await runCli(["import", "in", "--output", "out", "--target", id], { cwd });
    expect(status).toBe(1);
    expect(readdirSync(join(cwd, "out"))).toEqual(["a.xdmap", "c.xdmap"]);
    expect(stderr).toContain("in/b.json:1:2");
    expect(stderr).toContain("in/c.csv:3:1");
    expect(readFileSync(join(cwd, "out", "c.xdmap"), "utf8")).toContain(
      "a -> b\n\n// Mapping 2 cannot be read: line 3",
    );
  });

  test("no file that is imported is replaced, and none of several is written to a file", async () => {
    const cwd = folderOf({ "a.json": set("A", email), "b.json": set("B", email), "c.xdmap": "" });
    const own = await runCli(["import", "a.json", "--output", "./a.json", "--force"], { cwd });
    expect(own.status).toBe(3);
    expect(own.stderr).toContain("a.json is one of the files that are imported");
    const several = await runCli(["import", "a.json", "b.json", "--output", "c.xdmap", "--force"], { cwd });
    expect(several.status).toBe(3);
    expect(several.stderr).toContain("c.xdmap is a file");
    expect(readFileSync(join(cwd, "a.json"), "utf8")).toBe(set("A", email));
    expect(readFileSync(join(cwd, "c.xdmap"), "utf8")).toBe("");
  });

  test("a template replaces none of the files that it is made from", async () => {
    const cwd = folderOf({ "a.xdmap": `target "${id}"\nsample "a.csv"\nEmail -> a\n`, "a.csv": "Email\nx\n" });
    const { status, stderr } = await runCli(["export", "a.xdmap", "--format", "template", "--output", "a.csv"], {
      cwd,
    });
    expect(status).toBe(3);
    expect(stderr).toContain("a.csv is one of the files that are read");
    expect(readFileSync(join(cwd, "a.csv"), "utf8")).toBe("Email\nx\n");
  });

  test("a file that is given twice is imported once", () => {
    const folder = folderOf({ "a.json": set("A", email) });
    expect(findImports([join(folder, "a.json"), folder, `${folder}/./a.json`]).paths).toHaveLength(1);
  });

  test("several files need a folder", async () => {
    const cwd = folderOf({ "a.json": set("A", email), "b.json": set("B", email) });
    const { status, stdout, stderr } = await runCli(["import", "a.json", "b.json"], { cwd });
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain("--output FOLDER");
  });
});
