import type { Call, Client } from "../http/client.js";
import type { Json } from "../json.js";
import { ok, type Problem, type Reply, refuse } from "../problem.js";
import { ask, type Page, walkPages } from "./ask.js";
import { openFindNamed } from "./find-named.js";
import {
  decodeBaseConnection,
  decodeConnection,
  decodeConnectionSpec,
  decodeFlow,
  decodeFlowSpec,
  decodeRun,
  decodeWritten,
  itemsOf,
  nextOf,
} from "./flow-service-decode.js";
import type { Flow, FlowCollection, FlowService, Run } from "./flow-service-types.js";
import type { CallOptions, Editable, Pages, PatchOperation, Readable, Remote, Written } from "./resource.js";

/** Items a page. */
const LIMIT = "100";
/** Where a list begins: no parameter of any page says it. */
const FIRST = "";

interface Kind<T> {
  /** The collection's part of the path. */
  readonly path: string;
  readonly decode: (json: Json) => T | null;
}

export function createFlowService(client: Client): FlowService {
  const flows = editable(client, { path: "flows", decode: decodeFlow });
  const connections = readable(client, { path: "connections", decode: decodeBaseConnection });
  const runs = { path: "runs", decode: decodeRun };
  return {
    connections: {
      ...connections,
      explore: (id, query, options) =>
        ask(
          client,
          { ...get(["connections", id, "explore"], options), query: Object.entries(query) },
          (json) => json,
          "",
        ),
    },
    connectionSpecs: readable(client, { path: "connectionSpecs", decode: decodeConnectionSpec }),
    flowSpecs: readable(client, { path: "flowSpecs", decode: decodeFlowSpec }),
    sourceConnections: editable(client, { path: "sourceConnections", decode: decodeConnection }),
    targetConnections: editable(client, { path: "targetConnections", decode: decodeConnection }),
    flows: { ...flows, setState: setStateOf(client, flows) },
    runs: {
      get: (id, options) => getOne(client, runs, id, options),
      ofFlow: (flowId, options) => ofFlow(client, flowId, options),
      create: (body, options) => create(client, "runs", body, options),
    },
  };
}

function get(path: readonly string[], options: CallOptions = {}): Call {
  const { signal } = options;
  return { service: "flow-service", method: "GET", path, effect: "nothing", answer: "json", signal };
}

function readable<T extends Remote & { readonly name: string }>(client: Client, kind: Kind<T>): Readable<T> {
  const list = (options?: CallOptions): Pages<T> => pagesOf(client, kind, null, options);
  return {
    get: (id, options) => getOne(client, kind, id, options),
    list,
    named: openFindNamed({
      nameOf: (item) => item.name,
      filtered: (name, options) => pagesOf(client, kind, filterOf("name", name), options),
      all: list,
    }),
  };
}

function editable<T extends Remote & { readonly name: string; readonly etag: string | null }>(
  client: Client,
  kind: Kind<T>,
): Editable<T> {
  const reading = readable(client, kind);
  return {
    ...reading,
    create: (body, options) => create(client, kind.path, body, options),
    patch: async (id, etag, operations, options) => {
      const send = (): Promise<Reply<Written>> => patch(client, kind.path, id, etag, operations, options);
      const reply = await send();
      if (reply.kind === "ok" || reply.problem.kind !== "unknown") return reply;
      const now = await reading.get(id, options);
      // With the same etag nothing was done yet; should the first request still be done, the second finds another etag.
      if (now.kind === "problem" || now.value.etag !== etag) return reply;
      const again = await send();
      return again.kind === "ok" ? again : refuse({ ...again.problem, kind: "unknown" });
    },
    remove: (id, options) => remove(client, kind.path, id, options),
  };
}

