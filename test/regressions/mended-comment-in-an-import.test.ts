import { expect, it } from "vitest";
import { readMappingSet, sourceText } from "../../src/compiler/import/index.js";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

// It stood within the `into` of its neighbours with its whole target: mended there, it wrote `b.b.d`.
it.each([1, 2, 3])("an expression that cannot be read writes its own target where it is mended: place %i", (at) => {
  const mappings = ["a", "c", "e", "f", "g"].map((name) => {
    return { sourceType: "ATTRIBUTE", source: name, destination: `b.${name}` };
  });
  mappings.splice(at, 0, { sourceType: "EXPRESSION", source: 'concat(a, "x"', destination: "b.d" });
  const { set } = readMappingSet({ xdmSchema: "https://ns.adobe.com/x/1", mappings });
  if (set === null) throw new Error("no set");
  const { text } = sourceText(set);
  expect(text).toContain("into b {");
  const mended = text.replace('// concat(a, "x" -> b.d', 'concat(a, "x") -> b.d');
  expect(mended).not.toBe(text);
  const { tree } = parseMapping(createSourceFile("a.xdmap", mended));
  const { program } = compileMapping({ tree, schema: null, sample: null });
  expect(program.mappings.map(({ path }) => path)).toEqual(mappings.map(({ destination }) => destination));
});
