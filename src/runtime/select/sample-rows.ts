import { MISSING, type Missing, type Value } from "../../values/index.js";
import type { Row, RowEvent } from "../row.js";
import type { WindowPlan } from "../window.js";

/** Some rows by chance. */
export interface SampleSize {
  /** How many: all of them where there are fewer. */
  readonly size: number;
  /** The same seed takes the same rows of the same source: a whole number from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** Rows by chance, and how many there were to choose from. */
export interface RowSample {
  /** The rows that lie outside of the window as they come, then the sample, in the order of the source. */
  readonly events: AsyncIterable<RowEvent>;
  /** How many rows lie in the window; known when the events are through. */
  readonly among: () => number;
}

/**
 * Takes rows of the window by chance, each as likely as any other. Each row has a number that follows from the seed and its
 * place among them; those with the least numbers are taken, so that a larger sample of the same seed holds the smaller one.
 * No more than `size` rows are kept, of each the `columns` alone: what a program reads (`columnsOf`).
 */
export function sampleRows(
  events: AsyncIterable<RowEvent>,
  { size, seed }: SampleSize,
  { placeOf, columns }: { readonly placeOf: WindowPlan["placeOf"]; readonly columns: readonly string[] },
): RowSample {
  let among = 0;
  return { events: choose(), among: () => among };

  async function* choose(): AsyncGenerator<RowEvent> {
    const kept: Drawn[] = [];
    for await (const event of events) {
      if (event.kind === "problem") return yield event;
      const { row } = event;
      if (!placeOf(row).inside) {
        yield event;
        continue;
      }
      const rank = rankOf(seed, among);
      const worst = kept[0];
      if (kept.length < size) push(kept, { rank, at: among, row: keep(row, columns) });
      else if (worst !== undefined && rank < worst.rank)
        replaceWorst(kept, { rank, at: among, row: keep(row, columns) });
      among++;
    }
    for (const { row } of kept.toSorted((left, right) => left.at - right.at)) yield { kind: "row", row };
  }
}

interface Drawn {
  readonly rank: number;
  /** Its place among the rows of the window. */
  readonly at: number;
  readonly row: Row;
}

/** 53 bits that follow from the seed and a row's place. Rows have different ones, but for chance. */
function rankOf(seed: number, at: number): number {
  const low = at >>> 0;
  const high = Math.floor(at / 4294967296);
  const first = mix(mix(mix(seed ^ 0x9e3779b9) ^ low) ^ high);
  const second = mix(mix(first ^ 0x85ebca6b) ^ low);
  return first * 2097152 + (second >>> 11);
}

/** The end of MurmurHash3: every bit of the number bears on every bit of the result. */
function mix(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A heap: each is worse than the two below it, so the first is the worst. */
function push(heap: Drawn[], drawn: Drawn): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above];
    if (other === undefined || other.rank >= drawn.rank) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = drawn;
}

function replaceWorst(heap: Drawn[], drawn: Drawn): void {
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const [below, to] = right !== undefined && right.rank > left.rank ? [right, 2 * at + 2] : [left, 2 * at + 1];
    if (below.rank <= drawn.rank) break;
    heap[at] = below;
    at = to;
  }
  heap[at] = drawn;
}

/** A row that holds on to nothing of its source: a cell may be a part of the text of a whole block. */
function keep(row: Row, columns: readonly string[]): Row {
  const values = new Map<string, Value | Missing>();
  for (const column of columns) values.set(column, own(row.get(column)));
  const { line, source } = row;
  const get = (name: string): Value | Missing => {
    const value = values.get(name);
    return value === undefined ? MISSING : value;
  };
  return source === undefined ? { line, get } : { line, source, get };
}

function own(value: Value | Missing): Value | Missing {
  return value === MISSING ? MISSING : structuredClone(value);
}
