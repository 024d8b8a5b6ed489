import { isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { readListing } from "./accept.js";
import { answerList } from "./list.js";
import { findSchema } from "./resources.js";
import { missing, refuse } from "./write.js";

const KIND = "descriptors";

export const descriptorRoutes: readonly Route[] = [
  { method: "GET", path: "/tenant/descriptors", handle: list },
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
]);

/** Grouped by `@type`; the forms of version 2 are a list in pages like the others. */
function list(request: ServiceRequest, context: Context): Answer {
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
        return descriptor;
    }
  };
  const descriptors = context.store
    .collection(KIND)
    .listed()
    .map(({ value }) => value);
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

const get: Handle = (descriptor, request, context) => {
  const read = readListing(request, context);
  return "refusal" in read ? read.refusal : { status: 200, body: descriptor };
};

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
  const property = textAt(body, "xdm:sourceProperty");
  if (property === undefined || !property.startsWith("/"))
    return refuse("xdm:sourceProperty has to begin with a slash");
  if (type === "xdm:descriptorIdentity" && memberOf(body, "xdm:namespace") === undefined) {
    return refuse("An identity needs an xdm:namespace");
  }
  return null;
}
