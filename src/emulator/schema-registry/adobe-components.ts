import type { JsonObject } from "../json.js";
import type { ResourceKind } from "./resource-kinds.js";

/**
 * The `$id` of one of Adobe's own resources, which the registry has in every sandbox, by its `$id` or `meta:altId`; null for
 * all others. What a dot of a `meta:altId` stands for is assumed to be a slash.
 */
export function adobeId(name: string): string | null {
  if (/^https:\/\/ns\.adobe\.com\/(?:xdm|experience)\/./.test(name)) return name;
  return /^_(?:xdm|experience)\../.test(name) ? `https://ns.adobe.com/${name.slice(1).replaceAll(".", "/")}` : null;
}

const kinds: ReadonlyMap<string, ResourceKind> = new Map([
  ["https://ns.adobe.com/xdm/context/profile", "classes"],
  ["https://ns.adobe.com/xdm/context/experienceevent", "classes"],
  ["https://ns.adobe.com/xdm/data/record", "behaviors"],
  ["https://ns.adobe.com/xdm/data/time-series", "behaviors"],
]);

/** One of Adobe's resources of which nothing is known but its `$id`. Where its kind is unknown, too, that is null. */
export function unknownComponent(id: string): { readonly kind: ResourceKind | null; readonly value: JsonObject } {
  return { kind: kinds.get(id) ?? null, value: { $id: id, type: "object" } };
}
