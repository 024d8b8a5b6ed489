import type { SourceShape } from "../../compiler/index.js";
import type { DataEntry, DataRecord, DataValue, TargetSegment } from "../../grammar/index.js";
import {
  double,
  isFailure,
  listOf,
  MISSING,
  type Missing,
  negate,
  objectOf,
  type Type,
  type Value,
} from "../../values/index.js";
import { parseNumberLiteral } from "../../values/number-literal.js";
import type { Row } from "../row.js";

/** A value while its paths are gathered: `address.city` and `address.zip` are fields of one object. */
type Draft = DraftObject | DraftList | { readonly kind: "value"; readonly value: Value | Missing };
interface DraftObject {
  readonly kind: "object";
  readonly fields: Map<string, Draft>;
}
interface DraftList {
  readonly kind: "list";
  readonly items: (Draft | undefined)[];
}

type Step = string | number;

/**
 * The row that a record of a `given` stands for. Of a flat source (a CSV) a path is the whole name of a column, a column
 * that is not given is null, and numbers and booleans are the texts that such a file has; elsewhere a field that is not
 * given is absent, and values have the kinds that JSON gives them.
 */
export function givenRow(record: DataRecord, source: SourceShape | null): Row {
  const root: DraftObject = { kind: "object", fields: new Map() };
  const isFlat = source?.flat === true;
  for (const entry of record.entries) {
    const steps = stepsOf(entry);
    if (isFlat) {
      const name = steps.join(".");
      root.fields.set(name, draftOf(entry.value, isTextCell(source?.columns.get(name))));
    } else put(root, steps, draftOf(entry.value, false));
  }
  const values = new Map<string, Value | Missing>();
  for (const [name, draft] of root.fields) values.set(name, finish(draft));
  return {
    line: 1,
    get: (name) => {
      const value = values.get(name);
      if (value !== undefined) return value;
      return isFlat && source?.columns.has(name) === true ? null : MISSING;
    },
  };
}

/** Whether the cells of a column are texts, for all that is known of it. */
function isTextCell(type: Type | undefined): boolean {
  return type === undefined || type.kind === "string" || type.kind === "any";
}

function stepsOf({ key }: DataEntry): readonly Step[] {
  return key.kind === "literal" ? [key.name.text] : key.path.segments.map(stepOf);
}

function stepOf(segment: TargetSegment): Step {
  switch (segment.kind) {
    case "name":
      return segment.name;
    case "tenant":
      return "_{TENANT_ID}";
    case "index":
      return segment.index;
    case "wildcard":
      return 0;
  }
}

function put(root: DraftObject, steps: readonly Step[], draft: Draft): void {
  let at: Draft = root;
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    const known = childOf(at, step);
    if (next === undefined) {
      setChild(at, step, known?.kind === "object" && draft.kind === "object" ? merged(known, draft) : draft);
      return;
    }
    const fits = known?.kind === (typeof next === "number" ? "list" : "object");
    const inner: Draft = fits && known !== undefined ? known : emptyFor(next);
    if (inner !== known) setChild(at, step, inner);
    at = inner;
  }
}

function emptyFor(step: Step): Draft {
  return typeof step === "number" ? { kind: "list", items: [] } : { kind: "object", fields: new Map() };
}

function childOf(holder: Draft, step: Step): Draft | undefined {
  if (holder.kind === "object") return holder.fields.get(String(step));
  return holder.kind === "list" ? holder.items[Number(step)] : undefined;
}

function setChild(holder: Draft, step: Step, child: Draft): void {
  if (holder.kind === "object") holder.fields.set(String(step), child);
  else if (holder.kind === "list") holder.items[Number(step)] = child;
}

function merged(left: DraftObject, right: DraftObject): DraftObject {
  return { kind: "object", fields: new Map([...left.fields, ...right.fields]) };
}

function draftOf(value: DataValue, asText: boolean): Draft {
  switch (value.kind) {
    case "record": {
      const object: DraftObject = { kind: "object", fields: new Map() };
      for (const entry of value.entries) put(object, stepsOf(entry), draftOf(entry.value, false));
      return object;
    }
    case "list":
      return { kind: "list", items: value.items.map((item) => draftOf(item, false)) };
    case "text":
      return { kind: "value", value: value.value };
    case "number":
      return { kind: "value", value: asText ? value.text : numberOf(value.text) };
    case "boolean":
      return { kind: "value", value: asText ? String(value.value) : value.value };
    case "null":
      return { kind: "value", value: null };
    case "missing":
      return { kind: "value", value: MISSING };
  }
}

function numberOf(text: string): Value {
  const isNegative = text.startsWith("-");
  const number = parseNumberLiteral(isNegative ? text.slice(1) : text) ?? double(Number(text));
  if (!isNegative) return number;
  const negative = negate(number, false);
  return isFailure(negative) ? number : negative;
}

function finish(draft: Draft): Value | Missing {
  switch (draft.kind) {
    case "value":
      return draft.value;
    case "list":
      return listOf(draft.items.map((item) => present(item)));
    case "object": {
      const fields: [string, Value][] = [];
      for (const [name, child] of draft.fields) {
        const value = finish(child);
        if (value !== MISSING) fields.push([name, value]);
      }
      return objectOf(fields);
    }
  }
}

/** An item that no path gave is null. */
function present(draft: Draft | undefined): Value {
  const value = draft === undefined ? null : finish(draft);
  return value === MISSING ? null : value;
}
