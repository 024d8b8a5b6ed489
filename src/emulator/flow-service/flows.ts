import { type JsonObject, memberOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { checkFlow, checkNewFlow } from "./flow-body.js";
import { FLOW_MEMBERS, flowItem } from "./flow-item.js";
import { listAnswer } from "./list.js";
import { accept, answerRefusal, BAD_REQUEST, type Read, type Refused, refuse } from "./refusal.js";
import { answer, changed, checkEtag, created, idAndEtag, newResource, patched, readBody } from "./resource.js";
import { makeDueRuns } from "./scheduled-runs.js";
import { searchRoute } from "./search.js";
import { listOptions } from "./specs.js";
import { beginTransition, isGone, refuseDelete, refuseUpdate, stateOf, transitionOf } from "./transitions.js";

const KIND = "flows";
const EDITABLE = new Set(["name", "description", "transformations", "scheduleParams", "options"]);

export const flowRoutes: readonly Route[] = [
  { method: "GET", path: "/flows", handle: list },
  searchRoute("/flows", list),
  { method: "POST", path: "/flows", handle: create },
  { method: "GET", path: "/flows/{ID}", handle: (...given) => withFlow(...given, show) },
  { method: "PATCH", path: "/flows/{ID}", handle: (...given) => withFlow(...given, update) },
  { method: "DELETE", path: "/flows/{ID}", handle: (...given) => withFlow(...given, remove) },
  { method: "POST", path: "/flows/{ID}/action", handle: (...given) => withFlow(...given, act) },
];

async function list({ query, path }: ServiceRequest, context: Context): Promise<Answer> {
  await makeDueRuns(context);
  const items = context.store
    .collection(KIND)
    .listed()
    .filter(({ id }) => !isGone(id, context))
    .map(({ value }) => flowItem(value, context));
  const read = listAnswer(query, { path, items, known: FLOW_MEMBERS }, listOptions(context));
  return answer(read.kind === "ok" ? accept({ status: 200, body: read.value }) : read, context);
}

async function create(request: ServiceRequest, context: Context): Promise<Answer> {
  const body = readBody(request);
  if (body.kind === "refused") return answerRefusal(body, context);
  const fresh = checkNewFlow(body.value);
  if (fresh.kind === "refused") return answerRefusal(fresh, context);
  const checked = checkFlow(body.value, null, context);
  if (checked.kind === "refused") return answerRefusal(checked, context);
  const flow = newResource(context, {
    ...body.value,
    transformations: memberOf(body.value, "transformations") ?? [],
    scheduleParams: checked.value.params,
    state: "enabled",
    lastOperation: { started: context.now(), updated: 0, operation: "create" },
  });
  context.store.collection(KIND).put(flow.id, flow);
  beginTransition(flow.id, "initializing", context);
  return created(context, "/flows", flow);
}

type OnFlow = (flow: JsonObject, id: string, request: ServiceRequest, context: Context) => Answer | Promise<Answer>;

async function withFlow(request: ServiceRequest, context: Context, then: OnFlow): Promise<Answer> {
  const id = request.parameters.get("ID") ?? "";
  await makeDueRuns(context);
  const flow = context.store.collection(KIND).get(id);
  if (flow === undefined || isGone(id, context)) return answerRefusal(missingFlow(id, context), context);
  return then(flow, id, request, context);
}

function missingFlow(id: string, { behaviour }: Context): Refused {
  const code = behaviour.missingFlow === "404" ? "1101-404" : "1439-400";
  return refuse(code, `There is no flow ${id}.`);
}

const show: OnFlow = (flow, _id, _request, context) => ({ status: 200, body: { items: [flowItem(flow, context)] } });

const update: OnFlow = (flow, id, request, context) => {
  const wrong = checkEtag(request, flow, context) ?? refuseUpdate(id, context);
  if (wrong !== null) return answerRefusal(wrong, context);
  const read = patched(request.body, flow, EDITABLE);
  if (read.kind === "refused") return answerRefusal(read, context);
  const resource = read.value;
  const frozen = refuseFrozen(flow, resource, context);
  if (frozen !== null) return answerRefusal(frozen, context);
  const checked = checkFlow(resource, flow, context);
  if (checked.kind === "refused") return answerRefusal(checked, context);
  const next = changed(context, resource, {
    scheduleParams: checked.value.params,
    lastOperation: { started: context.now(), updated: context.now(), operation: "update" },
  });
  context.store.collection(KIND).put(id, next);
  beginTransition(id, "updating", context);
  return { status: 200, body: idAndEtag(next) };
};

/** What a schedule no longer allows once its start has passed. */
function refuseFrozen(flow: JsonObject, next: JsonObject, { now }: Context): Refused | null {
  const before = memberOf(flow, "scheduleParams");
  const after = memberOf(next, "scheduleParams");
  const start = memberOf(before, "startTime");
  if (typeof start !== "number" || start * 1000 > now()) return null;
  const differs = (name: string): boolean => String(memberOf(before, name)) !== String(memberOf(after, name));
  if (differs("startTime")) return refuse("1366-400", "The startTime has passed and can no longer be changed.");
  if (differs("frequency") && textAt(after, "frequency") === "once") {
    return refuse("1403-400", "The startTime has passed: the frequency can no longer become once.");
  }
  if (differs("backfill")) return refuse("1404-400", "The startTime has passed: backfill can no longer change.");
  return null;
}

const remove: OnFlow = (_flow, id, _request, context) => {
  const wrong = refuseDelete(id, context);
  if (wrong !== null) return answerRefusal(wrong, context);
  beginTransition(id, "deleting", context);
  if (transitionOf(id, context) !== "deleting") context.store.collection(KIND).delete(id);
  return { status: 204 };
};

const act: OnFlow = (flow, id, request, context) => {
  const operation = request.query.get("op") ?? "";
  const given = request.headers.get("if-match");
  const stale = given === undefined ? null : checkEtag(request, flow, context);
  if (stale !== null) return answerRefusal(stale, context);
  const state = stateOf(flow, context);
  switch (operation) {
    case "enable":
    case "disable": {
      const wanted = operation === "enable" ? "enabled" : "disabled";
      if (state !== "enabled" && state !== "disabled") {
        return answerRefusal(refuse("1422-400", `A flow that is ${state} cannot be ${wanted}.`), context);
      }
      if (state === wanted) return { status: 200, body: idAndEtag(flow) };
      const lastOperation = { started: context.now(), updated: context.now(), operation };
      const next = changed(context, flow, { state: wanted, lastOperation });
      context.store.collection(KIND).put(id, next);
      beginTransition(id, operation === "enable" ? "enabling" : "disabling", context);
      return { status: 200, body: idAndEtag(next) };
    }
    default: {
      const wrong: Read<never> = refuse(BAD_REQUEST, `There is no action ${JSON.stringify(operation)} on a flow.`);
      return answerRefusal(wrong, context);
    }
  }
};
