import { isList, isObject, type JsonObject, memberOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { transformationOf } from "./flow-checks.js";
import { listAnswer } from "./list.js";
import { answerRefusal, BAD_REQUEST, refuse } from "./refusal.js";
import { answer, changed, idAndEtag, newResource, readBody } from "./resource.js";
import { RUN_MEMBERS, RUN_PLANS, RUNS, runItem, statusOf } from "./run-item.js";
import { readRunParams } from "./run-params.js";
import { advanceRuns, makeDueRuns } from "./scheduled-runs.js";
import { flowSpecOf, listOptions } from "./specs.js";
import { isGone, stateOf } from "./transitions.js";

export const runRoutes: readonly Route[] = [
  { method: "GET", path: "/runs", handle: list },
  { method: "POST", path: "/runs", handle: create },
  { method: "GET", path: "/runs/{ID}", handle: show },
  { method: "POST", path: "/runs/{ID}/action", handle: act },
];

async function list({ query }: ServiceRequest, context: Context): Promise<Answer> {
  await advanceRuns(context);
  const items = context.store
    .collection(RUNS)
    .listed()
    .map(({ value }) => value);
  const read = listAnswer(query, { path: "/runs", items, known: RUN_MEMBERS }, listOptions(context));
  if (read.kind === "refused") return answer(read, context);
  const page = memberOf(read.value, "items");
  const shown = (isList(page) ? page : []).map((run) => (isObject(run) ? runItem(run, context) : run));
  return { status: 200, body: { ...read.value, items: shown } };
}

async function show({ parameters }: ServiceRequest, context: Context): Promise<Answer> {
  await advanceRuns(context);
  const id = parameters.get("ID") ?? "";
  const run = context.store.collection(RUNS).get(id);
  if (run === undefined) return answerRefusal(refuse("1101-404", `There is no run ${id}.`), context);
  return { status: 200, body: { items: [runItem(run, context)] } };
}

async function create(request: ServiceRequest, context: Context): Promise<Answer> {
  await makeDueRuns(context);
  const body = readBody(request);
  if (body.kind === "refused") return answerRefusal(body, context);
  const id = textAt(body.value, "flowId") ?? "";
  const flow = context.store.collection("flows").get(id);
  const spec = flowSpecOf(textAt(flow, "flowSpec", "id") ?? "", context);
  if (flow === undefined || spec === undefined || isGone(id, context)) {
    return answerRefusal(refuse("1430-400", `There is no flow ${id} to run.`), context);
  }
  const given = memberOf(body.value, "params");
  const read = readRunParams(given, flow, spec, context);
  if (read.kind === "refused") return answerRefusal(read, context);
  const { startTime, windowStart, windowEnd, deltaColumn } = read.value;
  if (deltaColumn !== null && context.behaviour.deltaColumnWrittenBack === "yes") {
    context.store.collection("flows").put(id, withDelta(flow, deltaColumn, context));
  }
  const run = newResource(context, {
    flowId: id,
    flowSpec: memberOf(flow, "flowSpec") ?? null,
    params: given ?? {},
    metrics: { statusSummary: { status: "scheduled" } },
    activities: [],
  });
  context.store.collection(RUNS).put(run.id, run);
  context.store.collection(RUN_PLANS).put(run.id, {
    flowId: id,
    due: startTime === null ? context.now() : startTime * 1000,
    start: windowStart,
    end: windowEnd,
    takes: "window",
    ...(deltaColumn === null ? {} : { deltaColumn }),
  });
  return { status: 201, body: createAnswer(run, context) };
}

function createAnswer(run: JsonObject, context: Context): JsonObject {
  switch (context.behaviour.runCreateShape) {
    case "run": {
      // The tutorial shows no flow spec here; the OpenAPI file has it in what is read back.
      const { flowSpec: _, ...shown } = run;
      return runItem(shown, context);
    }
    case "items":
      return { items: [idAndEtag(run)] };
    case "id":
      return idAndEtag(run);
  }
}

/** What the service does by itself with the first run: from then on the flow knows its delta column, under a new etag. */
function withDelta(flow: JsonObject, deltaColumn: JsonObject, context: Context): JsonObject {
  const transformations = memberOf(flow, "transformations");
  const others = (isList(transformations) ? transformations : []).filter((one) => textAt(one, "name") !== "Copy");
  const copy = transformationOf(flow, "Copy");
  const before = memberOf(copy ?? undefined, "params");
  const params = { ...(isObject(before) ? before : {}), deltaColumn };
  return changed(context, flow, { transformations: [{ name: "Copy", params }, ...others] });
}

async function act({ parameters, query }: ServiceRequest, context: Context): Promise<Answer> {
  await makeDueRuns(context);
  const id = parameters.get("ID") ?? "";
  const run = context.store.collection(RUNS).get(id);
  if (run === undefined) return answerRefusal(refuse("1101-404", `There is no run ${id}.`), context);
  const operation = query.get("op") ?? "";
  if (operation.toUpperCase() !== "RE_TRIGGER") {
    return answerRefusal(refuse(BAD_REQUEST, `There is no action ${JSON.stringify(operation)} on a run.`), context);
  }
  const flow = context.store.collection("flows").get(textAt(run, "flowId") ?? "");
  if (flow === undefined || stateOf(flow, context) !== "enabled") {
    return answerRefusal(refuse("1388-400", "The flow has to be enabled to trigger its run again."), context);
  }
  if (statusOf(run) !== "failed") {
    return answerRefusal(refuse("1387-400", `A run that is ${statusOf(run)} cannot be triggered again.`), context);
  }
  const plan = context.store.collection(RUN_PLANS).get(id) ?? {};
  const next = changed(context, run, { metrics: { statusSummary: { status: "scheduled" } }, activities: [] });
  context.store.collection(RUNS).put(id, next);
  context.store.collection(RUN_PLANS).put(id, { ...plan, due: context.now(), over: false });
  return { status: 200, body: runItem(next, context) };
}
