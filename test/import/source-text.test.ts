import { describe, expect, test } from "vitest";
import {
  type NormalMapping,
  readMappingSet,
  type SourceTextOptions,
  sourceText,
} from "../../src/compiler/import/index.js";
import { compileMapping, emitMappingSet } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";

type Rule = readonly [source: string, destination: string, type?: "ATTRIBUTE" | "EXPRESSION" | "STATIC"];

function setOf(rules: readonly Rule[], more: object = {}) {
  const mappings = rules.map(([source, destination, sourceType = "EXPRESSION"]) => ({
    sourceType,
    source,
    destination,
  }));
  const { set } = readMappingSet({ xdmSchema: "https://ns.adobe.com/x/1", ...more, mappings });
  if (set === null) throw new Error("no set");
  return set;
}

/** The file of some mappings, without its target. */
function write(rules: readonly Rule[], options: SourceTextOptions = {}) {
  const { text, notes, extracted } = sourceText(setOf(rules), options);
  return { text: text.replace(/^target .*\n\n?/, ""), codes: notes.map(({ code }) => code), extracted };
}

/** What a file builds. */
function built(text: string): readonly (readonly [string, string])[] {
  const { tree } = parseMapping(createSourceFile("a.xdmap", text));
  const { program } = compileMapping({ tree, schema: null, sample: null });
  const { payload } = emitMappingSet(program, "current", { schemaId: "x" });
  const mappings: readonly NormalMapping[] = readMappingSet(payload).set?.mappings ?? [];
  return mappings.map(({ source, destination }) => [source, destination]);
}

