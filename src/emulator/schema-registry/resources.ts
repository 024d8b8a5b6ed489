import { isList, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import type { Entry } from "../store.js";
import { adobeId, unknownComponent } from "./adobe-components.js";
import { withFieldTypes } from "./field-types.js";
import { type Container, type ResourceKind, registryName, type TenantKind, tenantKinds } from "./resource-kinds.js";

/** Resources of one kind. Entries of the tenant are kept by `$id`. */
export function resourcesOf(context: Context, container: Container, kind: ResourceKind): readonly Entry[] {
  if (container === "tenant") return context.store.collection(kind).listed();
  return globals(context, kind).map((value) => ({ id: textAt(value, "$id") ?? "", value }));
}

/** One resource by its `$id` or `meta:altId`. */
export function findResource(
  context: Context,
  container: Container,
  kind: ResourceKind,
  id: string,
): JsonObject | undefined {
  if (container === "global") return globals(context, kind).find((value) => answersTo(value, id));
  const collection = context.store.collection(kind);
  return collection.get(id) ?? collection.all().find(({ value }) => answersTo(value, id))?.value;
}

/** A tenant's resource of any kind by its `$id` or `meta:altId`. */
export function findAnywhere(
  context: Context,
  id: string,
): { readonly kind: TenantKind; readonly value: JsonObject } | undefined {
  for (const kind of tenantKinds) {
    const value = findResource(context, "tenant", kind, id);
    if (value !== undefined) return { kind, value };
  }
  return undefined;
}

function globals({ library }: Context, kind: ResourceKind): readonly JsonObject[] {
  const found: JsonObject[] = [];
  for (const component of library.components.values()) {
    if (component.kind === kind) found.push(withRegistryNames(component.value, kind));
  }
  return found;
}

const asRegistered = new WeakMap<JsonObject, JsonObject>();

/** The files of adobe/xdm lack what the registry adds: the other id, the kind, a version, the types of fields. */
function withRegistryNames(value: JsonObject, kind: ResourceKind): JsonObject {
  const known = asRegistered.get(value);
  if (known !== undefined) return known;
  const id = textAt(value, "$id") ?? "";
  const altId = textAt(value, "meta:altId") ?? altIdOf(id);
  const version = textAt(value, "version") ?? "1.0";
  const registered = {
    ...withFieldTypes(value),
    "meta:altId": altId,
    "meta:resourceType": registryName(kind),
    version,
    "meta:xdmType": "object",
    "meta:containerId": "global",
  };
  asRegistered.set(value, registered);
  return registered;
}

/** `_xdm.context.profile` for `https://ns.adobe.com/xdm/context/profile`. */
export function altIdOf(id: string): string {
  return `_${id.replace(/^https?:\/\/ns\.adobe\.com\//, "").replaceAll("/", ".")}`;
}

function answersTo(value: JsonObject, id: string): boolean {
  return textAt(value, "$id") === id || textAt(value, "meta:altId") === id;
}

/** A tenant's schema by its `$id` or `meta:altId`. */
export function findSchema(context: Context, id: string): JsonObject | undefined {
  return findResource(context, "tenant", "schemas", id);
}

/** Whether a schema feeds the profile: it was tagged `union`, which cannot be taken back. */
export function isUnionEnabled(schema: JsonObject): boolean {
  const tags = memberOf(schema, "meta:immutableTags");
  return isList(tags) && tags.includes("union");
}

/** The `$ref`s of `allOf`, in their order. */
export function referencesOf(resource: JsonObject): readonly string[] {
  const parts = memberOf(resource, "allOf");
  if (!isList(parts)) return [];
  return parts.flatMap((part) => {
    const reference = textAt(part, "$ref");
    // One that begins with # is part of the resource itself.
    const id = reference?.replace(/#.*$/, "") ?? "";
    return id === "" ? [] : [id];
  });
}

export interface FoundComponent {
  /** Null where it is not known. */
  readonly kind: ResourceKind | null;
  readonly value: JsonObject;
  /** Whether there is more than an id: of Adobe's that is so for the components that were loaded. */
  readonly isKnown: boolean;
}

/**
 * A component by its `$id` or `meta:altId`, Adobe's or the tenant's. Adobe's are always there; what is not loaded has no
 * content.
 */
export function findComponent(context: Context, name: string): FoundComponent | undefined {
  const own = findAnywhere(context, name);
  if (own !== undefined) return { ...own, isKnown: true };
  const { components } = context.library;
  const loaded = components.get(name) ?? components.get(loadedId(context, name) ?? "");
  if (loaded !== undefined) return { ...loaded, isKnown: true };
  const id = adobeId(name);
  return id === null ? undefined : { ...unknownComponent(id), isKnown: false };
}

function loadedId({ library }: Context, altId: string): string | undefined {
  if (!altId.startsWith("_")) return undefined;
  for (const [id, { value }] of library.components) {
    if ((textAt(value, "meta:altId") ?? altIdOf(id)) === altId) return id;
  }
  return undefined;
}
