import type { Field, XdmSchema, XdmType } from "./field.js";
import { pathSegment } from "./path-text.js";

/** One path that can be written to, as `schema leaves --format json` prints it. What does not apply is left out. */
export interface Leaf {
  /** `a.b`, `a[*].b` for the items of an array, `m{*}` for the values of a map. */
  readonly path: string;
  /** The computed `meta:xdmType` of the value at the path: of an item, not of its array. */
  readonly type: XdmType;
  readonly format?: string;
  readonly enum?: readonly string[];
  /** Required in its parent. */
  readonly required?: true;
  /** The leaf is an array of values without fields of their own. */
  readonly array?: true;
  /** The leaf is a map of values without fields of their own. */
  readonly map?: true;
  readonly deprecated?: true;
  /** Cut here, because it would contain itself. */
  readonly recursive?: true;
}

/** The leaves of a schema, in its own order. An object without fields is a leaf, also as an item or as a map's value. */
export function leavesOf(schema: XdmSchema): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (const field of schema.root.fields.values()) collect(field, field, pathSegment(field.name), leaves);
  return leaves;
}

/** `named` is the nearest field with a name: the item of an array has none. */
function collect(field: Field, named: Field, path: string, leaves: Leaf[]): void {
  if (field.type === "array" && field.items !== null) {
    collect(field.items, named, `${path}[*]`, leaves);
    return;
  }
  if (field.type === "map" && field.values !== null) {
    collect(field.values, named, `${path}{*}`, leaves);
    return;
  }
  if (field.fields.size > 0) {
    for (const child of field.fields.values()) collect(child, child, `${path}.${pathSegment(child.name)}`, leaves);
    return;
  }
  const values = field.enum ?? named.enum;
  leaves.push({
    path,
    type: field.type,
    ...(field.format === null ? {} : { format: field.format }),
    ...(values === null ? {} : { enum: values }),
    ...(named.required ? { required: true } : {}),
    ...(path.endsWith("[*]") ? { array: true } : {}),
    ...(path.endsWith("{*}") ? { map: true } : {}),
    ...(named.deprecated || field.deprecated ? { deprecated: true } : {}),
    ...(field.recursive ? { recursive: true } : {}),
  });
}
