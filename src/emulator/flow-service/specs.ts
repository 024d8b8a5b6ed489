import type { JsonObject } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { CONNECTION_SPECS, connectionSpecItem } from "./connection-specs.js";
import { type FlowSpec, flowSpecItem, flowSpecs } from "./flow-specs.js";
import { type ListSource, listAnswer } from "./list.js";
import { accept, refuse } from "./refusal.js";
import { answer } from "./resource.js";
import { searchRoute } from "./search.js";

export function flowSpecOf(id: string, { behaviour }: Context): FlowSpec | undefined {
  return flowSpecs(behaviour).find((spec) => spec.id === id);
}

/** The specs, which nobody can change here. */
export const specRoutes: readonly Route[] = [
  { method: "GET", path: "/connectionSpecs", handle: (request, context) => list(request, context, connectionSpecs()) },
  {
    method: "GET",
    path: "/connectionSpecs/{ID}",
    handle: (request, context) => one(request, context, connectionSpecs()),
  },
  { method: "GET", path: "/flowSpecs", handle: listFlowSpecs },
  searchRoute("/flowSpecs", (request, context) => list(request, context, ofFlows(context))),
  { method: "GET", path: "/flowSpecs/{ID}", handle: (request, context) => one(request, context, ofFlows(context)) },
];

function connectionSpecs(): ListSource {
  return sourceOf("/connectionSpecs", CONNECTION_SPECS.map(connectionSpecItem));
}

function ofFlows({ behaviour }: Context): ListSource {
  return sourceOf(
    "/flowSpecs",
    flowSpecs(behaviour).map((spec) => flowSpecItem(spec, behaviour)),
  );
}

function sourceOf(path: string, items: readonly JsonObject[]): ListSource {
  return { path, items, known: new Set(items.flatMap((item) => Object.keys(item))) };
}

/** All at once where nothing else is asked: these lists have no pages. */
function list({ query, path }: ServiceRequest, context: Context, source: ListSource): Answer {
  const asked = new URLSearchParams(query);
  if ((asked.get("limit") ?? "") === "") asked.set("limit", "1000");
  const read = listAnswer(asked, { ...source, path }, listOptions(context));
  return answer(read.kind === "ok" ? accept({ status: 200, body: read.value }) : read, context);
}

function one({ parameters }: ServiceRequest, context: Context, { items }: ListSource): Answer {
  const found = items.find(({ id }) => id === parameters.get("ID"));
  if (found === undefined) return answer(refuse("1101-404", `There is no spec ${parameters.get("ID")}.`), context);
  return { status: 200, body: { items: [found] } };
}

function listFlowSpecs(request: ServiceRequest, context: Context): Answer {
  const { items } = ofFlows(context);
  const whole = list(request, context, { ...ofFlows(context), items });
  if (context.behaviour.flowSpecAnswer === "items" || whole.status !== 200) return whole;
  const found = items.filter(({ name }) =>
    request.query.getAll("property").some((text) => text.includes(String(name))),
  );
  const [only] = found;
  return found.length === 1 && only !== undefined ? { status: 200, body: only } : whole;
}

export function listOptions({ behaviour }: Context): Parameters<typeof listAnswer>[2] {
  return { quoting: behaviour.nameFilterQuoting, unsignedOrder: behaviour.orderWithoutSign };
}
