import type { Program } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { Span } from "../text/index.js";
import { weakest } from "./fidelity.js";
import type { Loss } from "./loss.js";
import { createExamples } from "./loss-examples.js";
import type { RowResult } from "./map-row.js";
import { patternOf, type ReasonSpan } from "./report.js";
import type { Row } from "./row.js";
import { addExample, EXAMPLES, emptyTally, LINES, REJECTIONS, reasonLike, type Tally } from "./tally.js";
import type { Violation } from "./validate.js";
import type { WindowPlace } from "./window.js";

/** Keeps the account of rows, one by one. */
export interface RowCounter {
  readonly place: (row: Row, place: WindowPlace) => void;
  /** True where the row is rejected. */
  readonly row: (row: Row, result: RowResult) => boolean;
  /** What one mapping lost of a row. */
  readonly losses: (mapping: number, losses: readonly Loss[], row: Row) => void;
  /** Where a row breaks the schema; true where it is rejected. */
  readonly violations: (violations: readonly Violation[], row: Row) => boolean;
  readonly tally: Tally;
  /** Gives the account so far and begins a new one. */
  readonly take: () => Tally;
}

export interface CounterOptions {
  readonly services: Services;
  readonly strict: boolean;
}

export function createRowCounter(program: Program, { services, strict }: CounterOptions): RowCounter {
  let tally = emptyTally(program, strict);
  const exampleOf = createExamples(program, services);
  const writers = program.mappings.map(({ path, expression }, mapping) => ({
    mapping,
    pattern: patternOf(path),
    span: expression.span,
  }));

  /** A reason counts a row once, however many items of an array it concerns. */
  const countLosses = (mapping: number, losses: readonly Loss[], row: Row): void => {
    const target = tally.targets[mapping];
    if (target === undefined) return;
    const ownFile = program.mappings[mapping]?.target.span.file.path;
    const seen = losses.length > 1 ? new Set<object>() : null;
    for (const loss of losses) {
      const { code, message, part } = loss;
      const reason = reasonLike(target.reasons, { code, message, span: placeOf(loss.span, ownFile), part });
      if (reason.examples.length < EXAMPLES) {
        const example = exampleOf(mapping, loss, row);
        if (example !== null) addExample(reason, example);
      }
      if (seen?.has(reason) === true) continue;
      seen?.add(reason);
      reason.count++;
      if (reason.rows.length < LINES) reason.rows.push(row.line);
    }
  };

  /** A violation that rejects nothing is told with the target that wrote the value: the longest path that leads to it. */
  const warn = (violations: readonly Violation[], row: Row): void => {
    const warnings = new Map<number, Loss[]>();
    for (const { rejects, pattern, code, message } of violations) {
      if (rejects) continue;
      const [writer] = writers
        .filter(({ pattern: target }) => `${pattern}.`.startsWith(`${target}.`) || pattern.startsWith(`${target}[`))
        .toSorted((left, right) => right.pattern.length - left.pattern.length);
      if (writer === undefined) continue;
      const known = warnings.get(writer.mapping) ?? [];
      warnings.set(writer.mapping, [...known, { code, message, span: writer.span, part: pattern }]);
    }
    for (const [writer, losses] of warnings) countLosses(writer, losses, row);
  };

  const countViolations = (violations: readonly Violation[], row: Row): boolean => {
    if (violations.length === 0) return false;
    const rejects = violations.filter((violation) => violation.rejects);
    if (rejects.length > 0) tally.rows.rejected++;
    for (const { path, constraint, code } of rejects) {
      if (tally.rejections.length < REJECTIONS) tally.rejections.push({ line: row.line, path, constraint, code });
    }
    warn(violations, row);
    return rejects.length > 0;
  };

  return {
    get tally() {
      return tally;
    },
    take: () => {
      const taken = tally;
      tally = emptyTally(program, strict);
      return taken;
    },
    place: (row, { inside, delta }) => {
      tally.rows.read++;
      if (inside) tally.rows.inWindow++;
      else if (delta === "read") tally.rows.outsideWindow++;
      if (delta === "read") return;
      tally.delta[delta]++;
      if (tally.delta.rows.length < LINES) tally.delta.rows.push(row.line);
    },
    row: (row, { targets, violations }) => {
      for (const [mapping, { state, losses, fidelity }] of targets.entries()) {
        const target = tally.targets[mapping];
        if (target === undefined) continue;
        target.states[state]++;
        tally.conversions = weakest(tally.conversions, fidelity);
        if (losses.length > 0) countLosses(mapping, losses, row);
      }
      return countViolations(violations, row);
    },
    losses: countLosses,
    violations: countViolations,
  };
}

function placeOf(span: Span | null, ownFile: string | undefined): ReasonSpan | null {
  if (span === null) return null;
  const { start, end, file } = span;
  return file.path === ownFile ? { start, end } : { start, end, file: file.path };
}
