import type { Field } from "../schema/index.js";
import type { Type } from "../values/index.js";
import { type Assignability, assignabilityOf } from "./assignability.js";

/** What is to be said of one place of an assignment: the value itself, an item of an array, a child of an object. */
export type PartVerdict =
  | {
      readonly kind: "assignment";
      /** Below the target's path: `` for itself, `[*]`, `.city`. */
      readonly part: string;
      readonly source: Type;
      readonly field: Field;
      readonly verdict: Assignability;
    }
  /** An object that shares no name with the one it is copied to. */
  | {
      readonly kind: "nothing-in-common";
      readonly part: string;
      readonly given: readonly string[];
      readonly wanted: readonly string[];
    };

/** A field of the source's object that the target's object has not: `geo.extra`. */
export type LeftOut = readonly string[];

export interface Parts {
  /** All but what is simply allowed or converted. */
  readonly verdicts: readonly PartVerdict[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Compares what is assigned with its field, part by part: arrays by their items, objects by their children of the same
 * name, objects with maps by the maps' values. Of what is not known inside nothing is said.
 */
export function assignParts(source: Type, field: Field): Parts {
  const verdicts: PartVerdict[] = [];
  const leftOut: LeftOut[] = [];
  compare(source, field, { part: "", path: [] }, { verdicts, leftOut });
  return { verdicts, leftOut };
}

interface At {
  readonly part: string;
  readonly path: readonly string[];
}

interface Findings {
  readonly verdicts: PartVerdict[];
  readonly leftOut: LeftOut[];
}

function compare(source: Type, field: Field, at: At, found: Findings): void {
  const verdict = assignabilityOf(source, field);
  if (verdict.relation !== "allowed" && verdict.relation !== "converted") {
    found.verdicts.push({ kind: "assignment", part: at.part, source, field, verdict });
    return;
  }
  if (source.kind === "array" && field.items !== null) {
    // The names of what an item's object leaves out say nothing of which item.
    compare(source.items, field.items, { ...at, part: `${at.part}[*]` }, found);
  } else if (source.kind === "map" && field.values !== null) {
    compare(source.values, field.values, { ...at, part: `${at.part}{*}` }, found);
  } else if (source.kind === "object" && source.fields !== null) {
    if (field.type === "object") compareChildren(source.fields, field, at, found);
    else if (field.values !== null) compareValues(source.fields, field.values, at, found);
  }
}

function compareChildren(fields: ReadonlyMap<string, Type>, { fields: wanted }: Field, at: At, found: Findings): void {
  // A free object takes any children.
  if (wanted.size === 0 || fields.size === 0) return;
  const missing: LeftOut[] = [];
  let copied = 0;
  for (const [name, type] of fields) {
    const child = wanted.get(name);
    const path = [...at.path, name];
    if (child === undefined) missing.push(path);
    else {
      copied++;
      compare(type, child, { part: `${at.part}.${name}`, path }, found);
    }
  }
  if (copied === 0) {
    found.verdicts.push({
      kind: "nothing-in-common",
      part: at.part,
      given: [...fields.keys()],
      wanted: [...wanted.keys()],
    });
  } else for (const one of missing) found.leftOut.push(one);
}

/** Every value of a map has one type: what cannot be one is told once. */
function compareValues(fields: ReadonlyMap<string, Type>, values: Field, at: At, found: Findings): void {
  for (const [name, type] of fields) {
    const inner: Findings = { verdicts: [], leftOut: [] };
    compare(type, values, { part: `${at.part}.${name}`, path: [...at.path, name] }, inner);
    for (const one of inner.verdicts) found.verdicts.push(one);
  }
}
