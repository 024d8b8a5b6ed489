import type { Program } from "../compiler/index.js";
import type { Field } from "../schema/index.js";
import { planRecord, type Step } from "./record.js";
import { requiredOf } from "./validate.js";

/** What stands at one place of every record of a program, as far as it is known before there is a row. */
export type LayoutNode = LayoutObject | LayoutLeaf | LayoutMixed;

/** An object that nothing but its children's targets write to. */
export interface LayoutObject {
  readonly kind: "object";
  readonly name: string;
  readonly field: Field | null;
  /** In the order in which they are printed. */
  readonly children: readonly LayoutNode[];
  /** Names that the schema demands and no target writes: the object is never whole. */
  readonly neverWhole: boolean;
  readonly required: boolean;
}

/** The target of one mapping, and of no other. */
export interface LayoutLeaf {
  readonly kind: "leaf";
  readonly name: string;
  readonly field: Field | null;
  readonly mapping: number;
  readonly required: boolean;
}

/** Where targets overlap, or arrays are built item by item: made row by row. */
export interface LayoutMixed {
  readonly kind: "mixed";
  readonly name: string;
  readonly field: Field | null;
  /** The names from the record's root to here, its own the last. */
  readonly path: readonly string[];
  readonly mappings: readonly number[];
  readonly required: boolean;
}

interface DraftNode {
  readonly children: Map<string, DraftNode>;
  readonly mappings: number[];
  /** The mappings whose target goes on with an index from here. */
  isMixed: boolean;
}

/** Lays out the records of a program: names stand in the order of the file's targets, as in `buildRecord`. */
export function layOut(program: Program): LayoutObject {
  const root = draft();
  const { targets } = planRecord(program.mappings, program.schema?.tenant ?? null);
  for (const { at, steps } of targets.toSorted((left, right) => left.at - right.at)) enter(root, steps, at);
  const field = program.schema?.root ?? null;
  return objectOf("", field, root, [], false);
}

function draft(): DraftNode {
  return { children: new Map(), mappings: [], isMixed: false };
}

function enter(root: DraftNode, steps: readonly Step[], mapping: number): void {
  let node = root;
  for (const step of steps) {
    if (typeof step !== "string") {
      node.isMixed = true;
      break;
    }
    let child = node.children.get(step);
    if (child === undefined) {
      child = draft();
      node.children.set(step, child);
    }
    node = child;
  }
  node.mappings.push(mapping);
}

function objectOf(
  name: string,
  field: Field | null,
  { children }: DraftNode,
  path: readonly string[],
  required: boolean,
): LayoutObject {
  const names = field === null || field.values !== null ? [] : requiredOf(field);
  return {
    kind: "object",
    name,
    field,
    children: Array.from(children, ([child, node]) => {
      const childField = field === null ? null : (field.values ?? field.fields.get(child) ?? null);
      return nodeOf(child, childField, node, [...path, child], names.includes(child));
    }),
    neverWhole: names.some((child) => !children.has(child)),
    required,
  };
}

function nodeOf(
  name: string,
  field: Field | null,
  node: DraftNode,
  path: readonly string[],
  required: boolean,
): LayoutNode {
  const [mapping, ...more] = node.mappings;
  if (mapping === undefined) return objectOf(name, field, node, path, required);
  if (more.length === 0 && node.children.size === 0 && !node.isMixed) {
    return { kind: "leaf", name, field, mapping, required };
  }
  return { kind: "mixed", name, field, path, mappings: mappingsIn(node), required };
}

/** In the order of the file. */
function mappingsIn({ children, mappings }: DraftNode): readonly number[] {
  return [...mappings, ...Array.from(children.values(), mappingsIn).flat()].toSorted((left, right) => left - right);
}
