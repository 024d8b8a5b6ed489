import { Ajv, type ValidateFunction } from "ajv";
import { isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { FlowSpec } from "./flow-specs.js";
import { accept, BAD_REQUEST, type Read, refuse } from "./refusal.js";

export interface ScheduleOptions {
  /** Seconds since 1970. */
  readonly now: number;
  /** Whether `"15"` passes for 15: the flow specs say integer, the tutorials send texts. */
  readonly integersAsStrings: "refused" | "coerced";
  /** The start that was accepted before, where a flow is edited: it may lie in the past by now. */
  readonly knownStart: number | null;
}

/** A schedule that was accepted, with its numbers as numbers. */
export interface AcceptedSchedule {
  readonly startTime: number;
  readonly frequency: string;
  readonly params: JsonObject;
}

/**
 * Holds `scheduleParams` to the rules of flows: first those that have a code of their own in the error catalogue, then the
 * JSON Schema of the flow spec.
 */
export function checkSchedule(
  given: Json | undefined,
  spec: FlowSpec,
  options: ScheduleOptions,
): Read<AcceptedSchedule> {
  if (!isObject(given) || Object.keys(given).length === 0) return refuse("1317-400", "scheduleParams is empty.");
  const params = options.integersAsStrings === "coerced" ? coerced(given) : given;
  const frequency = textAt(params, "frequency");
  if (frequency === undefined || !spec.frequencies.includes(frequency)) {
    return refuse("1397-400", `The frequency ${JSON.stringify(memberOf(given, "frequency") ?? null)} is not valid.`);
  }
  const startTime = memberOf(params, "startTime");
  if (typeof startTime !== "number" || !Number.isInteger(startTime)) {
    return refuse("1340-400", `The startTime ${JSON.stringify(startTime ?? null)} is not epoch seconds as an integer.`);
  }
  if (startTime < options.now && startTime !== options.knownStart) {
    return refuse("1360-400", `The startTime ${startTime} is in the past.`);
  }
  const interval = memberOf(params, "interval");
  if (frequency === "once") {
    if (interval !== undefined) return refuse("1361-400", "The frequency once takes no interval.");
    if (memberOf(params, "backfill") !== undefined) return refuse("1364-400", "The frequency once takes no backfill.");
  } else if (typeof interval === "number" && Number.isInteger(interval)) {
    const least = frequency === "minute" ? 15 : 1;
    if (interval < least) return refuse("1362-400", `The interval ${interval} is below ${least}.`);
  } else if (interval !== undefined) {
    return refuse(
      "1363-400",
      `The frequency ${frequency} takes no interval ${JSON.stringify(interval)}: it is no integer.`,
    );
  }
  const wrong = faultOf(params, spec.schedule);
  if (wrong !== null) return refuse(BAD_REQUEST, `scheduleParams${wrong}.`);
  return accept({ startTime, frequency, params });
}

/** The specs are the same objects for as long as the process lives. */
const compiled = new WeakMap<object, ValidateFunction>();

/** Whether a value fits a JSON Schema: null, or where and why not (`/interval must be integer`). */
export function faultOf(value: Json, schema: object): string | null {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = new Ajv({ strict: false }).compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ""} ${first?.message ?? "is not valid"}`;
}

function coerced(params: JsonObject): JsonObject {
  const number = (value: Json): Json => (typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value);
  const changed: Record<string, Json> = { ...params };
  for (const name of ["startTime", "endTime", "interval"]) {
    const value = memberOf(params, name);
    if (value !== undefined) changed[name] = number(value);
  }
  const backfill = memberOf(params, "backfill");
  if (backfill === "true" || backfill === "false") changed["backfill"] = backfill === "true";
  return changed;
}
