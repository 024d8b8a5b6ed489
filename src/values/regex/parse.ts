import { ANY, type CharacterSet, complement, singleSet } from "./char-set.js";
import { lookBehindReach } from "./look-behind.js";
import { parseClass } from "./parse-class.js";
import { parseEscape } from "./parse-escape.js";
import { PatternCursor } from "./pattern-text.js";
import { LINE_ENDS } from "./properties.js";
import {
  type Anchor,
  type Flags,
  foldOf,
  type Greed,
  NO_FLAGS,
  type ParsedRegex,
  PatternError,
  type RegexNode,
} from "./syntax.js";

const MOST_REPETITIONS = 0x7fffffff;

/** Halves of surrogate pairs: Java counts a pattern that holds any, alone or in pairs, by characters. */
const HALF = /[\ud800-\udfff]/;

/** Parses Java's syntax (java.util.regex.Pattern, JDK 17). Throws PatternError. */
export function parseJavaRegex(pattern: string): ParsedRegex {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  readonly #cursor: PatternCursor;
  #flags: Flags = NO_FLAGS;
  #groups = 0;
  readonly #names = new Map<string, number>();
  #byCharacters: boolean;

  constructor(pattern: string) {
    this.#cursor = new PatternCursor(pattern);
    this.#byCharacters = HALF.test(pattern);
  }

  parse(): ParsedRegex {
    const root = this.#parseChoice();
    if (this.#cursor.peek() === ")") throw new PatternError("Unmatched closing ')'", this.#cursor.offset);
    return { root, groupCount: this.#groups, groupNames: this.#names, byCharacters: this.#byCharacters };
  }

  #setFlags(flags: Flags): void {
    this.#flags = flags;
    this.#cursor.comments = flags.comments;
    this.#cursor.unixLines = flags.unixLines;
  }

  #parseChoice(): RegexNode {
    const options = [this.#parseSequence()];
    while (this.#cursor.accept("|")) options.push(this.#parseSequence());
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: "choice", options };
  }

  #parseSequence(): RegexNode {
    const items: RegexNode[] = [];
    while (!this.#cursor.atEnd() && this.#cursor.peek() !== "|" && this.#cursor.peek() !== ")") {
      const atom = this.#parseAtom();
      // A flag group such as `(?i)` is no atom: what follows it may not repeat it.
      if (atom !== null) items.push(this.#parseQuantifier(atom));
    }
    if (items.length === 0) return { kind: "empty" };
    return items.length === 1 && items[0] !== undefined ? items[0] : { kind: "sequence", items };
  }

  #parseAtom(): RegexNode | null {
    const cursor = this.#cursor;
    const start = cursor.offset;
    switch (cursor.peek()) {
      case "(":
        return this.#parseGroup();
      case "[":
        return this.#set(parseClass(cursor, this.#flags));
      case "\\":
        return this.#parseBackslash();
      case "^":
        cursor.take();
        return { kind: "anchor", anchor: this.#lineStart() };
      case "$":
        cursor.take();
        return { kind: "anchor", anchor: this.#lineEnd(this.#flags.multiline) };
      case ".":
        cursor.take();
        return { kind: "set", source: this.#dot() };
      case "*":
      case "+":
      case "?":
        throw new PatternError(`Dangling meta character '${cursor.peek()}'`, start);
      // A brace that repeats nothing, as the second one of `x{3}{2}`: Java repeats the empty text.
      case "{":
        return { kind: "empty" };
      default:
        return this.#single(cursor.take());
    }
  }

  #set({ source, bmp }: CharacterSet): RegexNode {
    if (!bmp) this.#byCharacters = true;
    return { kind: "set", source };
  }

  #single(code: number): RegexNode {
    const fold = foldOf(this.#flags);
    const source = singleSet(code, fold);
    // With `(?iu)` Java compares letters by a test of which it does not know what it can match.
    return this.#set({ source, bmp: code < 0x10000 && (fold !== "unicode" || source === singleSet(code, "none")) });
  }

  #dot(): string {
    if (this.#flags.dotAll) return ANY;
    return this.#flags.unixLines ? "[^\\n]" : complement(LINE_ENDS);
  }

  #lineStart(): Anchor {
    if (!this.#flags.multiline) return "textStart";
    return this.#flags.unixLines ? "unixLineStart" : "lineStart";
  }

  #lineEnd(multiline: boolean): Anchor {
    if (this.#flags.unixLines) return multiline ? "unixLineEnd" : "unixLastLineEnd";
    return multiline ? "lineEnd" : "lastLineEnd";
  }

  #parseBackslash(): RegexNode {
    const cursor = this.#cursor;
    const start = cursor.offset;
    cursor.take();
    const escaped = parseEscape(cursor, this.#flags, start);
    if (escaped !== null) return "set" in escaped ? this.#set(escaped.set) : this.#single(escaped.code);
    const letter = String.fromCodePoint(cursor.take());
    const unicode = this.#flags.unicodeClasses;
    switch (letter) {
      case "A":
        return { kind: "anchor", anchor: "textStart" };
      case "z":
        return { kind: "anchor", anchor: "textEnd" };
      case "Z":
        return { kind: "anchor", anchor: this.#lineEnd(false) };
      case "G":
        return { kind: "lastMatch" };
      case "b":
        if (cursor.peek() === "{" && cursor.peekAfter() === "g") return this.#parseGraphemeBoundary(start);
        return { kind: "anchor", anchor: unicode ? "unicodeWordBoundary" : "wordBoundary" };
      case "B":
        return { kind: "anchor", anchor: unicode ? "noUnicodeWordBoundary" : "noWordBoundary" };
      case "R":
        return { kind: "lineBreak" };
      case "X":
        return { kind: "grapheme" };
      case "k":
        return this.#parseNamedReference(start);
      default:
        if (/^[1-9]$/.test(letter)) return this.#parseReference(Number(letter));
        throw new PatternError("Illegal/unsupported escape sequence", start);
    }
  }

  #parseGraphemeBoundary(start: number): RegexNode {
    this.#cursor.accept("{g");
    if (!this.#cursor.accept("}")) throw new PatternError("Illegal/unsupported escape sequence", start);
    return { kind: "graphemeBoundary" };
  }

  #parseReference(first: number): RegexNode {
    let index = first;
    // More digits belong to the number only while there is such a group already.
    while (/^[0-9]$/.test(this.#cursor.peekRaw())) {
      const longer = index * 10 + Number(this.#cursor.peekRaw());
      if (longer > this.#groups) break;
      index = longer;
      this.#cursor.take();
    }
    return this.#reference(index);
  }

  #reference(index: number): RegexNode {
    return { kind: "backreference", index, fold: foldOf(this.#flags) };
  }

  #parseNamedReference(start: number): RegexNode {
    if (this.#cursor.peekRaw() !== "<")
      throw new PatternError("\\k is not followed by '<' for named capturing group", start);
    this.#cursor.take();
    const name = this.#parseGroupName();
    const index = this.#names.get(name);
    if (index === undefined) throw new PatternError(`named capturing group <${name}> does not exist`, start);
    return this.#reference(index);
  }

  #parseGroupName(): string {
    this.#cursor.skipComments();
    const start = this.#cursor.offset;
    const name = this.#cursor.takeWhile((character) => /^[A-Za-z0-9]$/.test(character));
    if (!/^[A-Za-z]/.test(name))
      throw new PatternError("capturing group name does not start with a Latin letter", start);
    if (this.#cursor.peekRaw() !== ">") {
      throw new PatternError("named capturing group is missing trailing '>'", this.#cursor.offset);
    }
    this.#cursor.take();
    return name;
  }

  #parseGroup(): RegexNode | null {
    const cursor = this.#cursor;
    cursor.take();
    if (cursor.peek() !== "?") return this.#parseCapture(null);
    cursor.take();
    const start = cursor.offset;
    if (cursor.acceptHere(":")) return { kind: "group", index: null, body: this.#parseBody() };
    if (cursor.acceptHere(">")) return { kind: "atomic", body: this.#parseBody() };
    if (cursor.acceptHere("=")) return this.#parseLookAhead(false);
    if (cursor.acceptHere("!")) return this.#parseLookAhead(true);
    if (cursor.acceptHere("<")) {
      if (cursor.accept("=")) return this.#parseLookBehind(false, start);
      if (cursor.accept("!")) return this.#parseLookBehind(true, start);
      const name = this.#parseGroupName();
      if (this.#names.has(name)) {
        throw new PatternError(`Named capturing group <${name}> is already defined`, cursor.offset);
      }
      return this.#parseCapture(name);
    }
    return this.#parseFlags(start);
  }

  #parseCapture(name: string | null): RegexNode {
    const index = ++this.#groups;
    if (name !== null) this.#names.set(name, index);
    return { kind: "group", index, body: this.#parseBody() };
  }

  #parseLookAhead(negative: boolean): RegexNode {
    return { kind: "look", direction: "ahead", negative, body: this.#parseBody(), byCharacters: false };
  }

  #parseLookBehind(negative: boolean, start: number): RegexNode {
    const byCharacters = HALF.test(this.#cursor.pattern.slice(start));
    const body = this.#parseBody();
    if (lookBehindReach(body) === null) {
      throw new PatternError("Look-behind group does not have an obvious maximum length", start);
    }
    return { kind: "look", direction: "behind", negative, body, byCharacters };
  }

  /** To the closing parenthesis, inclusive; flags set inside end with it. */
  #parseBody(): RegexNode {
    const outer = this.#flags;
    const body = this.#parseChoice();
    if (this.#cursor.peek() !== ")") throw new PatternError("Unclosed group", this.#cursor.pattern.length);
    this.#cursor.take();
    this.#setFlags(outer);
    return body;
  }

  /** `(?i)` for the rest of the group, `(?i:…)` for its own body. */
  #parseFlags(start: number): RegexNode | null {
    const cursor = this.#cursor;
    const outer = this.#flags;
    let on = true;
    for (;;) {
      // A flag holds from its letter on: after the `x` of `(?x i)` the space is left out.
      const letter = cursor.peek();
      if (letter === ")" || letter === ":") break;
      if (letter === "-" && on) on = false;
      else this.#setFlags(withFlag(this.#flags, letter, on, start));
      cursor.take();
    }
    const scoped = cursor.peekRaw() === ":";
    cursor.take();
    if (!scoped) return null;
    const body = this.#parseChoice();
    if (cursor.peek() !== ")") throw new PatternError("Unclosed group", cursor.pattern.length);
    cursor.take();
    this.#setFlags(outer);
    return { kind: "group", index: null, body };
  }

  #parseQuantifier(atom: RegexNode): RegexNode {
    const cursor = this.#cursor;
    const start = cursor.offset;
    let min = 0;
    let max = Number.POSITIVE_INFINITY;
    switch (cursor.peek()) {
      case "*":
        cursor.take();
        break;
      case "+":
        cursor.take();
        min = 1;
        break;
      case "?":
        cursor.take();
        max = 1;
        break;
      case "{": {
        cursor.take();
        const least = takeDigits(cursor);
        if (least === "") throw new PatternError("Illegal repetition", start);
        min = Number(least);
        max = min;
        if (cursor.accept(",")) {
          cursor.skipComments();
          const most = takeDigits(cursor);
          max = most === "" ? Number.POSITIVE_INFINITY : Number(most);
        }
        if (cursor.peek() !== "}") throw new PatternError("Unclosed counted closure", cursor.offset);
        if (max < min || min > MOST_REPETITIONS || (max > MOST_REPETITIONS && max !== Number.POSITIVE_INFINITY)) {
          throw new PatternError("Illegal repetition range", start);
        }
        cursor.take();
        break;
      }
      default:
        return atom;
    }
    let mode: Greed = "greedy";
    if (cursor.accept("?")) mode = "reluctant";
    else if (cursor.accept("+")) mode = "possessive";
    return { kind: "repeat", body: atom, min, max, mode };
  }
}

function withFlag(flags: Flags, letter: string, on: boolean, start: number): Flags {
  switch (letter) {
    case "i":
      return { ...flags, ignoreCase: on };
    case "u":
      return { ...flags, unicodeCase: on };
    case "m":
      return { ...flags, multiline: on };
    case "s":
      return { ...flags, dotAll: on };
    case "d":
      return { ...flags, unixLines: on };
    case "x":
      return { ...flags, comments: on };
    case "U":
      return { ...flags, unicodeClasses: on, unicodeCase: on };
    case "c":
      throw new PatternError("canonical equivalence", start - 2, "(?c)");
    default:
      throw new PatternError("Unknown inline modifier", start);
  }
}

/** Digits, with what `(?x)` leaves out after each of them. */
function takeDigits(cursor: PatternCursor): string {
  let digits = "";
  while (/^[0-9]$/.test(cursor.peekRaw())) {
    digits += cursor.peekRaw();
    cursor.take();
    cursor.skipComments();
  }
  return digits;
}
