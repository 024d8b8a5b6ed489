import { describe, expect, test } from "vitest";
import { readMappingSet, readTemplate, sourceText } from "../../src/compiler/import/index.js";
import { fileName, importsIn, nameImports, openImport } from "../../src/project/import-files.js";
import { makeFolder } from "../support/cli.js";

const xdmSchema = "https://ns.adobe.com/acme/schemas/1";
const rule = { source: "Email", destination: "a.b" };

/** The file of a set, and all that is said of it. */
function importSet(json: unknown) {
  const { set, problems } = readMappingSet(json);
  if (set === null) throw new Error("no set");
  const { text, notes } = sourceText(set);
  return { text, said: [...problems, ...notes].map(({ code, message }) => `${code} ${message}`).join("\n") };
}

/** Reads files as the command does. */
async function readFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const { folder, remove } = makeFolder(files);
  try {
    return await Promise.all(Object.keys(files).map(async (name) => importsIn(await openImport(`${folder}/${name}`))));
  } finally {
    remove();
  }
}

describe("fields of another kind than they have are listed", () => {
  test.each([
    ["name", 77],
    ["description", { words: "d" }],
    ["identity", "yes"],
    ["identityGroup", 9],
    ["namespaceCode", 8],
    ["primaryIdentity", 1],
  ])("%s of a mapping", (field, value) => {
    const { said } = importSet({ xdmSchema, mappings: [{ ...rule, [field]: value }] });
    expect(said).toContain(`XM7505 Mapping 1 has \`${field}\``);
  });

  test.each([
    ["name", { name: 12 }],
    ["description", { description: ["d"] }],
    ["xdmVersion", { xdmVersion: "2.0" }],
    ["outputSchema.odd", { outputSchema: { odd: 1, schemaRef: { id: xdmSchema } } }],
    ["outputSchema.schemaRef.odd", { outputSchema: { schemaRef: { id: xdmSchema, odd: 1 } } }],
    ["schemaRef.odd", { schemaRef: { id: xdmSchema, odd: 1 } }],
  ])("%s of a set", (field, more) => {
    expect(importSet({ ...more, mappings: [rule] }).said).toContain(`XM7505 The set has \`${field}\``);
  });

  test("what the service writes beside the reference of a schema is not", () => {
    const outputSchema = { id: "1", version: "1.0", schemaRef: { id: xdmSchema }, jsonSchema: { type: "object" } };
    expect(importSet({ outputSchema, xdmVersion: "1.0", mappings: [rule] }).said).toBe("");
  });

  test("a primary identity without an identity", () => {
    const { said } = importSet({ xdmSchema, mappings: [{ ...rule, namespaceCode: "Email", primaryIdentity: true }] });
    expect(said).toContain("`namespaceCode` `Email`");
    expect(said).toContain("`primaryIdentity` `true`");
  });

  test("each value once, with the mappings that have it", () => {
    const mappings = ["a", "b", "a", "a"].map((identityGroup, at) => ({
      ...rule,
      destination: `t${at}`,
      identityGroup,
    }));
    const { said } = importSet({ xdmSchema, mappings });
    expect(said).toContain("Mappings 1, 3–4 have `identityGroup` `a`");
    expect(said).toContain("Mapping 2 has `identityGroup` `b`");
  });
});

describe("what is no mapping stays in the file as a comment", () => {
  test("of an unknown type, or without a target", () => {
    const { text } = importSet({
      xdmSchema,
      mappings: [
        { ...rule, sourceType: "FOO", name: "Login" },
        { source: "lower(Phone)", sourceType: "EXPRESSION" },
      ],
    });
    expect(text).toContain('// {"source":"Email","destination":"a.b","sourceType":"FOO","name":"Login"}');
    expect(text).toContain('// {"source":"lower(Phone)","sourceType":"EXPRESSION"}');
  });

  test("with its description, its name and its identity where its expression is broken", () => {
    const more = { name: "Login", description: "The\naddress", identity: true, namespaceCode: "Email" };
    const { text } = importSet({
      xdmSchema,
      mappings: [
        { ...more, sourceType: "EXPRESSION", source: "lower(", destination: "a.b" },
        { ...more, sourceType: "EXPRESSION", source: "lower(\n*/", destination: "a.c" },
      ],
    });
    expect(text).toContain('// /// The\n// /// address\n// lower( -> a.b @identity("Email") @name("Login")\n');
    expect(text).toContain('"name":"Login","description":"The\\naddress","identity":true,"namespaceCode":"Email"');
  });
});

