import type { Program } from "../compiler/index.js";
import { partsOf, type TargetState } from "./assign.js";
import { type FidelityLevel, weakest } from "./fidelity.js";
import type { ReasonSpan, Rejection, Report } from "./report.js";

/** How many lines a report names for each finding. */
export const LINES = 10;
/** How many rejections a report lists; `rows.rejected` counts all. */
export const REJECTIONS = 1000;
/** How many different values are kept for each reason. */
export const EXAMPLES = 3;

/**
 * The account of some rows: plain data, which may be sent from one thread to another. Accounts of rows that follow one
 * another are put together by `mergeTallies`, and come to what one account of all of them is. Its size depends on the
 * mappings and not on the rows.
 */
export interface Tally {
  readonly rows: { read: number; inWindow: number; outsideWindow: number; rejected: number };
  readonly delta: { null: number; unreadable: number; readonly rows: number[] };
  readonly rejections: Rejection[];
  /** In the order of the mappings. */
  readonly targets: readonly TargetTally[];
  /** The weakest label of the conversions that were made. */
  conversions: FidelityLevel;
  /** The weakest label of the functions that the program calls. */
  readonly functions: FidelityLevel;
  /** Expressions were evaluated in JEXL's strict mode. */
  readonly strict: boolean;
}

export interface TargetTally {
  readonly path: string;
  readonly states: Record<TargetState, number>;
  /** In the order in which they came up. */
  readonly reasons: ReasonTally[];
}

/** Losses of one code at one sub-expression; `part` tells apart the children of an object copy. */
export interface ReasonTally {
  readonly code: string;
  /** Of the first of them. */
  readonly message: string;
  readonly span: ReasonSpan | null;
  readonly part: string;
  count: number;
  /** The first lines. */
  readonly rows: number[];
  /** The first values concerned, each once. */
  readonly examples: string[];
}

/** An account with nothing in it yet. */
export function emptyTally(program: Program, strict: boolean): Tally {
  return {
    rows: { read: 0, inWindow: 0, outsideWindow: 0, rejected: 0 },
    delta: { null: 0, unreadable: 0, rows: [] },
    rejections: [],
    targets: program.mappings.map(({ path }) => ({
      path,
      states: { present: 0, missing: 0, null: 0, nulledByError: 0 },
      reasons: [],
    })),
    conversions: "verified",
    functions: functionFidelity(program),
    strict,
  };
}

/** The weakest label of the functions that the program calls. */
function functionFidelity(program: Program): FidelityLevel {
  let level: FidelityLevel = "verified";
  for (const { expression } of program.mappings) {
    for (const part of partsOf(expression)) {
      if (part.kind === "call") level = weakest(level, part.fn.fidelity.level);
    }
  }
  return level;
}

/**
 * Adds the account of the rows that follow to the account of those before. `lines` is how many lines come before the first
 * one that the second counts from.
 */
export function mergeTallies(into: Tally, next: Tally, lines = 0): void {
  into.rows.read += next.rows.read;
  into.rows.inWindow += next.rows.inWindow;
  into.rows.outsideWindow += next.rows.outsideWindow;
  into.rows.rejected += next.rows.rejected;
  into.delta.null += next.delta.null;
  into.delta.unreadable += next.delta.unreadable;
  addLines(into.delta.rows, next.delta.rows, lines);
  for (const rejection of next.rejections) {
    if (into.rejections.length >= REJECTIONS) break;
    into.rejections.push({ ...rejection, line: rejection.line + lines });
  }
  into.conversions = weakest(into.conversions, next.conversions);
  for (const [at, target] of into.targets.entries()) {
    const more = next.targets[at];
    if (more !== undefined) mergeTargets(target, more, lines);
  }
}

function mergeTargets({ states, reasons }: TargetTally, next: TargetTally, lines: number): void {
  states.present += next.states.present;
  states.missing += next.states.missing;
  states.null += next.states.null;
  states.nulledByError += next.states.nulledByError;
  for (const more of next.reasons) {
    const reason = reasonLike(reasons, more);
    reason.count += more.count;
    addLines(reason.rows, more.rows, lines);
    for (const example of more.examples) addExample(reason, example);
  }
}

/** The reason of the same code and place; a new one where there is none. */
export function reasonLike(
  reasons: ReasonTally[],
  { code, message, span, part }: Pick<ReasonTally, "code" | "message" | "span" | "part">,
): ReasonTally {
  for (const reason of reasons) {
    if (reason.code !== code || reason.part !== part) continue;
    if (isSamePlace(reason.span, span)) return reason;
  }
  const place = span === null ? null : { ...span };
  const made = { code, message: ownText(message), span: place, part, count: 0, rows: [], examples: [] };
  reasons.push(made);
  return made;
}

function isSamePlace(one: ReasonSpan | null, other: ReasonSpan | null): boolean {
  return one?.start === other?.start && one?.end === other?.end && one?.file === other?.file;
}

export function addExample({ examples }: ReasonTally, example: string): void {
  if (examples.length < EXAMPLES && !examples.includes(example)) examples.push(ownText(example));
}

function addLines(rows: number[], more: readonly number[], lines: number): void {
  for (const line of more) {
    if (rows.length >= LINES) return;
    rows.push(line + lines);
  }
}

/** A cell is a part of the text of its whole block, which would stay in memory for as long as the cell does. */
function ownText(text: string): string {
  const copied: unknown = JSON.parse(JSON.stringify(text));
  return typeof copied === "string" ? copied : text;
}

/** The loss report of the rows that were counted. */
export function reportOf({ rows, delta, rejections, targets, conversions, functions, strict }: Tally): Report {
  return {
    rows: { ...rowsRead(rows), accepted: rows.inWindow - rows.rejected, rejected: rows.rejected },
    delta: { null: delta.null, unreadable: delta.unreadable, rows: [...delta.rows] },
    rejections: [...rejections],
    targets: targets.map(({ path, states, reasons }) => ({
      path,
      present: states.present,
      missing: states.missing,
      null: states.null,
      nulledByError: states.nulledByError,
      reasons: reasons.map(({ code, message, span, count, rows: lines, examples }) => ({
        code,
        message,
        span: span === null ? null : { ...span },
        count,
        rows: [...lines],
        examples: [...examples],
      })),
    })),
    fidelity: rows.inWindow === 0 ? conversions : weakest(conversions, functions),
    ...(strict ? { expressions: "strict" } : {}),
  };
}

function rowsRead({ read, inWindow, outsideWindow }: Tally["rows"]) {
  return { read, inWindow, outsideWindow };
}
