import { expect, test } from "vitest";
import { compileMapping, createSourceFile, emitMappingSet, importMappingSet, parseMapping } from "../../src/index.js";

/** As a file gives it back: UTF-8 has no half of a character. */
const inFile = (text: string) => Buffer.from(text, "utf8").toString("utf8");

function roundTrip(mapping: object) {
  const { text, diagnostics } = importMappingSet({ xdmSchema: "https://ns.adobe.com/x/1", mappings: [mapping] });
  const { tree } = parseMapping(createSourceFile("a.xdmap", inFile(text ?? "")));
  const { program } = compileMapping({ tree, schema: null, sample: null });
  const { payload } = emitMappingSet(program, "current");
  return { built: payload?.mappings, codes: diagnostics.map(({ code }) => code), text };
}

test.each([
  ["EXPRESSION", 'concat("\ud800", a)'],
  ["EXPRESSION", "concat('x\udc00',  a)"],
  ["EXPRESSION", "a + b // \ud800"],
  ["EXPRESSION", 'concat("\\ud800", "😀")'],
  ["STATIC", "a\ud800"],
])("half of a character in the %s %j is deployed as it was", (sourceType, source) => {
  const mapping = { sourceType, source, destination: "x" };
  expect(roundTrip(mapping)).toMatchObject({ built: [mapping], codes: [] });
});

test.each([
  ["ATTRIBUTE", "a\ud800", "x"],
  ["EXPRESSION", "${a\ud800}", "x"],
  ["ATTRIBUTE", "a", "x\ud800"],
])("the %s %j to %j is a comment, for no file has such a name", (sourceType, source, destination) => {
  const { built, codes, text } = roundTrip({ sourceType, source, destination });
  expect(built).toEqual([]);
  expect(codes).toEqual(["XM7507"]);
  expect(text).toContain("half of a character");
  expect(text).toContain("\\ud800");
});

test("a description that loses one is told", () => {
  const mapping = { source: "a", destination: "x", description: "d\ud800" };
  expect(roundTrip(mapping).codes).toEqual(["XM7509"]);
});
