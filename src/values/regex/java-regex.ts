import { LONGEST_TEXT } from "../text-length.js";
import { BacktrackingMatcher, isInsidePair, type RegexMatch, RegexOverload } from "./matcher.js";
import { hasNestedRepetition } from "./nested-repetition.js";
import { expandReplacement, type ReplacementProblem } from "./replacement.js";
import type { ParsedRegex } from "./syntax.js";
import type { Translation } from "./translate.js";

/** Up to this length even a pattern whose ways double with each character is through in milliseconds. */
const HARMLESS_LENGTH = 20;

/**
 * A compiled Java regular expression with the behaviour of java.util.regex on JDK 17. A text on which Java would not end
 * either throws RegexOverload: where repetitions stand inside one another the matcher, which counts its steps, takes over
 * from the RegExp.
 */
export class JavaRegex {
  readonly pattern: string;
  readonly #parsed: ParsedRegex;
  readonly #translation: Translation | null;
  #full: RegExp | undefined;
  #global: RegExp | undefined;
  #matcher: BacktrackingMatcher | undefined;
  #mayExplode: boolean | undefined;

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
    const translation = this.#translationFor(text);
    if (translation === null) return this.#backtracking().full(text) !== null;
    this.#full ??= new RegExp(`^(?:${translation.source})$`, "u");
    return this.#full.test(text);
  }

  /** The groups of a match of the whole text, the match itself first. */
  fullGroups(text: string): (string | null)[] | null {
    const translation = this.#translationFor(text);
    if (translation?.groupsAgree !== true && this.groupCount > 0) {
      const match = this.#backtracking().full(text);
      return match === null ? null : [text, ...match.groups];
    }
    if (!this.matches(text)) return null;
    const found = translation === null || this.#full === undefined ? null : this.#full.exec(text);
    return [text, ...(found === null ? [] : this.#groupsOf(found))];
  }

  /** The first match anywhere in the text: the match, then its groups; null for a group that took no part. */
  find(text: string): (string | null)[] | null {
    const match = this.#findFrom(text, 0, 0, true);
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
    let from = 0;
    let last = 0;
    while (from <= text.length) {
      const match = this.#findFrom(text, from, last, withGroups);
      if (match === null) return;
      yield match;
      last = match.end;
      from = match.end;
      if (match.start === match.end) from++;
    }
  }

  #findFrom(text: string, from: number, last: number, withGroups: boolean): RegexMatch | null {
    if (isInsidePair(text, from)) {
      // Java does start there, and can find an empty match; a RegExp would step back before the pair.
      const match = this.#backtracking().findAt(text, from, last);
      return match ?? this.#findFrom(text, from + 1, last, withGroups);
    }
    const translation = this.#translationFor(text);
    if (translation === null || (withGroups && !translation.groupsAgree)) {
      return this.#backtracking().find(text, from, last);
    }
    this.#global ??= new RegExp(translation.source, "ug");
    this.#global.lastIndex = from;
    const found = this.#global.exec(text);
    if (found === null) return null;
    const groups = withGroups ? this.#groupsOf(found) : [];
    return { start: found.index, end: found.index + found[0].length, groups };
  }

  #translationFor(text: string): Translation | null {
    if (text.length <= HARMLESS_LENGTH) return this.#translation;
    this.#mayExplode ??= hasNestedRepetition(this.#parsed.root);
    return this.#mayExplode ? null : this.#translation;
  }

  #groupsOf(found: RegExpExecArray): (string | null)[] {
    return (this.#translation?.groups ?? []).map((index) => found[index] ?? null);
  }

  #backtracking(): BacktrackingMatcher {
    this.#matcher ??= new BacktrackingMatcher(this.#parsed);
    return this.#matcher;
  }
}
