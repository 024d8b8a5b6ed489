import { MISSING, type Missing, type Value } from "../values/index.js";
import type { RowBatch } from "./batch.js";
import type { Row } from "./row.js";

/** The row of a batch that is under way, for those who ask for columns by name. One object for all rows. */
export class BatchRow implements Row {
  index = 0;
  #batch: RowBatch = NO_ROWS;
  #firstLine = 0;
  #source = 0;
  readonly #slots: ReadonlyMap<string, number>;

  constructor(columns: readonly string[]) {
    this.#slots = new Map(columns.map((column, slot) => [column, slot]));
  }

  start(batch: RowBatch, firstLine: number, source: number): void {
    this.#batch = batch;
    this.#firstLine = firstLine;
    this.#source = source;
  }

  get line(): number {
    return this.#firstLine + this.#batch.lineOf(this.index);
  }

  get source(): number {
    return this.#source;
  }

  readonly get = (name: string): Value | Missing => {
    const slot = this.#slots.get(name);
    return slot === undefined ? MISSING : this.#batch.valueAt(this.index, slot);
  };
}

const NO_ROWS: RowBatch = { rows: 0, lineOf: () => 0, valueAt: () => MISSING };
