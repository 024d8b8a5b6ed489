import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { Services } from "../functions/index.js";
import { partsOf } from "./assign.js";
import { columnsOf, type RowBatch } from "./batch.js";
import { BatchRow } from "./batch-row.js";
import { createRowCounter, type RowCounter } from "./count-rows.js";
import { type FidelityLevel, weakest } from "./fidelity.js";
import { LEVEL_BITS, makeRowCode, type RowCode, type RowHost } from "./generate/index.js";
import { planRowMapper, type RowResult } from "./map-row.js";
import { readPath } from "./read-path.js";
import { type LayoutObject, layOut } from "./record-layout.js";
import type { Row } from "./row.js";
import { createRowHost } from "./row-host.js";
import { createRowServices, type RowServices } from "./row-services.js";
import type { Tally } from "./tally.js";
import { planWindow, type Window, type WindowPlan } from "./window.js";
import { printXdm } from "./xdm-value.js";

export interface BatchMapperOptions {
  /** The clock, the identifiers and the hashes. The clock is read once a record at most. */
  readonly services: Services;
  /** Only rows whose delta value lies in it are mapped; null (the default) maps all. */
  readonly window?: Window | null;
  /** Stop after this many rows of the window, over all batches. */
  readonly limit?: number;
  /** JEXL's strict mode: both the engine's and the arithmetic's. */
  readonly strict?: boolean;
  /** What the slots of the batches are; `columnsOf(program)` by default. */
  readonly columns?: readonly string[];
  /** False: what was lost is not counted, only rows are; true by default. */
  readonly report?: boolean;
  /** Of so many records of a batch, the first, the lines are given; of none by default. */
  readonly lines?: number;
  /** So many rows are mapped before code is generated; of a small sample that is all. */
  readonly warm?: number;
}

/** Where a batch comes from. */
export interface BatchPlace {
  /** The line that the batch's lines count from: what is told of a row is this and its own. */
  readonly firstLine: number;
  /** Which of the inputs it is in: counts from 0. */
  readonly source?: number;
  /** Memory to write to, if it is large enough; what is left of it is in `bytes.buffer`. */
  readonly memory?: ArrayBuffer;
}

export interface MappedBatch {
  /** The records of the rows that were accepted, a line of JSON each; valid until the next batch is mapped. */
  readonly bytes: Uint8Array;
  readonly records: number;
  /** Where the rows of the first records start, as many as were asked for. */
  readonly lines: readonly number[];
  /** The account of this batch, by its lines in the source. */
  readonly tally: Tally;
  /** The limit was reached: what follows is to be left unread. */
  readonly ended: boolean;
}

/** Maps batches of rows, one after the other. */
export interface BatchMapper {
  readonly map: (batch: RowBatch, place: BatchPlace) => MappedBatch;
  /** The row that is being mapped, or was last. Who ended `map` from outside has no other use for this mapper. */
  readonly rowUnderWay: number;
}

const WARM = 16;
const NEWLINE = 10;

/**
 * Prepares a program for batches of rows. They come to what `preview` makes of the same rows: the records as NDJSON, and the
 * account of what was lost. The only error is a window without a delta column.
 */
export function createBatchMapper(
  program: Program,
  options: BatchMapperOptions,
):
  | { readonly kind: "mapper"; readonly mapper: BatchMapper }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const planned = planWindow(program.delta, options.window ?? null);
  if ("problem" in planned) return { kind: "problem", diagnostic: planned.problem };
  return { kind: "mapper", mapper: new Mapper(program, planned, options) };
}

class Mapper implements BatchMapper {
  readonly #program: Program;
  readonly #window: WindowPlan;
  readonly #columns: readonly string[];
  readonly #strict: boolean;
  readonly #report: boolean;
  readonly #warm: number;
  readonly #lines: number;
  readonly #limit: number;
  /** Nothing in the program asks for the clock or for identifiers. */
  readonly #isPure: boolean;
  readonly #row: BatchRow;
  readonly #world: RowServices;
  readonly #counter: RowCounter;
  readonly #layout: LayoutObject;
  readonly #host: RowHost;
  readonly #failed: Uint32Array;
  /** Maps a row without generated code. */
  readonly #mapRow: (row: Row) => RowResult;
  /** Undefined until it is worth it. */
  #code: RowCode | null | undefined;
  #labels = 0;
  /** Of all batches. */
  #mapped = 0;

