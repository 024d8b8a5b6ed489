import type { ProgramMapping } from "../compiler/index.js";
import type { TargetPath, TargetSegment } from "../grammar/index.js";
import { isXdmObject, type XdmObject, type XdmValue } from "./xdm-value.js";

/** A value for one place of a target: `indexes` has one number for each `[*]` of its path. */
export interface Assignment {
  readonly indexes: readonly number[];
  /** Null takes away what a less specific target put there. */
  readonly value: XdmValue | null;
}

/** A step of a target path: a name, a fixed index, or an index that each assignment brings. */
export type Step = string | number | typeof WILDCARD;
const WILDCARD = Symbol("[*]");

interface PlannedTarget {
  /** Its place among the mappings of the file. */
  readonly at: number;
  readonly steps: readonly Step[];
}

/** In which order targets are written, and in which order their names stand in the record. */
export interface RecordPlan {
  readonly targets: readonly PlannedTarget[];
  readonly order: NameOrder;
}

interface NameOrder {
  readonly children: Map<string, NameOrder>;
}

/**
 * Plans the records of a program. Short paths are written before long ones, and copies of whole objects before the rest,
 * so that the more specific target wins in whatever order the file has them (assumed: Data Prep documents no order).
 */
export function planRecord(mappings: readonly ProgramMapping[], tenant: string | null): RecordPlan {
  const planned = mappings.map(({ target, copiesObject }, at) => ({
    at,
    copiesObject,
    steps: stepsOf(target, tenant),
  }));
  const order: NameOrder = { children: new Map() };
  for (const { steps } of planned) remember(order, steps);
  const targets = planned.toSorted(
    (left, right) =>
      left.steps.length - right.steps.length ||
      Number(right.copiesObject) - Number(left.copiesObject) ||
      left.at - right.at,
  );
  return { targets, order };
}

function stepsOf(target: TargetPath, tenant: string | null): readonly Step[] {
  return target.segments.map((segment) => stepOf(segment, tenant));
}

function stepOf(segment: TargetSegment, tenant: string | null): Step {
  switch (segment.kind) {
    case "name":
      return segment.name;
    case "tenant":
      return tenant ?? "_{TENANT_ID}";
    case "index":
      return segment.index;
    case "wildcard":
      return WILDCARD;
  }
}

/** All items of an array share one order; `[]` is no field's name. */
const ITEMS = "[]";

function remember(order: NameOrder, steps: readonly Step[]): void {
  let node = order;
  for (const step of steps) {
    const name = typeof step === "string" ? step : ITEMS;
    let child = node.children.get(name);
    if (child === undefined) {
      child = { children: new Map() };
      node.children.set(name, child);
    }
    node = child;
  }
}

/** A record while it is written. Maps, since `__proto__` is a name as any other. */
type Draft = Exclude<XdmValue, object> | DraftObject | DraftArray;
type DraftObject = Map<string, Draft>;
type DraftArray = (Draft | undefined)[];

/**
 * Makes one record. Nulls, empty objects and empty arrays are left out; an item of an array that holds nothing is left
 * out too, so that the items after it move up (assumed).
 */
export function buildRecord(plan: RecordPlan, assignments: readonly (readonly Assignment[])[]): XdmObject {
  const root: DraftObject = new Map();
  for (const { at, steps } of plan.targets) {
    for (const { indexes, value } of assignments[at] ?? []) assign(root, steps, indexes, value);
  }
  return freezeObject(root, plan.order) ?? new Map();
}

function assign(root: DraftObject, steps: readonly Step[], indexes: readonly number[], value: XdmValue | null): void {
  let holder: DraftObject | DraftArray = root;
  let wildcards = 0;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    const key = step === WILDCARD ? (indexes[wildcards++] ?? 0) : (step ?? "");
    if (at === steps.length - 1) {
      put(holder, key, value === null ? undefined : thaw(value));
      return;
    }
    const inner: DraftObject | DraftArray | undefined = reach(holder, key, steps[at + 1], value !== null);
    // A null creates nothing on its way.
    if (inner === undefined) return;
    holder = inner;
  }
}

function reach(
  holder: DraftObject | DraftArray,
  key: string | number,
  next: Step | undefined,
  create: boolean,
): DraftObject | DraftArray | undefined {
  const known = Array.isArray(holder) ? holder[Number(key)] : holder.get(String(key));
  const wantsArray = typeof next !== "string";
  if (typeof known === "object" && Array.isArray(known) === wantsArray) return known;
  if (!create) return undefined;
  const inner: DraftObject | DraftArray = wantsArray ? [] : new Map();
  put(holder, key, inner);
  return inner;
}

function put(holder: DraftObject | DraftArray, key: string | number, value: Draft | undefined): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (value === undefined) holder.delete(String(key));
  else holder.set(String(key), value);
}

function thaw(value: XdmValue): Draft {
  if (typeof value !== "object") return value;
  if (isXdmObject(value)) return new Map(Array.from(value, ([name, field]) => [name, thaw(field)]));
  return value.map(thaw);
}

function freeze(draft: Draft | undefined, order: NameOrder | undefined): XdmValue | null {
  if (draft === undefined) return null;
  if (typeof draft !== "object") return draft;
  if (!Array.isArray(draft)) return freezeObject(draft, order);
  const items: XdmValue[] = [];
  const inner = order?.children.get(ITEMS);
  for (const item of draft) {
    const frozen = freeze(item, inner);
    if (frozen !== null) items.push(frozen);
  }
  return items.length === 0 ? null : items;
}

/** Names stand in the order of the file's targets; what an object copy adds follows in the order of the schema. */
function freezeObject(draft: DraftObject, order: NameOrder | undefined): XdmObject | null {
  const fields = new Map<string, XdmValue>();
  const add = (name: string): void => {
    const frozen = freeze(draft.get(name), order?.children.get(name));
    if (frozen !== null) fields.set(name, frozen);
  };
  if (order !== undefined) for (const name of order.children.keys()) add(name);
  for (const name of draft.keys()) if (!fields.has(name)) add(name);
  return fields.size === 0 ? null : fields;
}
