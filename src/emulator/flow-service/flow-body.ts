import { isList, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import { checkOptions, checkTransformations, transformationOf } from "./flow-checks.js";
import { accept, BAD_REQUEST, type Read, refuse } from "./refusal.js";
import { refuseTypes } from "./resource.js";
import { type AcceptedSchedule, checkSchedule } from "./schedule-check.js";
import { flowSpecOf } from "./specs.js";

/** Holds a flow as it would be to all its rules; `before` is the flow that it was, where it is edited. */
export function checkFlow(body: JsonObject, before: JsonObject | null, context: Context): Read<AcceptedSchedule> {
  const spec = flowSpecOf(textAt(body, "flowSpec", "id") ?? "", context);
  if (spec === undefined) return refuse("1413-400", "The flowSpec is not one that is known.");
  const name = textAt(body, "name");
  if (name === undefined || name === "") return refuse(BAD_REQUEST, "A flow needs a name.");
  const odd = refuseTypes(body);
  if (odd !== null) return odd;
  const missing = missingConnection(body, context);
  if (missing !== null) return missing;
  const knownStart = Number(memberOf(memberOf(before ?? undefined, "scheduleParams"), "startTime") ?? Number.NaN);
  const schedule = checkSchedule(memberOf(body, "scheduleParams"), spec, {
    now: Math.floor(context.now() / 1000),
    integersAsStrings: context.behaviour.integersAsStrings,
    knownStart: Number.isNaN(knownStart) ? null : knownStart,
  });
  if (schedule.kind === "refused") return schedule;
  const known = before === null ? null : transformationOf(before, "Copy");
  const wrong = checkTransformations(body, { spec, frequency: schedule.value.frequency, known }, context);
  if (wrong !== null) return wrong;
  const options = checkOptions(body, spec);
  return options.kind === "refused" ? options : schedule;
}

/** What only a new flow may be refused for. */
export function checkNewFlow(body: JsonObject): Read<null> {
  if (memberOf(body, "state") !== undefined)
    return refuse("1410-400", "The state of a flow is not for clients to set.");
  if (memberOf(body, "mode") !== undefined) return refuse("1368-400", "A flow takes no mode.");
  return accept(null);
}

function missingConnection(body: JsonObject, { store }: Context): ReturnType<typeof refuse> | null {
  for (const kind of ["sourceConnections", "targetConnections"] as const) {
    const ids: Json | undefined = memberOf(
      body,
      kind === "sourceConnections" ? "sourceConnectionIds" : "targetConnectionIds",
    );
    const [id] = isList(ids) ? ids : [];
    if (!isList(ids) || ids.length !== 1 || typeof id !== "string") {
      return refuse("1321-400", `A flow has exactly one of the ${kind}.`);
    }
    if (store.collection(kind).get(id) === undefined) return refuse("1101-404", `${kind} has no ${id}.`);
  }
  return null;
}
