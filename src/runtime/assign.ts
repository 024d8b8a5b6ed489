import { type Expr, exprChildren, type ProgramMapping } from "../compiler/index.js";
import { records } from "../diagnostics/records.js";
import type { Span } from "../text/index.js";
import { type Failure, failure, isFailure, MISSING, type Outcome, textOf, type Value } from "../values/index.js";
import { convert } from "./convert.js";
import type { Environment } from "./environment.js";
import { type FidelityLevel, weakest } from "./fidelity.js";
import type { CompiledExpression } from "./generate/compile-expression.js";
import { hasFailed, type Loss, lossOf } from "./loss.js";
import type { Assignment } from "./record.js";
import type { XdmValue } from "./xdm-value.js";

/** Makes an expression ready for the rows. */
export type Compile = (expression: Expr) => CompiledExpression;

/** What became of a target: the states of the report. */
export type TargetState = "present" | "null" | "missing" | "nulledByError";

/** What one mapping does to one row. */
export interface TargetResult {
  readonly state: TargetState;
  readonly assignments: readonly Assignment[];
  readonly losses: readonly Loss[];
  readonly fidelity: FidelityLevel;
}

/** A mapping with what does not change from row to row. */
export interface PlannedMapping {
  readonly mapping: ProgramMapping;
  /** How many `[*]` the target has. */
  readonly wildcards: number;
  readonly run: CompiledExpression;
  /** For each `[*]` of the source, by level, the arrays it goes through. */
  readonly arrays: readonly (readonly PlannedArray[])[];
}

interface PlannedArray {
  readonly run: CompiledExpression;
  readonly span: Span;
}

/** Finds the `[*]` of a mapping, once for all rows. */
export function planMapping(mapping: ProgramMapping, compile: Compile): PlannedMapping {
  const each = partsOf(mapping.expression).filter((part) => part.kind === "each");
  const wildcards = mapping.target.segments.filter(({ kind }) => kind === "wildcard").length;
  const arrays = Array.from({ length: wildcards }, (_, level) =>
    each.filter((part) => part.level === level).map(({ object }) => ({ run: compile(object), span: object.span })),
  );
  return { mapping, wildcards, run: compile(mapping.expression), arrays };
}

/** An expression and everything in it. Without recursion: a chain of thousands of terms is deep. */
export function partsOf(expression: Expr): readonly Expr[] {
  const parts = [expression];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part !== undefined) for (const child of exprChildren(part)) parts.push(child);
  }
  return parts;
}

/**
 * Evaluates a mapping on a row and converts the result to the target's type. A target with `[*]` is evaluated once for
 * each item, nested ones for each item of each item; the row counts once, by its worst item.
 */
export function assignTarget({ mapping, wildcards, run, arrays }: PlannedMapping, env: Environment): TargetResult {
  if (wildcards === 0) return resultOf(mapping, run(env));
  const items: Item[] = [];
  const goThrough = (indexes: readonly number[]): void => {
    const level = indexes.length;
    if (level === wildcards) {
      items.push({ indexes, outcome: run({ ...env, items: indexes }) });
      return;
    }
    const length = countItems(arrays[level] ?? [], { ...env, items: indexes });
    if (typeof length !== "number") items.push({ indexes: null, outcome: length });
    else if (length === 0) items.push({ indexes: null, outcome: null });
    else for (let at = 0; at < length; at++) goThrough([...indexes, at]);
  };
  goThrough([]);
  return gather(mapping, items);
}

/** What one item of the target evaluates to; without indexes where there is no item to assign to. */
interface Item {
  readonly indexes: readonly number[] | null;
  readonly outcome: Outcome;
}

/** The length of the longest of the arrays; or why there is none to go through. */
function countItems(arrays: readonly PlannedArray[], env: Environment): number | null | typeof MISSING | Failure {
  // A `[*]` of the target that the source does not have: its one item.
  if (arrays.length === 0) return 1;
  let length: number | null = null;
  let missing = false;
  for (const array of arrays) {
    const outcome = array.run(env);
    if (outcome === MISSING) {
      missing = true;
      continue;
    }
    if (isFailure(outcome)) return outcome;
    if (outcome === null) continue;
    if (typeof outcome !== "object" || (outcome.kind !== "list" && outcome.kind !== "array")) {
      return failure(records.XM5107, { found: describe(outcome) }, array.span);
    }
    length = Math.max(length ?? 0, outcome.items.length);
  }
  return length ?? (missing ? MISSING : null);
}

function describe(value: Exclude<Value, null>): string {
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "a boolean";
  if (value.kind === "map") return "an object";
  return value.kind === "datetime" ? "a date-time" : `the value ${textOf(value)}`;
}

/** A loss inside a value says where in it. */
function withPart(loss: Loss): Loss {
  return loss.part === "" ? loss : { ...loss, message: `${loss.part}: ${loss.message}` };
}

/** Which state a target with several items is in: the most harmful one. */
const HARM: Readonly<Record<TargetState, number>> = { present: 0, null: 1, missing: 2, nulledByError: 3 };

const NO_INDEXES: readonly number[] = [];

/** The result of a mapping without items. */
export function resultOf(mapping: ProgramMapping, outcome: Outcome): TargetResult {
  const { state, value, losses, fidelity } = convertOutcome(outcome, mapping);
  const assignments = [{ indexes: NO_INDEXES, value }];
  return { state, assignments, losses: losses.length === 0 ? losses : losses.map(withPart), fidelity };
}

/** One result of all items. */
function gather(mapping: ProgramMapping, items: readonly Item[]): TargetResult {
  const assignments: Assignment[] = [];
  const losses: Loss[] = [];
  let state: TargetState = "present";
  let fidelity: FidelityLevel = "verified";
  for (const { indexes, outcome } of items) {
    const converted = convertOutcome(outcome, mapping);
    if (HARM[converted.state] > HARM[state]) state = converted.state;
    fidelity = weakest(fidelity, converted.fidelity);
    for (const loss of converted.losses) {
      losses.push(indexes === null ? withPart(loss) : { ...withPart(loss), items: indexes });
    }
    if (indexes !== null) assignments.push({ indexes, value: converted.value });
  }
  return { state, assignments, losses, fidelity };
}

interface ConvertedOutcome {
  readonly state: TargetState;
  readonly value: XdmValue | null;
  readonly losses: readonly Loss[];
  readonly fidelity: FidelityLevel;
}

const MISSED: ConvertedOutcome = { state: "missing", value: null, losses: [], fidelity: "verified" };

function convertOutcome(outcome: Outcome, { expression, field }: ProgramMapping): ConvertedOutcome {
  if (outcome === MISSING) return MISSED;
  const place = expression.span;
  const converted = isFailure(outcome) ? outcome : convert(outcome, field, place);
  if (hasFailed(converted)) {
    return { state: "nulledByError", value: null, losses: [lossOf(converted, place)], fidelity: "verified" };
  }
  const { value, losses, fidelity, damaged } = converted;
  return { state: damaged ? "nulledByError" : value === null ? "null" : "present", value, losses, fidelity };
}
