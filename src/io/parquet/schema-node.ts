import type { SchemaElement } from "hyparquet";
import { damaged, ParquetFault } from "./fault.js";

/** One column chunk of each row group: where values are. */
export interface Leaf {
  readonly kind: "leaf";
  /** Its place among the column chunks of a row group. */
  readonly index: number;
  readonly element: SchemaElement;
  /** From the top-level column on, as the chunks name it. */
  readonly path: readonly string[];
  /** The levels of a value that is there (Dremel's definition and repetition levels). */
  readonly maxDefinition: number;
  readonly maxRepetition: number;
}

/** What a place of the schema is, as values are put together from its leaves. */
export type SchemaNode = Leaf | StructNode | OptionalNode | ListNode | MapNode;

export interface StructNode {
  readonly kind: "struct";
  readonly fields: readonly { readonly name: string; readonly node: SchemaNode }[];
}

/** Null where the definition level is below `definition`. */
export interface OptionalNode {
  readonly kind: "optional";
  readonly definition: number;
  readonly node: SchemaNode;
}

/** Empty where the definition level is below `definition`; its items after the first have the repetition level `repetition`. */
export interface ListNode {
  readonly kind: "list";
  readonly definition: number;
  readonly repetition: number;
  readonly node: SchemaNode;
}

export interface MapNode {
  readonly kind: "map";
  readonly definition: number;
  readonly repetition: number;
  readonly key: SchemaNode;
  /** Null for a map that was written without values. */
  readonly value: SchemaNode | null;
}

/** A column as mappings see it: a top-level field of the schema. */
export interface ParquetColumn {
  readonly name: string;
  readonly node: SchemaNode;
  readonly leaves: readonly Leaf[];
}

/** No nesting that anyone means is deeper; levels are held in bytes. */
const DEPTH = 100;

interface Tree {
  readonly element: SchemaElement;
  readonly children: readonly Tree[];
  readonly path: readonly string[];
}

/** The columns of a schema, which stands in the file as a list in the order of a walk through its tree. */
export function readColumns(schema: readonly SchemaElement[]): readonly ParquetColumn[] {
  let at = 0;
  const root = takeTree([], 0);
  if (at !== schema.length) throw damaged("the schema has more elements than its tree");
  if (root.children.length === 0) throw damaged("the schema has no columns");
  let leaves = 0;
  return root.children.map((tree) => {
    const found: Leaf[] = [];
    const node = nodeOf(tree, 0, 0, (leaf) => {
      const numbered = { ...leaf, index: leaves++ };
      found.push(numbered);
      return numbered;
    });
    return { name: tree.element.name, node, leaves: found };
  });

  function takeTree(path: readonly string[], depth: number): Tree {
    const element = schema[at++];
    if (element === undefined) throw damaged("the schema ends too early");
    if (typeof element.name !== "string") throw damaged("an element of the schema has no name");
    if (depth > DEPTH) throw new ParquetFault("unsupported", `schemas deeper than ${DEPTH} levels`);
    const own = depth === 0 ? path : [...path, element.name];
    const children: Tree[] = [];
    const count = element.num_children ?? 0;
    if (count > schema.length || count < 0) throw damaged("the schema ends too early");
    for (let child = 0; child < count; child++) children.push(takeTree(own, depth + 1));
    if (children.length === 0 && depth > 0 && element.type === undefined) {
      // A group without fields has no column chunk and no value; no writer writes it.
      throw new ParquetFault("unsupported", `the group ${own.join(".")}, which has no fields`);
    }
    return { element, children, path: own };
  }
}

type AddLeaf = (leaf: Omit<Leaf, "index">) => Leaf;

function nodeOf(tree: Tree, definition: number, repetition: number, add: AddLeaf): SchemaNode {
  switch (tree.element.repetition_type) {
    case "REPEATED": {
      // Repeated without being a list: a list all the same, never null (the format's LogicalTypes.md, "Lists").
      const node = requiredNode(tree, definition + 1, repetition + 1, add);
      return { kind: "list", definition: definition + 1, repetition: repetition + 1, node };
    }
    case "OPTIONAL": {
      const node = requiredNode(tree, definition + 1, repetition, add);
      return { kind: "optional", definition: definition + 1, node };
    }
    default:
      return requiredNode(tree, definition, repetition, add);
  }
}

/** The node of what is there: null and repeated are dealt with by the caller. */
function requiredNode(tree: Tree, definition: number, repetition: number, add: AddLeaf): SchemaNode {
  const { element, children, path } = tree;
  if (children.length === 0) {
    return add({ kind: "leaf", element, path, maxDefinition: definition, maxRepetition: repetition });
  }
  const [only] = children;
  if (only !== undefined && children.length === 1 && only.element.repetition_type === "REPEATED") {
    if (isList(element)) return listNode(tree, only, definition, repetition, add);
    if (isMap(element) && only.children.length > 0 && only.children.length <= 2) {
      return mapNode(only, definition, repetition, add);
    }
  }
  const fields = children.map((child) => ({
    name: child.element.name,
    node: nodeOf(child, definition, repetition, add),
  }));
  return { kind: "struct", fields };
}

function isList({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === "LIST" || logical_type?.type === "LIST";
}

function isMap({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === "MAP" || converted_type === "MAP_KEY_VALUE" || logical_type?.type === "MAP";
}

/** The rules of the format for lists of old writers: whether the repeated field is the item, or holds it. */
function listNode(list: Tree, repeated: Tree, definition: number, repetition: number, add: AddLeaf): ListNode {
  const [item] = repeated.children;
  const holdsItem =
    item !== undefined &&
    repeated.children.length === 1 &&
    item.element.repetition_type !== "REPEATED" &&
    repeated.element.name !== "array" &&
    repeated.element.name !== `${list.element.name}_tuple`;
  const levels = { definition: definition + 1, repetition: repetition + 1 };
  const node = holdsItem
    ? nodeOf(item, levels.definition, levels.repetition, add)
    : requiredNode(repeated, levels.definition, levels.repetition, add);
  return { kind: "list", ...levels, node };
}

function mapNode(entries: Tree, definition: number, repetition: number, add: AddLeaf): MapNode {
  const [key, value] = entries.children;
  if (key === undefined) throw damaged("a map has no keys");
  const levels = { definition: definition + 1, repetition: repetition + 1 };
  return {
    kind: "map",
    ...levels,
    key: nodeOf(key, levels.definition, levels.repetition, add),
    value: value === undefined ? null : nodeOf(value, levels.definition, levels.repetition, add),
  };
}
