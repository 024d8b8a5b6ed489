import type { Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import type { SourceBlock, SourceField, SourceType } from "../grammar/index.js";
import type { Type } from "../values/index.js";
import { compareWithSample } from "./compare-source.js";
import type { SourceShape } from "./source-shape.js";

/** The words for types, which the parser knows as well and refuses any other. */
const typeWords: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["string", { kind: "string" }],
  ["boolean", { kind: "boolean" }],
  ["integer", { kind: "number", of: "integer" }],
  ["long", { kind: "number", of: "long" }],
  ["decimal", { kind: "number", of: "double" }],
  ["number", { kind: "number", of: "number" }],
  ["date", { kind: "datetime", of: "date" }],
  ["timestamp", { kind: "datetime" }],
  ["any", { kind: "any" }],
]);

/** What never stands in a cell of a CSV, or may be such a thing. */
const NESTED: ReadonlySet<Type["kind"]> = new Set(["array", "object", "map", "any"]);

/** The shape that a `source` block declares. It is flat as the sample is; without one, where every type is single. */
export function shapeOfBlock(block: SourceBlock, sample: SourceShape | null, report: Report): SourceShape {
  const columns = fieldsOf(block.fields, report);
  if (sample !== null) compareWithSample(block, sample, report);
  const single = [...columns.values()].every(({ kind }) => !NESTED.has(kind));
  const shape = { label: "the source block", columns, flat: sample?.flat ?? single };
  return sample?.profile === undefined ? shape : { ...shape, profile: sample.profile };
}

function fieldsOf(fields: readonly SourceField[], report: Report): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>();
  for (const field of fields) {
    const name = field.name.text;
    if (types.has(name)) report(names.XM2024, field.name.span, { name });
    else types.set(name, typeOf(field.type, report));
  }
  return types;
}

function typeOf(type: SourceType, report: Report): Type {
  switch (type.kind) {
    case "array":
      return { kind: "array", items: typeOf(type.items, report) };
    case "object":
      return { kind: "object", fields: fieldsOf(type.fields, report) };
    case "scalar":
      return typeWords.get(type.name.text) ?? { kind: "any" };
  }
}
