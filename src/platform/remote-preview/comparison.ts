import type { Program } from "../../compiler/index.js";
import type { Assumption } from "../../functions/function-record.js";
import type { Fidelity } from "../../functions/index.js";
import type { XdmLeaf } from "../../runtime/compare-records.js";
import { type FidelityLevel, weakest } from "../../runtime/fidelity.js";
import { type ComparedRow, type ComparedTarget, type DifferenceKind, isReal } from "./compare-row.js";
import type { Part } from "./parts.js";

/** What xdmap and Data Prep make of the same rows, side by side: the JSON of `--format json`, but for what was sent. */
export interface Comparison {
  readonly rows: {
    readonly compared: number;
    readonly equal: number;
    readonly differing: number;
    /** That xdmap says the platform would not take in; a preview of the service checks no schema. */
    readonly rejectedHere: number;
  };
  /** Those that differ first, the most frequent before the others; among equals in the order of the mapping. */
  readonly targets: readonly TargetComparison[];
  /** What the targets rest on. Those of differing targets first. */
  readonly parts: readonly PartComparison[];
  /** What the service told of rows, and of no target. */
  readonly errors: readonly Told[];
  /** The weakest label that the rows here rest on. */
  readonly fidelity: FidelityLevel;
}

/** Rows by how a target is in them; a row may count for several kinds. */
export type KindCounts = Readonly<Record<DifferenceKind, number>>;

export interface TargetComparison {
  readonly path: string;
  /** As it was sent; null where nothing is mapped to the path. */
  readonly expression: string | null;
  readonly equal: number;
  readonly differing: number;
  readonly kinds: KindCounts;
  /** The first rows that differ, or that are written otherwise; three at most. */
  readonly examples: readonly Example[];
  /** Why values were lost here. */
  readonly reasons: readonly Told[];
  /** What the service told. */
  readonly errors: readonly Told[];
  /** The weakest label of its parts; null where nothing was applied, or nothing is mapped. */
  readonly fidelity: FidelityLevel | null;
  /** Names of what it rests on, in the order in which they were met. */
  readonly parts: readonly string[];
}

export interface Example {
  /** The name of the sample that the line is in, where there are several. */
  readonly sample?: string;
  readonly line: number;
  readonly kind: DifferenceKind;
  readonly path: string;
  /** Null where there is no value. */
  readonly here: XdmLeaf | null;
  readonly there: XdmLeaf | null;
}

export interface Told {
  /** Of reasons here. */
  readonly code?: string;
  readonly message: string;
  readonly count: number;
  /** The first rows concerned, five at most. */
  readonly lines: readonly number[];
}

export interface PartComparison extends Omit<Part, "changes"> {
  /** In how many values of differing targets it took part, and in how many of agreeing ones. */
  readonly differing: number;
  readonly agreeing: number;
  readonly fidelity: Fidelity;
  readonly assumptions: readonly Assumption[];
}

const EXAMPLES = 3;
const LINES = 5;

/** Counts compared rows by target and by what the targets rest on. */
export function summarize(program: Program, rows: readonly ComparedRow[]): Comparison {
  const targets = new Map<string, TargetCount>();
  const parts = new Map<string, PartCount>();
  const errors = new Map<string, ToldCount>();
  let differing = 0;
  let fidelity: FidelityLevel = "verified";
  for (const row of rows) {
    if (row.targets.some(({ differences }) => differences.some(isReal))) differing += 1;
    for (const target of row.targets) {
      const count = countOf(targets, target, program);
      addTarget(count, target, row);
      const differs = target.differences.some(isReal);
      for (const [key, part] of target.local?.parts ?? []) {
        const known = parts.get(key) ?? { part, differing: 0, agreeing: 0 };
        parts.set(key, known);
        if (differs) known.differing += 1;
        else known.agreeing += 1;
        fidelity = weakest(fidelity, part.fidelity.level);
      }
    }
    for (const message of row.errors) addTold(errors, message, undefined, row.line);
  }
  return {
    rows: {
      compared: rows.length,
      equal: rows.length - differing,
      differing,
      rejectedHere: rows.filter(({ rejectedHere }) => rejectedHere).length,
    },
    targets: [...targets.values()]
      .map((count) => describeTarget(count, rows.length))
      .toSorted((one, other) => other.differing - one.differing),
    parts: [...parts.values()]
      .toSorted(
        (one, other) =>
          shareOf(other) - shareOf(one) || other.differing - one.differing || sureness(one.part) - sureness(other.part),
      )
      .map(({ part: { changes: _, ...part }, differing: yes, agreeing: no }) => ({
        ...part,
        differing: yes,
        agreeing: no,
      })),
    errors: listTold(errors),
    fidelity,
  };
}

