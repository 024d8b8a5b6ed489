import { childrenOf, type Expression, printExpression, printString } from "../grammar/index.js";
import { numberText, parseNumberLiteral } from "../values/index.js";
import {
  escapeSegment,
  isColumnNode,
  type NameContext,
  quoteProperty,
  wrapColumns,
  wrappedSegments,
} from "./column-names.js";
import { dottedColumn, type PathStep, plainPath } from "./column-path.js";
import type { Expansion } from "./inline.js";
import type { SourceShape } from "./source-shape.js";

/** What Data Prep is sent for a mapping's source. */
export interface Emitted {
  readonly type: "ATTRIBUTE" | "EXPRESSION" | "STATIC";
  readonly text: string;
}

/**
 * A plain path is an attribute, its names raw. Anything else is an expression: as it was written where nothing had to be
 * compiled away, printed anew where something had.
 */
export function emitSource(written: Expression, { expression, hadSugar }: Expansion, context: NameContext): Emitted {
  const steps = plainPath(expression);
  if (steps !== null) return { type: "ATTRIBUTE", text: attributeText(steps, context.source) };
  const text = hadSugar ? printExpression(wrapColumns(expression, context)) : writtenText(written, context);
  return { type: "EXPRESSION", text };
}

/** The raw text of a constant for `@static`, or null where the expression is none. */
export function staticText(expression: Expression): string | null {
  switch (expression.kind) {
    case "string":
      return expression.value;
    case "number":
      return plainNumber(expression.text);
    case "boolean":
      return String(expression.value);
    case "group":
      return staticText(expression.expression);
    case "unary":
      return expression.operator === "-" && expression.operand.kind === "number"
        ? `-${plainNumber(expression.operand.text)}`
        : null;
    default:
      return null;
  }
}

/** A number as anything but JEXL reads it: `10L` is 10, `0x1F` is 31. */
function plainNumber(text: string): string {
  if (/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return text;
  const value = parseNumberLiteral(text);
  return value === undefined ? text : numberText(value);
}

function attributeText(steps: readonly PathStep[], source: SourceShape | null): string {
  const dotted = source?.flat === true && !startsWithColumn(steps, source) ? dottedColumn(source, steps) : null;
  const rest = dotted === null ? steps : steps.slice(dotted.length);
  let text = dotted === null ? "" : escapeSegment(dotted.name);
  for (const step of rest) {
    if (step.kind === "name") text += `${text === "" ? "" : "."}${escapeSegment(step.name)}`;
    else text += step.kind === "index" ? `[${step.index}]` : "[*]";
  }
  return text;
}

function startsWithColumn([first]: readonly PathStep[], source: SourceShape): boolean {
  return first?.kind === "name" && source.columns.has(first.name);
}

interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The author's text, in which only names that Data Prep would not read as columns are put into `${}`. */
function writtenText(expression: Expression, context: NameContext): string {
  const { file, start, end } = expression.span;
  let text = "";
  let at = start;
  for (const edit of editsOf(expression, context).sort((a, b) => a.start - b.start)) {
    text += file.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + file.text.slice(at, end);
}

function editsOf(expression: Expression, context: NameContext): TextEdit[] {
  const edits: TextEdit[] = [];
  visit(expression);
  return edits;

  function visit(one: Expression): void {
    if (isColumnNode(one)) {
      const segments = wrappedSegments(one, context);
      if (segments !== null) {
        const { start, end } = one.span;
        edits.push({ start, end, text: printExpression({ kind: "quoted-column", segments, span: one.span }) });
        return;
      }
      if (one.kind === "member") {
        const property = quoteProperty(one.property);
        if (property !== one.property && property.kind === "quoted") {
          const { start, end } = property.span;
          edits.push({ start, end, text: printString(property.name, property.quote) });
        }
      }
    }
    for (const child of childrenOf(one)) visit(child);
  }
}
