import { damaged } from "./fault.js";
import type { ByteSpans } from "./physical.js";

/** A page of more bytes (by far more than writers make) is not decoded as a whole: no host has a text of any length. */
const LONGEST_PAGE = 256 * 1024 * 1024;

/**
 * Reads texts where they lie. Whether they are UTF-8 is found out at once: what is not is an error of its row group, and no
 * replacement character. A page is decoded as a whole, one byte a character, and ASCII texts are parts of that; the others,
 * which have to be looked at anyhow, are decoded one by one.
 */
export function openTexts({ memory, starts, ends }: ByteSpans): (index: number) => string {
  const others = new Map<number, string>();
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    const end = ends[index] ?? 0;
    let at = start;
    while (at < end && (memory[at] ?? 0) < 0x80) at++;
    if (at === end) continue;
    try {
      others.set(index, strict.decode(memory.subarray(start, end)));
    } catch {
      throw damaged("a text is not UTF-8");
    }
  }
  let all: string | null = null;
  return (index) => {
    const other = others.size > 0 ? others.get(index) : undefined;
    if (other !== undefined) return other;
    if (memory.length > LONGEST_PAGE) return strict.decode(memory.subarray(starts[index] ?? 0, ends[index] ?? 0));
    all ??= new TextDecoder("latin1").decode(memory);
    return all.slice(starts[index] ?? 0, ends[index] ?? 0);
  };
}
