import { expect, it } from "vitest";
import { parseMapping, printMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

it("prints a source field whose name is a number as a text: without quotes it would not be read again", () => {
  const read = (text: string) => parseMapping(createSourceFile("a.xdmap", text));
  const text = 'source {\n  "0": string,\n  "1e5": string,\n  "10L": string,\n  a1: string\n}\n';
  const printed = printMapping(read(text).tree);
  expect(printed.replace(/\s+/g, " ")).toBe('source { "0": string, "1e5": string, "10L": string, a1: string } ');
  expect(read(printed).diagnostics).toEqual([]);
});
