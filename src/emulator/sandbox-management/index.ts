import { codedError } from "../errors.js";
import { type Json, type JsonObject, textAt } from "../json.js";
import { passes, readFilters } from "../property-filter.js";
import type { Answer, Context, Service, ServiceRequest } from "../service.js";

/** Sandboxes belong to the organisation, so `context.store` is the organisation's here. */
export const sandboxManagement: Service = {
  name: "sandbox-management",
  sandboxed: false,
  seed: ({ store, now, newId }) => {
    for (const [name, title, type] of firstSandboxes) {
      const sandbox = makeSandbox({ name, title, type, id: newId("uuid"), now: now() });
      store.collection(KIND).put(name, { ...sandbox, isDefault: name === "prod" });
    }
  },
  routes: [
    { method: "GET", path: "/", handle: (request, context) => list(request, context, "active") },
    { method: "GET", path: "/sandboxes", handle: (request, context) => list(request, context, null) },
    {
      method: "GET",
      path: "/sandboxTypes",
      handle: () => ({ status: 200, body: { sandboxTypes: ["production", "development"] } }),
    },
    { method: "POST", path: "/sandboxes", handle: create },
    { method: "GET", path: "/sandboxes/{NAME}", handle: (...given) => withSandbox(...given, get) },
    { method: "PUT", path: "/sandboxes/{NAME}", handle: (...given) => withSandbox(...given, reset) },
    { method: "PATCH", path: "/sandboxes/{NAME}", handle: (...given) => withSandbox(...given, update) },
    { method: "DELETE", path: "/sandboxes/{NAME}", handle: (...given) => withSandbox(...given, remove) },
  ],
};

const KIND = "sandboxes";
const REGION = "VA7";

const firstSandboxes = [
  ["prod", "Production", "production"],
  ["dev", "Development", "development"],
] as const;

/** How often a sandbox was emptied; its content belongs to one such number. Not part of answers. */
export function generationOf(sandbox: JsonObject): number {
  const generation = sandbox["generation"];
  return typeof generation === "number" ? generation : 0;
}

function makeSandbox(of: {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly id: string;
  readonly now: number;
}): JsonObject {
  const date = timestamp(of.now);
  return {
    id: of.id,
    name: of.name,
    title: of.title,
    state: "active",
    type: of.type,
    region: REGION,
    isDefault: false,
    eTag: 1,
    createdDate: date,
    lastModifiedDate: date,
    createdBy: "emulator",
    lastModifiedBy: "emulator",
    generation: 0,
  };
}

/** `2026-12-01 00:00:00`, in UTC. */
function timestamp(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replace("T", " ");
}

function shown(sandbox: JsonObject): JsonObject {
  const { generation: _, ...rest } = sandbox;
  return rest;
}

function list({ query }: ServiceRequest, { store, behaviour }: Context, state: string | null): Answer {
  const read = readFilters(query);
  if ("problem" in read) return codedError(behaviour, "1000-400", "Sandbox error", read.problem);
  const sandboxes = store
    .collection(KIND)
    .listed()
    .map(({ value }) => shown(value))
    .filter((sandbox) => state === null || sandbox["state"] === state)
    .filter((sandbox) => passes(sandbox, read.filters));
  const limit = boundedNumber(query.get("limit"), 50, 1, 100);
  const offset = boundedNumber(query.get("offset"), 0, 0, Number.MAX_SAFE_INTEGER);
  const page = sandboxes.slice(offset, offset + limit);
  return {
    status: 200,
    body: {
      sandboxes: page,
      _page: { limit, count: page.length },
      _links: { page: { href: "/sandbox-management/sandboxes?limit={limit}&offset={offset}", templated: true } },
    },
  };
}

function boundedNumber(text: string | null, otherwise: number, least: number, most: number): number {
  if (text === null || !/^\d+$/.test(text)) return otherwise;
  return Math.min(most, Math.max(least, Number(text)));
}

type WithSandbox = (sandbox: JsonObject, body: Json | undefined, context: Context) => Answer;

function withSandbox(request: ServiceRequest, context: Context, handle: WithSandbox): Answer {
  const name = request.parameters.get("NAME") ?? "";
  const sandbox = context.store.collection(KIND).get(name);
  if (sandbox === undefined) {
    return codedError(context.behaviour, "2101-404", "Sandbox error", `The sandbox ${name} does not exist`);
  }
  return handle(sandbox, request.body, context);
}

const get: WithSandbox = (sandbox) => ({ status: 200, body: shown(sandbox) });

function create({ body }: ServiceRequest, { store, behaviour, now, newId }: Context): Answer {
  const name = textAt(body, "name");
  const title = textAt(body, "title") ?? name ?? "";
  const type = textAt(body, "type");
  const refuse = (code: `${number}-${number}`, why: string) => codedError(behaviour, code, "Sandbox error", why);
  if (name === undefined || !/^[a-z][a-z0-9-]{0,255}$/.test(name)) {
    return refuse("1000-400", "A name of lower-case letters, digits and dashes is required");
  }
  if (type !== "production" && type !== "development") {
    return refuse("1000-400", "The type has to be production or development");
  }
  if (store.collection(KIND).get(name) !== undefined) return refuse("1000-409", `The sandbox ${name} exists already`);
  const sandbox = makeSandbox({ name, title, type, id: newId("uuid"), now: now() });
  store.collection(KIND).put(name, sandbox);
  return { status: 201, body: { name, title, state: "creating", type, region: REGION } };
}

const update: WithSandbox = (sandbox, body, { store, now, behaviour }) => {
  const title = textAt(body, "title");
  if (title === undefined) return codedError(behaviour, "1000-400", "Sandbox error", "A title is required");
  const changed = { ...sandbox, title, ...touched(sandbox, now()) };
  store.collection(KIND).put(String(sandbox["name"]), changed);
  return { status: 200, body: shown(changed) };
};

const reset: WithSandbox = (sandbox, body, { store, now, behaviour }) => {
  if (textAt(body, "action") !== "reset") {
    return codedError(behaviour, "1000-400", "Sandbox error", 'The body has to be {"action": "reset"}');
  }
  if (sandbox["isDefault"] === true) {
    return codedError(behaviour, "1000-400", "Sandbox error", "The default sandbox cannot be reset");
  }
  const changed = { ...sandbox, ...touched(sandbox, now()), generation: generationOf(sandbox) + 1 };
  store.collection(KIND).put(String(sandbox["name"]), changed);
  return { status: 200, body: { ...shown(changed), state: "resetting" } };
};

const remove: WithSandbox = (sandbox, _body, { store, behaviour }) => {
  if (sandbox["isDefault"] === true) {
    return codedError(behaviour, "1000-400", "Sandbox error", "The default sandbox cannot be deleted");
  }
  store.collection(KIND).delete(String(sandbox["name"]));
  return { status: 200, body: { ...shown(sandbox), state: "deleted" } };
};

function touched(sandbox: JsonObject, now: number): JsonObject {
  const tag = sandbox["eTag"];
  return { lastModifiedDate: timestamp(now), eTag: typeof tag === "number" ? tag + 1 : 1 };
}
