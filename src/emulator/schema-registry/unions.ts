import { type JsonObject, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { readListing, readLookup } from "./accept.js";
import { answerLookup, shownIn } from "./forms.js";
import { answerList } from "./list.js";
import { missing } from "./refusals.js";
import { altIdOf, findComponent, isUnionEnabled, referencesOf } from "./resources.js";

/** A union shows all fields of the schemas of one class that were tagged `union`. It exists as soon as there is one. */
export const unionRoutes: readonly Route[] = [
  { method: "GET", path: "/tenant/unions", handle: list },
  { method: "GET", path: "/tenant/unions/{ID}", handle: get },
];

function list(request: ServiceRequest, context: Context): Answer {
  const read = readListing(request, context);
  if ("refusal" in read) return read.refusal;
  return answerList("/tenant/unions", unionsOf(context), shownIn(read.form), request, context);
}

function get(request: ServiceRequest, context: Context): Answer {
  const read = readLookup(request, context);
  if ("refusal" in read) return read.refusal;
  const id = request.parameters.get("ID") ?? "";
  const union = findUnion(context, id);
  return union === undefined ? missing(id) : answerLookup(context, union, read.form);
}

/** A union by its `$id` or `meta:altId`. */
export function findUnion(context: Context, id: string): JsonObject | undefined {
  return unionsOf(context).find((one) => textAt(one, "$id") === id || textAt(one, "meta:altId") === id);
}

export function unionsOf(context: Context): readonly JsonObject[] {
  const byClass = new Map<string, Set<string>>();
  for (const { value } of context.store.collection("schemas").all()) {
    const classId = textAt(value, "meta:class");
    if (classId === undefined || !isUnionEnabled(value)) continue;
    const references = byClass.get(classId) ?? new Set([classId]);
    byClass.set(classId, references);
    for (const reference of referencesOf(value)) references.add(reference);
  }
  return [...byClass].map(([classId, references]) => ({
    $id: `${classId}__union`,
    "meta:altId": altIdOf(`${classId}__union`),
    "meta:resourceType": "unions",
    version: "1.0",
    // As in the example of Adobe's OpenAPI file.
    title: textAt(findComponent(context, classId)?.value, "title") ?? classId,
    type: "object",
    allOf: [...references].map(($ref) => ({ $ref })),
    "meta:class": classId,
    "meta:containerId": "tenant",
  }));
}
