import type { Expr, Program, ProgramMapping } from "../../compiler/index.js";
import { type Span, spanText } from "../../text/index.js";
import { partsOf } from "../assign.js";
import type { Observer } from "../environment.js";

/** One thing that tests can reach. */
export interface CoveragePoint {
  readonly kind: "target" | "branch";
  /** In words: the target's path, or which branch of what. */
  readonly what: string;
  readonly span: Span;
  /** The statement that holds the choice; a target's is its mapping. */
  readonly owner: Span;
  /** How many rows of tests reached it. */
  readonly hits: number;
}

/** What the tests of one file reached. */
export interface Coverage {
  readonly points: readonly CoveragePoint[];
}

/** Gathers what rows reach. */
export interface CoverageCollector {
  readonly observer: (mapping: ProgramMapping) => Observer;
  /** Ends a row: counts what it reached in the mappings that its test looks at. */
  readonly endRow: (looksAt: (mapping: ProgramMapping) => boolean) => void;
  readonly coverage: () => Coverage;
}

interface Arm {
  readonly what: string;
  readonly expr: Expr;
}

interface Counter {
  readonly point: Omit<CoveragePoint, "hits">;
  hits: number;
}

/**
 * A target is reached by a row whose test looks at it, a branch by a row that evaluates it for such a target. A branch in
 * a `def` or `table` that several mappings use is one.
 */
export function createCoverage(program: Program): CoverageCollector {
  const counters = new Map<string, Counter>();
  const targets = new Map<ProgramMapping, Counter>();
  const arms = new Map<ProgramMapping, readonly { readonly expr: Expr; readonly counter: Counter }[]>();
  for (const mapping of program.mappings) {
    const point = { kind: "target", what: mapping.path, span: mapping.target.span, owner: mapping.span } as const;
    const counter: Counter = { point, hits: 0 };
    targets.set(mapping, counter);
    counters.set(`target ${mapping.path} ${placeOf(mapping.target.span)}`, counter);
    const own = partsOf(mapping.expression).flatMap((part) =>
      armsOf(part).map(({ what, expr }, at) => {
        // An entry of a table stands there, once for all who look it up; what a `def` is given, or a `let` stands for,
        // counts where the choice is written.
        const key = isLookup(part) ? `branch ${placeOf(expr.span)}` : `branch ${placeOf(part.span)} ${at}`;
        const known = counters.get(key) ?? { point: branchPoint(what, expr, part), hits: 0 };
        counters.set(key, known);
        return { expr, counter: known };
      }),
    );
    arms.set(mapping, own);
  }
  const reached = new Map<ProgramMapping, Set<Expr>>();
  return {
    observer: (mapping) => {
      const seen = reached.get(mapping) ?? new Set<Expr>();
      reached.set(mapping, seen);
      return { enter: (expr) => seen.add(expr), leave: () => undefined };
    },
    endRow: (looksAt) => {
      for (const [mapping, target] of targets) {
        const seen = reached.get(mapping);
        if (looksAt(mapping)) {
          target.hits++;
          const counted = new Set<Counter>();
          for (const { expr, counter } of arms.get(mapping) ?? []) if (seen?.has(expr) === true) counted.add(counter);
          for (const counter of counted) counter.hits++;
        }
        seen?.clear();
      }
    },
    coverage: () => ({
      points: [...counters.values()].map(({ point, hits }) => ({ ...point, hits })).toSorted(byPlace),
    }),
  };
}

function placeOf({ file, start, end }: Span): string {
  return `${file.path}:${start}-${end}`;
}

function branchPoint(what: string, arm: Expr, owner: Expr): Counter["point"] {
  const isThere = isLookup(owner) || isWithin(arm.span, owner.span);
  return isThere
    ? {
        kind: "branch",
        what: `${what}${owner.kind === "binary" ? "" : ":"} ${shown(arm)}`,
        span: arm.span,
        owner: owner.span,
      }
    : { kind: "branch", what, span: owner.span, owner: owner.span };
}

/** Whether it is a `decode` that a table became: its span is that of the call by the table's name. */
function isLookup(expr: Expr): boolean {
  return expr.kind === "call" && expr.fn.name === "decode" && !/^decode\b/.test(spanText(expr.span));
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}

function byPlace(left: CoveragePoint, right: CoveragePoint): number {
  if (left.span.file.path !== right.span.file.path) return left.span.file.path < right.span.file.path ? -1 : 1;
  return left.span.start - right.span.start;
}

/** The parts of which an expression takes one, or goes through until one fits. */
function armsOf(expr: Expr): readonly Arm[] {
  switch (expr.kind) {
    case "conditional":
      return [
        { what: "? … : … if true", expr: expr.then },
        { what: "? … : … if false", expr: expr.otherwise },
      ];
    case "binary":
      if (expr.operator !== "?:" && expr.operator !== "??") return [];
      return [{ what: expr.operator, expr: expr.right }];
    case "call":
      return armsOfCall(expr.fn.name, expr.args);
    default:
      return [];
  }
}

function armsOfCall(name: string, args: readonly Expr[]): readonly Arm[] {
  switch (name) {
    case "iif":
      return args.slice(1, 3).map((expr, at) => ({ what: `iif if ${at === 0 ? "true" : "false"}`, expr }));
    case "decode":
      return decodeArms(args.slice(1));
    case "coalesce":
      return args.map((expr, at) => ({ what: `coalesce argument ${at + 1}`, expr }));
    default:
      return [];
  }
}

function decodeArms(options: readonly Expr[]): readonly Arm[] {
  const arms: Arm[] = [];
  for (let at = 0; at < options.length; at += 2) {
    const key = options[at];
    const value = options[at + 1];
    if (key === undefined) continue;
    arms.push(value === undefined ? { what: "decode else", expr: key } : { what: `decode ${shown(key)}`, expr: value });
  }
  return arms;
}

const LONGEST = 40;

function shown({ span }: Expr): string {
  const text = spanText(span).replace(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** How much was reached, of each kind and in all. Of nothing, all is reached. */
export interface CoverageFigures {
  readonly targets: { readonly reached: number; readonly total: number };
  readonly branches: { readonly reached: number; readonly total: number };
  readonly percent: number;
}

export function countCoverage(points: readonly CoveragePoint[]): CoverageFigures {
  const count = (kind: CoveragePoint["kind"]) => {
    const own = points.filter((point) => point.kind === kind);
    return { reached: own.filter(({ hits }) => hits > 0).length, total: own.length };
  };
  const reached = points.filter(({ hits }) => hits > 0).length;
  const percent = points.length === 0 ? 100 : Math.floor((reached * 1000) / points.length) / 10;
  return { targets: count("target"), branches: count("branch"), percent };
}
