import { lineText, positionAt, type Span } from "../text/index.js";
import { cut, printable, widthOf } from "../text/terminal-text.js";

/** How a frame is drawn: what marks its lines, what is dimmed, and how many columns there are. */
interface FrameStyle {
  readonly mark: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly width: number;
}

/** Of a longer span only the first lines and the last are shown. */
const MOST_LINES = 5;
const FIRST_LINES = 3;

/** The lines of a span with what it covers underlined. */
export function codeFrame({ file, start, end }: Span, style: FrameStyle): string[] {
  const first = positionAt(file, start);
  const to = positionAt(file, end);
  // A span that ends where a line begins does not reach into it.
  const last = to.column === 1 && to.line > first.line ? { line: to.line - 1, column: Number.MAX_SAFE_INTEGER } : to;
  const gutter = String(last.line).length;
  const shown = (line: number) => {
    const text = lineText(file, line);
    const from = line === first.line ? first.column - 1 : text.length - text.trimStart().length;
    const until = line === last.line ? Math.min(last.column - 1, text.length) : text.trimEnd().length;
    return drawLine(
      { text, from, until: Math.max(from, until) },
      { line, gutter, isOnly: first.line === last.line },
      style,
    );
  };
  const count = last.line - first.line + 1;
  const lines = Array.from({ length: count <= MOST_LINES ? count : FIRST_LINES }, (_, at) => shown(first.line + at));
  if (count <= MOST_LINES) return lines.flat();
  return [...lines.flat(), `${" ".repeat(gutter)} ${style.dim("…")}`, ...shown(last.line)];
}

interface MarkedLine {
  readonly text: string;
  /** What is marked, in UTF-16 units of the line. */
  readonly from: number;
  readonly until: number;
}

interface Numbering {
  readonly line: number;
  readonly gutter: number;
  readonly isOnly: boolean;
}

function drawLine({ text, from, until }: MarkedLine, { line, gutter, isOnly }: Numbering, style: FrameStyle): string[] {
  const bar = style.dim("|");
  const room = Math.max(20, style.width - gutter - 5);
  // A long line is cut so that the marked part stays in sight.
  const skipped =
    widthOf(printableLine(text.slice(0, from))) > room - 10 ? startNear(text, from, Math.floor(room / 3)) : 0;
  const rest = printableLine(text.slice(skipped));
  const visible = cut(rest, room);
  const before = widthOf(printableLine(text.slice(skipped, from)));
  const marked = widthOf(printableLine(text.slice(from, until)));
  const carets = "^".repeat(Math.max(1, Math.min(marked, widthOf(visible) - before)));
  const numbered = `${style.dim(String(line).padStart(gutter))} ${bar} ${skipped > 0 ? "…" : ""}${visible}`;
  // Of a span over several lines an empty one is shown as it is.
  if (!isOnly && from === until) return [numbered.trimEnd()];
  return [numbered, `${" ".repeat(gutter)} ${bar} ${skipped > 0 ? " " : ""}${" ".repeat(before)}${style.mark(carets)}`];
}

/** So many columns before an offset, at the start of a letter. */
function startNear(text: string, offset: number, columns: number): number {
  let at = offset;
  let used = 0;
  while (at > 0 && used < columns) {
    const isPair = /[\udc00-\udfff]/.test(text.charAt(at - 1)) && /[\ud800-\udbff]/.test(text.charAt(at - 2));
    at -= isPair ? 2 : 1;
    used += widthOf(printableLine(text.slice(at, isPair ? at + 2 : at + 1)));
  }
  return at;
}

/** A part of a source line: a tab takes two columns, so that the mark stands under what it marks. */
function printableLine(text: string): string {
  return printable(text.replaceAll("\t", "  "));
}
