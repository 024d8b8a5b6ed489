import { expect, it } from "vitest";
import { assignabilityOf, type Relation } from "../../src/compiler/assignability.js";
import type { XdmType } from "../../src/schema/index.js";
import type { Type } from "../../src/values/index.js";
import { describeShared, readShared } from "../support/shared.js";
import { compile, file, schemaOf } from "./support.js";

interface Matrix {
  readonly targets: readonly string[];
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A type of each row, and how a `source` block declares it; maps cannot be declared. */
const rows: ReadonlyMap<string, { readonly type: Type; readonly declared: string | null }> = new Map([
  ["csv-string / string", { type: { kind: "string" }, declared: "string" }],
  ["int (byte/short/int)", { type: { kind: "number", of: "integer" }, declared: "integer" }],
  ["long", { type: { kind: "number", of: "long" }, declared: "long" }],
  ["double", { type: { kind: "number", of: "double" }, declared: "decimal" }],
  ["boolean", { type: { kind: "boolean" }, declared: "boolean" }],
  ["date", { type: { kind: "datetime", of: "date" }, declared: "date" }],
  ["timestamp", { type: { kind: "datetime" }, declared: "timestamp" }],
  ["array", { type: { kind: "array", items: { kind: "string" } }, declared: "string[]" }],
  ["struct", { type: { kind: "object", fields: new Map([["a", { kind: "string" }]]) }, declared: "{ a: string }" }],
  ["map", { type: { kind: "map", values: { kind: "string" } }, declared: null }],
]);

const string = { type: "string" };
const schema = schemaOf({
  $id: "https://ns.adobe.com/example/schemas/all",
  title: "All",
  type: "object",
  properties: {
    string,
    boolean: { type: "boolean" },
    byte: { type: "integer", "meta:xdmType": "byte" },
    short: { type: "integer", "meta:xdmType": "short" },
    int: { type: "integer", "meta:xdmType": "int" },
    long: { type: "integer", "meta:xdmType": "long" },
    number: { type: "number" },
    date: { type: "string", format: "date" },
    "date-time": { type: "string", format: "date-time" },
    object: { type: "object", properties: { a: string } },
    array: { type: "array", items: string },
    map: { type: "object", "meta:xdmType": "map", additionalProperties: string },
  },
});

/** What a cell's words allow. `long -> byte` says that the overflow rule is unknown: it is documented and lossy. */
function relationsFor(row: string, target: string, cell: string): readonly Relation[] {
  if (row === "timestamp" && target === "date") return ["converted"]; // The design decides: its date at its own offset.
  if (cell.startsWith("unknown")) return ["unknown"];
  if (cell.startsWith("no")) return ["blank", "impossible"];
  return ["allowed", "converted", "lossy"];
}

describeShared("the type matrix, cell by cell", "facts/xdm-type-matrix.json", () => {
  const matrix: Matrix = JSON.parse(readShared("facts/xdm-type-matrix.json"));
  const cells = Object.entries(matrix.rows).flatMap(([row, targets]) =>
    Object.entries(targets).map(([target, cell]) => ({ row, target, cell })),
  );

  it("has the rows and the targets that are known", () => {
    expect(Object.keys(matrix.rows)).toEqual([...rows.keys()]);
    expect(matrix.targets).toEqual([...schema.root.fields.keys()].sort(byOrderOf(matrix.targets)));
    expect(cells).toHaveLength(rows.size * matrix.targets.length);
  });

  it.each(cells)("$row into $target: $cell", ({ row, target, cell }) => {
    const source = rows.get(row);
    const field = schema.root.fields.get(target);
    if (source === undefined || field === undefined) throw new Error(`${row} into ${target} is not known`);
    expect(field.type).toBe(target);
    const { relation, why, label } = assignabilityOf(source.type, field);
    expect(relationsFor(row, target, cell)).toContain(relation);
    expect(why).toMatch(/\w/);
    expect(label.source).toMatch(/\w/);
    if (cell.startsWith("unknown")) expect(label.level).toBe("assumed");
    if (source.declared === null) return;
    const { diagnostics } = compile(file(`source { x: ${source.declared} }`, `x -> ${target}`), {
      schema,
      sample: null,
    });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(severitiesOf(relation));
  });
});

/** What a check says of each relation. */
function severitiesOf(relation: Relation): readonly string[] {
  switch (relation) {
    case "allowed":
    case "converted":
      return [];
    case "lossy":
    case "blank":
    case "unknown":
      return ["warning"];
    case "impossible":
      return ["error"];
  }
}

function byOrderOf(order: readonly string[]): (left: string, right: string) => number {
  return (left, right) => order.indexOf(left) - order.indexOf(right);
}

it("says nothing of types that are not known", () => {
  const types: readonly XdmType[] = ["string", "object", "array", "date"];
  for (const type of types) expect(assignabilityOf({ kind: "any" }, { type }).relation).toBe("allowed");
});
