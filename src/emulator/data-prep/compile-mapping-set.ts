import type { NormalMapping } from "../../compiler/import/index.js";
import { writeSource } from "../../compiler/import/write-source.js";
import { compileMapping, type Program, type ProgramMapping, type SourceShape } from "../../compiler/index.js";
import { type Diagnostic, isSpan } from "../../diagnostics/index.js";
import { parseMapping } from "../../grammar/index.js";
import type { XdmSchema } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import { type Json, memberOf } from "../json.js";
import type { Context } from "../service.js";
import { normalForm } from "./stored-mapping-set.js";
import { targetSchema } from "./target-schema.js";

/** What Data Prep takes in a calculated field: characters. */
const LONGEST = 4096;

/** One mapping of a set, compiled, and why Data Prep would not take it. */
interface CompiledMapping {
  readonly mapping: NormalMapping;
  readonly compiled: readonly ProgramMapping[];
  readonly faults: readonly string[];
}

/** A mapping set with what it is compiled to. */
export interface CompiledSet {
  readonly program: Program;
  /** By place. */
  readonly mappings: readonly CompiledMapping[];
}

/**
 * Compiles a mapping set of any dialect with xdmap's own compiler. Each mapping is compiled by itself, so that what is
 * wrong with one is said at its place.
 */
export function programOf(body: Json, context: Context, sample: SourceShape | null = null): CompiledSet {
  const set = normalForm(body);
  const schema = set?.schemaId === undefined || set.schemaId === null ? null : targetSchema(set.schemaId, context);
  const mappings = (set?.mappings ?? []).map((mapping) => compileOne(mapping, schema, sample));
  const program: Program = {
    name: set?.name ?? null,
    description: set?.description ?? null,
    schemaId: set?.schemaId ?? null,
    schema,
    source: sample,
    delta: null,
    mappings: mappings.flatMap(({ compiled }) => compiled),
  };
  return { program, mappings };
}

/** How many mappings a body lists, those that cannot be read included. */
export function countMappings(body: Json): number {
  const listed = memberOf(body, "mappings");
  return Array.isArray(listed) ? listed.length : 0;
}

function compileOne(mapping: NormalMapping, schema: XdmSchema | null, sample: SourceShape | null): CompiledMapping {
  const refused = (...faults: readonly string[]): CompiledMapping => ({ mapping, compiled: [], faults });
  if (mapping.type === "EXPRESSION" && mapping.source.length > LONGEST) {
    return refused(`The expression has ${mapping.source.length} characters; ${LONGEST} are taken.`);
  }
  const written = writeSource(mapping, "plain");
  if (written.kind === "broken") return refused(written.found?.message ?? written.why);
  const file = createSourceFile(`mapping ${mapping.at + 1}`, `${written.text} -> ${mapping.destination}\n`);
  const { tree, diagnostics } = parseMapping(file);
  const { program, diagnostics: found } = compileMapping({ tree, schema, sample });
  const faults = [...diagnostics, ...found].filter(isFault).map(({ message }) => message);
  return { mapping, compiled: program.mappings, faults };
}

/** Data Prep refuses what it cannot read and what it does not know; what it would make null it takes. */
function isFault({ code, severity, place }: Diagnostic): boolean {
  return severity === "error" && isSpan(place) && /^XM[12]/.test(code);
}
