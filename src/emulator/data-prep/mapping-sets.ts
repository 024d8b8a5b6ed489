import { isSameMapping } from "../../compiler/import/index.js";
import { at, isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import { faultOfTypes } from "../member-types.js";
import { expandedForm } from "../schema-registry/index.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { mappingItems, mappingSetItem, mappingSetStub } from "./mapping-set-item.js";
import { badRequest, notFound } from "./problems.js";
import {
  type FoundMappingSet,
  findMappingSet,
  keepVersion,
  MAPPING_SETS,
  type MappingSetVersion,
  normalForm,
  readKept,
} from "./stored-mapping-set.js";
import { faultOfMappingSet } from "./validate.js";

export const mappingSetRoutes: readonly Route[] = [
  { method: "GET", path: "/mappingSets", handle: list },
  { method: "POST", path: "/mappingSets", handle: create },
  { method: "GET", path: "/mappingSets/{ID}", handle: (...given) => withVersion(...given, show) },
  { method: "PUT", path: "/mappingSets/{ID}", handle: replace },
  { method: "DELETE", path: "/mappingSets/{ID}", handle: remove },
  { method: "GET", path: "/mappingSets/{ID}/mappings", handle: (...given) => withVersion(...given, showMappings) },
  {
    method: "GET",
    path: "/mappingSets/{ID}/mappings/{MAPPING_ID}",
    handle: (...given) => withVersion(...given, showMapping),
  },
];

/** The page that is asked for without a limit; more than the second are not given at once. */
const PAGES = { usual: 10, most: 1000 };

function list({ query }: ServiceRequest, context: Context): Answer {
  const { store, behaviour } = context;
  const limit = count(query.get("limit"), PAGES.usual);
  const start = count(query.get("start"), 0);
  if (limit === null || limit < 1 || start === null) return badRequest("limit and start are whole numbers.");
  const name = query.get("name") ?? "";
  const items = store
    .collection(MAPPING_SETS)
    .listed()
    .flatMap(({ value }) => {
      const set = readKept(value);
      const version = set.versions.get(set.latest);
      return version === undefined
        ? []
        : [mappingSetItem(set, version, behaviour, expandedSchema(version, query, context))];
    })
    .filter((item) => name === "" || textAt(item, "name") === name)
    .filter((item) => query.getAll("property").every((text) => hasProperty(item, text)))
    .toSorted(orderOf(query.get("orderBy") ?? ""));
  const page = items.slice(start, start + Math.min(limit, PAGES.most));
  return {
    status: 200,
    body: {
      data: page,
      _page: { count: behaviour.mappingSetCount === "zero" ? 0 : items.length, limit },
      _links: {},
    },
  };
}

/** `xdmSchema==ID` or `status==PUBLISHED`, as a community client filters. */
function hasProperty(item: JsonObject, text: string): boolean {
  const found = /^([\w.]+)==(.*)$/.exec(text);
  if (found === null) return true;
  const value = at(item, ...(found[1] ?? "").split("."));
  return String(value) === (found[2] ?? "").replace(/^"(.*)"$/, "$1");
}

function orderOf(text: string): (one: JsonObject, other: JsonObject) => number {
  const member = text.replace(/^[+ -]/, "") === "createdDate" ? "createdDate" : "modifiedDate";
  const direction = text.startsWith("-") ? -1 : 1;
  return (one, other) => direction * (Number(one[member]) - Number(other[member]));
}

function create(request: ServiceRequest, context: Context): Answer {
  const { body, query } = request;
  const wrong = faultOfBody(body);
  if (wrong !== null || !isObject(body)) return badRequest(wrong ?? "The body is no object.");
  // A set that breaks a rule is kept all the same; the flow that uses it is refused.
  if ((query.get("validate") ?? "").toLowerCase() === "true") {
    const fault = faultOfMappingSet(body, context);
    if (fault !== null) return badRequest(fault);
  }
  const set = keepVersion(body, null, context);
  return answerStub(set);
}

function answerStub(set: FoundMappingSet): Answer {
  const version = set.versions.get(set.latest);
  return version === undefined ? notFound(set.id) : { status: 200, body: mappingSetStub(set, version) };
}

/** What a body has to have in either dialect. */
function faultOfBody(body: Json | undefined): string | null {
  if (!isObject(body)) return "The body is empty.";
  if (!isList(memberOf(body, "mappings"))) return "The body has no list of mappings.";
  const id =
    textAt(body, "outputSchema", "schemaRef", "id") ?? textAt(body, "schemaRef", "id") ?? textAt(body, "xdmSchema");
  if (id === undefined || id === "") return "The body names no schema.";
  // Clients that know no name send null.
  const sent = objectOf(Object.entries(body).filter(([, member]) => member !== null));
  const odd = faultOfTypes(sent, { name: "text", description: "text", tags: "list", mappings: "objects" });
  return odd === null ? null : `${odd}.`;
}

function replace({ parameters, body, query }: ServiceRequest, context: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const set = findMappingSet(context.store, id);
  const latest = set?.versions.get(set.latest);
  if (set === null || latest === undefined) return notFound(id);
  const wrong = faultOfBody(body);
  if (wrong !== null || !isObject(body)) return badRequest(wrong ?? "The body is no object.");
  if (textAt(body, "outputSchema", "schemaRef", "id") === undefined) {
    return badRequest("A mapping set is replaced by a body with outputSchema.schemaRef.");
  }
  if ((query.get("validate") ?? "").toLowerCase() === "true") {
    const fault = faultOfMappingSet(body, context);
    if (fault !== null) return badRequest(fault);
  }
  const keeps = context.behaviour.identicalPutBumpsVersion === "no" && isSameSet(body, latest.body);
  const next = keeps ? set : keepVersion(body, set, context);
  const version = next.versions.get(next.latest);
  return version === undefined ? notFound(id) : { status: 200, body: mappingSetItem(next, version, context.behaviour) };
}

function isSameSet(one: JsonObject, other: JsonObject): boolean {
  const [left, right] = [normalForm(one), normalForm(other)];
  if (left === null || right === null) return false;
  return (
    left.name === right.name &&
    left.description === right.description &&
    left.schemaId === right.schemaId &&
    left.mappings.length === right.mappings.length &&
    left.mappings.every((mapping, nth) => {
      const beside = right.mappings[nth];
      return beside !== undefined && isSameMapping(mapping, beside, { constants: false });
    })
  );
}

function remove({ parameters }: ServiceRequest, { store }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (store.collection(MAPPING_SETS).get(id) === undefined) return notFound(id);
  store.collection(MAPPING_SETS).delete(id);
  return { status: 204 };
}

type OnVersion = (
  set: FoundMappingSet,
  version: MappingSetVersion,
  request: ServiceRequest,
  context: Context,
) => Answer;

/** The version that is asked for, and the latest where none is (the OpenAPI file says 0: ask for the one you want). */
function withVersion(request: ServiceRequest, context: Context, then: OnVersion): Answer {
  const id = request.parameters.get("ID") ?? "";
  const set = findMappingSet(context.store, id);
  if (set === null) return notFound(id);
  const asked = request.query.get("version") ?? "";
  const version = set.versions.get(asked === "" ? set.latest : Number(asked));
  return version === undefined ? notFound(`${id} in version ${asked}`) : then(set, version, request, context);
}

const show: OnVersion = (set, version, { query }, context) => ({
  status: 200,
  body: mappingSetItem(set, version, context.behaviour, expandedSchema(version, query, context)),
});

/** The whole target schema with `expandSchema=true`; null without, and where it cannot be composed. */
function expandedSchema({ schemaId }: MappingSetVersion, query: URLSearchParams, context: Context): JsonObject | null {
  if ((query.get("expandSchema") ?? "").toLowerCase() !== "true") return null;
  return expandedForm(context, schemaId ?? "");
}

const showMappings: OnVersion = (_set, version, _request, { behaviour }) => ({
  status: 200,
  body: mappingItems(version, behaviour),
});

const showMapping: OnVersion = (_set, version, { parameters }, { behaviour }) => {
  const id = parameters.get("MAPPING_ID") ?? "";
  const found = mappingItems(version, behaviour).find((item) => item["id"] === id);
  return found === undefined ? notFound(id) : { status: 200, body: found };
};

function count(text: string | null, usual: number): number | null {
  if (text === null || text === "") return usual;
  return /^\d+$/.test(text) ? Number(text) : null;
}
