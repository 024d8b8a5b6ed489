/**
 * What the page of a code says beyond its declaration. Guides are apart from the codes because only pages need them: a
 * check does not load them.
 */
export interface Guide {
  /** Why it matters, where the declaration's details do not say. */
  readonly why?: string;
  /** What to do, for a reader who has not met it before. */
  readonly todo: string;
  /** What makes of the first example one without the finding: each text with what takes its place. */
  readonly corrections?: readonly (readonly [from: string, to: string])[];
}

/** The first example with its corrections. */
export function correct(source: string, corrections: NonNullable<Guide["corrections"]>): string {
  return corrections.reduce((text, [from, to]) => text.replace(from, () => to), source);
}
