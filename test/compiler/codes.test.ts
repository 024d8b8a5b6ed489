import { describe, expect, it } from "vitest";
import { emitMappingSet } from "../../src/compiler/index.js";
import { definitionNames } from "../../src/diagnostics/definition-names.js";
import { type Example, hasErrors } from "../../src/diagnostics/index.js";
import { lint } from "../../src/diagnostics/lint.js";
import { names } from "../../src/diagnostics/names.js";
import { types } from "../../src/diagnostics/types.js";
import { parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { exampleFiles } from "../support/example-files.js";
import { compile, mark, profile, sampleOf, schemaOf } from "./support.js";

/** What `check`, or `build`, finds in an example; the files that it names are this test's own. */
async function findingsOf({ source, files = {}, command }: Example): Promise<readonly string[]> {
  const { tree } = parseMapping(createSourceFile("example.xdmap", source));
  const hasTarget = tree.statements.some(({ kind }) => kind === "target-header");
  const hasSample = tree.statements.some(({ kind }) => kind === "sample-header");
  const schemaText = files["schema.json"];
  const sample = await sampleOf(files["orders.csv"] ?? exampleFiles["orders.csv"] ?? "");
  const { program, diagnostics } = compile(source, {
    schema: hasTarget ? (schemaText === undefined ? profile : schemaOf(JSON.parse(schemaText))) : null,
    sample: hasSample ? sample : null,
  });
  const built = command === "build" ? emitMappingSet(program, "current").diagnostics : [];
  if (command === "build") expect(hasErrors(diagnostics)).toBe(false);
  return [...diagnostics, ...built].map(mark);
}

// Whether a target is a file is known to who reads files: test/diagnostics/registry.test.ts runs the example.
const { XM2049: _ofFiles, ...ofMappings } = names;
const cases = Object.values({ ...ofMappings, ...definitionNames, ...types, ...lint }).flatMap((code) =>
  code.examples.map((example, at) => ({ code: code.code, title: code.title, number: at + 1, example })),
);

describe("every code of names, types and lint", () => {
  it.each(cases)("$code $title: example $number shows it at its mark", async ({ code, example }) => {
    const wanted = example.marks === undefined ? code : `${code} ${example.marks}`;
    const found = await findingsOf(example);
    if (example.marks === undefined) expect(found.map((one) => one.split(" ")[0])).toContain(wanted);
    else expect(found).toContain(wanted);
    expect(found.filter((one) => one.startsWith("XM1"))).toEqual([]);
  });
});
