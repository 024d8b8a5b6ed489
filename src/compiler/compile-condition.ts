import { collector, type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { previews } from "../diagnostics/previews.js";
import { type Expression, type MappingFile, parseExpression, walkExpression } from "../grammar/index.js";
import type { SourceFile } from "../text/index.js";
import { bindDefinitions } from "./bind-definitions.js";
import { checkArguments } from "./check-arguments.js";
import { checkNames } from "./check-names.js";
import { checkPatterns } from "./check-patterns.js";
import type { Expr } from "./expr.js";
import { isTooDeep } from "./expression-depth.js";
import type { UsedFile } from "./imports.js";
import { inline } from "./inline.js";
import { calledFunction, holdsInvalid, typeOfPath } from "./lower.js";
import { lowerExpression } from "./lower-expression.js";
import type { SourceShape } from "./source-shape.js";

/** An expression over the columns of a source that says which rows are meant: those for which it is true. */
export interface Condition {
  /** As it was written. */
  readonly text: string;
  /** Without sugar. */
  readonly expression: Expr;
  /** Whose columns it reads; null where they are not known. */
  readonly source: SourceShape | null;
}

/** The file whose names a condition may use, and the columns of its sample. */
export interface ConditionInput {
  readonly tree: MappingFile;
  readonly uses: readonly UsedFile[];
  readonly source: SourceShape | null;
}

/**
 * Compiles a text that is one expression as the left side of a mapping is compiled: with the columns, `let`s, `def`s and
 * `table`s of a file. Null where it cannot be evaluated; findings have their places in the text.
 */
export function compileCondition(
  file: SourceFile,
  { tree, uses, source }: ConditionInput,
): { readonly condition: Condition | null; readonly diagnostics: readonly Diagnostic[] } {
  const { expression: written, diagnostics: syntax } = parseExpression(file);
  const { report, diagnostics } = collector();
  const refused = () => ({ condition: null, diagnostics: [...syntax, ...diagnostics] });
  if (hasErrors(syntax)) return refused();
  if (isTooDeep(written)) {
    report(lint.XM4002, written.span, { length: null, part: null });
    return refused();
  }
  // What is wrong with the file itself is told of the file.
  const { definitions, lost, endless } = bindDefinitions(tree, uses, source, () => {});
  checkNames(written, { source, definitions, lost, parameters: new Set(), report, onUse: () => {} });
  const { expression: expanded, tooLarge } = inline(written, definitions, endless);
  if (tooLarge) report(lint.XM4002, written.span, { length: null, part: null });
  reportWildcard(written, report);
  if (hasErrors(diagnostics) || holdsInvalid(expanded)) return refused();
  const expression = lowerExpression(expanded, {
    functionNamed: calledFunction,
    typeOfPath: (segments) => typeOfPath(segments, source, written.span),
  });
  checkArguments(expression, report, false);
  checkPatterns(expression, report);
  if (hasErrors(diagnostics)) return refused();
  return { condition: { text: file.text, expression, source }, diagnostics: [...syntax, ...diagnostics] };
}

function reportWildcard(expression: Expression, report: ReturnType<typeof collector>["report"]): void {
  walkExpression(expression, (part) => {
    if (part.kind === "wildcard") report(previews.XM5354, part.span, {});
    return part.kind !== "wildcard";
  });
}
