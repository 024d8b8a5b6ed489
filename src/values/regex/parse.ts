import { ANY, complement, setOf, singleSet } from "./char-set.js";
import { lookBehindFate } from "./look-behind.js";
import { parseClass } from "./parse-class.js";
import { parseEscape } from "./parse-escape.js";
import { PatternCursor } from "./pattern-text.js";
import { LINE_ENDS } from "./properties.js";
import { type Flags, foldOf, type Greed, NO_FLAGS, type ParsedRegex, PatternError, type RegexNode } from "./syntax.js";

/** Not between the two characters of a CRLF, which is one line end. */
const NOT_IN_CRLF = "(?<!\\r(?=\\n))";

// `\b` of JDK 17: letters and digits of any script and `_`; a combining mark counts with its base character.
const WORD_BEFORE = "(?<=[_\\p{L}\\p{Nd}]|[\\p{L}\\p{Nd}]\\p{Mn}+)";
const WORD_AFTER = "(?=[_\\p{L}\\p{Nd}]|(?<=[\\p{L}\\p{Nd}]\\p{Mn}*)\\p{Mn})";
const UNICODE_WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";

const MOST_REPETITIONS = 0x7fffffff;

/** Parses Java's syntax (java.util.regex.Pattern, JDK 17). Throws PatternError. */
export function parseJavaRegex(pattern: string): ParsedRegex {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  readonly #cursor: PatternCursor;
  #flags: Flags = NO_FLAGS;
  #groups = 0;
  readonly #names = new Map<string, number>();

  constructor(pattern: string) {
    this.#cursor = new PatternCursor(pattern);
  }

  parse(): ParsedRegex {
    const root = this.#parseChoice();
    if (this.#cursor.peek() === ")") throw new PatternError("Unmatched closing ')'", this.#cursor.offset);
    return { root, groupCount: this.#groups, groupNames: this.#names };
  }

  #setFlags(flags: Flags): void {
    this.#flags = flags;
    this.#cursor.comments = flags.comments;
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
        cursor.take();
        return { kind: "set", source: parseClass(cursor, this.#flags) };
      case "\\":
        return this.#parseBackslash();
      case "^":
        cursor.take();
        return { kind: "assert", source: this.#lineStart() };
      case "$":
        cursor.take();
        return { kind: "assert", source: this.#lineEnd(this.#flags.multiline) };
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
        return { kind: "set", source: singleSet(cursor.take(), foldOf(this.#flags)) };
    }
  }

  #dot(): string {
    if (this.#flags.dotAll) return ANY;
    return this.#flags.unixLines ? "[^\\n]" : complement(LINE_ENDS);
  }

  #lineStart(): string {
    if (!this.#flags.multiline) return "^";
    // Java's `^` never matches at the very end of the text, even of an empty one.
    return this.#flags.unixLines ? "(?!$)(?<=^|\\n)" : `(?!$)(?<=^|${LINE_ENDS})${NOT_IN_CRLF}`;
  }

  #lineEnd(multiline: boolean): string {
    if (this.#flags.unixLines) return multiline ? "(?=\\n|$)" : "(?=\\n?$)";
    return multiline ? `(?=$|${LINE_ENDS})${NOT_IN_CRLF}` : `(?=(?:\\r\\n|${LINE_ENDS})?$)${NOT_IN_CRLF}`;
  }

  #parseBackslash(): RegexNode {
    const cursor = this.#cursor;
    const start = cursor.offset;
    cursor.take();
    const escaped = parseEscape(cursor, this.#flags, start);
    if (escaped !== null) {
      return { kind: "set", source: "set" in escaped ? escaped.set : singleSet(escaped.code, foldOf(this.#flags)) };
    }
    const letter = String.fromCodePoint(cursor.take());
    switch (letter) {
      case "A":
        return { kind: "assert", source: "^" };
      case "z":
        return { kind: "assert", source: "$" };
      case "Z":
        return { kind: "assert", source: this.#lineEnd(false) };
      case "G":
        return { kind: "lastMatch" };
      case "b":
        if (cursor.peekRaw() === "{" && cursor.peekAfter() === "g")
          throw new PatternError("a boundary of user-perceived characters", start, "\\b{g}");
        return { kind: "assert", source: this.#wordBoundary(true) };
      case "B":
        return { kind: "assert", source: this.#wordBoundary(false) };
      case "R":
        return lineBreak();
      case "X":
        throw new PatternError("a user-perceived character", start, "\\X");
      case "k":
        return this.#parseNamedReference(start);
      default:
        if (/^[1-9]$/.test(letter)) return this.#parseReference(Number(letter));
        throw new PatternError("Illegal/unsupported escape sequence", start);
    }
  }

  #wordBoundary(wanted: boolean): string {
    const before = this.#flags.unicodeClasses ? `(?<=${UNICODE_WORD})` : WORD_BEFORE;
    const after = this.#flags.unicodeClasses ? `(?=${UNICODE_WORD})` : WORD_AFTER;
    const notBefore = before.replace("(?<=", "(?<!");
    const notAfter = after.replace("(?=", "(?!");
    return wanted ? `(?:${before}${notAfter}|${notBefore}${after})` : `(?:${before}${after}|${notBefore}${notAfter})`;
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
    if (cursor.peekRaw() !== "?") return this.#parseCapture(null);
    cursor.take();
    const start = cursor.offset;
    if (cursor.accept(":")) return this.#parseBody();
    if (cursor.accept(">")) return { kind: "atomic", body: this.#parseBody() };
    if (cursor.accept("=")) return { kind: "look", direction: "ahead", negative: false, body: this.#parseBody() };
    if (cursor.accept("!")) return { kind: "look", direction: "ahead", negative: true, body: this.#parseBody() };
    if (cursor.accept("<=")) return this.#parseLookBehind(false, start);
    if (cursor.accept("<!")) return this.#parseLookBehind(true, start);
    if (cursor.accept("<")) {
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

  #parseLookBehind(negative: boolean, start: number): RegexNode {
    const body = this.#parseBody();
    const fate = lookBehindFate(body);
    if (fate === "refused") throw new PatternError("Look-behind group does not have an obvious maximum length", start);
    return { kind: "look", direction: "behind", negative, body: fate === "never found" ? { kind: "never" } : body };
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
    let flags = outer;
    let on = true;
    for (;;) {
      const letter = cursor.peekRaw();
      if (letter === ")" || letter === ":") break;
      if (letter === "-" && on) on = false;
      else flags = withFlag(flags, letter, on, start);
      cursor.take();
    }
    const scoped = cursor.peekRaw() === ":";
    cursor.take();
    this.#setFlags(flags);
    if (!scoped) return null;
    const body = this.#parseChoice();
    if (cursor.peek() !== ")") throw new PatternError("Unclosed group", cursor.pattern.length);
    cursor.take();
    this.#setFlags(outer);
    return body;
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
        const least = cursor.takeWhile((character) => /^[0-9]$/.test(character));
        if (least === "") throw new PatternError("Illegal repetition", start);
        min = Number(least);
        max = min;
        if (cursor.peekRaw() === ",") {
          cursor.take();
          const most = cursor.takeWhile((character) => /^[0-9]$/.test(character));
          max = most === "" ? Number.POSITIVE_INFINITY : Number(most);
        }
        if (cursor.peekRaw() !== "}") throw new PatternError("Unclosed counted closure", cursor.offset);
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
      throw new PatternError("canonical equivalence", start, "(?c)");
    default:
      throw new PatternError("Unknown inline modifier", start);
  }
}

/** `\R`: CRLF, or any one line end; it may give CRLF's second half back. */
function lineBreak(): RegexNode {
  const carriageReturn: RegexNode = { kind: "set", source: setOf([[0x0d, 0x0d]]) };
  const lineFeed: RegexNode = { kind: "set", source: setOf([[0x0a, 0x0a]]) };
  return {
    kind: "choice",
    options: [
      { kind: "sequence", items: [carriageReturn, lineFeed] },
      { kind: "set", source: "[\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}]" },
    ],
  };
}

/** How many characters a node takes. A reference has no obvious length, in Java too. */
export function widthOf(node: RegexNode): { readonly min: number; readonly max: number } {
  switch (node.kind) {
    case "empty":
    case "look":
    case "assert":
    case "lastMatch":
      return { min: 0, max: 0 };
    case "never":
      return { min: 0, max: 0 };
    case "set":
      return { min: 1, max: 1 };
    case "backreference":
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case "group":
    case "atomic":
      return widthOf(node.body);
    case "sequence": {
      const widths = node.items.map(widthOf);
      return { min: sum(widths.map(({ min }) => min)), max: sum(widths.map(({ max }) => max)) };
    }
    case "choice": {
      const widths = node.options.map(widthOf);
      return { min: Math.min(...widths.map(({ min }) => min)), max: Math.max(...widths.map(({ max }) => max)) };
    }
    case "repeat": {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
