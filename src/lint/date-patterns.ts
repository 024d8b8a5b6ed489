import { placeInLiteral } from "../compiler/check-patterns.js";
import type { Expr } from "../compiler/index.js";
import type { Fix } from "../diagnostics/index.js";
import type { MappingFile } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { Visit } from "./rule.js";

/** A run of one letter in a date pattern, quoted text left out. */
export interface LetterRun {
  readonly letter: string;
  readonly count: number;
  readonly offset: number;
}

/** A date pattern that is written in the file as a literal. */
export interface WrittenPattern {
  readonly text: string;
  /** Of the literal, with its quotes. */
  readonly span: Span;
  /** False where the pattern says how a text is written. */
  readonly prints: boolean;
  readonly runs: readonly LetterRun[];
}

const PATTERN_ARGUMENT: ReadonlyMap<string, { readonly prints: boolean }> = new Map([
  ["date", { prints: false }],
  ["format", { prints: true }],
  ["dformat", { prints: true }],
]);

/** The pattern of a call that takes one, or null. */
export function patternOfCall({ fn, args }: Extract<Expr, { readonly kind: "call" }>): WrittenPattern | null {
  const takes = PATTERN_ARGUMENT.get(fn.name);
  const argument = args[1];
  if (takes === undefined || argument?.kind !== "constant" || typeof argument.value !== "string") return null;
  return written(argument.value, argument.span, takes.prints);
}

/** The pattern of the file's delta, or null. */
export function patternOfDelta(tree: MappingFile): WrittenPattern | null {
  const delta = tree.statements.find((statement) => statement.kind === "delta-header");
  if (delta?.kind !== "delta-header" || delta.format === null) return null;
  return written(delta.format.value, delta.format.span, false);
}

/** A pattern with its runs of letters; `span` is that of its literal. */
export function written(text: string, span: Span, prints: boolean): WrittenPattern {
  return { text, span, prints, runs: letterRuns(text) };
}

/** Several rules look at a pattern, and many mappings have the same. */
const lettersOf = new Map<string, readonly LetterRun[]>();
const MOST_KEPT = 256;

/** The letters that mean something, in order. `''` is a quote. */
function letterRuns(pattern: string): readonly LetterRun[] {
  const before = lettersOf.get(pattern);
  if (before !== undefined) return before;
  const runs: LetterRun[] = [];
  for (const { 0: run, index } of pattern.matchAll(/'[^']*'?|([A-Za-z])\1*/g)) {
    if (!run.startsWith("'")) runs.push({ letter: run.charAt(0), count: run.length, offset: index });
  }
  if (lettersOf.size >= MOST_KEPT) lettersOf.clear();
  lettersOf.set(pattern, runs);
  return runs;
}

/** Whether any of these letters is in the pattern. */
export function holds({ runs }: WrittenPattern, letters: string): boolean {
  return runs.some(({ letter }) => letters.includes(letter));
}

export function spanOfRun({ text, span }: WrittenPattern, { offset, count }: LetterRun): Span {
  return placeInLiteral(span, text, offset, count);
}

/** The letter of some runs changed, each run as long as it is. */
export function changeLetter(
  pattern: WrittenPattern,
  runs: readonly LetterRun[],
  change: { readonly to: string; readonly safe: boolean },
): readonly Fix[] {
  const edits = runs.flatMap((run) => {
    const place = spanOfRun(pattern, run);
    // Where a run cannot be placed, as in a literal with escapes, nothing can be written in its stead.
    return place.end - place.start === run.count ? [{ span: place, text: change.to.repeat(run.count) }] : [];
  });
  if (edits.length < runs.length) return [];
  const [first] = runs;
  if (first === undefined) return [];
  return [{ title: `Write ${change.to.repeat(first.count)}`, safe: change.safe, edits }];
}

/** Reports the first run of a letter that means something else than is meant, with a safe change of all of its runs. */
export function reportLetter(
  pattern: WrittenPattern,
  { letter, to }: { readonly letter: string; readonly to: string },
  at: Visit<{ letters: string; instead: string; prints: boolean }>,
): void {
  const runs = pattern.runs.filter((run) => run.letter === letter);
  const [first] = runs;
  if (first === undefined) return;
  const fixes = changeLetter(pattern, runs, { to, safe: true });
  at.report(
    spanOfRun(pattern, first),
    { letters: letter.repeat(first.count), instead: to.repeat(first.count), prints: pattern.prints },
    { fixes },
  );
}
