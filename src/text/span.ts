import { positionAt, type Range, type SourceFile } from "./source-file.js";

/** A part of a source file: offsets from 0 in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export function spanOf(file: SourceFile, start: number, end: number): Span {
  return { file, start, end };
}

export function spanText(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}

export function rangeOf(span: Span): Range {
  return { start: positionAt(span.file, span.start), end: positionAt(span.file, span.end) };
}
