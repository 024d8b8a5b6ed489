import { emitMappingSet, type SourceShape } from "../../compiler/index.js";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { Libraries } from "../../host/libraries.js";
import type { Schemas } from "../../host/schema-files.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import { loadMapping, type Projects } from "../../project/index.js";
import type { XdmSchema } from "../../schema/index.js";
import { nearest, type Span } from "../../text/index.js";
import type { Json } from "../json.js";
import { columnsOf } from "./columns.js";
import type { CopyParams, MappingLine } from "./plan.js";

/** What is read once for all flows of a plan. */
export interface SharedFiles {
  readonly projects: Projects;
  readonly schemas: Schemas;
  readonly libraries: Libraries;
}

/** What the files want of one flow, as far as it does not depend on the sandbox. */
export interface Desired {
  readonly settings: FlowSettings;
  /** The text of the mapping set's description. */
  readonly description: string;
  readonly lines: readonly MappingLine[];
  /** Where each of them stands in the mapping file. */
  readonly places: readonly Span[];
  readonly target: DesiredTarget;
  /** Null where neither a `source` block nor a sample says them. */
  readonly columns: readonly Json[] | null;
  readonly copy: CopyParams | null;
}

export interface DesiredTarget {
  /** Null where the header names no file, but the id of a schema that only the sandbox has. */
  readonly schema: XdmSchema | null;
  readonly schemaId: string | null;
  /** The header's path, as it is written. */
  readonly path: string;
  readonly span: Span;
}

/** Only the mapping lines are emitted with it: the id is another one in each sandbox. */
const ANY_SCHEMA = "https://ns.adobe.com/schema";

/** Loads and checks the mapping of a flow. `desired` is null where an error was found. */
export async function loadDesired(
  settings: FlowSettings,
  tenant: string | null,
  { projects, schemas, libraries }: SharedFiles,
): Promise<{ readonly desired: Desired | null; readonly diagnostics: readonly Diagnostic[] }> {
  const given = { sample: {}, ...(tenant === null ? {} : { tenant }) };
  const how = { inputs: [], read: "columns", projects, schemas, libraries } as const;
  const loaded = await loadMapping(settings.mappingPath, given, how);
  if (loaded.kind === "problem") return { desired: null, diagnostics: loaded.diagnostics };
  // The command line gives nothing of samples that could contradict itself.
  if (loaded.kind === "misuse") throw new Error(loaded.message);
  const { program, schema, tree, diagnostics: found } = loaded.workspace;
  const { payload, diagnostics: ofPayload } = emitMappingSet(program, "current", { schemaId: ANY_SCHEMA });
  // Notes are for whoever writes the mapping: `check` tells them.
  const diagnostics = [...found, ...ofPayload].filter(({ severity }) => severity !== "info");
  const header = tree.statements.find((statement) => statement.kind === "target-header");
  if (hasErrors(diagnostics) || payload === null || header?.kind !== "target-header") {
    return { desired: null, diagnostics };
  }
  const delta = deltaOf(settings, program.delta, program.source);
  if (delta.problem !== null) return { desired: null, diagnostics: [...diagnostics, delta.problem] };
  const { value: path, span } = header.path;
  const desired: Desired = {
    settings,
    description: program.description ?? "",
    lines: linesOf(payload),
    places: program.mappings.map((mapping) => mapping.span),
    target: { schema, schemaId: program.schemaId ?? schema?.id ?? null, path, span },
    columns: columnsOf(program.source),
    copy: delta.copy,
  };
  return { desired, diagnostics };
}

type Emitted = NonNullable<ReturnType<typeof emitMappingSet>["payload"]>;

function linesOf(payload: Emitted): readonly MappingLine[] {
  // The dialect was asked for, but the type says either.
  return payload.mappings.flatMap((line) => ("source" in line ? [line] : []));
}

interface HeaderDelta {
  readonly path: readonly string[];
  readonly format: string | null;
  readonly timezone: string | null;
}

/** The delta column: what the flow says before what the mapping file says, and none where the flow runs once or reads files. */
function deltaOf(
  { delta, schedule, source }: FlowSettings,
  header: HeaderDelta | null,
  shape: SourceShape | null,
): { readonly copy: CopyParams | null; readonly problem: Diagnostic | null } {
  if (schedule.value.frequency.value === "once" || source.value.kind === "path") return { copy: null, problem: null };
  if (delta !== undefined) {
    const { column, format, timezone } = delta.value;
    const copy = { name: column.value, dateFormat: format?.value ?? null, timezone: timezone?.value ?? null };
    if (shape === null || shape.columns.has(column.value)) return { copy, problem: null };
    const near = nearest(column.value, shape.columns.keys());
    const parameters = { column: column.value, sample: shape.label, near };
    return { copy: null, problem: diagnostic(codes.XM7144, column.span, parameters) };
  }
  if (header === null) return { copy: null, problem: null };
  const copy = { name: header.path.join("."), dateFormat: header.format, timezone: header.timezone };
  return { copy, problem: null };
}
