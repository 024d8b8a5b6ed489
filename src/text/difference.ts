/** The first place where two texts differ, with the lines that stand there. */
export interface Difference {
  /** Counts from 1. */
  readonly line: number;
  /** The lines of each that differ there, without line ends; many are cut. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How many lines of each text are shown. */
const SHOWN = 3;

/** Null where the texts are equal. Where they differ in line ends only, the lines of that place read the same. */
export function findDifference(before: string, after: string): Difference | null {
  if (before === after) return null;
  const [old, fresh] = [before.split(/(?<=\r\n|\n|\r(?!\n))/), after.split(/(?<=\r\n|\n|\r(?!\n))/)];
  let start = 0;
  while (start < old.length && old[start] === fresh[start]) start++;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  const shown = (lines: readonly string[]) =>
    lines.slice(start, Math.min(start + SHOWN, lines.length - end)).map((line) => line.replace(/[\r\n]+$/, ""));
  return { line: start + 1, before: shown(old), after: shown(fresh) };
}
