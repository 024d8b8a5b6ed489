/** What is made of a JSON text: `N` is a value, `L` and `O` are an array and an object while they are read. */
export interface JsonBuilder<N, L, O> {
  readonly null: (place: JsonPlace) => N;
  readonly boolean: (value: boolean, place: JsonPlace) => N;
  /** `digits` as written; `isWhole` without a point and an exponent. */
  readonly number: (digits: string, isWhole: boolean, place: JsonPlace) => N;
  readonly string: (value: string, place: JsonPlace) => N;
  readonly openList: () => L;
  readonly addItem: (list: L, item: N) => void;
  readonly closeList: (list: L, place: JsonPlace) => N;
  readonly openObject: () => O;
  /** Called for every member: of duplicate keys the builder keeps which it will. */
  readonly addMember: (object: O, key: string, value: N) => void;
  readonly closeObject: (object: O, place: JsonPlace) => N;
}

/** Offsets from 0 in UTF-16 units, `end` exclusive. */
export interface JsonPlace {
  readonly start: number;
  readonly end: number;
}

export interface JsonProblem {
  /** What was expected: one sentence. */
  readonly message: string;
  /** Where, in UTF-16 units from 0. */
  readonly offset: number;
}

/**
 * Reads one JSON text (RFC 8259), all that `JSON.parse` reads and nothing else. It is our own because `JSON.parse` gives
 * no places and loses what a number looked like (2.0 and 2, whole numbers over 2^53), and the readers that keep them
 * recurse, so that a deeply nested text ends the program. More than `deepest` levels are a problem.
 */
export function readJson<N, L, O>(
  text: string,
  builder: JsonBuilder<N, L, O>,
  deepest: number,
): { readonly root: N } | { readonly problem: JsonProblem } {
  return new JsonReader(text, builder, deepest).readDocument();
}

type Holder<L, O> =
  | { readonly kind: "list"; readonly list: L; readonly start: number }
  | { readonly kind: "object"; readonly object: O; readonly start: number; key: string };

/** Ends the reading at the first mistake; never leaves this module. */
class Mistake extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class JsonReader<N, L, O> {
  private at = 0;
  private readonly text: string;
  private readonly builder: JsonBuilder<N, L, O>;
  private readonly deepest: number;

  constructor(text: string, builder: JsonBuilder<N, L, O>, deepest: number) {
    this.text = text;
    this.builder = builder;
    this.deepest = deepest;
  }

  readDocument(): { readonly root: N } | { readonly problem: JsonProblem } {
    try {
      const root = this.readValue();
      this.skipSpace();
      if (this.at < this.text.length) throw new Mistake("Something follows the end of the JSON value.", this.at);
      return { root };
    } catch (mistake) {
      if (!(mistake instanceof Mistake)) throw mistake;
      return { problem: { message: mistake.message, offset: mistake.offset } };
    }
  }

  /** Holders that are open are kept in a list, so that no text can exhaust the stack. */
  private readValue(): N {
    const open: Holder<L, O>[] = [];
    for (;;) {
      this.skipSpace();
      let value = this.startValue(open);
      // A bracket was opened: its first item or key comes next.
      if (value === undefined) continue;
      for (;;) {
        const holder = open.at(-1);
        if (holder === undefined) return value.node;
        if (holder.kind === "list") this.builder.addItem(holder.list, value.node);
        else this.builder.addMember(holder.object, holder.key, value.node);
        if (!this.endOfHolder(holder)) break;
        open.pop();
        value = { node: this.close(holder) };
      }
    }
  }

