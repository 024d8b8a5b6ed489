import { LONGEST_TEXT, MOST_ITEMS } from "../limits.js";
import { harmlessLength } from "./cost.js";
import { BacktrackingMatcher, type RegexMatch, RegexOverload } from "./matcher.js";
import { expandReplacement, type ReplacementProblem } from "./replacement.js";
import type { ParsedRegex } from "./syntax.js";
import type { Translation } from "./translate.js";

/** Halves of surrogate pairs: Java can match between them, a RegExp cannot. */
const HALF = /[\ud800-\udfff]/;

/**
 * A compiled Java regular expression with the behaviour of java.util.regex on JDK 17. A text on which Java would not end
 * either throws RegexOverload: where a RegExp could run for long the matcher, which counts its steps, takes over from it.
 */
export class JavaRegex {
  readonly pattern: string;
  readonly #parsed: ParsedRegex;
  readonly #translation: Translation | null;
  #full: RegExp | undefined;
  #global: RegExp | undefined;
  #matcher: BacktrackingMatcher | undefined;
  /** The longest texts that may be left to the RegExp, for a match of the whole and for a search. */
  #longestWhole: number | undefined;
  #longestSearched: number | undefined;

  constructor(pattern: string, parsed: ParsedRegex, translation: Translation | null) {
    this.pattern = pattern;
    this.#parsed = parsed;
    this.#translation = translation;
  }

  get groupCount(): number {
    return this.#parsed.groupCount;
  }

  /** Whether the pattern matches the whole text: String.matches and JEXL's `=~`. */
  matches(text: string): boolean {
    const translation = this.#translationFor(text, false);
    if (translation === null) return this.#backtracking().full(text) !== null;
    this.#full ??= new RegExp(`^(?:${translation.source})$`, "u");
    try {
      return this.#full.test(text);
    } catch (error) {
      throw overloadOf(error);
    }
  }

  /** The groups of a match of the whole text, the match itself first. */
  fullGroups(text: string): (string | null)[] | null {
    const translation = this.#translationFor(text, false);
    if (translation?.groupsAgree !== true && this.groupCount > 0) {
      const match = this.#backtracking().full(text);
      return match === null ? null : [text, ...match.groups];
    }
    if (!this.matches(text)) return null;
    const found = translation === null || this.#full === undefined ? null : runRegExp(this.#full, text);
    return [text, ...(found === null ? [] : this.#groupsOf(found))];
  }

  /** The first match anywhere in the text: the match, then its groups; null for a group that took no part. */
  find(text: string): (string | null)[] | null {
    const match = this.#searchOf(text, true)(0, 0);
    return match === null ? null : [text.slice(match.start, match.end), ...match.groups];
  }

  /** Every match, as `find` gives the first. */
  findAll(text: string): (string | null)[][] {
    return Array.from(this.#matchesOf(text, true), (match) => [text.slice(match.start, match.end), ...match.groups]);
  }

  /**
   * String.split: a limit above zero bounds the parts, zero drops the empty ones at the end, below zero keeps them. An
   * empty match at the start gives no empty first part; a text without a match is the only part.
   */
  split(text: string, limit = 0): string[] {
    const parts: string[] = [];
    let index = 0;
    for (const { start, end } of this.#matchesOf(text, false)) {
      if (limit > 0 && parts.length >= limit - 1) {
        if (parts.length === limit - 1) {
          parts.push(text.slice(index));
          index = end;
        }
        break;
      }
      if (index === 0 && start === 0 && end === 0) continue;
      parts.push(text.slice(index, start));
      if (parts.length >= MOST_ITEMS) throw new RegexOverload("the array that it makes is too long");
      index = end;
    }
    if (index === 0) return [text];
    if (limit <= 0 || parts.length < limit) parts.push(text.slice(index));
    if (limit === 0) while (parts.at(-1) === "") parts.pop();
    return parts;
  }

  replaceAll(text: string, replacement: string): string | ReplacementProblem {
    return this.#replace(text, replacement, false);
  }

  replaceFirst(text: string, replacement: string): string | ReplacementProblem {
    return this.#replace(text, replacement, true);
  }

  #replace(text: string, replacement: string, onlyFirst: boolean): string | ReplacementProblem {
    let result = "";
    let copied = 0;
    for (const match of this.#matchesOf(text, true)) {
      const part = expandReplacement(replacement, text.slice(match.start, match.end), match, this.#parsed.groupNames);
      if (typeof part !== "string") return part;
      result += text.slice(copied, match.start) + part;
      if (result.length > LONGEST_TEXT) throw new RegexOverload("the text that it makes is too long");
      copied = match.end;
      if (onlyFirst) break;
    }
    return result + text.slice(copied);
  }

  /** Java goes on where the last match ended, one UTF-16 unit further after an empty one. */
  *#matchesOf(text: string, withGroups: boolean): Generator<RegexMatch> {
    const search = this.#searchOf(text, withGroups);
    let from = 0;
    let last = 0;
    while (from <= text.length) {
      const match = search(from, last);
      if (match === null) return;
      yield match;
      last = match.end;
      from = match.end;
      if (match.start === match.end) from++;
    }
  }

  /** How to find the next match of a text from a place on, given where the last one ended. */
  #searchOf(text: string, withGroups: boolean): (from: number, last: number) => RegexMatch | null {
    const translation = this.#translationFor(text, true);
    if (translation === null || (withGroups && !translation.groupsAgree)) return this.#backtracking().search(text);
    this.#global ??= new RegExp(translation.source, "ug");
    const regex = this.#global;
    return (from) => {
      regex.lastIndex = from;
      const found = runRegExp(regex, text);
      if (found === null) return null;
      const groups = withGroups ? this.#groupsOf(found) : [];
      return { start: found.index, end: found.index + found[0].length, groups };
    };
  }

  /** The translation where it finds in this text what Java does, and soon. */
  #translationFor(text: string, searches: boolean): Translation | null {
    if (this.#translation === null) return null;
    const isSoon = searches ? this.isSoonSearched(text) : text.length <= this.#harmlessWhole();
    return isSoon && !HALF.test(text) ? this.#translation : null;
  }

  /** Whether a RegExp that is built as the pattern is would be through a search of this text soon. */
  isSoonSearched(text: string): boolean {
    this.#longestSearched ??= harmlessLength(this.#parsed.root, true);
    return text.length <= this.#longestSearched;
  }

  #harmlessWhole(): number {
    this.#longestWhole ??= harmlessLength(this.#parsed.root, false);
    return this.#longestWhole;
  }

  #groupsOf(found: RegExpExecArray): (string | null)[] {
    return (this.#translation?.groups ?? []).map((index) => found[index] ?? null);
  }

  #backtracking(): BacktrackingMatcher {
    this.#matcher ??= new BacktrackingMatcher(this.#parsed);
    return this.#matcher;
  }
}

function runRegExp(regex: RegExp, text: string): RegExpExecArray | null {
  try {
    return regex.exec(text);
  } catch (error) {
    throw overloadOf(error);
  }
}

/** A RegExp's memory for ways back ends with a RangeError; Java throws StackOverflowError far earlier. */
function overloadOf(error: unknown): unknown {
  return error instanceof RangeError ? new RegexOverload("the pattern nests too deep for this text") : error;
}
