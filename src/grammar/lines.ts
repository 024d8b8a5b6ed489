import { isLineBreak } from "./characters.js";

/** The column that white space at the beginning of a line leads to: a tab goes to the next multiple of four. */
export function columnOf(space: string): number {
  let width = 0;
  for (const unit of space) width = unit === "\t" ? (width | 3) + 1 : width + 1;
  return width;
}

/** The end of the line that an offset stands in, or of what is read. */
export function findLineEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The end without white space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
