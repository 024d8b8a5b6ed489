import { Ajv, type ErrorObject } from "ajv";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import type { Span } from "../../text/index.js";
import type { Json, JsonObject } from "../json.js";
import type { FlowSpec } from "../services/flow-service-types.js";
import { memberAt, textAt } from "./read-json.js";

type Check = (value: Json) => readonly ErrorObject[] | { readonly why: string };

/*
 * A flow spec brings JSON Schemas (draft-07) of what a flow's parts may be. They are the strongest description of flows
 * that there is: the OpenAPI file types intervals as text. ajv makes code of a schema, but never of the texts in it, and
 * compiles each once.
 */
export interface SpecChecks {
  readonly check: (spec: FlowSpec, settings: FlowSettings, parts: SentParts) => readonly Diagnostic[];
}

/** What would be sent. Null for what would not. */
export interface SentParts {
  readonly schedule: JsonObject;
  readonly copy: JsonObject | null;
  readonly mapping: JsonObject;
  readonly options: JsonObject | null;
}

export function openSpecChecks(): SpecChecks {
  const compiled = new Map<string, Check>();
  return {
    check: (spec, settings, { schedule, copy, mapping, options }) => {
      const copySpec = spec.transformationSpecs.get("Copy") ?? null;
      return [
        ...held("schedule", spec.scheduleSpec, schedule, (error) => schedulePlace(settings, error)),
        ...(copy === null ? [] : held("delta column", copySpec, copy, () => settings.delta?.span ?? settings.key.span)),
        ...held("mapping", spec.transformationSpecs.get("Mapping") ?? null, mapping, () => settings.mapping.span),
        ...(options === null ? [] : held("options", spec.optionSpec, options, (error) => optionPlace(settings, error))),
        ...(copySpec !== null && copy === null && settings.schedule.value.frequency.value !== "once"
          ? [diagnostic(codes.XM7143, settings.schedule.span, {})]
          : []),
      ];

      function held(
        part: string,
        schema: JsonObject | null,
        value: JsonObject,
        placeOf: (error: ErrorObject) => Span,
      ): readonly Diagnostic[] {
        if (schema === null) return [];
        const key = `${spec.id} ${part}`;
        const check = compiled.get(key) ?? compileOnce(schema);
        compiled.set(key, check);
        const errors = check(value);
        if ("why" in errors) {
          return [diagnostic(codes.XM7141, settings.flowSpec.span, { flowSpec: spec.name, part, why: errors.why })];
        }
        return tellings(errors).map((error) =>
          diagnostic(codes.XM7140, placeOf(error), { part, flowSpec: spec.name, why: describe(error) }),
        );
      }
    },
  };
}

/** The type that a flow spec wants a mapping set's version in: text in the tutorials' specs, a number in others. */
export function versionForm(spec: FlowSpec): "text" | "number" {
  const schema = schemaIn(spec.transformationSpecs.get("Mapping") ?? {});
  return textAt(schema, "properties", "mappingVersion", "type") === "string" ? "text" : "number";
}

/** Made once: to compile the schema of schemas takes longer than all else of a plan. */
let metaSchema: Ajv | undefined;

/** By the text of the schema: a push plans twice, and most flow specs share their parts. */
const compiledChecks = new Map<string, Check>();

/** A sandbox has some tens of flow specs; one that has more only compiles again. */
const MOST_CHECKS = 256;

function compileOnce(schema: JsonObject): Check {
  const text = JSON.stringify(schema);
  const before = compiledChecks.get(text);
  if (before !== undefined) return before;
  const check = compile(schema);
  if (compiledChecks.size >= MOST_CHECKS) compiledChecks.clear();
  compiledChecks.set(text, check);
  return check;
}

function compile(schema: JsonObject): Check {
  try {
    const { $schema: _, ...rest } = schemaIn(schema);
    metaSchema ??= new Ajv({ strict: false, logger: false });
    metaSchema.validateSchema(rest, true);
    const options = { strict: false, logger: false, allErrors: true, validateFormats: false } as const;
    // An Ajv of its own, as the schemas of two specs may have one `$id`; its schema is validated already.
    const validate = new Ajv({ ...options, meta: false, validateSchema: false }).compile(rest);
    return (value) => (validate(value) ? [] : (validate.errors ?? []));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return () => ({ why });
  }
}

/** The schema itself stands in `spec`, beside its name; some answers have it alone. */
function schemaIn(spec: JsonObject): JsonObject {
  const inner = memberAt(spec, "spec");
  return isJsonObject(inner) ? inner : spec;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `if` and `allOf` tell only that something in them failed, which is told as well. */
function tellings(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const telling = errors.filter(({ keyword }) => !["if", "allOf", "anyOf", "oneOf"].includes(keyword));
  return (telling.length === 0 ? errors : telling).slice(0, 3);
}

function describe({ instancePath, message, keyword, params }: ErrorObject): string {
  const where = instancePath === "" ? "it" : `\`${instancePath.slice(1).replaceAll("/", ".")}\``;
  if (keyword === "enum") return `${where} must be one of ${JSON.stringify(memberAt(params, "allowedValues"))}`;
  if (keyword === "not") return `${where} has a setting that is not allowed here`;
  return `${where} ${message ?? "is not valid"}`;
}

function schedulePlace({ schedule }: FlowSettings, { instancePath }: ErrorObject): Span {
  const { start, frequency } = schedule.value;
  if (instancePath === "/startTime") return start?.span ?? schedule.span;
  return instancePath === "/frequency" ? frequency.span : schedule.span;
}

function optionPlace({ options, key }: FlowSettings, { instancePath }: ErrorObject): Span {
  const { errorDiagnosticsEnabled, partialIngestionPercent } = options;
  const named = instancePath === "/errorDiagnosticsEnabled" ? errorDiagnosticsEnabled : partialIngestionPercent;
  return named?.span ?? errorDiagnosticsEnabled?.span ?? key.span;
}