  /** A scalar, an empty holder, or undefined where a holder was opened. */
  private startValue(open: Holder<L, O>[]): { readonly node: N } | undefined {
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case 0x7b:
      case 0x5b:
        return this.openHolder(open);
      case 0x22: {
        const value = this.readString();
        return { node: this.builder.string(value, { start, end: this.at }) };
      }
      default:
        return { node: this.readWordOrNumber(start) };
    }
  }

  private openHolder(open: Holder<L, O>[]): { readonly node: N } | undefined {
    const start = this.at;
    const isList = this.text.charCodeAt(start) === 0x5b;
    if (open.length >= this.deepest) {
      throw new Mistake(`The JSON is nested more than ${this.deepest} levels deep.`, start);
    }
    const holder: Holder<L, O> = isList
      ? { kind: "list", list: this.builder.openList(), start }
      : { kind: "object", object: this.builder.openObject(), start, key: "" };
    this.at += 1;
    this.skipSpace();
    if (this.text.charCodeAt(this.at) === (isList ? 0x5d : 0x7d)) {
      this.at += 1;
      return { node: this.close(holder) };
    }
    if (holder.kind === "object") this.readKey(holder);
    open.push(holder);
    return undefined;
  }

  private close(holder: Holder<L, O>): N {
    const place = { start: holder.start, end: this.at };
    return holder.kind === "list"
      ? this.builder.closeList(holder.list, place)
      : this.builder.closeObject(holder.object, place);
  }

  private readWordOrNumber(start: number): N {
    const unit = this.text.charCodeAt(start);
    if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) return this.readNumber(start);
    for (const value of [true, false, null]) {
      const word = String(value);
      if (!this.text.startsWith(word, start)) continue;
      this.at += word.length;
      const place = { start, end: this.at };
      return value === null ? this.builder.null(place) : this.builder.boolean(value, place);
    }
    const ends = start >= this.text.length;
    throw new Mistake(ends ? "The JSON ends before its value does." : "A JSON value was expected.", start);
  }

  /** After an item: true at the closing bracket; false where another item follows (a key is read). */
  private endOfHolder(holder: Holder<L, O>): boolean {
    this.skipSpace();
    const unit = this.text.charCodeAt(this.at);
    if (unit === (holder.kind === "list" ? 0x5d : 0x7d)) {
      this.at += 1;
      return true;
    }
    if (unit !== 0x2c) {
      const end = holder.kind === "list" ? "]" : "}";
      const ends = this.at >= this.text.length;
      throw new Mistake(ends ? `The JSON ends before its \`${end}\`.` : `\`,\` or \`${end}\` was expected.`, this.at);
    }
    this.at += 1;
    if (holder.kind === "object") {
      this.skipSpace();
      this.readKey(holder);
    }
    return false;
  }

  private readKey(holder: { key: string }): void {
    if (this.text.charCodeAt(this.at) !== 0x22) throw new Mistake("A key in double quotes was expected.", this.at);
    holder.key = this.readString();
    this.skipSpace();
    if (this.text.charCodeAt(this.at) !== 0x3a) throw new Mistake("`:` was expected after the key.", this.at);
    this.at += 1;
  }

  private readString(): string {
    const start = this.at + 1;
    const end = this.text.indexOf('"', start);
    if (end < 0) return this.readEscapedString(start);
    const value = this.text.slice(start, end);
    // Most texts are plain; the first look at them is the engine's own, several times faster than ours.
    if (SPECIAL.test(value)) return this.readEscapedString(start);
    this.at = end + 1;
    return value;
  }

  private readEscapedString(start: number): string {
    let result = "";
    let at = start;
    while (at < this.text.length) {
      const unit = this.text.charCodeAt(at);
      if (unit === 0x22) {
        this.at = at + 1;
        return result;
      }
      if (unit < 0x20) {
        throw new Mistake("A control character in a text must be written as an escape.", at);
      }
      if (unit !== 0x5c) {
        let end = at + 1;
        while (end < this.text.length && isPlain(this.text.charCodeAt(end))) end += 1;
        result += this.text.slice(at, end);
        at = end;
        continue;
      }
      const letter = this.text.charAt(at + 1);
      const plain = ESCAPES.get(letter);
      const hex = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(this.text.slice(at + 2, at + 6))?.[0] : undefined;
      if (plain === undefined && hex === undefined) {
        throw new Mistake("Unknown escape in a text.", at);
      }
      result += plain ?? String.fromCharCode(Number.parseInt(hex ?? "", 16));
      at += plain === undefined ? 6 : 2;
    }
    throw new Mistake("This text has no closing quote.", start - 1);
  }

  private readNumber(start: number): N {
    NUMBER.lastIndex = start;
    const found = NUMBER.exec(this.text);
    if (found === null) throw new Mistake("A digit was expected.", start);
    const [digits, fraction] = found;
    this.at += digits.length;
    if (/[\w.]/.test(this.text.charAt(this.at))) throw new Mistake("This is not a JSON number.", this.at);
    return this.builder.number(digits, fraction === "", { start, end: this.at });
  }

  private skipSpace(): void {
    if (this.text.charCodeAt(this.at) > 0x20) return;
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }
}

/** What makes a text more than the units between its quotes. */
const SPECIAL = /[\\\u0000-\u001f]/;
const SPACE = /[ \n\r\t]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)((?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;
}
