import type { Program, ProgramMapping } from "../../compiler/index.js";
import type { TargetSegment } from "../../grammar/index.js";
import type { RecordStep } from "../../runtime/compare-records.js";
import { patternOf } from "../../runtime/report.js";
import { pathSegment } from "../../schema/index.js";

/** A step of a target; null where each assignment brings the index. */
type TargetStep = RecordStep | null;

/** How a target is reached through a record. */
export type TargetWay = readonly TargetStep[];

/** The way of a mapping's target through records, `[*]` as null. */
export function stepsOfTarget({ target }: ProgramMapping, { schema }: Pick<Program, "schema">): TargetWay {
  const tenant = schema?.tenant ?? "_{TENANT_ID}";
  return target.segments.map((segment) => stepOf(segment, tenant));
}

function stepOf(segment: TargetSegment, tenant: string): TargetStep {
  switch (segment.kind) {
    case "name":
      return segment.name;
    case "tenant":
      return tenant;
    case "index":
      return segment.index;
    case "wildcard":
      return null;
  }
}

/** The way of one assignment: with an index for each `[*]`. */
export function stepsWith(steps: TargetWay, indexes: readonly number[]): readonly RecordStep[] {
  let wildcard = 0;
  return steps.map((step) => step ?? indexes[wildcard++] ?? 0);
}

/** Whose a place of a record is, by places in the program; null where no mapping writes it. */
export interface Owners {
  /** By the targets' paths. */
  readonly there: number | null;
  /** In xdmap's record: items move up where others hold nothing, and are still of the mapping that gave them. */
  readonly here: number | null;
}

/** Finds the mappings that write a place: of several the most specific. `isGiven`: whether a mapping has a value in this row. */
export function createOwners(
  program: Program,
): (steps: readonly RecordStep[], isGiven: (at: number) => boolean) => Owners {
  const targets = program.mappings.map((mapping, at) => ({ at, steps: stepsOfTarget(mapping, program) }));
  // Rows have the same places, and a mapping may have thousands.
  const known = new Map<string, number | null>();
  const ownerOf = (steps: readonly RecordStep[]): number | null => {
    const key = JSON.stringify(steps);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = mostSpecific(targets, (wanted) => leadsTo(wanted, steps, (one, step) => one === step));
    known.set(key, found);
    return found;
  };
  return (steps, isGiven) => {
    const there = ownerOf(steps);
    if (there === null || isGiven(there) || !steps.some((step) => typeof step === "number"))
      return { there, here: there };
    const moved = mostSpecific(
      // The first of them has moved up to here.
      targets.toReversed(),
      (wanted, at) => leadsTo(wanted, steps, (one, step) => one === step || isLater(one, step)) && isGiven(at),
    );
    return { there, here: moved ?? there };
  };
}

function mostSpecific(
  targets: readonly { readonly at: number; readonly steps: TargetWay }[],
  leads: (steps: TargetWay, at: number) => boolean,
): number | null {
  let best: { readonly at: number; readonly length: number } | null = null;
  for (const { at, steps } of targets) {
    if (steps.length >= (best?.length ?? 0) && leads(steps, at)) best = { at, length: steps.length };
  }
  return best?.at ?? null;
}

function leadsTo(
  wanted: TargetWay,
  steps: readonly RecordStep[],
  isStep: (one: RecordStep, step: RecordStep | undefined) => boolean,
): boolean {
  return (
    wanted.length <= steps.length &&
    wanted.every((one, at) => (one === null ? typeof steps[at] === "number" : isStep(one, steps[at])))
  );
}

function isLater(one: RecordStep, step: RecordStep | undefined): boolean {
  return typeof one === "number" && typeof step === "number" && one > step;
}

/** `items[0].SKU`, or `items[*].SKU` */
export function pathOfSteps(steps: TargetWay): string {
  return steps
    .map((step, at) => (typeof step === "string" ? `${at === 0 ? "" : "."}${pathSegment(step)}` : `[${step ?? "*"}]`))
    .join("");
}

/** `items[*].SKU`, for what no mapping writes. */
export function patternOfSteps(steps: readonly RecordStep[]): string {
  return patternOf(pathOfSteps(steps));
}
