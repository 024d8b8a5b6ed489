import { isObject, type Json, type JsonObject, memberOf, sameJson, textAt } from "../json.js";
import type { Context } from "../service.js";
import { transformationOf } from "./flow-checks.js";
import { schemas } from "./flow-spec-schemas.js";
import type { FlowSpec } from "./flow-specs.js";
import { accept, type Read, refuse } from "./refusal.js";
import { faultOf } from "./schedule-check.js";
import { stateOf } from "./transitions.js";

/** What a run on demand is made with. Times are seconds since 1970. */
export interface RunParams {
  readonly startTime: number | null;
  readonly windowStart: number;
  readonly windowEnd: number;
  /** To be written into the flow where this is its first run; null where the flow has it. */
  readonly deltaColumn: JsonObject | null;
}

/** Holds the params of `POST /runs` to the rules for a flow. */
export function readRunParams(
  given: Json | undefined,
  flow: JsonObject,
  spec: FlowSpec,
  context: Context,
): Read<RunParams> {
  if (!isObject(given) || Object.keys(given).length === 0)
    return refuse("1384-400", "The params of the run are empty.");
  if (spec.reads === "files") return refuse("1385-400", `${spec.name} does not support created runs.`);
  const frequency = textAt(flow, "scheduleParams", "frequency");
  if (frequency !== "once") {
    return refuse("1386-400", `A flow with the frequency ${frequency} does not support created runs.`);
  }
  const state = stateOf(flow, context);
  if (state !== "enabled") return refuse("1422-400", `A flow that is ${state} cannot be run.`);
  const known = memberOf(memberOf(transformationOf(flow, "Copy") ?? undefined, "params"), "deltaColumn");
  const asked = memberOf(given, "deltaColumn");
  if (context.behaviour.runSpec === "enforced") {
    const filled = asked === undefined && known !== undefined ? { ...given, deltaColumn: known } : given;
    const fault = faultOf(filled, schemas.runParameters);
    if (fault !== null) return refuse("1384-400", `params${fault}.`);
  }
  const windowStart = seconds(memberOf(given, "windowStartTime"));
  const windowEnd = seconds(memberOf(given, "windowEndTime"));
  const startTime = memberOf(given, "startTime") === undefined ? null : seconds(memberOf(given, "startTime"));
  if (windowStart === undefined || windowEnd === undefined || startTime === undefined) {
    return refuse("1384-400", "The params need windowStartTime and windowEndTime in epoch seconds.");
  }
  if (windowEnd < windowStart) return refuse("1381-400", "windowEndTime is before windowStartTime.");
  if (asked === undefined) {
    if (known === undefined) return refuse("1383-400", "The first run of a flow needs its deltaColumn.");
    return accept({ startTime, windowStart, windowEnd, deltaColumn: null });
  }
  if (!isObject(asked) || textAt(asked, "name") === undefined) {
    return refuse("1384-400", "The deltaColumn of a run is an object with a name.");
  }
  if (known === undefined) return accept({ startTime, windowStart, windowEnd, deltaColumn: asked });
  const differs =
    !sameJson(asked, known) && !(Object.keys(asked).length === 1 && asked["name"] === textAt(known, "name"));
  if (differs) return refuse("1382-400", "The deltaColumn is not that of the flow's Copy transformation.");
  return accept({ startTime, windowStart, windowEnd, deltaColumn: null });
}

/** The tutorial sends texts, the spec says integers. Undefined where it is neither. */
function seconds(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}
