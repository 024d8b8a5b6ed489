import type { Condition } from "../../compiler/index.js";
import { values } from "../../diagnostics/values.js";
import type { Services } from "../../functions/index.js";
import { failure, isFailure, MISSING } from "../../values/index.js";
import { columnsOfExpression } from "../batch.js";
import type { Environment } from "../environment.js";
import { compileWhenWarm } from "../generate/index.js";
import type { Row, RowEvent } from "../row.js";
import { createRowServices } from "../row-services.js";
import { LINES } from "../tally.js";
import { TIMED_OUT, type TimeLimit } from "../watched-mapper.js";
import type { RowNumbers } from "./row-numbers.js";

/** Which rows are mapped at all. Null takes every row. */
export interface RowChoice {
  /** By their numbers. */
  readonly rows: RowNumbers | null;
  /** By what they hold; asked only of rows that the numbers take. */
  readonly where: Condition | null;
}

/** Rows for which the condition had no value: they are left out. */
export interface FailedRows {
  readonly count: number;
  /** The first lines, ten at most. */
  readonly rows: readonly number[];
  /** Of the first of them. */
  readonly code: string;
  readonly message: string;
}

/** Chooses rows, one after the other in their order. */
export interface RowSelector {
  /** Whether the next row is mapped. */
  readonly takes: (row: Row) => boolean;
  /** No row that follows can be taken. */
  readonly isDone: () => boolean;
  /** How many rows it was asked about, and how many of them it did not take. */
  readonly shown: () => number;
  readonly leftOut: () => number;
  readonly failed: () => FailedRows | null;
}

export interface SelectorOptions {
  readonly services: Services;
  /** JEXL's strict mode. */
  readonly strict?: boolean;
  /** How long the condition may take for a row. */
  readonly timeLimit?: TimeLimit;
}

/**
 * A condition over shorter texts is ended by the limits of values long before any time that is worth a watch, and a watch of
 * its own for each row takes ten times as long as the row.
 */
const LONG_TEXT = 1 << 16;

/** A selector for one run: it counts the rows that it is shown. */
export function createRowSelector({ rows, where }: RowChoice, options: SelectorOptions): RowSelector {
  const spans = rows?.spans ?? [{ first: 1, last: Number.POSITIVE_INFINITY }];
  const holds = where === null ? null : conditionOf(where, options);
  let number = 0;
  let at = 0;
  let taken = 0;
  let failed: (FailedRows & { count: number; readonly rows: number[] }) | null = null;
  const isNumbered = (): boolean => {
    number++;
    let span = spans[at];
    while (span !== undefined && number > span.last) span = spans[++at];
    return span !== undefined && number >= span.first;
  };
  return {
    takes: (row) => {
      if (!isNumbered()) return false;
      const answer = holds === null ? true : holds(row);
      if (typeof answer !== "boolean") {
        failed ??= { count: 0, rows: [], code: answer.code, message: answer.message };
        failed.count++;
        if (failed.rows.length < LINES) failed.rows.push(row.line);
        return false;
      }
      if (answer) taken++;
      return answer;
    },
    isDone: () => number >= (spans.at(-1)?.last ?? 0),
    shown: () => number,
    leftOut: () => number - taken,
    failed: () => failed,
  };
}

/** A condition holds for what JEXL takes for true, as in front of `?`. */
function conditionOf(condition: Condition, { services, strict = false, timeLimit }: SelectorOptions) {
  const { expression } = condition;
  const columns = columnsOfExpression(expression, condition.source);
  const isLong = (row: Row): boolean =>
    columns.some((name) => {
      const value = row.get(name);
      return typeof value === "string" ? value.length > LONG_TEXT : typeof value === "object" && value !== null;
    });
  const { span } = expression;
  const type = { kind: "boolean" } as const;
  const answer = (value: boolean) => ({ kind: "constant", value, type, span }) as const;
  const test = {
    kind: "conditional",
    condition: expression,
    then: answer(true),
    otherwise: answer(false),
    type,
    span,
  } as const;
  const run = compileWhenWarm(test, { engine: strict, arithmetic: strict });
  const world = createRowServices(services);
  return (row: Row) => {
    world.startRow(row.source ?? 0, row.line);
    const env: Environment = {
      row,
      services: world.services,
      strictEngine: strict,
      strictArithmetic: strict,
      items: [],
    };
    const outcome = timeLimit === undefined || !isLong(row) ? run(env) : timeLimit.run(() => run(env));
    if (outcome === TIMED_OUT) {
      return failure(values.XM5062, { seconds: (timeLimit?.milliseconds ?? 0) / 1000 }, span);
    }
    if (outcome === MISSING) return false;
    return isFailure(outcome) ? outcome : outcome === true;
  };
}

/** The rows of a source that a selector takes; it reads no further than the last one that could be taken. */
export async function* selectRows(events: AsyncIterable<RowEvent>, selector: RowSelector): AsyncGenerator<RowEvent> {
  if (selector.isDone()) return;
  for await (const event of events) {
    if (event.kind === "problem" || selector.takes(event.row)) yield event;
    if (event.kind === "problem" || selector.isDone()) return;
  }
}
