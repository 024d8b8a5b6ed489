import type { SourceShape } from "../../src/compiler/index.js";
import { type CompileInput, compileMapping, type Program } from "../../src/compiler/index.js";
import { type Diagnostic, isSpan } from "../../src/diagnostics/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { readSharedShape } from "../../src/io/index.js";
import { loadSchema, type XdmSchema } from "../../src/schema/index.js";
import { createSourceFile, spanText } from "../../src/text/index.js";
import { exampleSchema } from "../support/example-files.js";

export function schemaOf(json: object): XdmSchema {
  const { schema, diagnostics } = loadSchema(createSourceFile("schema.json", JSON.stringify(json)));
  if (schema === null) throw new Error(`The schema of the test is wrong: ${diagnostics[0]?.message}`);
  return schema;
}

export const profile = schemaOf(exampleSchema);

/** A CSV header: every column is text. */
export function csv(...columns: readonly string[]): SourceShape {
  return { label: "orders.csv", columns: new Map(columns.map((name) => [name, { kind: "string" }])), flat: true };
}

const orders = csv(..."Email First_Name Last_Name Phone Amount Created_At Country_Code Vid".split(" "));

/** A sample with what its rows hold, as the readers of `src/io` find it. */
export async function sampleOf(text: string, name = "orders.csv"): Promise<SourceShape> {
  const read = await readSharedShape([{ name, open: () => bytesOf(text) }], {}, { profile: true });
  if (read.kind === "problem" || read.shape === null) throw new Error("The sample of the test is wrong.");
  return read.shape;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

export interface Compiled {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Each finding as `XM2001 Emial`: the code and the exact text that it marks. */
  readonly found: readonly string[];
}

/** Parses and compiles a text; syntax findings come first, so that none is overlooked. */
export function compile(source: string, overrides: Partial<Omit<CompileInput, "tree" | "file">> = {}): Compiled {
  const file = createSourceFile("test.xdmap", source);
  const { tree, diagnostics: syntax } = parseMapping(file);
  const { program, diagnostics } = compileMapping({ tree, schema: profile, sample: orders, ...overrides });
  const all = [...syntax, ...diagnostics];
  return { program, diagnostics: all, found: all.map(mark) };
}

export function mark({ code, place }: Diagnostic): string {
  return isSpan(place) ? `${code} ${spanText(place)}` : code;
}

/** The statements of a whole file around the ones that a test is about. */
export function file(...statements: readonly string[]): string {
  return ['target "schema.json"', ...statements, ""].join("\n");
}

/** What is sent for each mapping. */
export function emitted(source: string, overrides: Partial<Omit<CompileInput, "tree" | "file">> = {}): string[] {
  return compile(source, overrides).program.mappings.map(({ emitted: { type, text } }) => `${type} ${text}`);
}
