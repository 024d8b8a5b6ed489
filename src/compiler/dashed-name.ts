import { type Binary, type Expression, printColumn, walkExpression } from "../grammar/index.js";
import { spanText } from "../text/index.js";
import { plainPath, resolvePath } from "./column-path.js";
import type { Definitions } from "./definitions.js";
import type { SourceShape } from "./source-shape.js";

/** Names with dashes and dots between them; the parser has seen to it that what lies beyond ASCII is letters. */
const dashed = /^[A-Za-z_$\x80-\uffff][\w$\x80-\uffff]*(?:[-.][\w$\x80-\uffff]+)+$/;

/**
 * The column that a subtraction without blanks was meant as (`loyalty-id`), as it has to be written; null where it is a
 * subtraction: a side is a column, a parameter or a definition, or a blank stands beside the minus.
 */
export function columnOfDashes(
  expression: Binary,
  scope: {
    readonly source: SourceShape | null;
    readonly definitions: Definitions;
    readonly parameters: ReadonlySet<string>;
  },
): string | null {
  const text = spanText(expression.span);
  const { source } = scope;
  if (source === null || !dashed.test(text)) return null;
  if (isSomethingKnown(expression, scope, source)) return null;
  return printColumn(source.columns.has(text) ? [text] : text.split("."));
}

function isSomethingKnown(
  expression: Expression,
  { definitions, parameters }: { readonly definitions: Definitions; readonly parameters: ReadonlySet<string> },
  source: SourceShape,
): boolean {
  let known = false;
  walkExpression(expression, (one) => {
    if (one.kind === "name" && (parameters.has(one.name) || definitions.has(one.name))) known = true;
    const steps = plainPath(one);
    if (steps !== null && resolvePath(source, steps).kind === "found") known = true;
    return steps === null;
  });
  return known;
}
