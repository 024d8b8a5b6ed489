import { collector, type Diagnostic, type Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import type { Program, ProgramMapping } from "./program.js";

/** The forms of a mapping set: today's, and that of Adobe's tutorials. */
export type Dialect = "current" | "legacy";

/** What the tutorials POST to `/mappingSets`. */
export interface LegacyMappingSet {
  readonly version: 0;
  readonly xdmSchema: string;
  readonly xdmVersion: "1.0";
  readonly id: null;
  readonly mappings: readonly LegacyMapping[];
}

export interface LegacyMapping {
  readonly destinationXdmPath: string;
  readonly sourceAttribute: string;
  /** Only where it is no plain path (assumed: the tutorials show none). */
  readonly sourceType?: "EXPRESSION" | "STATIC";
  readonly identity: boolean;
  readonly identityGroup: null;
  readonly namespaceCode: string | null;
  readonly version: 0;
}

/** What Adobe's OpenAPI file documents. */
export interface CurrentMappingSet {
  readonly name?: string;
  readonly description?: string;
  readonly outputSchema: { readonly schemaRef: { readonly id: string; readonly contentType: string } };
  readonly mappings: readonly CurrentMapping[];
}

export interface CurrentMapping {
  readonly sourceType: "ATTRIBUTE" | "EXPRESSION" | "STATIC";
  readonly source: string;
  readonly destination: string;
  readonly name?: string;
  readonly description?: string;
}

/** The schema that a mapping set is for. */
export interface EmitOptions {
  /** The schema's id; without it, the one that the schema's file names. */
  readonly schemaId?: string | null;
}

/**
 * The body of `POST /mappingSets` in either dialect, with its keys in the order of the documentation: the same program
 * gives the same bytes. Says what the dialect has no place for. The payload is null where no schema id is known.
 */
export function emitMappingSet(
  program: Program,
  dialect: Dialect,
  { schemaId = null }: EmitOptions = {},
): { readonly payload: LegacyMappingSet | CurrentMappingSet | null; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = collector();
  for (const { target, path } of program.mappings) {
    if (target.segments.some(({ kind }) => kind === "tenant")) report(lint.XM4022, target.span, { path });
  }
  const id = schemaId ?? program.schemaId ?? program.schema?.id ?? null;
  if (id === null) {
    report(lint.XM4021, null, {});
    return { payload: null, diagnostics };
  }
  const payload = dialect === "legacy" ? emitLegacy(program, id) : emitCurrent(program, id, report);
  return { payload, diagnostics };
}

/** The payload as text: two blanks of indentation, one newline at the end. */
export function formatPayload(payload: LegacyMappingSet | CurrentMappingSet): string {
  return `${JSON.stringify(payload, null, 2)}\n`;
}

/** The form that the schema is asked for in; the registry counts compatible changes in the minor version alone. */
const CONTENT_TYPE = "application/vnd.adobe.xed-full+json;version=1";

function emitLegacy(program: Program, xdmSchema: string): LegacyMappingSet {
  return { version: 0, xdmSchema, xdmVersion: "1.0", id: null, mappings: program.mappings.map(emitLegacyMapping) };
}

function emitLegacyMapping({ path, emitted, identity }: ProgramMapping): LegacyMapping {
  return {
    destinationXdmPath: path,
    sourceAttribute: emitted.text,
    ...(emitted.type === "ATTRIBUTE" ? {} : { sourceType: emitted.type }),
    identity: identity !== null,
    identityGroup: null,
    namespaceCode: identity?.namespace ?? null,
    version: 0,
  };
}

function emitCurrent(program: Program, id: string, report: Report): CurrentMappingSet {
  for (const { identity, path } of program.mappings) {
    if (identity !== null) report(lint.XM4020, identity.span, { namespace: identity.namespace, path });
  }
  return {
    ...(program.name === null ? {} : { name: program.name }),
    ...(program.description === null ? {} : { description: program.description }),
    outputSchema: { schemaRef: { id, contentType: CONTENT_TYPE } },
    mappings: program.mappings.map(emitCurrentMapping),
  };
}

function emitCurrentMapping({ emitted, path, name, description }: ProgramMapping): CurrentMapping {
  return {
    sourceType: emitted.type,
    source: emitted.text,
    destination: path,
    ...(name === null ? {} : { name }),
    ...(description === null ? {} : { description }),
  };
}
