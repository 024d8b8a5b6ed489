import type { Diagnostic } from "../../diagnostics/index.js";
import { type ComponentIndex, indexComponents, loadSchema, type XdmSchema } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import { isList, isObject, type Json, type JsonObject, objectOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import { tenantKinds } from "./resource-kinds.js";
import { findComponent, findSchema } from "./resources.js";

export interface Composed {
  /** Null where the composition cannot be resolved. */
  readonly schema: XdmSchema | null;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The `$id`s of Adobe's components that it refers to and that are not loaded: the schema lacks their fields. A field that
   * refers to one has its `$id` as the title.
   */
  readonly unknown: ReadonlySet<string>;
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
  const unknown = new Set<string>();
  const file = createSourceFile("schema.json", JSON.stringify(prepare(resource, context)));
  const composed = { ...loadSchema(file, { components: indexOf(context, parts, unknown) }), unknown };
  kept.set(resource, { parts, composed });
  return composed;
}

function indexOf(context: Context, parts: readonly JsonObject[], unknown: Set<string>): ComponentIndex {
  const { index } = context.library;
  const files = parts.map((part, at) =>
    createSourceFile(`component-${at}.json`, JSON.stringify(prepare(part, context))),
  );
  const { index: own } = indexComponents(files);
  return {
    size: own.size + index.size,
    find: (name) => own.find(name) ?? index.find(name) ?? findUnknown(name, context, unknown),
    near: (name) => own.near(name) ?? index.near(name),
  };
}

/** One of Adobe's that is not loaded: any object, with its `$id` as the title. A loaded one may be called by its short form. */
function findUnknown(name: string, context: Context, unknown: Set<string>): ReturnType<ComponentIndex["find"]> {
  const found = findComponent(context, name);
  const id = textAt(found?.value, "$id");
  if (found === undefined || id === undefined) return undefined;
  if (found.isKnown) return id === name ? undefined : context.library.index.find(id);
  unknown.add(id);
  const file = createSourceFile("unknown.json", JSON.stringify({ $id: id, title: id, type: "object" }));
  return indexComponents([file]).index.find(id);
}

/** With nothing beside a reference to what is not known: so the title of such a field is the `$id` of what it refers to. */
function prepare(value: JsonObject, context: Context): Json {
  const name = textAt(value, "$ref")?.replace(/#.*$/, "") ?? "";
  const found = name === "" ? undefined : findComponent(context, name);
  if (found?.isKnown === false) return { $ref: textAt(found.value, "$id") ?? name };
  return objectOf(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === "meta:enum" ? inner : prepareInner(inner, context),
    ]),
  );
}

function prepareInner(value: Json, context: Context): Json {
  if (isList(value)) return value.map((item) => prepareInner(item, context));
  return isObject(value) ? prepare(value, context) : value;
}

function sameItems(one: readonly JsonObject[], other: readonly JsonObject[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
