import { calls } from "../diagnostics/calls.js";
import type { Report } from "../diagnostics/index.js";
import { type KeyStep, parseKeyPath, printKeyPath } from "../functions/index.js";
import type { StringLiteral } from "../grammar/index.js";
import { nearest } from "../text/index.js";
import { resolvePath } from "./column-path.js";
import type { SourceShape } from "./source-shape.js";

/** Looks up the path that a text literal holds, as contains_key() will in each row. */
export function checkKeyPath(
  functionName: string,
  { value: path, span }: StringLiteral,
  source: SourceShape,
  report: Report,
): void {
  if (source.columns.has(path)) return;
  const steps: readonly KeyStep[] = parseKeyPath(path) ?? [{ kind: "name", name: path }];
  const resolution = resolvePath(
    source,
    steps.map((step) => ({ ...step, span })),
  );
  if (resolution.kind === "found") return;
  const step = steps[resolution.at];
  if (step === undefined) return;
  const offer =
    resolution.kind === "unknown" && step.kind === "name" ? nearest(step.name, resolution.among) : undefined;
  const near = offer === undefined ? undefined : printKeyPath(steps.with(resolution.at, { kind: "name", name: offer }));
  const label =
    source.firstRecords === undefined ? source.label : `the first ${source.firstRecords} records of ${source.label}`;
  const parameters = { functionName, path, step: printKeyPath([step]), source: label, near };
  report(calls.XM2039, span, parameters);
}
