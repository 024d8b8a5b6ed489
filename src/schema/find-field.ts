import type { TargetSegment } from "../grammar/tree.js";
import { nearest } from "../text/index.js";
import type { Field, XdmSchema } from "./field.js";
import { leavesOf } from "./leaves.js";

/** One step of a path: what the segment of the same place leads to. */
interface FieldStep {
  /** The field; of `[*]` and `[0]` the item, of a map's key the value. */
  readonly field: Field;
  readonly kind: "child" | "item" | "map-value";
}

export type FieldLookup =
  /** Every segment leads to a declared field. `steps` has one step a segment, the last one's field is `field`. */
  | { readonly kind: "found"; readonly field: Field; readonly steps: readonly FieldStep[] }
  /**
   * The path goes below a free object (an object without fields, or one cut because it contains itself), which takes any
   * child: `inside`, reached after `steps`.
   */
  | { readonly kind: "free"; readonly inside: Field; readonly steps: readonly FieldStep[] }
  /** The segment at index `at` leads nowhere; `parent` is what the segments before it lead to. */
  | {
      readonly kind: "stopped";
      readonly at: number;
      readonly parent: Field;
      readonly steps: readonly FieldStep[];
      readonly problem: LookupProblem;
    };

type LookupProblem =
  /** `near` is a child's name; `elsewhere` a path of the schema that ends in the name. */
  | { readonly kind: "unknown-child"; readonly near: string | null; readonly elsewhere: string | null }
  /** A name or `_{TENANT_ID}` after a field that holds one value. */
  | { readonly kind: "child-of-scalar" }
  /** `[0]` or `[*]` after a field that is no array. */
  | { readonly kind: "index-on-non-array" }
  /** A name directly after an array, whose items are meant: `[*]` or `[0]` belongs between. */
  | { readonly kind: "missing-wildcard" }
  /** `[0]` or `[*]` after a map, whose values have keys. */
  | { readonly kind: "index-on-map" }
  /** `_{TENANT_ID}`, but the schema names no tenant, or the object here has no part of its own. */
  | { readonly kind: "no-tenant"; readonly tenant: string | null };

/**
 * Looks a target path up. Names are compared exactly, with upper and lower case (XDM has siblings that differ only in
 * it). After a map a name is one of its keys. A path may end anywhere: at an object, an array or an item too.
 */
export function findField(schema: XdmSchema, segments: readonly TargetSegment[]): FieldLookup {
  const steps: FieldStep[] = [];
  let parent = schema.root;
  for (const [at, segment] of segments.entries()) {
    if (parent !== schema.root && isFree(parent)) return { kind: "free", inside: parent, steps };
    const step = takeStep(schema, parent, segment);
    if (!("field" in step)) return { kind: "stopped", at, parent, steps, problem: step };
    steps.push(step);
    parent = step.field;
  }
  return { kind: "found", field: parent, steps };
}

/** Whether a field takes children that the schema does not name. */
function isFree(field: Field): boolean {
  return field.type === "object" && field.fields.size === 0;
}

function takeStep(schema: XdmSchema, parent: Field, segment: TargetSegment): FieldStep | LookupProblem {
  switch (segment.kind) {
    case "name":
      return stepToChild(schema, parent, segment.name);
    case "tenant":
      return stepToTenant(schema, parent);
    case "index":
    case "wildcard":
      if (parent.type === "map") return { kind: "index-on-map" };
      return parent.items === null ? { kind: "index-on-non-array" } : { kind: "item", field: parent.items };
  }
}

function stepToChild(schema: XdmSchema, parent: Field, name: string): FieldStep | LookupProblem {
  if (parent.type === "map" && parent.values !== null) return { kind: "map-value", field: parent.values };
  if (parent.type === "array") return { kind: "missing-wildcard" };
  if (parent.type !== "object") return { kind: "child-of-scalar" };
  const field = parent.fields.get(name);
  if (field !== undefined) return { kind: "child", field };
  const near = nearest(name, parent.fields.keys()) ?? null;
  return { kind: "unknown-child", near, elsewhere: near === null ? findElsewhere(schema, name) : null };
}

/** The documentation's exports write `_{TENANT_ID}` itself where a tenant's name would be. */
function stepToTenant(schema: XdmSchema, parent: Field): FieldStep | LookupProblem {
  if (parent.type !== "object") return stepToChild(schema, parent, schema.tenant ?? "_{TENANT_ID}");
  const field =
    (schema.tenant === null ? undefined : parent.fields.get(schema.tenant)) ?? parent.fields.get("_{TENANT_ID}");
  return field === undefined ? { kind: "no-tenant", tenant: schema.tenant } : { kind: "child", field };
}

/** The shortest path that ends in a name that was sought in the wrong object. */
function findElsewhere(schema: XdmSchema, name: string): string | null {
  let best: string | null = null;
  for (const { path, deprecated } of leavesOf(schema)) {
    if (deprecated === true || !(path === name || path.endsWith(`.${name}`))) continue;
    if (best === null || path.length < best.length) best = path;
  }
  return best;
}
