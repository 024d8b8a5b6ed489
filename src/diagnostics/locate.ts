import { rangeOf } from "../text/index.js";
import { type Diagnostic, isSpan, type Place } from "./diagnostic.js";

/** A place as every renderer tells it. Lines and columns count from 1, in UTF-16 units; null is what is not known. */
export interface Location {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** The end is exclusive; null where only a line is known. */
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

export function locate(place: Place): Location | null {
  if (place === null) return null;
  if (isSpan(place)) {
    const { start, end } = rangeOf(place);
    return {
      path: place.file.path,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  }
  const { path, line = null, column = null } = place;
  return { path, line, column: line === null ? null : column, endLine: null, endColumn: null };
}

/**
 * A place for forms that show nothing without a file: what has none stands at the first file that was checked, or else at
 * the folder.
 */
export function locateSomewhere(place: Place, files: readonly string[]): Location {
  return locate(place) ?? { path: files[0] ?? ".", line: null, column: null, endLine: null, endColumn: null };
}

/** `orders.xdmap:7:1` */
export function describeLocation({ path, line, column }: Location): string {
  return [path, line, column].filter((part) => part !== null).join(":");
}

/** The message with what to do, for formats that have one text: also what belongs to it and has no place of its own. */
export function wholeMessage({ message, help, related }: Diagnostic): string {
  const placeless = related.filter(({ place }) => place === null).map((other) => other.message);
  return [message, ...placeless, ...(help === undefined ? [] : [help])].join(" ");
}
