import { listOf, mapOf, objectOf, textOf, type Value } from "../../values/index.js";
import type { LeafCursor } from "./cursor.js";
import { damaged } from "./fault.js";
import type { Leaf, SchemaNode } from "./schema-node.js";

/** Puts the values of a nested column together from its leaves, row by row (the record assembly of the Dremel paper). */
interface Assembler {
  /** The value at the cursors, which go on to the next. */
  readonly read: () => Value;
  /** The first of its leaves: its levels tell what is there. */
  readonly first: LeafCursor;
  readonly cursors: readonly LeafCursor[];
}

/** Gives the reader of a column's rows, which are to be asked for in their order; it throws where the levels make no sense. */
export function assembleColumn(node: SchemaNode, cursorOf: (leaf: Leaf) => LeafCursor): (row: number) => Value {
  const assembler = assemble(node, cursorOf);
  return (row) => {
    for (const cursor of assembler.cursors) cursor.seek(row);
    const value = assembler.read();
    for (const cursor of assembler.cursors) {
      if (cursor.repetition !== 0) throw damaged("the parts of a nested column do not fit each other");
    }
    return value;
  };
}

function assemble(node: SchemaNode, cursorOf: (leaf: Leaf) => LeafCursor): Assembler {
  switch (node.kind) {
    case "leaf": {
      const cursor = cursorOf(node);
      return { first: cursor, cursors: [cursor], read: () => cursor.read() };
    }
    case "optional": {
      const inner = assemble(node.node, cursorOf);
      const { definition } = node;
      const read = (): Value => (inner.first.definition < definition ? skip(inner) : inner.read());
      return { ...inner, read };
    }
    case "struct": {
      const fields = node.fields.map((field) => ({ name: field.name, inner: assemble(field.node, cursorOf) }));
      const cursors = fields.flatMap(({ inner }) => inner.cursors);
      const read = (): Value => objectOf(fields.map(({ name, inner }) => [name, inner.read()] as const));
      return { first: firstOf(cursors), cursors, read };
    }
    case "list": {
      const inner = assemble(node.node, cursorOf);
      const read = (): Value => {
        const items: Value[] = [];
        eachItem(inner, node, () => items.push(inner.read()));
        return listOf(items);
      };
      return { ...inner, read };
    }
    case "map": {
      const key = assemble(node.key, cursorOf);
      const value = node.value === null ? null : assemble(node.value, cursorOf);
      const cursors = [...key.cursors, ...(value?.cursors ?? [])];
      const read = (): Value => {
        const entries: (readonly [Value, Value])[] = [];
        const holder = { first: key.first, cursors };
        eachItem(holder, node, () => entries.push([keyOf(key.read()), value?.read() ?? null]));
        return mapOf(entries);
      };
      return { first: key.first, cursors, read };
    }
  }
}

function eachItem(
  inner: Pick<Assembler, "first" | "cursors">,
  { definition, repetition }: { readonly definition: number; readonly repetition: number },
  take: () => void,
): void {
  if (inner.first.definition < definition) {
    skip(inner);
    return;
  }
  do take();
  while (!inner.first.atEnd && inner.first.repetition >= repetition);
}

/** What is not there has one entry in each of its leaves. */
function skip({ cursors }: Pick<Assembler, "cursors">): null {
  for (const cursor of cursors) cursor.read();
  return null;
}

/** Maps of JEXL are read by names: a key of another kind is its text. */
function keyOf(key: Value): Value {
  return typeof key === "string" ? key : textOf(key);
}

function firstOf(cursors: readonly LeafCursor[]): LeafCursor {
  const [first] = cursors;
  if (first === undefined) throw damaged("a group of the schema has no columns");
  return first;
}