describe("the file", () => {
  test("groups what follows each other by target, in its order", () => {
    const { text } = write(
      [
        ["Email", "personalEmail.address", "ATTRIBUTE"],
        ["First", "person.name.firstName", "ATTRIBUTE"],
        ["Last", "person.name.lastName", "ATTRIBUTE"],
        ["Middle", "person.name.middleName", "ATTRIBUTE"],
        ["Lines[*].sku", "items[*].SKU", "ATTRIBUTE"],
      ],
      { samples: ["orders.csv"] },
    );
    expect(text).toBe(`sample  "orders.csv"

Email -> personalEmail.address

into person.name {
  First   -> firstName
  Last    -> lastName
  Middle  -> middleName
}

Lines[*].sku -> items[*].SKU
`);
  });

  test("declares the columns that are read, with the types that their uses agree on", () => {
    const { text } = write([
      ["amount * 2", "a"],
      ["items[*].sku", "b", "ATTRIBUTE"],
      ["address.zip code", "c", "ATTRIBUTE"],
      ["a\\.b", "d", "ATTRIBUTE"],
      ["lower(both) + (both * 2)", "e"],
      ["dformat(created, 'yyyy')", "f"],
    ]);
    expect(text.slice(0, text.indexOf("}\n\n") + 1)).toBe(`source {
  amount: number,
  items: { sku: any }[],
  address: { "zip code": any },
  "a.b": any,
  both: any,
  created: ${/created: (\w+)/.exec(text)?.[1]}
}`);
  });

  test.each<[string, string]>([
    ["a > 5", "number"],
    ["to_integer(b) + a", "number"],
    ["left(b, a)", "integer"],
    ["iif(a > 2, left(b, a), b)", "integer"],
    ["'x' + a", "any"],
    ["iif(a == 'x', 1, 2)", "string"],
    ["decode(a, 'x', 1, 'y', 2, 3)", "string"],
    ["decode(a, 1, 'x', 'y')", "number"],
    ["a.trim()", "string"],
    ["a.equals('x')", "string"],
    ["lower(a[0])", "string[]"],
    ["a[0]", "any[]"],
    ["a[0][1].b", "{ b: any }[][]"],
    ["iif(a.b > 1, a.c, null)", "{ b: number, c: any }"],
    ["concat(a.b, a[0])", "any"],
    ["concat(a.b, a[*].b)", "any"],
    ["concat(a.b, a)", "any"],
    ["iif(contains_key('a.b'), 1, 2)", "{ b: any }"],
  ])("of %s the column is %s", (source, type) => {
    expect(write([[source, "x"]]).text).toMatch(new RegExp(`\\ba: ${type.replace(/[[\]{}]/g, "\\$&")}[ ,\n]`));
  });

  test("takes nothing for a text that may be an object: the schema tells when it is there", () => {
    const { text } = sourceText(setOf([["address", "homeAddress", "ATTRIBUTE"]]));
    const { tree } = parseMapping(createSourceFile("a.xdmap", text));
    const object = { type: "object", properties: { city: { type: "string" } } };
    const { schema } = loadSchema(
      createSourceFile("s.json", JSON.stringify({ type: "object", properties: { homeAddress: object } })),
    );
    expect(compileMapping({ tree, schema, sample: null }).diagnostics).toEqual([]);
  });

  test("keeps mappings that share nothing with their neighbours in one block", () => {
    const { text } = write(
      [
        ["a", "_id", "ATTRIBUTE"],
        ["b", "person.birthDate", "ATTRIBUTE"],
        ["c", "x.y", "ATTRIBUTE"],
        ["d", "x.z", "ATTRIBUTE"],
        ["e", "timestamp", "ATTRIBUTE"],
      ],
      { samples: ["a.csv"] },
    );
    expect(text.slice(text.indexOf("a  ->"))).toBe(
      "a  -> _id\nb  -> person.birthDate\n\nc  -> x.y\nd  -> x.z\n\ne -> timestamp\n",
    );
  });

  const wrong: Rule[] = [
    ["left(a)", "x.y"],
    ["nosuch(a)", "x.z"],
    ["lower(a)", "x.z"],
  ];

  test("silences the errors of what is deployed, and tells them", () => {
    const { text, codes } = write(wrong, { samples: ["a.csv"] });
    expect(codes).toEqual(["XM7521", "XM7521"]);
    expect(text.slice(text.indexOf("//"))).toBe(`// xdmap-ignore XM2007: it is deployed so
  left(a)    -> y
  // xdmap-ignore XM2004: it is deployed so
  nosuch(a)  -> z
  // xdmap-ignore XM2010: it is deployed so
  lower(a)   -> z
}
`);
    const { tree } = parseMapping(createSourceFile("a.xdmap", sourceText(setOf(wrong)).text));
    const { diagnostics } = compileMapping({ tree, schema: null, sample: null });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("silences what is wrong with the path that targets share", () => {
    const { text, codes } = write(
      ["a", "b", "c"].map((name): Rule => [name, `xs[*].${name}`, "ATTRIBUTE"]),
      { samples: ["a.csv"] },
    );
    expect(text).toContain("// xdmap-ignore XM3004: it is deployed so\ninto xs[*] {\n  a  -> a\n");
    expect(new Set(codes)).toEqual(new Set(["XM7521"]));
  });

  test("silences nothing of a template, which nobody may have deployed", () => {
    const { text, codes } = write(wrong, { samples: ["a.csv"], isDeployed: false });
    expect(text).not.toContain("xdmap-ignore");
    expect(codes).toEqual([]);
  });

  test("silences errors in what is extracted, and those below a description", () => {
    const sources = ["concat(left(a), 'abcdefgh')", "concat(left(b), 'abcdefgh')", "concat(left(c), 'abcdefgh')"];
    const mappings = sources.map((source, at) => ({ source, sourceType: "EXPRESSION", destination: `t${at}` }));
    const described = { source: "nosuch(a)", sourceType: "EXPRESSION", destination: "u", description: "one\ntwo" };
    const { set } = readMappingSet({ xdmSchema: "x", mappings: [...mappings, described] });
    if (set === null) throw new Error("no set");
    const { text } = sourceText(set, { extract: true });
    expect(text).toContain("// xdmap-ignore XM2004: it is deployed so\n/// one\n/// two\nnosuch(a)");
    expect(built(text)).toEqual([...mappings, described].map(({ source, destination }) => [source, destination]));
  });

  test("says nothing of types where that would be a mistake", () => {
    const rules: Rule[] = [
      ["lower(x)", "a"],
      ["x.y", "b", "ATTRIBUTE"],
    ];
    const { text } = sourceText(setOf(rules));
    const { tree } = parseMapping(createSourceFile("a.xdmap", text));
    const { diagnostics } = compileMapping({ tree, schema: null, sample: null });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each<[string, Rule, string]>([
    ["the formatter would change it", ["concat(a,b)", "x"], "concat(a,b) -> x   @expression"],
    ["it holds a comment", ["a + b // c", "x"], 'a + b -> x   @expression("a + b // c")'],
    ["it is over several lines", ["lower(\na)", "x"], 'lower(a) -> x   @expression("lower(\\na)")'],
    ["it is a path", ["a.b", "x"], "a.b -> x   @expression"],
    ["it begins with a dot", [".5f", "x"], '(.5f) -> x   @expression(".5f")'],
    ["it is empty", ["", "x"], 'null -> x   @expression("")'],
    ["it has blanks at its ends", [" a", "x"], 'a -> x   @expression(" a")'],
    ["a name is quoted without need", ["lower(${a})", "x"], "lower(${a}) -> x"],
    ["an arrow is in a text", ["lower('a -> b')", "x"], "lower('a -> b') -> x"],
    ["a mark of a comment is in a text", ["lower('http://x')", "x"], "lower('http://x') -> x"],
    ["a word of xdmap is a column", ["let", "x", "ATTRIBUTE"], "let -> x"],
    ["a reserved word is a column", ["size", "x", "ATTRIBUTE"], "${size} -> x"],
    ["a constant holds anything", ['a"\u0000\r\n', "x", "STATIC"], '"a\\"\\u0000\\r\\n" -> x   @static'],
    ["the target is odd", ["a", "x.b c.size.a\\.b", "ATTRIBUTE"], "a -> x.${b c}.size.${a\\.b}"],
    ["the target has a tenant", ["a", "_{TENANT_ID}.b", "ATTRIBUTE"], "a -> _{TENANT_ID}.b"],
  ])("keeps what is deployed where %s", (_why, rule, line) => {
    const { text, codes } = write([rule], { samples: ["a.csv"] });
    expect(text.split("\n\n")[1]).toBe(`${line}\n`);
    expect(codes).toEqual([]);
    expect(built(text)).toEqual([[rule[0], rule[1]]]);
  });

  test("keeps what cannot be read as a comment, with its reason", () => {
    const { text, codes } = write(
      [
        ["lower(trim(a)", "x"],
        ["f(\n", "y"],
        ["a", "b..c", "ATTRIBUTE"],
      ],
      {
        samples: ["a.csv"],
      },
    );
    expect(codes).toEqual(["XM7507", "XM7507", "XM7507"]);
    expect(text).toContain("// lower(trim(a) -> x\n");
    expect(text).toContain('// {"sourceType":"EXPRESSION","source":"f(\\n","destination":"y"}\n');
    expect(text).toContain('// {"sourceType":"ATTRIBUTE","source":"a","destination":"b..c"}\n');
    expect(built(text)).toEqual([]);
  });

  test("cannot be made to say something else by a name, a text or a description", () => {
    const evil = { name: 'a"\ntarget "b', description: "x\nlet y = 1", mappings: [] };
    const { set } = readMappingSet(evil);
    if (set === null) throw new Error("no set");
    const { tree, diagnostics } = parseMapping(createSourceFile("a.xdmap", sourceText(set).text));
    expect(diagnostics).toEqual([]);
    expect(tree.statements.map(({ kind }) => kind)).toEqual(["mapping-header"]);
  });

  test("lists what no file can say", () => {
    const set = setOf([["a", "b", "ATTRIBUTE"]], { allowNullValues: true, strictMapping: false, tags: [] });
    expect(sourceText(set).notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "XM7505 The set has `allowNullValues` `true`, which no mapping file can say.",
    ]);
  });

  test("takes many mappings, duplicates among them", () => {
    const rules = Array.from({ length: 1_500 }, (_, at): Rule => [`concat(a${at % 7},${at})`, `a.b${at % 1_000}`]);
    const { text } = write(rules, { samples: ["a.csv"] });
    expect(built(text)).toEqual(rules.map(([source, destination]) => [source, destination]));
  });
});

describe("--extract", () => {
  const rules: Rule[] = [
    ['decode(country, "us", "USA", "kr", "Korea", "fr", "France", "N/A")', "a"],
    ['decode(other, "us", "USA", "kr", "Korea", "fr", "France", "N/A")', "b"],
    ["lower(trim(given_name))", "c"],
    ["lower(trim(surname))", "d"],
    ["lower(trim(middle_name))", "e"],
    ["concat(upper(title), '!') == 'X!' ? 1 : 2", "f"],
    ["concat(upper(title), '!')", "g"],
    ["concat(upper( title ), '!')", "h"],
    ["concat(uuid(), 'abcdefgh')", "i"],
    ["concat(uuid(), 'abcdefgh')", "j"],
  ];

  test("names tables, functions and parts, and nothing changes by it", () => {
    const { text, extracted } = write(rules, { extract: true, samples: ["a.csv"] });
    expect(extracted).toBe(3);
    expect(text.split("\n").filter((line) => /^(?:let|def|table) /.test(line))).toEqual([
      'table country_names = { "us": "USA", "kr": "Korea", "fr": "France", else: "N/A" }',
      "def lower_trim(value) = lower(trim(value))",
      "let concat_upper_title = concat(upper(title), '!')",
    ]);
    expect(text).toContain("lower_trim(given_name)");
    expect(built(text)).toEqual(rules.map(([source, destination]) => [source, destination]));
  });

  test("takes no name that the set has", () => {
    const { text } = write([...rules, ["lower_trim + value + country_names", "k"]], {
      extract: true,
      samples: ["a.csv"],
    });
    expect(text).toContain("def lower_trim_2(value_2)");
    expect(text).toContain("table country_names_2 =");
  });

  const definitions = (sources: readonly string[]) =>
    write(
      sources.map((source, at): Rule => [source, `t${at}`]),
      { extract: true, samples: ["a.csv"] },
    ).text.match(/^(?:let|def|table) .*$/gm) ?? [];

  test("gives no second name to one function, nor to a table", () => {
    expect(definitions(["a.trim()", "b.trim()", "c.trim()", "sha256(a)", "sha256(b)", "sha256(c)"])).toEqual([]);
    const decodes = ["a", "b", "c"].map((column) => `decode(${column}, 'x', 1, 'y', 2, 'z', 3)`);
    expect(definitions(decodes)).toEqual(["table a_names = { 'x': 1, 'y': 2, 'z': 3 }"]);
  });

  test("names what it makes by words, and never by the name of a function", () => {
    const dates = ["a", "b", "c"].map((column) => `date(${column}, "yyyy-MM-dd HH:mm:ss")`);
    const hidden = ["a", "b", "c"].map((column) => `${column}.toUpperCase().trim()`);
    const constants = ['md5("a constant")', 'concat(md5("a constant"), x)'];
    expect(definitions([...dates, ...hidden, ...constants])).toEqual([
      'def date_of(value) = date(value, "yyyy-MM-dd HH:mm:ss")',
      "def trim_to_upper_case(value) = value.toUpperCase().trim()",
      'let md5_value = md5("a constant")',
    ]);
  });

  test("finds nothing where nothing repeats", () => {
    expect(
      write(
        [
          ["lower(a)", "x"],
          ["upper(b)", "y"],
        ],
        { extract: true },
      ).extracted,
    ).toBe(0);
  });
});
