import type { Bytes } from "./bytes.js";
import { splitLines } from "./json-items.js";
import type { Problem } from "./sample-options.js";
import { decodeText } from "./text.js";

/** A line of a text, without its line break; lines count from 1. */
export interface Line {
  readonly kind: "line";
  readonly line: number;
  readonly text: string;
}

/** The lines of a UTF-8 text that are not blank, one by one; a problem ends them. */
export async function* readLines(name: string, bytes: Bytes): AsyncGenerator<Line | Problem> {
  for await (const item of splitLines(decodeText(name, bytes))) {
    yield item.kind === "problem" ? item : { kind: "line", line: item.line, text: item.text };
  }
}
