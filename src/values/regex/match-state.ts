/** What a pattern was to do on a text is too much; Java would run for hours, overflow its stack or run out of memory. */
export class RegexOverload extends Error {}

/** Why a pattern could not be used to its end; null where the error is another. */
export function overloadReason(error: unknown): string | null {
  // What the engine below finds too large (SyntaxError) shows only when it is used.
  if (error instanceof SyntaxError) return "it is too large";
  return error instanceof RegexOverload ? error.message : null;
}

/** Steps that a search may take, besides those that the text's length gives it. */
const MOST_STEPS = 20_000_000;
const STEPS_A_CHARACTER = 64;

/** What a match has come to so far: java.util.regex.Matcher's own variables. */
export class MatchState {
  readonly text: string;
  /** Where each group starts and ends, by its number; -1 for one that took no part. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Where groups began that are not through, and how often loops have turned. */
  readonly locals: Int32Array;
  /** Places from which a loop is known to fail. */
  readonly failed: readonly Set<number>[];
  /** Where the last part that was matched by itself ended, at first the last match. */
  last: number;
  /** Where the last match ended: `\G`. */
  readonly previousEnd: number;
  /** Where a look-behind has to end. */
  lookBehindEnd = 0;
  /** Whether a match has to reach the end of the text. */
  readonly whole: boolean;
  #stepsLeft: number;

  constructor(
    text: string,
    sizes: { readonly groups: number; readonly locals: number; readonly loops: number },
    { previousEnd, whole, stepsLeft }: { previousEnd: number; whole: boolean; stepsLeft: number },
  ) {
    this.text = text;
    this.starts = new Int32Array(sizes.groups + 1).fill(-1);
    this.ends = new Int32Array(sizes.groups + 1).fill(-1);
    this.locals = new Int32Array(sizes.locals).fill(-1);
    this.failed = Array.from({ length: sizes.loops }, () => new Set<number>());
    this.last = previousEnd;
    this.previousEnd = previousEnd;
    this.whole = whole;
    this.#stepsLeft = stepsLeft;
  }

  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  /** Counts one step; too many are an end with a reason. */
  count(): void {
    if (--this.#stepsLeft < 0) throw new RegexOverload("the pattern tries too many ways on this text");
  }
}

export function stepsFor(text: string): number {
  return MOST_STEPS + STEPS_A_CHARACTER * text.length;
}

/** One part of a pattern with all that comes after it: whether they match from a place on. */
export type Step = (state: MatchState, at: number) => boolean;

/** The end of a part that is matched by itself. */
export const partEnd: Step = (state, at) => {
  state.last = at;
  return true;
};
