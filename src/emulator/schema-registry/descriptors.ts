import { isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import { faultOfTypes } from "../member-types.js";
import { passes, readFilters } from "../property-filter.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { readListing } from "./accept.js";
import { answerList } from "./list.js";
import { missing, refuse } from "./refusals.js";
import { findSchema } from "./resources.js";

const KIND = "descriptors";

export const descriptorRoutes: readonly Route[] = [
  { method: "GET", path: "/tenant/descriptors", handle: list },
  // Adobe's own descriptors are not part of its published components.
  { method: "GET", path: "/global/descriptors", handle: (request, context) => answerDescriptors([], request, context) },
  { method: "GET", path: "/global/descriptors/{ID}", handle: ({ parameters }) => missing(parameters.get("ID") ?? "") },
  { method: "POST", path: "/tenant/descriptors", handle: create },
  { method: "GET", path: "/tenant/descriptors/{ID}", handle: (...given) => withDescriptor(...given, get) },
  { method: "PUT", path: "/tenant/descriptors/{ID}", handle: (...given) => withDescriptor(...given, replace) },
  { method: "DELETE", path: "/tenant/descriptors/{ID}", handle: (...given) => withDescriptor(...given, remove) },
];

const knownTypes: ReadonlySet<string> = new Set([
  "xdm:descriptorIdentity",
  "xdm:alternateDisplayInfo",
  "xdm:descriptorOneToOne",
  "xdm:descriptorReferenceIdentity",
  "xdm:descriptorRelationship",
  "xdm:descriptorDeprecated",
  "xdm:descriptorLabel",
  "xdm:descriptorPrimaryKey",
  "xdm:descriptorTimestamp",
  "xdm:descriptorTimeSeriesGranularity",
  "xdm:descriptorVersion",
]);

function list(request: ServiceRequest, context: Context): Answer {
  const descriptors = context.store.collection(KIND).listed();
  return answerDescriptors(
    descriptors.map(({ value }) => value),
    request,
    context,
  );
}

/** Grouped by `@type`; the forms of version 2 are a list in pages like the others. */
function answerDescriptors(all: readonly JsonObject[], request: ServiceRequest, context: Context): Answer {
  const read = readListing(request, context);
  if ("refusal" in read) return read.refusal;
  const show = (descriptor: JsonObject): Json => {
    const id = textAt(descriptor, "@id") ?? "";
    switch (read.form) {
      case "id":
        return id;
      case "link":
        return `/data/foundation/schemaregistry/tenant/descriptors/${id}`;
      case "xed":
      case "xdm":
        return descriptor;
    }
  };
  const filters = readFilters(request.query);
  if ("problem" in filters) return refuse(filters.problem);
  const descriptors = all.filter((descriptor) => passes(descriptor, filters.filters));
  if (/xdm-v2/i.test(request.headers.get("accept") ?? "")) {
    return answerList("/tenant/descriptors", descriptors, show, request, context);
  }
  const groups = new Map<string, Json[]>();
  for (const descriptor of descriptors) {
    const type = textAt(descriptor, "@type") ?? "";
    const group = groups.get(type) ?? [];
    groups.set(type, group);
    group.push(show(descriptor));
  }
  return { status: 200, body: objectOf(groups) };
}

type Handle = (descriptor: JsonObject, request: ServiceRequest, context: Context) => Answer;

function withDescriptor(request: ServiceRequest, context: Context, handle: Handle): Answer {
  const id = request.parameters.get("ID") ?? "";
  const found = context.store.collection(KIND).get(id);
  return found === undefined ? missing(id) : handle(found, request, context);
}

/** Whatever `Accept` says: the OpenAPI file demands none here, and Adobe's own requests send `application/json`. */
const get: Handle = (descriptor) => ({ status: 200, body: descriptor });

function create({ body }: ServiceRequest, context: Context): Answer {
  const refusal = refuseDescriptor(body, context);
  if (refusal !== null || !isObject(body)) return refusal ?? refuse("The body has to be an object");
  const id = context.newId("hex32");
  const descriptor = finish(id, body, context);
  context.store.collection(KIND).put(id, descriptor);
  return { status: 201, body: descriptor };
}

const replace: Handle = (descriptor, { body }, context) => {
  const refusal = refuseDescriptor(body, context);
  if (refusal !== null || !isObject(body)) return refusal ?? refuse("The body has to be an object");
  const id = textAt(descriptor, "@id") ?? "";
  const replaced = finish(id, body, context);
  context.store.collection(KIND).put(id, replaced);
  return { status: 200, body: replaced };
};

const remove: Handle = (descriptor, _request, { store }) => {
  store.collection(KIND).delete(textAt(descriptor, "@id") ?? "");
  return { status: 204 };
};

function finish(id: string, body: JsonObject, { organization, sandbox }: Context): JsonObject {
  return {
    ...body,
    "@id": id,
    imsOrg: organization,
    version: "1",
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox,
    "meta:sandboxType": sandbox === "prod" ? "production" : "development",
  };
}

function refuseDescriptor(body: Json | undefined, context: Context): Answer | null {
  const type = textAt(body, "@type");
  if (type === undefined || !knownTypes.has(type)) {
    return refuse(`@type has to be one of ${[...knownTypes].join(", ")}`);
  }
  const schema = textAt(body, "xdm:sourceSchema");
  if (schema === undefined || findSchema(context, schema) === undefined) {
    return refuse(`xdm:sourceSchema has to name a schema: ${schema ?? "it is missing"}`);
  }
  const odd = faultOfTypes(body, { "xdm:property": "text", "xdm:isPrimary": "truth" });
  if (odd !== null) return refuse(odd);
  for (const name of ["xdm:namespace", "xdm:sourceVersion"]) {
    const value = memberOf(body, name);
    if (value !== undefined && typeof value !== "string" && !Number.isInteger(value)) {
      return refuse(`${name} has to be a text or a whole number`);
    }
  }
  const given = memberOf(body, "xdm:sourceProperty");
  // A granularity is one of the whole schema.
  if (type === "xdm:descriptorTimeSeriesGranularity" && given === undefined) return null;
  // A primary key may have several.
  const properties = isList(given) ? given : [given];
  if (properties.length === 0 || !properties.every((one) => typeof one === "string" && one.startsWith("/"))) {
    return refuse("xdm:sourceProperty has to begin with a slash");
  }
  if (type === "xdm:descriptorIdentity" && memberOf(body, "xdm:namespace") === undefined) {
    return refuse("An identity needs an xdm:namespace");
  }
  return null;
}
