import { PatternError } from "./syntax.js";

/** One code point of the pattern; `quoted` inside `\Q…\E`, where it stands for itself. */
export interface PatternCharacter {
  readonly code: number;
  readonly quoted: boolean;
  readonly offset: number;
}

/** The pattern's characters with `\Q…\E` resolved, as Java does before it parses. */
function readCharacters(pattern: string): PatternCharacter[] {
  const characters: PatternCharacter[] = [];
  let quoted = false;
  for (let at = 0; at < pattern.length; ) {
    const code = pattern.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    if (quoted) {
      if (pattern.startsWith("\\E", at)) {
        quoted = false;
        at += 2;
        continue;
      }
    } else if (code === 0x5c) {
      if (pattern[at + 1] === "Q") {
        quoted = true;
        at += 2;
        continue;
      }
      characters.push({ code, quoted, offset: at });
      const next = pattern.codePointAt(at + 1);
      if (next !== undefined) characters.push({ code: next, quoted, offset: at + 1 });
      at += next === undefined ? 1 : next > 0xffff ? 3 : 2;
      continue;
    }
    characters.push({ code, quoted, offset: at });
    at += size;
  }
  return characters;
}

/** A reading place in a pattern. Quoted characters never look like syntax. */
export class PatternCursor {
  readonly pattern: string;
  readonly #characters: readonly PatternCharacter[];
  #at = 0;
  /** `(?x)`: white space and `#` comments between the parts are nothing. */
  comments = false;
  /** `(?d)`: a comment ends at a line feed only. */
  unixLines = false;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#characters = readCharacters(pattern);
  }

  get offset(): number {
    return this.#characters[this.#at]?.offset ?? this.pattern.length;
  }

  /** The place, for `reset`. */
  mark(): number {
    return this.#at;
  }

  reset(mark: number): void {
    this.#at = mark;
  }

  /** Steps over what `(?x)` leaves out. */
  skipComments(): void {
    if (!this.comments) return;
    for (;;) {
      const character = this.#characters[this.#at];
      if (character === undefined || character.quoted) return;
      if (isAsciiSpace(character.code)) this.#at++;
      else if (character.code === 0x23) {
        while (this.#at < this.#characters.length && !this.#endsComment(this.#characters[this.#at]?.code)) this.#at++;
      } else return;
    }
  }

  #endsComment(code: number | undefined): boolean {
    if (this.unixLines) return code === 0x0a;
    return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
  }

  /** The next character as syntax: `""` at the end and for a quoted one. */
  peek(): string {
    this.skipComments();
    return this.peekRaw();
  }

  peekRaw(ahead = 0): string {
    const character = this.#characters[this.#at + ahead];
    return character === undefined || character.quoted ? "" : String.fromCodePoint(character.code);
  }

  peekAfter(): string {
    return this.peekRaw(1);
  }

  atEnd(): boolean {
    this.skipComments();
    return this.#at >= this.#characters.length;
  }

  /** Takes one character as itself. */
  take(): number {
    const character = this.#characters[this.#at];
    if (character === undefined) throw new PatternError("The pattern ends too early", this.pattern.length);
    this.#at++;
    return character.code;
  }

  /** Takes the text where it comes next, without leaving anything out between its characters. */
  accept(text: string): boolean {
    this.skipComments();
    return this.acceptHere(text);
  }

  /** As accept, where nothing may be left out before the text either. */
  acceptHere(text: string): boolean {
    for (let ahead = 0; ahead < text.length; ahead++) {
      if (this.peekRaw(ahead) !== text[ahead]) return false;
    }
    this.#at += text.length;
    return true;
  }

  /** Takes characters as long as they fit; `(?x)` leaves out what stands between them, in names and numbers too. */
  takeWhile(fits: (character: string) => boolean): string {
    let text = "";
    while (this.peek() !== "" && fits(this.peekRaw())) {
      text += this.peekRaw();
      this.#at++;
    }
    return text;
  }

  /** Takes everything up to a character and that as well; null where it does not come. */
  takeThrough(last: string): string | null {
    let text = "";
    for (; this.peekRaw() !== ""; this.#at++) {
      if (this.peekRaw() === last) {
        this.#at++;
        return text;
      }
      text += this.peekRaw();
    }
    return null;
  }
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
