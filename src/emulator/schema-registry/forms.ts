import { problem } from "../errors.js";
import { isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import type { Answer, Context } from "../service.js";
import type { ListForm, LookupForm } from "./accept.js";
import { compose } from "./compose.js";
import { fullJson } from "./full-json.js";
import { withXedNames } from "./xed-names.js";

/** What a list of short forms shows of each resource. */
export function shortForm(value: JsonObject): JsonObject {
  return {
    $id: textAt(value, "$id") ?? "",
    "meta:altId": textAt(value, "meta:altId") ?? "",
    version: textAt(value, "version") ?? "1.0",
    title: textAt(value, "title") ?? "",
  };
}

/** How a list shows each resource in the form that was asked for. */
export function shownIn(form: ListForm): (resource: JsonObject) => JsonObject {
  switch (form) {
    case "xed":
      return withXedNames;
    case "xdm":
      return (resource) => resource;
    case "id":
    case "link":
      return shortForm;
  }
}

/** One resource in the form that was asked for. */
export function answerLookup(context: Context, resource: JsonObject, form: LookupForm): Answer {
  const version = textAt(resource, "version") ?? "1.0";
  const [major = "1"] = version.split(".");
  if (form.version !== null && Number(major) !== form.version) {
    return problem(404, "Not Found", `The resource has no version ${form.version}: it is ${version}`);
  }
  if (form.isShort) {
    const headers = { "content-type": `application/vnd.adobe.xed-id+json; version=${major}` };
    return { status: 200, headers, body: shortForm(resource) };
  }
  const raw = form.isXed ? withXedNames(resource) : resource;
  const shown = form.isFull ? fullForm(context, resource) : { form: raw };
  if ("refusal" in shown) return shown.refusal;
  const laidOut = form.isFlat ? flattened(shown.form) : shown.form;
  const described = form.hasDescriptors ? withDescriptors(context, laidOut) : laidOut;
  const type = `application/vnd.adobe.${form.isXed ? "xed" : "xdm"}${form.isFull ? "-full" : ""}${form.isNoText ? "-notext" : ""}+json`;
  const registry = memberOf(resource, "meta:registryMetadata");
  const tag = textAt(registry, "eTag");
  return {
    status: 200,
    headers: { "content-type": `${type}; version=${major}`, ...(tag === undefined ? {} : { etag: tag }) },
    body: form.isNoText ? withoutTexts(described, true) : described,
  };
}

/** `$ref`s resolved and `allOf` merged. What was loaded whole is answered as it was exported. */
function fullForm(
  context: Context,
  resource: JsonObject,
): { readonly form: JsonObject } | { readonly refusal: Answer } {
  if (memberOf(resource, "allOf") === undefined && !JSON.stringify(resource).includes('"$ref"')) {
    return { form: resource };
  }
  const composed = compose(context, resource);
  const { schema, diagnostics } = composed;
  if (schema === null) {
    // As it is kept: its references stay.
    if (composed.unknown.size > 0) return { form: resource };
    const why = diagnostics[0]?.message ?? "a reference cannot be resolved";
    return { refusal: problem(400, "Bad Request", `The resource cannot be composed: ${why}`) };
  }
  const whole = fullJson(composed, resource, context);
  if (whole === null) return { refusal: problem(400, "Bad Request", "The resource cannot be composed") };
  const { allOf: _, properties: __, definitions: ___, required: ____, ...own } = resource;
  // What the registry knows of it stays; only the fields were composed.
  return { form: { ...whole, ...own } };
}

/** `person/name` beside `person` (assumed: no page shows this form). */
function flattened(form: JsonObject): JsonObject {
  return { ...form, properties: objectOf(pathsOf(memberOf(form, "properties"), "")) };
}

function pathsOf(fields: Json | undefined, before: string): readonly (readonly [string, Json])[] {
  if (!isObject(fields)) return [];
  return Object.entries(fields).flatMap(([name, field]): readonly (readonly [string, Json])[] => {
    const inner = memberOf(field, "properties");
    const own = isObject(field) ? objectOf(Object.entries(field).filter(([member]) => member !== "properties")) : field;
    return [[`${before}${name}`, own], ...pathsOf(inner, `${before}${name}/`)];
  });
}

/** Titles and descriptions are left out at every depth; a field may itself be called `title`. */
function withoutTexts(value: JsonObject, isSchema: boolean): JsonObject {
  return objectOf(
    Object.entries(value).flatMap(([name, member]): readonly (readonly [string, Json])[] => {
      if (isSchema && (name === "title" || name === "description" || name === "meta:titleId")) return [];
      const holdsFields = isSchema && (name === "properties" || name === "definitions");
      return [[name, textless(member, !holdsFields)]];
    }),
  );
}

function textless(value: Json, isSchema: boolean): Json {
  if (isList(value)) return value.map((item) => textless(item, isSchema));
  return isObject(value) ? withoutTexts(value, isSchema) : value;
}

function withDescriptors(context: Context, form: JsonObject): JsonObject {
  const id = textAt(form, "$id");
  const descriptors = context.store
    .collection("descriptors")
    .all()
    .map(({ value }) => value)
    .filter((value) => textAt(value, "xdm:sourceSchema") === id);
  return { ...form, "meta:descriptors": descriptors };
}
