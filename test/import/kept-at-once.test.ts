import { describe, expect, test } from "vitest";
import { readMappingSet, sourceText } from "../../src/compiler/import/index.js";
import { formatMapping } from "../../src/grammar/index.js";

const KEPT = ["lower( Email )", "iif(a==1,b,null)", "a.b+c[0].d", "f(x)", "concat( 'a -> b', First )"];

function write(sources: readonly string[], more: object = {}) {
  const mappings = sources.map((source, at) => ({ sourceType: "EXPRESSION", source, destination: `a.f${at}` }));
  const { set } = readMappingSet({ name: "N", xdmSchema: "https://ns.adobe.com/x/1", mappings, ...more });
  if (set === null) throw new Error("no set");
  const { text, notes } = sourceText(set);
  return { text, codes: notes.map(({ code }) => code) };
}

describe("a file whose expressions stay as they are", () => {
  test("is the same whether all are read in one text, or each by itself because one is broken", () => {
    const whole = write(KEPT).text;
    const [start, comment] = write([...KEPT, "lower("]).text.split("\n// Mapping 6 cannot be read");
    expect(comment).toContain("lower( ->");
    expect(start).toBe(whole);
    expect(whole).toContain("Email: string");
    expect(formatMapping("a.xdmap", whole)).toMatchObject({ kind: "formatted", isChanged: false });
  });

  test("is not mistaken by the words of that line elsewhere", () => {
    const line = "// xdmap-keep expressions: they are deployed as they are written";
    const { text } = write(KEPT, { description: line, name: line });
    expect(text.indexOf("source {")).toBeGreaterThan(text.indexOf(`\n${line}\n`));
    expect(formatMapping("a.xdmap", text)).toMatchObject({ kind: "formatted", isChanged: false });
  });

  test.each(['a @name("x")', "a -> b", "a // b", "a }", "a\n-> c\nb"])(
    "a source that would end before its end, as %j, is none",
    (odd) => {
      const { text, codes } = write([...KEPT, odd]);
      const carried = /a \/\/ b/.test(odd);
      expect(codes.includes("XM7507")).toBe(!carried);
      expect(text).toContain("concat( 'a -> b', First )");
    },
  );
});

describe("regression: descriptions of blanks alone", () => {
  test("of a mapping and of a set are left out, and told", () => {
    const mapping = { sourceType: "ATTRIBUTE", source: "a", destination: "b", description: " \n\t " };
    const { text, codes } = write([], { mappings: [mapping], description: "  " });
    expect(text).not.toContain("///");
    expect(codes.filter((code) => code === "XM7509")).toHaveLength(2);
    expect(formatMapping("a.xdmap", text)).toMatchObject({ kind: "formatted", isChanged: false });
  });
});