interface PartCount {
  readonly part: Part;
  differing: number;
  agreeing: number;
}

interface TargetCount {
  readonly path: string;
  readonly expression: string | null;
  differing: number;
  readonly kinds: Record<DifferenceKind, number>;
  readonly examples: Example[];
  readonly reasons: Map<string, ToldCount>;
  readonly errors: Map<string, ToldCount>;
  readonly parts: Map<string, Part>;
}

interface ToldCount {
  readonly code: string | undefined;
  readonly message: string;
  count: number;
  readonly lines: number[];
}

function countOf(targets: Map<string, TargetCount>, { at, path }: ComparedTarget, { mappings }: Program): TargetCount {
  const key = `${at ?? "unmapped"} ${path}`;
  const known = targets.get(key);
  if (known !== undefined) return known;
  const made: TargetCount = {
    path,
    expression: at === null ? null : (mappings[at]?.emitted.text ?? null),
    differing: 0,
    kinds: { "missing-here": 0, "missing-there": 0, value: 0, type: 0, text: 0, changing: 0 },
    examples: [],
    reasons: new Map(),
    errors: new Map(),
    parts: new Map(),
  };
  targets.set(key, made);
  return made;
}

function addTarget(count: TargetCount, target: ComparedTarget, { sample, line }: ComparedRow): void {
  const place = sample === undefined ? { line } : { sample, line };
  if (target.differences.some(isReal)) count.differing += 1;
  for (const kind of new Set(target.differences.map((each) => each.kind))) count.kinds[kind] += 1;
  const [first] = target.differences.toSorted((one, other) => Number(isReal(other)) - Number(isReal(one)));
  if (first !== undefined) addExample(count.examples, { ...place, ...first });
  for (const { code, message } of target.losses) addTold(count.reasons, message, code, line);
  for (const message of target.errors) addTold(count.errors, message, undefined, line);
  for (const [key, part] of target.local?.parts ?? []) count.parts.set(key, part);
}

/** What differs stands before what is only written otherwise. */
function addExample(examples: Example[], example: Example): void {
  const rank = ({ kind }: Example): number => (kind === "changing" ? 2 : kind === "text" ? 1 : 0);
  const at = examples.findIndex((other) => rank(other) > rank(example));
  examples.splice(at < 0 ? examples.length : at, 0, example);
  examples.splice(EXAMPLES);
}

function addTold(told: Map<string, ToldCount>, message: string, code: string | undefined, line: number): void {
  const key = `${code ?? ""} ${message}`;
  const known = told.get(key) ?? { code, message, count: 0, lines: [] };
  told.set(key, known);
  known.count += 1;
  if (known.lines.length < LINES && known.lines.at(-1) !== line) known.lines.push(line);
}

function listTold(told: ReadonlyMap<string, ToldCount>): readonly Told[] {
  return [...told.values()]
    .toSorted((one, other) => other.count - one.count)
    .map(({ code, message, count, lines }) => ({ ...(code === undefined ? {} : { code }), message, count, lines }));
}

function describeTarget(count: TargetCount, rows: number): TargetComparison {
  const { path, expression, differing, kinds, examples, reasons, errors, parts } = count;
  return {
    path,
    expression,
    equal: rows - differing,
    differing,
    kinds,
    examples,
    reasons: listTold(reasons),
    errors: listTold(errors),
    fidelity: [...parts.values()].reduce<FidelityLevel | null>(
      (level, part) => weakest(level ?? "verified", part.fidelity.level),
      null,
    ),
    parts: [...parts.values()].map(({ name }) => name),
  };
}

/** What takes part in differing targets alone is the likeliest reason. */
function shareOf({ differing, agreeing }: PartCount): number {
  return differing / (differing + agreeing);
}

/** Of what may be the reason alike, the less certain stands first. */
function sureness({ fidelity }: Part): number {
  return ["assumed", "documented", "verified"].indexOf(fidelity.level);
}
