import { applyPatch, type Operation } from "rfc6902";
import { isList, isObject, type Json, memberOf, textAt } from "./json.js";

export type Patched =
  | { readonly kind: "patched"; readonly value: Json }
  | { readonly kind: "problem"; readonly message: string };

/** Applies a JSON Patch (RFC 6902) to a copy. All of it, or nothing. */
export function patchJson(value: Json, patch: Json | undefined): Patched {
  const refuse = (message: string): Patched => ({ kind: "problem", message });
  if (!isList(patch) || patch.length === 0) return refuse("A JSON Patch is a list of at least one operation");
  const operations: Operation[] = [];
  for (const item of patch) {
    const operation = readOperation(item);
    if (operation === null) return refuse(`${JSON.stringify(item)} is not an operation of JSON Patch`);
    if ([operation.path, "from" in operation ? operation.from : ""].some(isDangerous)) {
      return refuse(`The path ${operation.path} is not allowed`);
    }
    operations.push(operation);
  }
  // A patch of the root replaces it, so it stands in an object.
  const copy: { value: Json } = { value: structuredClone(value) };
  const inCopy = operations.map((operation) => under(operation));
  for (const [index, problem] of applyPatch(copy, inCopy).entries()) {
    if (problem !== null) return refuse(`The path ${operations[index]?.path ?? ""} does not exist (${problem.name})`);
  }
  return { kind: "patched", value: copy.value };
}

function under(operation: Operation): Operation {
  const path = `/value${operation.path}`;
  return "from" in operation ? { ...operation, path, from: `/value${operation.from}` } : { ...operation, path };
}

function readOperation(item: Json): Operation | null {
  const path = textAt(item, "path");
  if (!isObject(item) || path === undefined || !/^(\/|$)/.test(path)) return null;
  const value = memberOf(item, "value");
  const from = textAt(item, "from");
  // Adobe's OpenAPI file of Flow Service has them in upper case, a community client begins with a capital.
  const op = textAt(item, "op")?.toLowerCase();
  switch (op) {
    case "add":
    case "replace":
    case "test":
      return value === undefined ? null : { op, path, value: structuredClone(value) };
    case "remove":
      return { op: "remove", path };
    case "move":
    case "copy":
      return from === undefined ? null : { op, path, from };
    default:
      return null;
  }
}

const isDangerous = (path: string): boolean => /\/(__proto__|constructor|prototype)(\/|$)/.test(path);
