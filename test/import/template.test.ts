import { describe, expect, test } from "vitest";
import {
  isTemplateRow,
  leftOutOfTemplate,
  normalOf,
  readTemplate,
  readTemplateHeader,
  sourceText,
  writeTemplate,
} from "../../src/compiler/import/index.js";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { readCsvRows } from "../../src/io/index.js";
import { createSourceFile } from "../../src/text/index.js";

const isHeader = (cells: readonly string[]) => readTemplateHeader(cells) !== null;

/** The mappings of a template, each as `TYPE source -> target`, and the codes of what is found. */
async function read(file: string | Uint8Array) {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const split = readCsvRows("set.csv", bytes, { isHeader, isRow: isTemplateRow });
  if (split.kind === "problem") return { codes: [split.diagnostic.code], mappings: [] };
  const { set, problems } = readTemplate(split.rows, "set.csv");
  return {
    codes: problems.map(({ code }) => code),
    lines: problems.map(({ place }) => (place !== null && "line" in place ? place.line : undefined)),
    mappings: (set?.mappings ?? []).map(({ type, source, destination }) => `${type} ${source} -> ${destination}`),
    encoding: split.encoding,
    delimiter: split.delimiter,
  };
}

describe("a template is read", () => {
  test("with its columns in any order, and others between", async () => {
    const { mappings, codes } = await read(
      "Required,TARGET_FIELD,Note,source data\nyes,a.b,x,Email\n,c.d,,Created At\n",
    );
    expect(codes).toEqual(["XM7517", "XM7517"]);
    expect(mappings).toEqual(["ATTRIBUTE Email -> a.b", "ATTRIBUTE Created At -> c.d"]);
  });

  test.each([
    [";", 'Source;Target\n"a;b";x\nEmail;y\n'],
    ["\t", "Source\tTarget\na;b\tx\nEmail\ty\n"],
    ["|", "Source|Target\na;b|x\nEmail|y\n"],
    [";", 'sep=;\r\nSource;Target\r\n"a;b";x\r\nEmail;y\r\n'],
  ])("with the delimiter %j", async (delimiter, text) => {
    const found = await read(text);
    expect(found.delimiter).toBe(delimiter);
    expect(found.mappings).toEqual(["ATTRIBUTE a;b -> x", "ATTRIBUTE Email -> y"]);
  });

  test("in UTF-8 with and without its mark, in UTF-16, and in Windows-1252", async () => {
    const text = "Source,Target\nGröße,a\n";
    const utf16 = (isBig: boolean) => {
      const bytes = new Uint8Array(2 * text.length + 2);
      const view = new DataView(bytes.buffer);
      for (const [at, unit] of [...`\uFEFF${text}`].entries()) view.setUint16(2 * at, unit.charCodeAt(0), !isBig);
      return bytes;
    };
    const latin = Uint8Array.from([...text], (unit) => unit.charCodeAt(0));
    for (const file of [text, `\uFEFF${text}`, utf16(true), utf16(false), latin]) {
      expect((await read(file)).mappings).toEqual(["ATTRIBUTE Größe -> a"]);
    }
    expect((await read(latin)).encoding).toBe("windows-1252");
  });

  test.each([
    ["first_name", "ATTRIBUTE"],
    ["address.zip code", "ATTRIBUTE"],
    ["items[0].sku", "ATTRIBUTE"],
    ["items[*].sku", "ATTRIBUTE"],
    ["loyalty-id", "ATTRIBUTE"],
    ["größe", "ATTRIBUTE"],
    ["lower(Email)", "EXPRESSION"],
    ["a + b", "EXPRESSION"],
    ["-1.5", "EXPRESSION"],
    ["true", "EXPRESSION"],
    ["null", "EXPRESSION"],
    ["2020-01-01", "ATTRIBUTE"],
    ['""shop""', "EXPRESSION"],
    ["lower(trim(Email)", "EXPRESSION"],
    ["a ? b", "ATTRIBUTE"],
  ])("without types, %s is an %s", async (source, type) => {
    const { mappings } = await read(`Source,Target\n"${source}",a\n`);
    expect(mappings).toEqual([`${type} ${source.replaceAll('""', '"')} -> a`]);
  });

  test("with types in the interface's words, or the service's; others are told", async () => {
    const rows = ["Calculated field,a,b", "text/x.schema-path,c,d", "STATIC,e,f", "formula,g,h"];
    const { mappings, codes, lines } = await read(`Source type,Source,Target\n${rows.join("\n")}\n`);
    expect(mappings).toEqual(["EXPRESSION a -> b", "ATTRIBUTE c -> d", "STATIC e -> f"]);
    expect(codes).toEqual(["XM7502"]);
    expect(lines).toEqual([5]);
  });

  test("rows that map nothing are counted, duplicates told, and blank rows passed over", async () => {
    const { mappings, codes } = await read("Source,Target\nEmail,a\n,b\nPhone,\n,\n\nName,a\n");
    expect(mappings).toEqual(["ATTRIBUTE Email -> a", "ATTRIBUTE Name -> a"]);
    expect(codes).toEqual(["XM7511", "XM7503"]);
  });

  test.each(["", "from,to\na,b\n", "Source,Source\na,b\n"])("%j is none", async (text) => {
    expect((await read(text)).codes).toEqual(["XM7510"]);
  });

  test("blanks around unquoted cells are none of a target, and none of a source where the header has them, too", async () => {
    expect((await read('Source,Target\nEmail , a.b \n"Email "," a"\n')).mappings).toEqual([
      "ATTRIBUTE Email  -> a.b",
      "ATTRIBUTE Email  ->  a",
    ]);
    expect((await read('Source , Target\n Email , a.b\nlower(x) , "c"\n" Email ",d\n')).mappings).toEqual([
      "ATTRIBUTE Email -> a.b",
      "EXPRESSION lower(x) -> c",
      "ATTRIBUTE  Email  -> d",
    ]);
  });
});

