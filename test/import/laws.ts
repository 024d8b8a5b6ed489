import { strict as assert } from "node:assert";
import { type NormalMapping, readMappingSet, sourceText } from "../../src/compiler/import/index.js";
import { compileMapping, type Dialect, emitMappingSet } from "../../src/compiler/index.js";
import { formatMapping, parseExpression, parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const schemaId = "https://ns.adobe.com/acme/schemas/0123456789abcdef";

/** The payload of a mapping file, which has no errors. Of a file: UTF-8 has no half of a character. */
function build(text: string, dialect: Dialect): unknown {
  const written = Buffer.from(text, "utf8").toString("utf8");
  const { tree, diagnostics } = parseMapping(createSourceFile("set.xdmap", written));
  const { program, diagnostics: found } = compileMapping({ tree, schema: null, sample: null });
  const errors = [...diagnostics, ...found].filter(({ severity }) => severity === "error");
  // Of sets that are empty, or hold nothing that can be read, it is true.
  const codes = errors.map(({ code }) => code).filter((code) => code !== "XM2022");
  assert.deepEqual(codes, [], text);
  return emitMappingSet(program, dialect, { schemaId }).payload;
}

/** Whether no mapping file can hold it as a mapping. */
function isBroken({ type, source, destination }: NormalMapping): boolean {
  const isOdd = (raw: string) => /[\r\n\u0085\u2028\u2029]/.test(raw) || /(?:^|[^\\])(?:\.\.)|^\.|\.$/.test(raw);
  if (isOdd(destination)) return true;
  if (type === "ATTRIBUTE") return isOdd(source);
  if (type === "STATIC") return false;
  const { diagnostics } = parseExpression(createSourceFile("", source));
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Whether what is built from the file of a set is that set, but for what the import says it left out. */
export function checkImport(json: { readonly mappings: readonly object[] }, dialect: Dialect): void {
  const { set } = readMappingSet(json);
  if (set === null) throw new Error("no set");
  const { text, notes } = sourceText(set);
  const leftOut = new Set(
    notes.flatMap(({ code, message }) => (code === "XM7507" ? [Number(/^Mapping (\d+)/.exec(message)?.[1]) - 1] : [])),
  );
  for (const mapping of set.mappings) {
    assert(!leftOut.has(mapping.at) || isMaybeBroken(mapping), JSON.stringify(mapping));
  }
  const kept = json.mappings.filter((_, at) => !leftOut.has(at));
  const again = readMappingSet(build(text, dialect)).set;
  const reread = readMappingSet({ ...json, mappings: kept }).set;
  assert.deepEqual(again?.mappings.map(bare), reread?.mappings.map(bare));
  assert.equal(again?.name, set.name);
  assert.deepEqual(
    notes.filter(({ code }) => code === "XM7505"),
    [],
  );
  // What came out is as the formatter lays it out.
  const formatted = formatMapping("set.xdmap", text);
  assert.deepEqual(formatted.kind === "formatted" ? formatted.text : formatted.diagnostics, text);
}

/** A mapping without what a comment cannot keep of a description. */
function bare({ description, other: _, ...rest }: NormalMapping) {
  const lines = description?.split(/\r\n|[\r\n]/).map((line) => line.trimEnd());
  return { ...rest, description: lines?.some((line) => line !== "") ? lines : undefined };
}

/** Broken by itself, or so odd that its line would read as another: names of control characters, halves of pairs. */
function isMaybeBroken(mapping: NormalMapping): boolean {
  return isBroken(mapping) || ODD.test(mapping.source + mapping.destination);
}

const ODD = /[\0-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]/;

/** Whether a file with definitions, its payload, and the file that is imported from it again mean the same. */
export function checkBuild(json: unknown): void {
  const { set } = readMappingSet(json);
  if (set === null) throw new Error("no set");
  const written = sourceText(set, { extract: true });
  const payload = build(written.text, "current");
  const again = readMappingSet(payload).set;
  if (again === null) throw new Error("no payload");
  assert.deepEqual(build(sourceText(again).text, "current"), payload);
  // With definitions the very same is built as without.
  assert.deepEqual(payload, build(sourceText(set).text, "current"));
}
