import { type CharacterClass, scanClass } from "./characters.js";

/** Why a text is no URI. */
export interface UriProblem {
  /** As Java says it: `Illegal character in path`. */
  readonly reason: string;
  /** Where in the text, in UTF-16 units; null where Java does not say. */
  readonly index: number | null;
  /** `number` where java.net.URI itself stumbles over a number instead of refusing it. */
  readonly kind: "syntax" | "number";
}

/** Thrown by the readers below and caught by those who call them; no caller of parseUri ever sees one. */
export class UriRefusal {
  readonly problem: UriProblem;
  constructor(problem: UriProblem) {
    this.problem = problem;
  }
}

export function refuse(reason: string, index: number | null): never {
  throw new UriRefusal({ reason, index, kind: "syntax" });
}

export function isAt(text: string, start: number, end: number, wanted: string): boolean {
  return start + wanted.length <= end && text.startsWith(wanted, start);
}

/** Where the first of some characters stands, or `end`. */
export function indexOfAny(text: string, start: number, end: number, characters: string): number {
  let first = end;
  for (const character of characters) {
    const at = text.indexOf(character, start);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}

/** The end of the characters of a class. An escape that is cut off, or not hexadecimal, is refused. */
export function readClass(text: string, start: number, end: number, allowed: CharacterClass): number {
  const scan = scanClass(text, start, end, allowed);
  if (scan.malformedEscape) refuse("Malformed escape pair", scan.end);
  return scan.end;
}

/** Refuses the first character that is not of the class. */
export function requireClass(text: string, start: number, end: number, allowed: CharacterClass, part: string): void {
  const stopped = readClass(text, start, end, allowed);
  if (stopped < end) refuse(`Illegal character in ${part}`, stopped);
}
