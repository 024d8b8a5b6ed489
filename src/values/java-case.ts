// Java 17 knows Unicode 13; what JavaScript knows besides has no letter case there.
const NEWER =
  /[\u019b\u0264\u1c89\u1c8a\u2c2f\u2c5f\ua7c0\ua7c1\ua7cb-\ua7f4\u{10570}-\u{105bf}\u{10d40}-\u{10d8f}\u{16ea0}-\u{16edf}]/u;
const NO_NEWER =
  /[^\u019b\u0264\u1c89\u1c8a\u2c2f\u2c5f\ua7c0\ua7c1\ua7cb-\ua7f4\u{10570}-\u{105bf}\u{10d40}-\u{10d8f}\u{16ea0}-\u{16edf}]+/gu;

const SIGMA = "Σ";

/** Whether anything in a text may need more than JavaScript's own conversion. One look, and none at a text of Latin-1. */
const BEYOND_LATIN = /[^\u0000-\u017f]/;

/** `String.toUpperCase(Locale.ROOT)`. */
export function javaUpperCase(text: string): string {
  return BEYOND_LATIN.test(text) && NEWER.test(text)
    ? text.replace(NO_NEWER, (part) => part.toUpperCase())
    : text.toUpperCase();
}

/** `String.toLowerCase(Locale.ROOT)`. */
export function javaLowerCase(text: string): string {
  if (!BEYOND_LATIN.test(text)) return text.toLowerCase();
  if (!text.includes(SIGMA)) return lowerCase(text);
  const parts = text.split(SIGMA).map(lowerCase);
  const finals = finalSigmas(text);
  return parts.reduce((before, part, at) => before + (finals[at - 1] === true ? "ς" : "σ") + part);
}

function lowerCase(text: string): string {
  return NEWER.test(text) ? text.replace(NO_NEWER, (part) => part.toLowerCase()) : text.toLowerCase();
}

/**
 * Of each capital sigma, in order, whether it is a final one: a cased letter stands before it in its word, and none after
 * it. Words are those of Java's text.BreakIterator, for which `Α-Σ` is one and `Α:Σ` two; JavaScript goes by Unicode's rule.
 */
function finalSigmas(text: string): readonly boolean[] {
  const finals: boolean[] = [];
  const points = Array.from(text);
  let hasCased = false;
  /** The sigma that is final if the word has no further cased letter. */
  let open: number | null = null;
  let afterLetter = false;
  const closeSigma = (isFinal: boolean): void => {
    if (open !== null) finals[open] = isFinal;
    open = null;
  };
  for (const [at, point] of points.entries()) {
    const kind = kindOf(point);
    if (kind === "joiner" ? afterLetter && isLetter(kindOf(points[at + 1] ?? " ")) : kind !== "other") {
      if (kind === "cased") {
        closeSigma(false);
        if (point === SIGMA) {
          finals.push(false);
          if (hasCased) open = finals.length - 1;
        }
        hasCased = true;
      }
      if (kind !== "mark") afterLetter = isLetter(kind);
    } else {
      closeSigma(true);
      hasCased = false;
      afterLetter = false;
    }
  }
  closeSigma(true);
  return finals;
}

type Kind = "cased" | "letter" | "number" | "mark" | "joiner" | "other";

function isLetter(kind: Kind): boolean {
  return kind === "cased" || kind === "letter";
}

// Made at the first capital sigma: classes of Unicode take their time to compile.
let classes: readonly (readonly [Kind, RegExp])[] | null = null;

/** A text has few different characters, however long it is. */
const kinds = new Map<string, Kind>();

function kindOf(point: string): Kind {
  const known = kinds.get(point);
  if (known !== undefined) return known;
  classes ??= [
    ["cased", /^[\p{Lu}\p{Ll}\p{Lt}]/u],
    ["other", /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
    ["letter", /^\p{L}/u],
    ["joiner", /^["'.\u00ad\u2027\p{Pd}\p{Pc}]/u],
    ["number", /^\p{N}/u],
    ["mark", /^[\p{M}\p{Cf}]/u],
  ];
  const kind = classes.find(([, pattern]) => pattern.test(point))?.[0] ?? "other";
  kinds.set(point, kind);
  return kind;
}
