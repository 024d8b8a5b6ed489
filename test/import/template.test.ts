import { describe, expect, test } from "vitest";
import { readTemplate, readTemplateHeader, writeTemplate } from "../../src/compiler/import/index.js";
import { readCsvRows } from "../../src/io/index.js";

const isHeader = (cells: readonly string[]) => readTemplateHeader(cells) !== null;

/** The mappings of a template, each as `TYPE source -> target`, and the codes of what is found. */
async function read(file: string | Uint8Array) {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const split = await readCsvRows("set.csv", bytes, isHeader);
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

  test("a quote that nothing closes is told by its reader", async () => {
    expect((await read('Source,Target\n"a,b\n')).codes).toEqual(["XM5223"]);
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
