import { childOf, createDraft, type Draft } from "./draft.js";
import type { JsonObject } from "./json-tree.js";
import { collectRequired, requiredByChild } from "./required.js";

/**
 * The paths of a `meta:refProperty` beside a `$ref`: only these fields of the field group are composed (documented for the
 * registry's schemas). Each is `/person/name/firstName`: XED names after slashes. Empty where all fields are meant.
 */
export function readSelection(node: JsonObject): readonly string[] {
  const value = node.members.get("meta:refProperty");
  const paths = value?.kind === "array" ? value.items : value === undefined ? [] : [value];
  return paths.flatMap((path) => (path.kind === "string" && path.value.startsWith("/") ? [path.value] : []));
}

/** Copies the selected fields of a whole field group; returns the paths that it does not have. */
export function selectFields(whole: Draft, into: Draft, paths: readonly string[]): readonly string[] {
  into.type ??= whole.type;
  return paths.filter((path) => !selectField(whole, into, path.split("/").slice(1)));
}

function selectField(from: Draft, into: Draft, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) {
    mergeDraft(from, into);
    return true;
  }
  if (from.items !== null) {
    const items = into.items ?? createDraft();
    if (!selectField(from.items, items, path)) return false;
    into.type ??= from.type;
    into.items = items;
    return true;
  }
  const source = from.children?.get(name);
  if (source === undefined) return false;
  const target = into.children?.get(name) ?? createDraft();
  if (!selectField(source, target, rest)) return false;
  target.type ??= source.type;
  into.children ??= new Map();
  into.children.set(name, target);
  if (requiredByChild(from.required ?? []).has(name)) collectRequired(into, [name]);
  return true;
}

/** Adds what a draft does not say yet. */
function mergeDraft(from: Draft, into: Draft): void {
  into.type ??= from.type;
  into.writtenType ??= from.writtenType;
  into.assumedObject ||= from.assumedObject;
  into.title ??= from.title;
  into.format ??= from.format;
  into.branchFormats = [...into.branchFormats, ...from.branchFormats];
  into.pattern ??= from.pattern;
  into.enum ??= from.enum;
  into.suggested ??= from.suggested;
  into.minimum ??= from.minimum;
  into.maximum ??= from.maximum;
  into.minLength ??= from.minLength;
  into.maxLength ??= from.maxLength;
  into.deprecated ||= from.deprecated;
  into.recursive ||= from.recursive;
  if (from.required !== null) into.required = new Set([...(into.required ?? []), ...from.required]);
  for (const [name, child] of from.children ?? []) mergeDraft(child, childOf(into, name));
  if (from.items !== null) {
    into.items ??= createDraft();
    mergeDraft(from.items, into.items);
  }
  if (from.values !== null) {
    into.values ??= createDraft();
    mergeDraft(from.values, into.values);
  }
}
