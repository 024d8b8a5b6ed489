import type { Program, ProgramMapping } from "../compiler/index.js";
import type { Span } from "../text/index.js";
import { partsOf, type TargetState } from "./assign.js";
import { type FidelityLevel, weakest } from "./fidelity.js";
import type { Loss } from "./loss.js";
import type { RowResult } from "./map-row.js";
import { patternOf, type Reason, type Rejection, type Report } from "./report.js";
import type { Violation } from "./validate.js";
import type { WindowPlace } from "./window.js";

/** How many lines a report names for each finding. */
const LINES = 10;
/** How many rejections a report lists; `rows.rejected` counts all. */
const REJECTIONS = 1000;

interface ReasonCount {
  readonly code: string;
  readonly message: string;
  readonly span: Span | null;
  count: number;
  readonly rows: number[];
}

interface TargetCount {
  readonly path: string;
  /** The path with `[*]` for every index. */
  readonly pattern: string;
  readonly span: Span;
  readonly states: Record<TargetState, number>;
  readonly reasons: Map<string, ReasonCount>;
}

/** Keeps account of a preview, row by row. Its size depends on the mappings and not on the rows. */
export interface Tally {
  readonly place: (line: number, place: WindowPlace) => void;
  readonly row: (line: number, result: RowResult) => void;
  readonly report: () => Report;
}

/** An account with nothing in it yet. */
export function createTally(program: Program): Tally {
  const targets = program.mappings.map(createTargetCount);
  const rows = { read: 0, inWindow: 0, outsideWindow: 0 };
  const delta = { null: 0, unreadable: 0 };
  const deltaRows: number[] = [];
  const rejections: Rejection[] = [];
  let rejected = 0;
  let conversions: FidelityLevel = "verified";

  return {
    place: (line, place) => {
      rows.read++;
      if (place.inside) rows.inWindow++;
      else if (place.delta === "read") rows.outsideWindow++;
      if (place.delta === "read") return;
      delta[place.delta]++;
      if (deltaRows.length < LINES) deltaRows.push(line);
    },
    row: (line, { targets: results, violations }) => {
      for (const [at, result] of results.entries()) {
        const target = targets[at];
        if (target === undefined) continue;
        target.states[result.state]++;
        conversions = weakest(conversions, result.fidelity);
        countLosses(target, line, result.losses);
      }
      if (violations.some(({ rejects }) => rejects)) rejected++;
      for (const violation of violations) {
        if (violation.rejects && rejections.length < REJECTIONS) rejections.push(rejectionOf(line, violation));
      }
      for (const [writer, losses] of warningsOf(targets, violations)) countLosses(writer, line, losses);
    },
    report: () => ({
      rows: {
        ...rows,
        accepted: rows.inWindow - rejected,
        rejected,
      },
      delta: { ...delta, rows: [...deltaRows] },
      rejections: [...rejections],
      targets: targets.map(({ path, states, reasons }) => ({
        path,
        present: states.present,
        missing: states.missing,
        null: states.null,
        nulledByError: states.nulledByError,
        reasons: [...reasons.values()].map(reasonOf),
      })),
      fidelity: rows.inWindow === 0 ? conversions : weakest(conversions, functionFidelity(program)),
    }),
  };
}

function createTargetCount({ path, expression }: ProgramMapping): TargetCount {
  return {
    path,
    pattern: patternOf(path),
    span: expression.span,
    states: { present: 0, missing: 0, null: 0, nulledByError: 0 },
    reasons: new Map(),
  };
}

/** A reason counts a row once, however many items of an array it concerns. */
function countLosses({ reasons }: TargetCount, line: number, losses: readonly Loss[]): void {
  const seen = new Set<string>();
  for (const { code, message, span, part } of losses) {
    const key = JSON.stringify([code, span?.start ?? null, span?.end ?? null, part]);
    if (seen.has(key)) continue;
    seen.add(key);
    let reason = reasons.get(key);
    if (reason === undefined) {
      reason = { code, message, span, count: 0, rows: [] };
      reasons.set(key, reason);
    }
    reason.count++;
    if (reason.rows.length < LINES) reason.rows.push(line);
  }
}

function reasonOf({ code, message, span, count, rows }: ReasonCount): Reason {
  return { code, message, span: span === null ? null : { start: span.start, end: span.end }, count, rows: [...rows] };
}

function rejectionOf(line: number, { path, constraint, code }: Violation): Rejection {
  return { line, path, constraint, code };
}

/** A violation that rejects nothing is told with the target that wrote the value: the longest path that leads to it. */
function warningsOf(
  targets: readonly TargetCount[],
  violations: readonly Violation[],
): ReadonlyMap<TargetCount, readonly Loss[]> {
  const warnings = new Map<TargetCount, Loss[]>();
  for (const { rejects, pattern, code, message } of violations) {
    if (rejects) continue;
    const [writer] = targets
      .filter(({ pattern: target }) => `${pattern}.`.startsWith(`${target}.`) || pattern.startsWith(`${target}[`))
      .toSorted((left, right) => right.pattern.length - left.pattern.length);
    if (writer === undefined) continue;
    const known = warnings.get(writer) ?? [];
    warnings.set(writer, [...known, { code, message, span: writer.span, part: pattern }]);
  }
  return warnings;
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
