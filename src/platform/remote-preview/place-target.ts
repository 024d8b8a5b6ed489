import type { Program, ProgramMapping } from "../../compiler/index.js";
import type { TargetSegment } from "../../grammar/index.js";
import type { RecordStep } from "../../runtime/compare-records.js";
import { patternOf } from "../../runtime/report.js";
import { pathSegment } from "../../schema/index.js";

/** A step of a target; null where each assignment brings the index. */
type TargetStep = RecordStep | null;

/** The way of a mapping's target through records, `[*]` as null. */
export function stepsOfTarget({ target }: ProgramMapping, { schema }: Pick<Program, "schema">): readonly TargetStep[] {
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

/** Finds the mapping that writes a place of a record, by its place in the program: of several the most specific. */
export function createOwners(program: Program): (steps: readonly RecordStep[]) => number | null {
  const targets = program.mappings.map((mapping, at) => ({ at, steps: stepsOfTarget(mapping, program) }));
  return (steps) => {
    let best: { readonly at: number; readonly length: number } | null = null;
    for (const target of targets) {
      const leads = target.steps.length <= steps.length && target.steps.every((step, at) => isStep(step, steps[at]));
      if (leads && target.steps.length >= (best?.length ?? 0)) best = { at: target.at, length: target.steps.length };
    }
    return best?.at ?? null;
  };
}

function isStep(wanted: TargetStep, step: RecordStep | undefined): boolean {
  return wanted === null ? typeof step === "number" : wanted === step;
}

/** `items[0].SKU` */
export function pathOfSteps(steps: readonly RecordStep[]): string {
  return steps
    .map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${pathSegment(step)}`))
    .join("");
}

/** `items[*].SKU`, for what no mapping writes. */
export function patternOfSteps(steps: readonly RecordStep[]): string {
  return patternOf(pathOfSteps(steps));
}
