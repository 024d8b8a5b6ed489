import type { Diagnostic } from "../../diagnostics/index.js";
import { type ComponentIndex, indexComponents, loadSchema, type XdmSchema } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import type { JsonObject } from "../json.js";
import type { Context } from "../service.js";
import { findSchema, tenantKinds } from "./resources.js";

export interface Composed {
  /** Null where the composition cannot be resolved. */
  readonly schema: XdmSchema | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A tenant's schema with all its fields, by `$id` or `meta:altId`; undefined where there is none. */
export function composedSchema(context: Context, id: string): Composed | undefined {
  const schema = findSchema(context, id);
  return schema === undefined ? undefined : compose(context, schema);
}

interface Kept {
  readonly parts: readonly JsonObject[];
  readonly composed: Composed;
}

/** Stored values are never changed in place, so what was composed of the same ones is the same. */
const kept = new WeakMap<JsonObject, Kept>();

/** A resource with everything that it refers to merged, by xdmap's own loader. */
export function compose(context: Context, resource: JsonObject): Composed {
  const parts = tenantKinds.flatMap((kind) =>
    kind === "schemas"
      ? []
      : context.store
          .collection(kind)
          .all()
          .map(({ value }) => value),
  );
  const before = kept.get(resource);
  if (before !== undefined && sameItems(before.parts, parts)) return before.composed;
  const file = createSourceFile("schema.json", JSON.stringify(resource));
  const composed = loadSchema(file, { components: indexOf(context, parts) });
  kept.set(resource, { parts, composed });
  return composed;
}

function indexOf({ library }: Context, parts: readonly JsonObject[]): ComponentIndex {
  if (parts.length === 0) return library.index;
  const files = parts.map((part, index) => createSourceFile(`component-${index}.json`, JSON.stringify(part)));
  const { index: own } = indexComponents(files);
  return {
    size: own.size + library.index.size,
    find: (id) => own.find(id) ?? library.index.find(id),
    near: (id) => own.near(id) ?? library.index.near(id),
  };
}

function sameItems(one: readonly JsonObject[], other: readonly JsonObject[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
