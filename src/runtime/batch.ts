import type { Expr, Program } from "../compiler/index.js";
import { containsKey, isSet } from "../functions/contains-key.js";
import { parseKeyPath } from "../functions/index.js";
import type { Missing, Value } from "../values/index.js";
import { partsOf } from "./assign.js";

/** Rows in memory. The slots are the columns that the program reads, in the order of `columnsOf(program)`. */
export interface RowBatch {
  readonly rows: number;
  /** Where a row starts: its line, counted from 0 within this batch (the reader knows the batch's own first line); for Parquet the row's number. */
  readonly lineOf: (row: number) => number;
  readonly valueAt: (row: number, slot: number) => Value | Missing;
}

/**
 * The names that a program may ask a row for: those of its paths, of its delta column and of `contains_key`. Of a dotted
 * path each beginning is one (`a.b.c` may be a column `a`, `a.b` or `a.b.c`), so that not all of them are columns of the
 * sample; a reader gives MISSING for those that are not.
 */
export function columnsOf({ delta, mappings, source }: Program): readonly string[] {
  const columns = new Set<string>();
  if (delta !== null) addBeginnings(delta.path, columns);
  for (const { expression } of mappings) addRead(expression, source, columns);
  return [...columns];
}

/** The same for one expression over the columns of a source. */
export function columnsOfExpression(expression: Expr, source: Program["source"]): readonly string[] {
  const columns = new Set<string>();
  addRead(expression, source, columns);
  return [...columns];
}

function addRead(expression: Expr, source: Program["source"], columns: Set<string>): void {
  for (const part of partsOf(expression)) {
    if (part.kind === "path") addBeginnings(part.segments, columns);
    else if (part.kind === "call" && looksUp(part)) addLookedUp(part, source, columns);
  }
}

function addBeginnings(names: readonly string[], columns: Set<string>): void {
  let name = "";
  for (const [at, segment] of names.entries()) {
    name = at === 0 ? segment : `${name}.${segment}`;
    columns.add(name);
  }
}

type CallExpr = Extract<Expr, { kind: "call" }>;

function looksUp({ fn }: CallExpr): boolean {
  return fn.invoke === containsKey.invoke || fn.invoke === isSet.invoke;
}

/** What `lookUpPath` asks for. A path that is made while the program runs may be any column. */
function addLookedUp({ args }: CallExpr, source: Program["source"], columns: Set<string>): void {
  for (const arg of args) {
    if (arg.kind !== "constant") {
      for (const column of source?.columns.keys() ?? []) columns.add(column);
    } else if (typeof arg.value === "string") {
      columns.add(arg.value);
      const steps = parseKeyPath(arg.value) ?? [];
      const end = steps.findIndex(({ kind }) => kind === "index");
      const names = end < 0 ? steps : steps.slice(0, end);
      addBeginnings(
        names.flatMap((step) => (step.kind === "name" ? step.name : [])),
        columns,
      );
    }
  }
}