describe("rows that cannot be read leave the others as they are", () => {
  /** What is read, and each finding with its place. */
  async function told(file: string) {
    const { set, problems } = readTemplate(rowsOf(file), "set.csv");
    return {
      mappings: (set?.mappings ?? []).map(({ source, destination, at }) => `${at + 1} ${source} -> ${destination}`),
      unread: (set?.unread ?? []).map(({ text }) => text),
      found: problems.map(({ code, place }) => `${code} ${JSON.stringify(place)}`),
    };
  }

  function rowsOf(file: string) {
    const split = readCsvRows("set.csv", new TextEncoder().encode(file), { isHeader, isRow: isTemplateRow });
    if (split.kind === "problem") throw new Error(split.diagnostic.message);
    return split.rows;
  }

  const place = (line: number, column?: number) => JSON.stringify({ path: "set.csv", line, column });

  test("a stray quote, with its line and column", async () => {
    expect(await told('Source,Target\r\na,b\r\nlower(trim("x)),a.b\r\n"f(a, b)",c\r\n')).toEqual({
      mappings: ["1 a -> b", "3 f(a, b) -> c"],
      unread: ['lower(trim("x)),a.b'],
      found: [`XM7518 ${place(3, 12)}`],
    });
    expect(await told('Source,Target\n"lower"(Email),y\nd,e\n')).toEqual({
      mappings: ["2 d -> e"],
      unread: ['"lower"(Email),y'],
      found: [`XM7518 ${place(2, 8)}`],
    });
  });

  test("a quote that is not closed, where each line that follows is a row by itself", async () => {
    const after = await told('Source,Target\n"lower(Email),y\nPhone,z\n"f(a, b)",w\nlower(c),v\n');
    expect(after.mappings).toEqual(["2 Phone -> z", "3 f(a, b) -> w", "4 lower(c) -> v"]);
    expect(after.found).toEqual([`XM7518 ${place(2, 1)}`]);
    const end = await told('Source,Target\na,b\nc,"d\nPhone,z');
    expect(end.mappings).toEqual(["1 a -> b", "3 Phone -> z"]);
    expect(end.unread).toEqual(['c,"d']);
  });

  test("a quote that is not closed, where a line that follows may be a part of the cell", async () => {
    const { mappings, unread, found } = await told('Source,Target\na,b\n"concat(a,\nb,c\n)\n');
    expect(mappings).toEqual(["1 a -> b"]);
    expect(unread).toEqual(['"concat(a,\nb,c\n)']);
    expect(found).toEqual([`XM7518 ${place(3, 1)}`]);
  });

  test("a row with more cells than the header, and what a spreadsheet could not compute", async () => {
    expect(await told("Source,Target\nLast, First,person.name\n#NAME?,a\nEmail,b,,\n")).toEqual({
      mappings: ["3 Email -> b"],
      unread: ["Last, First,person.name", "#NAME?,a"],
      found: [`XM7518 ${place(2)}`, `XM7518 ${place(3)}`],
    });
  });

  test("lines that may be one cell are told with all their numbers", async () => {
    const { problems } = readTemplate(rowsOf('Source,Target\n"f(a,\nb,c\n)\n'), "set.csv");
    expect(problems[0]?.message).toBe("Lines 2–4 cannot be read: the quote that opens there is never closed.");
  });

  test("a column of types of data is not read, one of types of sources is", async () => {
    expect((await told("Source,Type,Target\nEmail,string,a\n")).found).toEqual([`XM7517 ${place(2)}`]);
    expect((await told("Source,Type,Target\nx,expression,a\nEmail,string,b\n")).found).toEqual([`XM7502 ${place(3)}`]);
    expect((await told("Source,Source type,Target\nEmail,string,a\n")).found).toEqual([`XM7502 ${place(2)}`]);
  });

  test("a header with a stray quote", async () => {
    expect(await told('Source "data",Target\nEmail,b\n')).toMatchObject({ found: [`XM7518 ${place(1, 8)}`] });
  });

  test("they stand in the file as they stood in the template", () => {
    const { set } = readTemplate(rowsOf('Source,Target\nlower("x,a.b\nEmail,c\n'), "set.csv");
    if (set === null) throw new Error("no set");
    expect(sourceText(set).text).toContain(
      '// Mapping 1 cannot be read: line 2 of the template: a quote stands inside a cell that does not begin with one\n// lower("x,a.b\n',
    );
  });
});

