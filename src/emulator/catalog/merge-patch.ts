import { isObject, type Json, objectOf } from "../json.js";

/** RFC 7396: members are merged at any depth, null removes one, everything else replaces. */
export function mergePatch(before: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map<string, Json>(Object.entries(isObject(before) ? before : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return objectOf(merged);
}
