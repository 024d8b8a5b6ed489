import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isTemplateRow,
  type NormalMapping,
  normalOf,
  readMappingSet,
  readTemplate,
  readTemplateHeader,
  sourceText,
  writeTemplate,
} from "../../src/compiler/import/index.js";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { readCsvRows } from "../../src/io/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { currentSet, legacySet } from "./arbitraries.js";

/** The set that a mapping file builds. */
function built(text: string) {
  const { tree } = parseMapping(createSourceFile("set.xdmap", text));
  return normalOf(compileMapping({ tree, schema: null, sample: null }).program);
}

function readBack(text: string) {
  const isHeader = (cells: readonly string[]) => readTemplateHeader(cells) !== null;
  const split = readCsvRows("set.csv", new TextEncoder().encode(text), { isHeader, isRow: isTemplateRow });
  if (split.kind === "problem") throw new Error(split.diagnostic.message);
  const { set, problems } = readTemplate(split.rows, "set.csv");
  if (set === null) throw new Error(problems.map(({ message }) => message).join("\n"));
  return { set, codes: problems.map(({ code }) => code) };
}

/** What the template has a place for. Nothing and the empty text are the same name. */
function carried({ type, source, destination, name, description }: NormalMapping) {
  return {
    type,
    source,
    destination,
    name: name === "" ? null : name,
    description: description === "" ? null : description,
  };
}

/** Bytes have no halves of pairs, and a row without a source is what the interface lists as not mapped. */
function hasPlace({ source, destination, name, description }: NormalMapping): boolean {
  return source !== "" && destination !== "" && [source, destination, name, description].every(isWhole);
}

function isWhole(text: string | null): boolean {
  return text === null || !/[\ud800-\udfff]/u.test(text);
}

test("the template of a set is read as the very same mappings", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(currentSet, legacySet), async (json) => {
      const { set } = readMappingSet(json);
      if (set === null) throw new Error("no set");
      const mappings = set.mappings.filter(hasPlace);
      const { set: again, codes } = readBack(writeTemplate({ ...set, mappings }).text);
      expect(again.mappings.map(carried)).toEqual(mappings.map(carried));
      expect(codes.filter((code) => code !== "XM7503")).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("a mapping file that is exported and imported builds the very same mappings, and the same template", async () => {
  await fc.assert(
    fc.asyncProperty(currentSet, async (json) => {
      const { set } = readMappingSet({ ...json, mappings: json.mappings });
      if (set === null) throw new Error("no set");
      const first = built(sourceText({ ...set, mappings: set.mappings.filter(hasPlace) }).text);
      const { text } = writeTemplate(first);
      const second = built(sourceText(readBack(text).set).text);
      expect(second.mappings.map(carried)).toEqual(first.mappings.map(carried));
      expect(writeTemplate(second).text).toBe(text);
    }),
    { numRuns: 15 },
  );
});
