import { lineText, positionAt, type Span } from "../text/index.js";
import { printable, widthOf } from "../text/terminal-text.js";
import { type Diagnostic, isSpan, type Place, type Severity } from "./diagnostic.js";

/** How to colour parts of the text; the identity where there is no colour. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string) => text;
export const plainPalette: Palette = { error: same, warning: same, info: same, bold: same, dim: same };

/** Findings for people: message, place, the line with the marked part, and what to do. */
export function renderText(diagnostics: readonly Diagnostic[], palette: Palette = plainPalette, width = 100): string {
  return diagnostics.map((finding) => renderOne(finding, palette, width)).join("\n");
}

const LABELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function renderOne(finding: Diagnostic, palette: Palette, width: number): string {
  const label = palette[finding.severity](`${LABELS[finding.severity]}[${finding.code}]`);
  const lines = [`${label}${palette.bold(":")} ${palette.bold(printable(finding.message))}`];
  lines.push(...renderPlace(finding.place, palette[finding.severity], palette, width));
  for (const { message, place } of finding.related) {
    lines.push(`  ${palette.dim("=")} ${printable(message)}${place === null ? "" : ` (${describePlace(place)})`}`);
  }
  if (finding.help !== undefined) lines.push(`  ${palette.dim("=")} ${printable(finding.help)}`);
  for (const { title, safe } of finding.fixes)
    lines.push(`  ${palette.dim("=")} fix${safe ? "" : " (look before)"}: ${printable(title)}`);
  return `${lines.join("\n")}\n`;
}

/** `orders.xdmap:7:1` */
function describePlace(place: Place): string {
  if (place === null) return "";
  if (isSpan(place)) {
    const { line, column } = positionAt(place.file, place.start);
    return `${printable(place.file.path)}:${line}:${column}`;
  }
  const parts: (string | number)[] = [printable(place.path)];
  if (place.line !== undefined) parts.push(place.line);
  if (place.line !== undefined && place.column !== undefined) parts.push(place.column);
  return parts.join(":");
}

function renderPlace(place: Place, mark: (text: string) => string, palette: Palette, width: number): string[] {
  if (place === null) return [];
  const head = `  ${palette.dim("-->")} ${describePlace(place)}`;
  return isSpan(place) ? [head, ...renderLine(place, mark, palette, width)] : [head];
}

function renderLine(span: Span, mark: (text: string) => string, palette: Palette, width: number): string[] {
  const { line, column } = positionAt(span.file, span.start);
  const whole = lineText(span.file, line);
  const gutter = String(line);
  const room = Math.max(20, width - gutter.length - 5);
  // A long line is cut so that the marked part stays in sight.
  const from = column - 1 > room - 10 ? Math.max(0, column - 1 - Math.floor(room / 3)) : 0;
  const shown = printableLine(whole.slice(from, from + room));
  const before = printableLine(whole.slice(from, column - 1));
  const marked = printableLine(whole.slice(column - 1, Math.min(column - 1 + span.end - span.start, from + room)));
  const caret = "^".repeat(Math.max(1, widthOf(marked)));
  const bar = palette.dim("|");
  return [
    `${palette.dim(gutter)} ${bar} ${from > 0 ? "…" : ""}${shown}${from + room < whole.length ? "…" : ""}`,
    `${" ".repeat(gutter.length)} ${bar} ${from > 0 ? " " : ""}${" ".repeat(widthOf(before))}${mark(caret)}`,
  ];
}

/** A part of a source line: a tab takes two columns, so that the mark stands under what it marks. */
function printableLine(text: string): string {
  return printable(text.replaceAll("\t", "  "));
}
