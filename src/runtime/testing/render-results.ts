import type { Palette } from "../../diagnostics/index.js";
import { positionAt, type Span, spanText } from "../../text/index.js";
import { cut, printable, widthOf, wrap } from "../../text/terminal-text.js";
import type { Difference, Reason } from "./compare.js";
import type { TestResult } from "./run-tests.js";

export interface RenderOptions {
  readonly palette: Palette;
  readonly width: number;
}

/** The tests of one file. */
export interface FileResults {
  readonly file: string;
  readonly results: readonly TestResult[];
}

/** The results for people: one line a test, and for one that failed what differs, path by path. */
export function renderResults({ file, results }: FileResults, options: RenderOptions): string {
  const { palette } = options;
  const lines = [palette.bold(printable(file))];
  for (const result of results) {
    const mark = result.passed ? palette.info("ok  ") : palette.error("FAIL");
    lines.push(`  ${mark} ${printable(result.name)}`);
    for (const { row, differences } of result.failures) {
      if (result.rows > 1) lines.push(`       row ${row} of ${result.rows}`);
      for (const difference of differences) lines.push(...renderDifference(difference, options));
    }
  }
  return `${lines.join("\n")}\n`;
}

const INDENT = " ".repeat(7);

function renderDifference(difference: Difference, { palette, width }: RenderOptions): string[] {
  const { path, expected, got, reasons, mapping, span } = difference;
  const room = Math.max(20, width - INDENT.length - 11);
  const lines = [`${INDENT}${palette.bold(printable(subjectOf(path)))}`];
  const field = (name: string, text: string) => {
    const [first = "", ...rest] = wrap(printable(text), room, 4);
    lines.push(`${INDENT}  ${palette.dim(name.padEnd(8))} ${first}`);
    for (const line of rest) lines.push(`${INDENT}           ${line}`);
  };
  field("expected", expected);
  field("got", got);
  for (const reason of reasons) field("because", describeReason(reason));
  if (mapping !== null) {
    const source = spanText(mapping.expression.span).replace(/\s+/g, " ");
    const place = placeOf(mapping.span);
    field("mapped", `${place}  ${cut(source, Math.max(20, room - widthOf(place) - 2))}`);
  }
  field("stated", placeOf(span));
  return lines;
}

/** What differs: a target, or the row as a whole. */
export function subjectOf(path: string): string {
  return path === "" ? "the row" : path;
}

export function describeReason({ code, message }: Reason): string {
  return `${code} ${message}`;
}

/** `orders.xdmap:7:1` */
export function placeOf({ file, start }: Span): string {
  const { line, column } = positionAt(file, start);
  return `${file.path}:${line}:${column}`;
}

/** `12 passed, 1 failed` */
export function describeRun(files: readonly FileResults[]): string {
  const all = files.flatMap(({ results }) => results);
  const failed = all.filter(({ passed }) => !passed).length;
  if (all.length === 0) return "no tests";
  const passed = `${all.length - failed} passed`;
  return failed === 0 ? passed : `${passed}, ${failed} failed`;
}