/** `property=name=="…"`. How the service takes a quote inside is not documented; `\"` is assumed. */
function filterOf(property: string, value: string): string {
  return `${property}=="${value.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;
}

async function* pagesOf<T>(
  client: Client,
  { path, decode }: Kind<T>,
  filter: string | null,
  options: CallOptions = {},
): AsyncGenerator<Reply<T>, void, undefined> {
  const basic: readonly (readonly [string, string])[] = [
    ...(filter === null ? [] : [["property", filter] as const]),
    ["limit", LIMIT],
  ];
  // The connection and flow specs are one page, and no paging is documented of them.
  const isPaged = path !== "connectionSpecs" && path !== "flowSpecs";
  const first = isPaged ? basic : basic.slice(0, -1);
  const call = (query: Call["query"]): Call => ({ ...get([path], options), query });
  const read = (at: string): Promise<Reply<Page<T, string>>> => {
    const next: readonly (readonly [string, string])[] = at === FIRST ? [] : JSON.parse(at);
    const names = new Set(next.map(([name]) => name));
    const query = [...first.filter(([name]) => !names.has(name)), ...next];
    return ask(client, call(query), (json) => readPage(json, decode), "is no list of objects with ids");
  };
  yield* walkPages(FIRST, read, () => refuse(client.misread(call(first), "leads to a page that was read before")));
}

function readPage<T>(json: Json, decode: (json: Json) => T | null): Page<T, string> | null {
  const items: T[] = [];
  for (const item of itemsOf(json) ?? [null]) {
    const read = decode(item);
    if (read === null) return null;
    items.push(read);
  }
  const next = nextOf(json);
  // Without parameters it leads to the first page once more, which is told as what it is.
  return { items, next: next === null ? null : next.length === 0 ? FIRST : JSON.stringify(next) };
}

/** A single object comes in `items`, or alone. Another than was asked for is no answer. */
async function getOne<T extends Remote>(
  client: Client,
  { path, decode }: Kind<T>,
  id: string,
  options?: CallOptions,
): Promise<Reply<T>> {
  const call = get([path, id], options);
  const reply = await ask(client, call, (json) => itemsOf(json), "is no object with an id");
  if (reply.kind === "problem") return reply;
  if (reply.value.length === 0) return refuse(absent(client.misread(call, "holds no object")));
  const found = reply.value.flatMap((item) => decode(item) ?? []).find((item) => sameId(item.id, id));
  return found === undefined ? refuse(client.misread(call, "holds another object than was asked for")) : ok(found);
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function absent(problem: Problem): Problem {
  return { ...problem, kind: "refused", cause: "answer", action: "missing", title: "Not found" };
}

/** The filter may be ignored: runs of other flows are left out here. */
async function* ofFlow(
  client: Client,
  flowId: string,
  options?: CallOptions,
): AsyncGenerator<Reply<Run>, void, undefined> {
  const runs = pagesOf(client, { path: "runs", decode: decodeRun }, filterOf("flowId", flowId), options);
  for await (const run of runs) {
    if (run.kind === "problem" || run.value.flowId === null || sameId(run.value.flowId, flowId)) yield run;
  }
}

function create(client: Client, path: string, body: object, options: CallOptions = {}): Promise<Reply<Written>> {
  const { signal } = options;
  const call: Call = {
    service: "flow-service",
    method: "POST",
    path: [path],
    body,
    effect: "once",
    answer: "json",
    signal,
  };
  return ask(client, call, (json) => decodeWritten(json), "does not tell the id of what was made");
}

function patch(
  client: Client,
  path: string,
  id: string,
  etag: string,
  operations: readonly PatchOperation[],
  { signal }: CallOptions = {},
): Promise<Reply<Written>> {
  const call: Call = {
    service: "flow-service",
    method: "PATCH",
    path: [path, id],
    headers: { "if-match": etag },
    body: operations,
    effect: "once",
    answer: "json",
    signal,
  };
  return ask(client, call, (json) => decodeWritten(json), "does not tell the id of what was changed");
}

async function remove(
  client: Client,
  path: string,
  id: string,
  { signal }: CallOptions = {},
): Promise<Reply<{ readonly wasThere: boolean }>> {
  const call: Call = {
    service: "flow-service",
    method: "DELETE",
    path: [path, id],
    effect: "same",
    answer: "nothing",
    signal,
  };
  const reply = await client.call(call);
  if (reply.kind === "ok") return ok({ wasThere: true });
  const { action, kind } = reply.problem;
  if (action !== "missing" && action !== "already-done") return reply;
  // After a request whose outcome was unclear: it was done, or it was gone before.
  return ok({ wasThere: kind === "unknown" || action === "already-done" });
}

function setStateOf(client: Client, flows: Editable<Flow>): FlowCollection["setState"] {
  return async (id, state, options = {}) => {
    const call: Call = {
      service: "flow-service",
      method: "POST",
      path: ["flows", id, "action"],
      query: [["op", state === "enabled" ? "enable" : "disable"]],
      effect: "once",
      answer: "json",
      signal: options.signal,
    };
    const send = (): Promise<Reply<Written>> =>
      ask(client, call, (json) => decodeWritten(json), "does not tell the id of the flow");
    const reply = await send();
    if (reply.kind === "ok" || reply.problem.kind !== "unknown") return reply;
    const now = await flows.get(id, options);
    if (now.kind === "problem") return reply;
    if (now.value.state === state) return ok({ id, etag: now.value.etag });
    const again = await send();
    if (again.kind === "ok") return again;
    const then = await flows.get(id, options);
    if (then.kind === "ok" && then.value.state === state) return ok({ id, etag: then.value.etag });
    return refuse({ ...again.problem, kind: "unknown" });
  };
}
