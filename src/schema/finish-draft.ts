import { createDraft, type Draft } from "./draft.js";
import type { Field, XdmType } from "./field.js";
import { requiredByChild } from "./required.js";
import { computeXdmType, effectiveBounds, type JsonType } from "./xdm-type.js";

/** What stands where a definition says nothing of the type: text for a field (assumed), any object for a map's values. */
type Untyped = "string" | "object";

/** The record that the merged definitions describe: an object without a name, whatever else they say of it. */
export function finishRecord(draft: Draft): Field {
  const { children, required, title } = draft;
  return finish({ ...createDraft(), type: "object", title, children, required }, "", false, [], "object");
}

/** `inherited` are required paths below this field that an object above it names. */
function finish(draft: Draft, name: string, required: boolean, inherited: readonly string[], untyped: Untyped): Field {
  const type = typeOf(draft, untyped);
  const fields = draft.children === null ? NO_FIELDS : finishChildren(draft.children, draft.required, inherited);
  const bounds = effectiveBounds(type, draft);
  return {
    name,
    type,
    title: draft.title,
    format: draft.format ?? commonFormat(draft.branchFormats),
    pattern: draft.pattern,
    enum: draft.enum,
    suggested: draft.enum === null ? draft.suggested : null,
    ...bounds,
    minLength: draft.minLength,
    maxLength: draft.maxLength,
    required,
    deprecated: draft.deprecated,
    recursive: draft.recursive && fields.size === 0,
    fields,
    items: type === "array" ? finish(draft.items ?? createDraft(), "", false, [], "string") : null,
    values: type === "map" ? finish(draft.values ?? createDraft(), "", false, [], "object") : null,
  };
}

function finishChildren(
  children: ReadonlyMap<string, Draft>,
  required: Iterable<string> | null,
  inherited: readonly string[],
): ReadonlyMap<string, Field> {
  const requiredPaths = requiredByChild([...(required ?? []), ...inherited]);
  const fields = new Map<string, Field>();
  for (const [name, child] of children) {
    const paths = requiredPaths.get(name);
    fields.set(name, finish(child, name, paths !== undefined, paths ?? [], "string"));
  }
  return fields;
}

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/** The written type, or the computed one. An object of which only the values are described is a map. */
function typeOf(draft: Draft, untyped: Untyped): XdmType {
  if (draft.children !== null) return "object";
  if (draft.recursive && draft.type !== "array") return "object";
  if (draft.writtenType !== null) return draft.writtenType;
  const type = draft.type ?? impliedType(draft, untyped);
  return type === "object" && draft.values !== null ? "map" : computeXdmType(type, draft.format, draft);
}

function impliedType(draft: Draft, untyped: Untyped): JsonType {
  if (draft.items !== null) return "array";
  if (draft.values !== null) return "object";
  // A list of values, a format or a pattern without a type is text (measured: three rows of Adobe's dictionary).
  if (draft.enum !== null || draft.suggested !== null || draft.format !== null || draft.pattern !== null)
    return "string";
  return draft.assumedObject ? "object" : untyped;
}

/** `ipv4` or `ipv6` is neither. */
function commonFormat([first, ...others]: readonly string[]): string | null {
  return first !== undefined && others.every((other) => other === first) ? first : null;
}
