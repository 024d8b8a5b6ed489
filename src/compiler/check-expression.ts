import { collector, type Diagnostic } from "../diagnostics/index.js";
import type { Expression } from "../grammar/index.js";
import { checkNames } from "./check-names.js";

/** What is wrong with the calls of an expression that stands alone. Its columns are not known, so they are not checked. */
export function checkCalls(expression: Expression): readonly Diagnostic[] {
  const { report, diagnostics } = collector();
  checkNames(expression, {
    source: null,
    definitions: new Map(),
    parameters: new Set(),
    lost: new Set(),
    report,
    onUse: () => {},
  });
  return diagnostics;
}
