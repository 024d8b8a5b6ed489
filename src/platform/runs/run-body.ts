import { Ajv } from "ajv";
import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";
import type { DeltaColumn } from "./run-delta.js";
import type { RunWindow } from "./run-window.js";

/** What is posted to `/runs`. Times are seconds since 1970, as numbers. */
export interface RunBody {
  readonly flowId: string;
  readonly params: {
    readonly startTime: number;
    readonly windowStartTime: number;
    readonly windowEndTime: number;
    readonly deltaColumn?: { readonly name: string; readonly dateFormat?: string; readonly timezone?: string };
  };
}

/** `startTime` is in the newer documentation, and in no tutorial; it says when the run begins. */
export function createRunBody(
  flowId: string,
  window: RunWindow,
  startTime: number,
  delta: DeltaColumn | null,
): RunBody {
  const times = { startTime, windowStartTime: window.start, windowEndTime: window.end };
  if (delta === null) return { flowId, params: times };
  const { name, dateFormat, timezone } = delta;
  const deltaColumn = {
    name,
    ...(dateFormat === null ? {} : { dateFormat }),
    ...(timezone === null ? {} : { timezone }),
  };
  return { flowId, params: { ...times, deltaColumn } };
}

/**
 * What the flow spec's own JSON Schema of a run (`runSpec`) says against the params: null, or where and why not. The schema
 * contradicts the service where it demands a delta column of every run, and where it gives it another type than an object:
 * there it is not followed. A schema that cannot be compiled says nothing.
 */
export function faultOfRun(body: RunBody, runSpec: JsonObject | null): string | null {
  const schema = consistentPart(runSpec);
  if (schema === null) return null;
  try {
    const validate = new Ajv({ strict: false, logger: false }).compile(schema);
    if (validate(body.params)) return null;
    const [first] = validate.errors ?? [];
    return `params${first?.instancePath ?? ""} ${first?.message ?? "is not valid"}`;
  } catch {
    return null;
  }
}

/** The schema itself stands in `spec`, beside its name. */
function consistentPart(runSpec: JsonObject | null): Record<string, Json> | null {
  const inner = memberOf(runSpec ?? undefined, "spec");
  const schema = isJsonObject(inner) ? inner : runSpec;
  if (schema === null || !isJsonObject(memberOf(schema, "properties"))) return null;
  const { $schema: _, required, properties, ...rest } = schema;
  const delta = memberOf(properties, "deltaColumn");
  const isObject = memberOf(delta, "type") === "object";
  const kept = isJsonObject(properties)
    ? Object.entries(properties).filter(([name]) => name !== "deltaColumn" || isObject)
    : [];
  const demanded = Array.isArray(required) ? required.filter((name) => name !== "deltaColumn") : [];
  return { ...rest, properties: Object.fromEntries(kept), required: demanded };
}
