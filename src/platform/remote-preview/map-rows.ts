import type { Expr, Program } from "../../compiler/index.js";
import { values } from "../../diagnostics/values.js";
import type { Services } from "../../functions/index.js";
import type { TargetResult } from "../../runtime/assign.js";
import { compareTrees, valueAt } from "../../runtime/compare-records.js";
import { type Environment, evaluate, TIMED_OUT, type TimeLimit, type Violation } from "../../runtime/index.js";
import { createRowMapper } from "../../runtime/map-row.js";
import type { XdmObject } from "../../runtime/xdm-value.js";
import { failure, type Outcome } from "../../values/index.js";
import { conversionsOf, type Part, partOf, recordParts } from "./parts.js";
import { stepsOfTarget, stepsWith, type TargetWay } from "./place-target.js";
import { rowOf, type SentRow } from "./row-text.js";

/** What xdmap makes of a row, with what each target rests on. */
export interface LocalRow {
  readonly row: SentRow;
  readonly record: XdmObject;
  /** In the order of the mappings. */
  readonly targets: readonly LocalTarget[];
  readonly violations: readonly Violation[];
}

export interface LocalTarget extends TargetResult {
  /** What was applied for this row: of `iif` one branch. By kind and name. */
  readonly parts: ReadonlyMap<string, Part>;
}

export interface MapOptions {
  readonly services: Services;
  readonly strict: boolean;
  /** How long one value may take; what takes longer has no value, with the reason XM5062. */
  readonly timeLimit?: TimeLimit | undefined;
}

/** Maps rows by the interpreter, which tells what it applies. */
export function mapRows(program: Program, rows: readonly SentRow[], options: MapOptions): readonly LocalRow[] {
  const applied = program.mappings.map(() => new Map<string, Part>());
  const places = new Map(program.mappings.map((mapping, at) => [mapping, at]));
  const known = new WeakMap<Expr, Part | null>();
  const partOfOnce = (expr: Expr): Part | null => {
    const before = known.get(expr);
    if (before !== undefined) return before;
    const part = partOf(expr);
    known.set(expr, part);
    return part;
  };
  const mapRow = createRowMapper(program, {
    ...options,
    compile: (expression, mapping) => {
      const used = applied[places.get(mapping) ?? -1] ?? new Map<string, Part>();
      const add = (part: Part | null): void => {
        if (part !== null) used.set(`${part.kind} ${part.name}`, part);
      };
      return (env: Environment) => {
        const observer = { enter: (expr: Expr) => add(partOfOnce(expr)), leave: () => undefined };
        const outcome = within(options.timeLimit, expression, () => evaluate(expression, { ...env, observer }));
        // What `[*]` goes through is evaluated by itself, too: only the mapping's own value is converted.
        if (expression === mapping.expression) for (const part of conversionsOf(outcome, mapping.field)) add(part);
        return outcome;
      };
    },
  });
  const ways = program.mappings.map((mapping) => stepsOfTarget(mapping, program));
  return rows.map((row) => {
    for (const used of applied) used.clear();
    const { record, targets, violations } = mapRow(rowOf(row));
    const partsOf = (target: TargetResult, at: number): ReadonlyMap<string, Part> => {
      const built = builtBy(record, target, ways[at] ?? []);
      return new Map([...(applied[at] ?? []), ...built.map((part) => [`${part.kind} ${part.name}`, part] as const)]);
    };
    return {
      row,
      record,
      violations,
      targets: targets.map((target, at) => ({ ...target, parts: partsOf(target, at) })),
    };
  });
}

/** What making the record has done to the values of a target: they stand elsewhere, or something else stands there. */
function builtBy(record: XdmObject, { assignments }: TargetResult, way: TargetWay): readonly Part[] {
  const isInList = way.some((step) => typeof step !== "string");
  return assignments.flatMap(({ indexes, value }) => {
    const found = valueAt(record, stepsWith(way, indexes));
    if (value === null || compareTrees(found, value, null) === "same") return [];
    return [isInList && typeof value !== "object" ? recordParts.movedItem : recordParts.overlaid];
  });
}

function within(limit: TimeLimit | undefined, { span }: Expr, work: () => Outcome): Outcome {
  if (limit === undefined) return work();
  const outcome = limit.run(work);
  return outcome === TIMED_OUT ? failure(values.XM5062, { seconds: limit.milliseconds / 1000 }, span) : outcome;
}
