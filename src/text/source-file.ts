/** A text that was read, with its line map. Every span points into one. */
export interface SourceFile {
  /** The path as messages show it: relative to the working folder, with `/`. */
  readonly path: string;
  /** The text without its byte order mark. */
  readonly text: string;
  /** The offset at which each line starts. Lines end at LF, CRLF or CR. */
  readonly lineStarts: readonly number[];
}

/** A place in a text for people: line and column count from 1, offset from 0, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A text with the name that findings show for it. A byte order mark is no part of it. */
export function createSourceFile(path: string, text: string): SourceFile {
  const clean = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let lineStarts: readonly number[] | undefined;
  return {
    path,
    text: clean,
    // Most files are read without a finding: their lines are counted when the first place is asked for.
    get lineStarts() {
      lineStarts ??= findLineStarts(clean);
      return lineStarts;
    },
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}

export function positionAt(file: SourceFile, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), file.text.length);
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (file.lineStarts[low] ?? 0) + 1, offset: at };
}

/** The text of one line (counted from 1) without its line break. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line - 1] ?? file.text.length;
  const end = file.lineStarts[line] ?? file.text.length;
  return file.text.slice(start, end).replace(/[\r\n]+$/, "");
}
