import type { Palette } from "../diagnostics/index.js";
import type { MappingFile } from "../grammar/index.js";
import { positionAt, type Range, rangeOf, type Span, spanText } from "../text/index.js";
import { cut, padEnd, printable, widthOf } from "../text/terminal-text.js";
import { isFailure, kindName, MISSING, toJson } from "../values/index.js";
import { isOrigin, type Trace, type TraceNode } from "./trace.js";
import { type DefinedIn, definitionOf } from "./trace-definitions.js";
import { printXdm } from "./xdm-value.js";

export interface TraceContext {
  readonly trees: readonly MappingFile[];
  /** Which row it is, from 1, and where it stands in its file. */
  readonly row: number;
  readonly line: number;
}

interface Line {
  /** With its indentation. */
  readonly text: string;
  readonly value: string;
  readonly kind: string;
  readonly isFailed: boolean;
  /** What follows on a line of its own: why it failed, where it is written. */
  readonly notes: readonly string[];
  readonly indent: number;
}

/** The trace as an indented tree: each part as it is written, its value in JSON, its kind, and where a failure arose. */
export function renderTrace(
  trace: Trace,
  context: TraceContext,
  { palette, width }: { readonly palette: Palette; readonly width: number },
): string {
  const { mapping, items } = trace;
  const head = `${printable(mapping.path)}, row ${context.row} (line ${context.line}), mapped at ${placeOf(mapping.span)}`;
  const out = [palette.bold(cut(head, width))];
  const trees = items.map(({ indexes, root }) => ({ indexes, lines: linesOf(root, trace, context, null, 1) }));
  const all = trees.flatMap(({ lines }) => lines);
  const left = Math.min(Math.max(20, Math.floor(width * 0.55)), Math.max(0, ...all.map(({ text }) => widthOf(text))));
  const kinds = Math.max(0, ...all.map(({ kind }) => kind.length));
  const middle = Math.max(12, width - left - kinds - 4);
  for (const { indexes, lines } of trees) {
    if (indexes.length > 0) out.push(palette.dim(`  item ${indexes.map((index) => `[${index}]`).join("")}`));
    for (const line of lines) {
      const text = padEnd(cut(line.text, left), left);
      const value = cut(line.value, middle);
      const shown = line.isFailed ? palette.error(value) : value;
      const gap = " ".repeat(Math.max(0, Math.min(middle, widestValue(all, middle)) - widthOf(value)));
      out.push(`${text}  ${shown}${line.kind === "" ? "" : `${gap}  ${palette.dim(line.kind)}`}`.trimEnd());
      for (const note of line.notes)
        out.push(`${" ".repeat(line.indent + 2)}${palette.dim(cut(note, width - line.indent - 2))}`);
    }
  }
  if (items.length === 0) out.push("  nothing was evaluated: the row has no such item");
  out.push(...resultLines(trace, palette, width));
  return `${out.join("\n")}\n`;
}

function widestValue(lines: readonly Line[], most: number): number {
  return Math.min(most, Math.max(0, ...lines.map(({ value }) => widthOf(value))));
}

function resultLines({ record, state, losses, mapping, items }: Trace, palette: Palette, width: number): string[] {
  const words = {
    present: "is written",
    null: "is null",
    missing: "is null: the source has not got it",
    nulledByError: "is null because of an error",
  } as const;
  const of = items.some(({ indexes }) => indexes.length > 0) ? ", by the worst of all items" : "";
  const lines = [cut(`${palette.bold("=")} ${printable(mapping.path)} ${words[state]}${of}`, width)];
  if (record.size > 0) lines.push(`  ${cut(printable(printXdm(record)), width - 2)}`);
  for (const { code, message } of losses) lines.push(cut(`  ${palette.error(code)} ${printable(message)}`, width));
  return lines;
}

