/**
 * JSON with places: what `JSON.parse` reads, but every value knows where it stands, so that a finding can point into
 * the schema file. Keys are kept in a Map: a field may be called `__proto__`.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

interface Place {
  /** Offsets from 0 in UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface JsonObject extends Place {
  readonly kind: "object";
  /** In the order of the text. Of two members with one name the last is kept, as `JSON.parse` does. */
  readonly members: ReadonlyMap<string, JsonNode>;
}

interface JsonArray extends Place {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends Place {
  readonly kind: "string";
  readonly value: string;
}

interface JsonNumber extends Place {
  readonly kind: "number";
  readonly value: number;
}

interface JsonBoolean extends Place {
  readonly kind: "boolean";
  readonly value: boolean;
}

interface JsonNull extends Place {
  readonly kind: "null";
}

export type JsonResult =
  | { readonly ok: true; readonly root: JsonNode }
  /** `expected` completes "expected …"; `offset` is where the text stops being JSON. */
  | { readonly ok: false; readonly expected: string; readonly offset: number };

/** Objects and arrays inside one another; the deepest schema of adobe/xdm has about fifty. */
const DEEPEST = 400;

export function readJson(text: string): JsonResult {
  return new Reader(text).read();
}

/** Unwinds the reader at the first mistake; never leaves this module. */
class Mistake {
  readonly expected: string;
  readonly offset: number;

  constructor(expected: string, offset: number) {
    this.expected = expected;
    this.offset = offset;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a string may not hold as it stands. */
const UNPLAIN = /[\\\u0000-\u001f]/;
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

class Reader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): JsonResult {
    try {
      const root = this.value();
      this.space();
      if (this.at < this.text.length) throw new Mistake("nothing more after the value", this.at);
      return { ok: true, root };
    } catch (mistake) {
      if (mistake instanceof Mistake) return { ok: false, expected: mistake.expected, offset: mistake.offset };
      throw mistake;
    }
  }

  private value(): JsonNode {
    this.space();
    const start = this.at;
    switch (this.text[start]) {
      case "{":
        return this.object(start);
      case "[":
        return this.array(start);
      case '"': {
        const value = this.string();
        return { kind: "string", value, start, end: this.at };
      }
      case "t":
        return this.word("true", { kind: "boolean", value: true, start, end: start + 4 });
      case "f":
        return this.word("false", { kind: "boolean", value: false, start, end: start + 5 });
      case "n":
        return this.word("null", { kind: "null", start, end: start + 4 });
      default:
        return this.number(start);
    }
  }

  private object(start: number): JsonObject {
    this.open();
    const members = new Map<string, JsonNode>();
    if (!this.take("}")) {
      do {
        this.space();
        const from = this.at;
        if (this.text[from] !== '"') throw new Mistake("a name in double quotes", from);
        const name = this.string();
        if (!this.take(":")) throw new Mistake("`:` after the name", this.at);
        members.set(name, this.value());
      } while (this.take(","));
      if (!this.take("}")) throw new Mistake("`,` or `}`", this.at);
    }
    this.depth--;
    return { kind: "object", members, start, end: this.at };
  }

  private array(start: number): JsonArray {
    this.open();
    const items: JsonNode[] = [];
    if (!this.take("]")) {
      do items.push(this.value());
      while (this.take(","));
      if (!this.take("]")) throw new Mistake("`,` or `]`", this.at);
    }
    this.depth--;
    return { kind: "array", items, start, end: this.at };
  }

  private open(): void {
    if (++this.depth > DEEPEST) throw new Mistake(`at most ${DEEPEST} objects and arrays inside one another`, this.at);
    this.at++;
  }

  private string(): string {
    this.at++;
    // Nearly all strings are plain up to the next quote.
    const quote = this.text.indexOf('"', this.at);
    const run = quote < 0 ? "" : this.text.slice(this.at, quote);
    if (quote < 0 || UNPLAIN.test(run)) return this.escapedString();
    this.at = quote + 1;
    return run;
  }

  private escapedString(): string {
    let value = "";
    for (;;) {
      const unit = this.text[this.at];
      if (unit === '"') {
        this.at++;
        return value;
      }
      if (unit === undefined || unit < " ") {
        throw new Mistake('`"` to end the text (line breaks are written `\\n`)', this.at);
      }
      if (unit === "\\") value += this.escape();
      else {
        value += unit;
        this.at++;
      }
    }
  }

  private escape(): string {
    const from = this.at;
    const unit = this.text[from + 1] ?? "";
    if (unit === "u") {
      const hex = this.text.slice(from + 2, from + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Mistake("four hexadecimal digits after `\\u`", from);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const value = ESCAPES.get(unit);
    if (value === undefined) throw new Mistake("a JSON escape after `\\`", from);
    this.at += 2;
    return value;
  }

  private number(start: number): JsonNumber {
    NUMBER.lastIndex = start;
    const text = NUMBER.exec(this.text)?.[0];
    if (text === undefined) throw new Mistake("a JSON value", start);
    this.at += text.length;
    return { kind: "number", value: Number(text), start, end: this.at };
  }

  private word<N extends JsonNode>(word: string, node: N): N {
    if (!this.text.startsWith(word, this.at)) throw new Mistake("a JSON value", this.at);
    this.at += word.length;
    return node;
  }

  private take(mark: string): boolean {
    this.space();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.at++;
    }
  }
}