describe("what is written is read again", () => {
  const mapping = {
    at: 0,
    name: null,
    description: null,
    identity: false,
    identityGroup: null,
    namespaceCode: null,
    primaryIdentity: false,
    other: new Map(),
  };
  const set = (
    mappings: readonly { type: "ATTRIBUTE" | "EXPRESSION" | "STATIC"; source: string; destination: string }[],
  ) => ({
    name: null,
    description: null,
    mappings: mappings.map((one, at) => ({ ...mapping, ...one, at })),
  });

  test("quotes, line breaks, delimiters and blanks at the ends", async () => {
    const mappings = [
      { type: "EXPRESSION", source: 'concat(a, "x\ny")', destination: "a.b" },
      { type: "STATIC", source: ' "; ', destination: "c" },
      { type: "ATTRIBUTE", source: "loyalty-id", destination: "d" },
      { type: "EXPRESSION", source: "loyalty-id", destination: "e" },
    ] as const;
    const { text, notes } = writeTemplate(set(mappings));
    expect(notes).toEqual([]);
    expect(text.split("\r\n")[0]).toBe("Source data,Target field,Source type");
    expect((await read(text)).mappings).toEqual(
      mappings.map((one) => `${one.type} ${one.source} -> ${one.destination}`),
    );
  });

  test("what a spreadsheet program would compute is told, and written as it is", () => {
    const { text, notes } = writeTemplate(
      set([
        { type: "EXPRESSION", source: "-a", destination: "b" },
        { type: "ATTRIBUTE", source: "@id", destination: "c" },
        { type: "ATTRIBUTE", source: "a", destination: "d" },
      ]),
    );
    expect(text).toContain("\r\n-a,b,EXPRESSION\r\n@id,c,ATTRIBUTE\r\n");
    expect(notes.map(({ code, message }) => `${code} ${message.split(":")[0]}`)).toEqual([
      "XM7519 2 cells begin with `=`, `+`, `-` or `@`, as `-a`",
    ]);
  });

  test("what only a mapping file has is told: its delta column as a warning, the rest in a line of each kind", () => {
    const text = [
      'target "https://x/y"',
      "source { Email: string, at: string }",
      "delta at",
      "let a = lower(Email)",
      "let b = upper(Email)",
      'table t = { "x": "y" }',
      "a -> c",
      "t(b) -> d",
      'test "one" {',
      '  given { Email: "E" }',
      '  expect { c: "e" }',
      "}",
    ].join("\n");
    const { tree } = parseMapping(createSourceFile("a.xdmap", text));
    const { program } = compileMapping({ tree, schema: null, sample: null });
    const { notes, text: template } = writeTemplate(normalOf(program), leftOutOfTemplate(tree, program));
    expect(template).toContain(
      '\r\nlower(Email),c,EXPRESSION\r\n"decode(upper(Email), ""x"", ""y"")",d,EXPRESSION\r\n',
    );
    expect(notes.map(({ severity, message }) => `${severity} ${message.split(", for")[0]}`)).toEqual([
      "warning The mapping file has `delta` `at`",
      "info The mapping file has `let` `a, b`",
      "info The mapping file has `table` `t`",
      "info The mapping file has `test` `one`",
    ]);
  });

  test("names and descriptions have columns where there are any; the set's own and identities are told", () => {
    const [first] = set([{ type: "ATTRIBUTE", source: "a", destination: "b" }]).mappings;
    if (first === undefined) throw new Error("no mapping");
    const described = { ...first, description: "why", identity: true, namespaceCode: "Email" };
    const { text, notes } = writeTemplate({ name: "Orders", description: null, mappings: [described] });
    expect(text).toBe("Source data,Target field,Source type,Name,Description\r\na,b,ATTRIBUTE,,why\r\n");
    expect(notes.map(({ code, message }) => `${code} ${message.split(",")[0]}`)).toEqual([
      "XM7515 The set has `name` `Orders`",
      "XM7515 Mapping 1 has `identity` `Email`",
    ]);
  });
});