describe("of two spellings", () => {
  test("the one that says something is taken", () => {
    const { text, said } = importSet({
      xdmSchema,
      mappings: [
        { source: "", sourceAttribute: "Email", destination: "a" },
        { source: 5, sourceAttribute: "Phone", destination: "b" },
      ],
    });
    expect(text).toMatch(/Email +-> a\n/);
    expect(text).toMatch(/Phone +-> b\n/);
    expect(said).toContain("Mapping 2 has `sourceAttribute` `Phone` and `source` `5`");
  });

  test("a content type that disagrees is told", () => {
    const contentType = "application/vnd.adobe.xed-full+json;version=1";
    const schemaRef = { id: xdmSchema, contentType: contentType.replace("1", "2") };
    const set = { outputSchema: { schemaRef: { id: xdmSchema, contentType } }, schemaRef, mappings: [rule] };
    expect(importSet(set).said).toContain("XM7504 The set has `outputSchema.schemaRef.contentType`");
  });
});

test("blanks that the description of a set loses are told", () => {
  const set = { name: "Orders", xdmSchema, mappings: [rule] };
  expect(importSet({ ...set, description: "Of the shop.  " }).said).toContain("XM7509 The description of the set");
  expect(importSet({ ...set, description: "Of the shop." }).said).toBe("");
});

describe("files", () => {
  test("a field that stands twice is told", async () => {
    const text = `{"xdmSchema": "${xdmSchema}", "mappings": [{"source": "Mail", "source": "Email", "destination": "a"}]}`;
    const [read] = await readFiles({ "set.json": text });
    expect(read?.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'XM7516 The field `source` stands twice in one object: the last counts, and `"Mail"` was left out.',
    ]);
  });

  test("what nests too deeply is told, and is no crash", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const reads = await readFiles({ "a.json": deep, "b.json": `{"mappings": [], "inputSchema": ${deep}}` });
    expect(reads.map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([["XM7500"], ["XM7500"]]);
  });

  test("sets in `items`, and beside what is none, are all read", async () => {
    const one = { xdmSchema, mappings: [rule] };
    const reads = await readFiles({
      "a.json": JSON.stringify({
        items: [
          { ...one, name: "A" },
          { ...one, name: "B" },
        ],
      }),
      "b.json": JSON.stringify({ data: [{ ...one, name: "A" }, { name: "B" }] }),
    });
    expect(reads.map(({ sources }) => sources.map(({ name }) => name))).toEqual([["a", "b"], ["a"]]);
    expect(reads.map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([[], ["XM7500"]]);
  });

  test("a template in UTF-16 without its mark is told", async () => {
    const [read] = await readFiles({ "set.csv": Buffer.from("Source data,Target field\nEmail,a.b\n", "utf16le") });
    expect(read?.sources).toEqual([]);
    expect(read?.diagnostics.map(({ code }) => code)).toEqual(["XM5213"]);
  });
});

test("names of files are ones that every system takes, and no two are one file somewhere", () => {
  expect(fileName("CON", "x")).toBe("con-mapping");
  expect(fileName("Cafe\u0301", "x")).toBe("café");
  expect(fileName("😀", "x")).toBe("x");
  expect(fileName("𠀀".repeat(90), "x")).toMatch(/^\p{L}+$/u);
  const { set } = readMappingSet({ xdmSchema, mappings: [rule] });
  if (set === null) throw new Error("no set");
  const sources = ["Straße", "STRASSE", "caf\u00e9", "cafe\u0301", "aux"].map((name) => ({ label: name, name, set }));
  expect(nameImports(sources).named.map(({ name }) => name)).toEqual([
    "Straße",
    "STRASSE-2",
    "caf\u00e9",
    "cafe\u0301-2",
    "aux-mapping",
  ]);
});

describe("templates", () => {
  const rows = (...lines: readonly string[]) =>
    lines.map((text, at) => ({
      kind: "row" as const,
      line: at + 1,
      cells: text.split(","),
      quoted: new Set<number>(),
      text,
    }));

  test("columns that are not read, and rows that map nothing, are listed", () => {
    const { problems } = readTemplate(
      rows("Source data,Target field,Owner,", "Email,a,Shop,", ",b,,", "Phone,,Sales,more", "Name,c,,"),
      "set.csv",
    );
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "XM7511 2 rows have a source or a target alone (lines 3–4): nothing is mapped there.",
      "XM7517 The column `Owner` is not read; it holds `Shop` and more, in 2 rows.",
      "XM7517 The column `4` is not read; it holds `more`.",
    ]);
  });

  test("a row of an unknown type keeps its number, and stands in the file as a comment", () => {
    const { set } = readTemplate(
      rows("Source data,Target field,Source type", "a,t,FOO", "b,u,attribute", "c,v,attribute"),
      "set.csv",
    );
    if (set === null) throw new Error("no set");
    expect(set.mappings.map(({ at }) => at)).toEqual([1, 2]);
    expect(sourceText(set).text).toContain('{"sourceType":"FOO","source":"a","destination":"t"}');
  });
});
