import { isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import { RESOURCE_MEMBERS } from "./entity-routes.js";
import { stateOf } from "./transitions.js";

/** What filters and orders of `/flows` may name. */
export const FLOW_MEMBERS: ReadonlySet<string> = new Set([
  ...RESOURCE_MEMBERS,
  ...["flowSpec", "sourceConnectionIds", "targetConnectionIds", "inheritedAttributes", "scheduleParams"],
  ...["transformations", "options", "runs", "lastOperation", "lastRunDetails"],
]);

/** A flow as it is read back: with its state, what it inherits, and the schedule as texts where the switch has it so. */
export function flowItem(flow: JsonObject, context: Context): JsonObject {
  const { behaviour } = context;
  const schedule = memberOf(flow, "scheduleParams");
  return {
    ...flow,
    state: stateOf(flow, context),
    inheritedAttributes: inheritedOf(flow, context),
    ...(isObject(schedule) && behaviour.scheduleReadBack === "strings" ? { scheduleParams: asTexts(schedule) } : {}),
    runs: `/runs?property=flowId==${textAt(flow, "id")}`,
  };
}

function asTexts(schedule: JsonObject): JsonObject {
  return objectOf(
    Object.entries(schedule).map(([name, value]): [string, Json] => [
      name,
      typeof value === "number" || typeof value === "boolean" ? String(value) : value,
    ]),
  );
}

function inheritedOf(flow: JsonObject, { store }: Context): Json {
  const of = (kind: "sourceConnections" | "targetConnections", member: string): readonly Json[] => {
    const ids = memberOf(flow, member);
    return (isList(ids) ? ids : []).map((id): Json => {
      const connection = typeof id === "string" ? store.collection(kind).get(id) : undefined;
      const base = store.collection("connections").get(textAt(connection, "baseConnectionId") ?? "");
      return {
        id,
        connectionSpec: memberOf(connection, "connectionSpec") ?? null,
        ...(base === undefined
          ? {}
          : {
              baseConnection: {
                id: textAt(base, "id") ?? "",
                connectionSpec: memberOf(base, "connectionSpec") ?? null,
              },
            }),
      };
    });
  };
  return {
    // Both flow specs are of sources.
    properties: { isSourceFlow: true },
    sourceConnections: of("sourceConnections", "sourceConnectionIds"),
    targetConnections: of("targetConnections", "targetConnectionIds"),
  };
}