  constructor(program: Program, window: WindowPlan, options: BatchMapperOptions) {
    const {
      services,
      strict = false,
      report = true,
      columns = columnsOf(program),
      limit,
      warm = WARM,
      lines = 0,
    } = options;
    this.#program = program;
    this.#window = window;
    this.#columns = columns;
    this.#strict = strict;
    this.#report = report;
    this.#warm = warm;
    this.#lines = lines;
    this.#limit = limit ?? Number.POSITIVE_INFINITY;
    this.#isPure = isPure(program);
    this.#row = new BatchRow(columns);
    this.#world = createRowServices(services);
    this.#counter = createRowCounter(program, { services, strict });
    this.#layout = layOut(program);
    this.#failed = new Uint32Array(program.mappings.length);
    this.#mapRow = planRowMapper(program, { services: this.#world.services, strict });
    this.#host = createRowHost(program, this.#layout, {
      row: this.#row,
      services: this.#world.services,
      strict,
      counter: this.#counter,
      failed: this.#failed,
      onLabel: (bits) => {
        this.#labels |= bits;
      },
    });
  }

  get rowUnderWay(): number {
    return this.#row.index;
  }

  map(batch: RowBatch, { firstLine, source = 0, memory }: BatchPlace): MappedBatch {
    const row = this.#row;
    const counter = this.#counter;
    const { sink } = this.#host;
    row.start(batch, firstLine, source);
    if (memory !== undefined) sink.renew(memory);
    this.#code?.start(batch);
    let at = 0;
    let records = 0;
    let generated = 0;
    const lines: number[] = [];
    for (let index = 0; index < batch.rows && this.#mapped < this.#limit; index++) {
      row.index = index;
      const code = this.#codeFor(batch);
      code?.enter(index);
      const place = this.#placeOf(code);
      counter.place(row, place);
      if (!place.inside) continue;
      this.#mapped++;
      sink.reserve(at);
      if (code !== null) generated++;
      const end = code === null ? this.#plainRecord(at) : this.#record(code, at, source);
      if (end !== at && records++ < this.#lines) lines.push(row.line);
      at = end;
    }
    if (this.#report) this.#countGenerated(generated);
    const ended = this.#mapped >= this.#limit;
    return { bytes: sink.bytes.subarray(0, at), records, lines, tally: counter.take(), ended };
  }

  #codeFor(batch: RowBatch): RowCode | null {
    if (this.#code !== undefined) return this.#code;
    if (this.#mapped < this.#warm) return null;
    const strict = { engine: this.#strict, arithmetic: this.#strict };
    const how = { strict, report: this.#report };
    this.#code = makeRowCode(this.#program, this.#layout, this.#columns, how, this.#host);
    this.#code?.start(batch);
    return this.#code;
  }

  #placeOf(code: RowCode | null) {
    const { delta } = this.#program;
    if (delta === null) return this.#window.placeOfValue(null);
    return this.#window.placeOfValue(code === null ? readPath(delta.path, this.#row) : code.readDelta());
  }

  #record(code: RowCode, start: number, source: number): number {
    const host = this.#host;
    if (!this.#isPure) this.#world.startRow(source, this.#row.line);
    host.flawed = false;
    const end = code.record(start);
    if (!host.flawed) return end;
    // What exactly is broken, and in which order, is found out as for a single row.
    if (this.#isPure) this.#world.startRow(source, this.#row.line);
    else this.#world.repeatRow();
    const { violations } = this.#mapRow(this.#row);
    return this.#counter.violations(violations, this.#row) ? start : end;
  }

  #plainRecord(start: number): number {
    const { sink } = this.#host;
    this.#world.startRow(this.#row.source, this.#row.line);
    const result = this.#mapRow(this.#row);
    if (this.#counter.row(this.#row, result)) return start;
    const end = sink.json(printXdm(result.record), start);
    sink.bytes[end] = NEWLINE;
    return end + 1;
  }

  /** What generated code counted goes into the account: what is neither missing, null nor failed is present. */
  #countGenerated(rows: number): void {
    const { tally } = this.#counter;
    const { missing, nulls } = this.#host;
    for (const [mapping, { states }] of tally.targets.entries()) {
      const lost = [missing[mapping] ?? 0, nulls[mapping] ?? 0, this.#failed[mapping] ?? 0] as const;
      states.missing += lost[0];
      states.null += lost[1];
      states.nulledByError += lost[2];
      states.present += rows - lost[0] - lost[1] - lost[2];
    }
    missing.fill(0);
    nulls.fill(0);
    this.#failed.fill(0);
    const labels = this.#labels | (this.#code?.takeLabels() ?? 0);
    this.#labels = 0;
    for (const level of LEVELS) {
      if ((labels & LEVEL_BITS[level]) !== 0) tally.conversions = weakest(tally.conversions, level);
    }
  }
}

const LEVELS: readonly FidelityLevel[] = ["verified", "documented", "assumed"];

function isPure({ mappings }: Program): boolean {
  return mappings.every(({ expression }) => partsOf(expression).every((part) => part.kind !== "call" || part.fn.pure));
}