function linesOf(
  node: TraceNode,
  trace: Trace,
  context: TraceContext,
  around: DefinedIn | null,
  depth: number,
): readonly Line[] {
  const definition = definitionOf(node.expr.span, trace.mapping, context.trees);
  const indent = depth * 2;
  const notes: string[] = [];
  if (definition !== null && definition.name !== around?.name) {
    notes.push(`in ${definition.kind} ${printable(definition.name)}, ${placeOf(definition.span)}`);
  }
  const { outcome } = node;
  const failed = outcome !== undefined && outcome !== MISSING && isFailure(outcome) ? outcome : null;
  if (failed !== null && isOrigin(node)) notes.push(`${failed.code} ${printable(failed.message)}`);
  const line: Line = {
    text: " ".repeat(indent) + printable(textOf(node.expr.span)),
    ...describeOutcome(node),
    isFailed: failed !== null,
    notes,
    indent,
  };
  let before = definition;
  const inside = shownParts(node).flatMap((child) => {
    const lines = linesOf(child, trace, context, before, depth + 1);
    // What stands in the same place as its neighbour need not say so again.
    before = definitionOf(child.expr.span, trace.mapping, context.trees) ?? definition;
    return lines;
  });
  return [line, ...inside];
}

/** Of a lookup the entries that it came to: the others, dozens perhaps, say nothing of this row. */
function shownParts({ expr, children }: TraceNode): readonly TraceNode[] {
  if (expr.kind !== "call" || expr.fn.name !== "decode") return children;
  return children.filter((child) => child.outcome !== undefined || child.expr.kind !== "constant");
}

function describeOutcome({ outcome }: TraceNode): { readonly value: string; readonly kind: string } {
  if (outcome === undefined) return { value: "not evaluated", kind: "" };
  if (outcome === MISSING) return { value: "missing", kind: "" };
  if (isFailure(outcome)) return { value: `error ${outcome.code}`, kind: "" };
  return { value: printable(toJson(outcome)), kind: outcome === null ? "" : kindName(outcome) };
}

function textOf(span: Span): string {
  return spanText(span).replace(/\s+/g, " ");
}

function placeOf({ file, start }: Span): string {
  const { line, column } = positionAt(file, start);
  return `${printable(file.path)}:${line}:${column}`;
}

interface TraceEntry {
  readonly text: string;
  readonly file: string;
  readonly range: Range;
  readonly state: "value" | "missing" | "error" | "not evaluated";
  readonly value: unknown;
  readonly kind: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly arisesHere: boolean } | null;
  readonly definedIn: {
    readonly kind: string;
    readonly name: string;
    readonly file: string;
    readonly range: Range;
  } | null;
  readonly parts: readonly TraceEntry[];
}

/** `xdmap trace --format json`, described in docs/testing.md. */
export function renderTraceJson(trace: Trace, context: TraceContext): string {
  const { mapping, items, state, losses, record } = trace;
  const document = {
    target: mapping.path,
    row: context.row,
    line: context.line,
    mapping: { file: mapping.span.file.path, range: rangeOf(mapping.span) },
    items: items.map(({ indexes, root }) => ({ indexes, expression: toEntry(root, trace, context) })),
    state,
    reasons: losses.map(({ code, message }) => ({ code, message })),
    record: JSON.parse(printXdm(record)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toEntry(node: TraceNode, trace: Trace, context: TraceContext): TraceEntry {
  const { expr, outcome, children } = node;
  const definition = definitionOf(expr.span, trace.mapping, context.trees);
  const failed = outcome !== undefined && outcome !== MISSING && isFailure(outcome) ? outcome : null;
  const hasValue = outcome !== undefined && outcome !== MISSING && !isFailure(outcome);
  return {
    text: spanText(expr.span),
    file: expr.span.file.path,
    range: rangeOf(expr.span),
    state:
      outcome === undefined ? "not evaluated" : outcome === MISSING ? "missing" : failed === null ? "value" : "error",
    value: hasValue ? exactJson(toJson(outcome)) : null,
    kind: hasValue ? kindName(outcome) : null,
    error: failed === null ? null : { code: failed.code, message: failed.message, arisesHere: isOrigin(node) },
    definedIn:
      definition === null
        ? null
        : {
            kind: definition.kind,
            name: definition.name,
            file: definition.span.file.path,
            range: rangeOf(definition.span),
          },
    parts: children.map((child) => toEntry(child, trace, context)),
  };
}

/** Whole numbers beyond 2^53 stay texts. */
function exactJson(text: string): unknown {
  const isUnsafe = /^-?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text));
  return isUnsafe ? text : JSON.parse(text);
}
