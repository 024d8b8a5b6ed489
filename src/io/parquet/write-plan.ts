import type { SchemaElement } from "hyparquet";
import type { Program } from "../../compiler/index.js";
import type { Field, XdmType } from "../../schema/index.js";

/** What a place of the records is in a Parquet file. */
export type WriteNode =
  | { readonly kind: "value"; readonly type: ValueType }
  | { readonly kind: "struct"; readonly fields: Map<string, WriteNode> }
  | { readonly kind: "list"; items: WriteNode }
  | { readonly kind: "map"; values: WriteNode };

/** `json`: a place of which the schema says no more than that something is there; its values are JSON texts. */
export type ValueType = Exclude<XdmType, "object" | "array" | "map"> | "json";

export type StructNode = Extract<WriteNode, { kind: "struct" }>;

/** What the mappings of a program fill: the fields of their targets, each with all that the schema has below it. */
export function planColumns({ mappings, schema }: Program): StructNode {
  const root: StructNode = { kind: "struct", fields: new Map() };
  for (const { target, field } of mappings) {
    const [first, ...rest] = target.segments;
    if (first === undefined) continue;
    let holder: WriteNode = root;
    let known: Field | null = schema?.root ?? null;
    for (const [at, segment] of [first, ...rest].entries()) {
      const isLast = at === rest.length;
      const isItem = segment.kind === "index" || segment.kind === "wildcard";
      const name = segment.kind === "name" ? segment.name : (schema?.tenant ?? "_{TENANT_ID}");
      known = isItem ? (known?.items ?? null) : (known?.values ?? known?.fields.get(name) ?? null);
      const next = isLast ? nodeOfField(field ?? known) : holderOf(known, [first, ...rest][at + 1]?.kind);
      holder = isItem ? putItem(holder, next) : putField(holder, name, next);
    }
  }
  return root;
}

/** Gives what is there already where it can hold the rest of a path. */
function putField(holder: WriteNode, name: string, next: WriteNode): WriteNode {
  if (holder.kind === "map") {
    holder.values = merge(holder.values, next);
    return holder.values;
  }
  if (holder.kind !== "struct") return next;
  const known = holder.fields.get(name);
  const merged = known === undefined ? next : merge(known, next);
  holder.fields.set(name, merged);
  return merged;
}

function putItem(holder: WriteNode, next: WriteNode): WriteNode {
  if (holder.kind !== "list") return next;
  holder.items = merge(holder.items, next);
  return holder.items;
}

/** Two targets of one place: an object and a field of it. The fields of both are there. */
function merge(known: WriteNode, more: WriteNode): WriteNode {
  if (known.kind === "struct" && more.kind === "struct") {
    for (const [name, field] of more.fields) putField(known, name, field);
    return known;
  }
  if (known.kind === "list" && more.kind === "list") putItem(known, more.items);
  if (known.kind === "map" && more.kind === "map") known.values = merge(known.values, more.values);
  // What was made to hold the rest of a path gives way to what is known of the place.
  return known.kind === "value" && more.kind !== "value" ? more : known;
}

type SegmentKind = "name" | "tenant" | "index" | "wildcard";

function holderOf(field: Field | null, next: SegmentKind | undefined): WriteNode {
  if (next === "index" || next === "wildcard") return { kind: "list", items: JSON_TEXT };
  if (field?.type === "map") return { kind: "map", values: JSON_TEXT };
  return { kind: "struct", fields: new Map() };
}

const JSON_TEXT: WriteNode = { kind: "value", type: "json" };

/** A field with all below it. What has no fields of its own in the schema, or contains itself, is a JSON text. */
function nodeOfField(field: Field | null): WriteNode {
  if (field === null || field.recursive) return JSON_TEXT;
  switch (field.type) {
    case "object": {
      if (field.fields.size === 0) return JSON_TEXT;
      return {
        kind: "struct",
        fields: new Map([...field.fields].map(([name, child]) => [name, nodeOfField(child)])),
      };
    }
    case "array":
      return { kind: "list", items: nodeOfField(field.items) };
    case "map":
      return { kind: "map", values: nodeOfField(field.values) };
    default:
      return { kind: "value", type: field.type };
  }
}

/** The schema of the file, in the order of a walk through its tree. Every place may be null: XDM leaves out what is not there. */
export function schemaOf(root: StructNode): readonly SchemaElement[] {
  const elements: SchemaElement[] = [{ name: "xdm", num_children: root.fields.size }];
  for (const [name, node] of root.fields) addElements(name, node, elements);
  return elements;
}

function addElements(name: string, node: WriteNode, elements: SchemaElement[]): void {
  const optional = { name, repetition_type: "OPTIONAL" } as const;
  switch (node.kind) {
    case "value":
      elements.push({ ...optional, ...elementOf(node.type) });
      return;
    case "struct":
      elements.push({ ...optional, num_children: node.fields.size });
      for (const [field, child] of node.fields) addElements(field, child, elements);
      return;
    case "list":
      elements.push(
        { ...optional, num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
      );
      addElements("element", node.items, elements);
      return;
    case "map":
      elements.push(
        { ...optional, num_children: 1, converted_type: "MAP", logical_type: { type: "MAP" } },
        { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
        { name: "key", repetition_type: "REQUIRED", ...TEXT },
      );
      addElements("value", node.values, elements);
  }
}

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } } as const;

/**
 * How the platform's own Parquet holds each XDM type (help/xdm/schema/field-constraints.md). Whole numbers have no logical
 * type: hyparquet-writer 0.17 writes its width as another kind of number than the format wants, and other readers refuse the
 * file; the converted type says the same.
 */
function elementOf(type: ValueType): Omit<SchemaElement, "name"> {
  switch (type) {
    case "string":
    case "json":
      return TEXT;
    case "boolean":
      return { type: "BOOLEAN" };
    case "byte":
      return { type: "INT32", converted_type: "INT_8" };
    case "short":
      return { type: "INT32", converted_type: "INT_16" };
    case "int":
      return { type: "INT32", converted_type: "INT_32" };
    case "long":
      return { type: "INT64" };
    case "number":
      return { type: "DOUBLE" };
    case "date":
      return { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } };
    case "date-time":
      return {
        type: "INT64",
        converted_type: "TIMESTAMP_MILLIS",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
      };
  }
}
