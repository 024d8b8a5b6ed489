import { diagnostic } from "../diagnostics/define.js";
import { samples } from "../diagnostics/samples.js";
import { parseJson } from "../values/index.js";
import type { Problem } from "./sample-options.js";
import { LineCounter, type TextPart } from "./text.js";

/** The text of one record with its place; not parsed yet. */
export interface JsonItem {
  readonly kind: "item";
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Cuts a JSON text into its records without holding more than one of them: the items of one array, or objects one after
 * another. Only brackets and strings are looked at; whether an item is valid JSON is for its parser to say.
 */
export async function* splitJson(
  name: string,
  parts: AsyncIterable<TextPart | Problem>,
): AsyncGenerator<JsonItem | Problem> {
  const cutter = new Cutter(name);
  for await (const part of parts) {
    if (part.kind === "problem") return yield part;
    for (const event of cutter.write(part.text)) {
      yield event;
      if (event.kind === "problem") return;
    }
  }
  const problem = cutter.end();
  if (problem !== null) yield problem;
}

type State = "start" | "before-item" | "after-comma" | "item" | "done";

class Cutter {
  readonly #name: string;
  readonly #place = new LineCounter();
  #state: State = "start";
  #array = false;
  #arrayPlace = { line: 1, column: 1 };
  /** Of the item: where it begins, its text so far, its open brackets, and whether a string is open. */
  #item = { line: 1, column: 1 };
  #text = "";
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(name: string) {
    this.#name = name;
  }

  *write(text: string): Generator<JsonItem | Problem> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text[at] ?? "";
      if (this.#state === "item") {
        const ended = this.#inItem(unit);
        if (ended !== "no") {
          const end = ended === "with" ? at + 1 : at;
          yield this.#cut(text.slice(from, end));
          if (ended === "before") this.#state = unit === "," ? "after-comma" : "done";
        }
      } else if (!isSpace(unit)) {
        const found = this.#outside(unit);
        if (found === "item") from = at;
        else if (found !== null) return yield found;
      }
      this.#place.advance(unit);
    }
    if (this.#state === "item") this.#text += text.slice(from);
  }

  end(): Problem | null {
    if (this.#state === "item") return this.#unfinished();
    if (this.#array && this.#state !== "done") {
      return this.#problem(diagnostic(samples.XM5231, this.#at(this.#arrayPlace), { open: "the array" }));
    }
    return null;
  }

  /** Whether the item ends with this character or before it. */
  #inItem(unit: string): "no" | "with" | "before" {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (unit === "\\") this.#escaped = true;
      else if (unit === '"') this.#inString = false;
      return "no";
    }
    if (this.#array && this.#depth === 0 && (unit === "," || unit === "]")) return "before";
    if (unit === '"') this.#inString = true;
    else if (unit === "{" || unit === "[") this.#depth++;
    else if (unit === "}" || unit === "]") this.#depth = Math.max(0, this.#depth - 1);
    return !this.#array && this.#depth === 0 ? "with" : "no";
  }

  /** A character between the items: it begins one, is passed over, or is wrong. */
  #outside(unit: string): "item" | Problem | null {
    if (this.#state === "start" && unit === "[") {
      this.#array = true;
      this.#arrayPlace = { line: this.#place.line, column: this.#place.column };
      this.#state = "before-item";
      return null;
    }
    if (this.#array) {
      if (this.#state === "done") {
        return this.#problem(diagnostic(samples.XM5233, this.#at(this.#place), { records: "array", found: unit }));
      }
      if (unit === "]" && this.#state === "before-item") {
        this.#state = "done";
        return null;
      }
      if (unit === "]" || unit === ",") {
        const why = unit === "]" ? "A comma before `]` has no item after it." : "A comma has no item before it.";
        return this.#problem(diagnostic(samples.XM5230, this.#at(this.#place), { why }));
      }
    } else if (unit !== "{") {
      return this.#problem(diagnostic(samples.XM5233, this.#at(this.#place), { records: "object", found: unit }));
    }
    this.#state = "item";
    this.#item = { line: this.#place.line, column: this.#place.column };
    this.#text = "";
    this.#depth = 0;
    // The first character opens whatever the item is; for an object it never ends it.
    this.#inItem(unit);
    return "item";
  }

  #cut(last: string): JsonItem {
    const text = this.#text + last;
    this.#text = "";
    this.#state = "before-item";
    return { kind: "item", text, ...this.#item };
  }

  /** The text ends inside an item: because it was cut off, or because of an error that opened a string or bracket. */
  #unfinished(): Problem {
    const parsed = parseJson(this.#text);
    if ("problem" in parsed && parsed.problem.offset < this.#text.trimEnd().length) {
      return invalidJson(this.#name, { kind: "item", text: this.#text, ...this.#item }, parsed.problem);
    }
    return this.#problem(diagnostic(samples.XM5231, this.#at(this.#item), { open: "the record" }));
  }

  #at({ line, column }: { readonly line: number; readonly column: number }) {
    return { path: this.#name, line, column };
  }

  #problem(found: Problem["diagnostic"]): Problem {
    return { kind: "problem", diagnostic: found };
  }
}

/** Cuts a text into its lines that are not blank. */
export async function* splitLines(
  parts: AsyncIterable<TextPart | Problem>,
): AsyncGenerator<(JsonItem & { readonly last: boolean }) | Problem> {
  let line = 1;
  // The parts of a line that has not ended: joined once, or a line of many parts would cost the square of its length.
  let begun: string[] = [];
  for await (const part of parts) {
    if (part.kind === "problem") return yield part;
    const [first = "", ...others] = part.text.split("\n");
    begun.push(first);
    const rest = others.pop();
    if (rest === undefined) continue;
    const ended = [begun.join(""), ...others];
    begun = [rest];
    for (const text of ended) {
      if (text.trim() !== "") yield { kind: "item", text, line, column: 1, last: false };
      line++;
    }
  }
  const text = begun.join("");
  if (text.trim() !== "") yield { kind: "item", text, line, column: 1, last: true };
}

export function invalidJson(
  name: string,
  item: JsonItem,
  { message, offset }: { readonly message: string; readonly offset: number },
): Problem {
  const counter = new LineCounter();
  counter.advance(item.text, Math.min(offset, item.text.length));
  const place = {
    path: name,
    line: item.line + counter.line - 1,
    column: counter.line === 1 ? item.column + counter.column - 1 : counter.column,
  };
  return { kind: "problem", diagnostic: diagnostic(samples.XM5230, place, { why: message }) };
}

function isSpace(unit: string): boolean {
  return unit === " " || unit === "\n" || unit === "\r" || unit === "\t";
}
