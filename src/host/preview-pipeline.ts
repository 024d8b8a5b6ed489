import { packProgram } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import {
  type BlockSample,
  type CsvBlock,
  type CsvPlan,
  closeSample,
  type ParquetFile,
  planGroups,
  type SamplesInBlocks,
} from "../io/index.js";
import {
  emptyTally,
  mergeTallies,
  type Report,
  type Row,
  type RowBatch,
  reportOf,
  type Tally,
} from "../runtime/index.js";
import {
  type BlockMapper,
  columnsToRead,
  createBlockMapper,
  filterOf,
  type MappedBlock,
  type MapperSetup,
  mapNothing,
} from "./block-mapper.js";
import type { BlockMemory } from "./block-memory.js";
import type { Interruption } from "./interruption.js";
import { type Answer, WorkerPool } from "./worker-pool.js";
import { workerScript } from "./worker-script.js";

export interface PipelineOptions extends MapperSetup {
  readonly samples: SamplesInBlocks["samples"];
  /** Where the samples' blocks take their memory from. */
  readonly memory: BlockMemory;
  /** Workers that map; with 1 the thread that reads does it. */
  readonly threads: number;
  /** After it there are no more pieces. */
  readonly interruption: Interruption;
  /** How many bytes the samples have, as far as that is known. */
  readonly size: number;
  /** So many bytes are mapped without workers, whatever `threads` says; 8 MB by default. */
  readonly small?: number;
}

/** Records of some rows that follow one another. */
export interface PreviewPiece {
  /** A line of JSON each; valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
  readonly records: number;
  /** Where the rows of the first records start, as many as were asked for. */
  readonly lines: readonly number[];
  readonly tally: Tally;
}

/** A preview under way. */
export interface PreviewRun {
  /** In the order of the rows. Can be iterated once. Throws `WorkerDied` where a worker came to its end before its work. */
  readonly pieces: AsyncIterable<PreviewPiece>;
  /** The rows of all pieces that were given. */
  readonly report: () => Report;
  /** What ended the pieces before their time. */
  readonly problem: () => Diagnostic | null;
}

/** Less is mapped before a thread has started. */
const SMALL = 8 * 1024 * 1024;
/** So much of a byte of Parquet counts: of a window most rows may be left out, and each worker reads the program again. */
const SHARE_OF_GROUPS = 1 / 4;
/** How many blocks each worker has: one that it maps, and one that waits for it. */
const BLOCKS_EACH = 2;
/** How many rows of a sample without blocks are mapped at once. */
const ROWS = 256;

export function startPreview(
  options: PipelineOptions,
): { readonly kind: "run"; readonly run: PreviewRun } | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const made = createBlockMapper(options);
  return made.kind === "problem" ? made : { kind: "run", run: new Pipeline(options, made.mapper) };
}

/** What is known of a piece when its turn comes. */
interface Mapped extends PreviewPiece {
  readonly problem: Diagnostic | null;
  readonly ended: boolean;
  /** Gives back its memory. */
  readonly release: () => void;
  /** What comes after it of the same row groups. */
  readonly more: Promise<Mapped> | null;
}

/** What was read, and is mapped here or by a worker. (A generator that gave a promise itself would wait for it.) */
interface Coming {
  readonly mapped: Mapped | Promise<Mapped>;
}

class Pipeline implements PreviewRun {
  readonly #options: PipelineOptions;
  readonly #mapper: BlockMapper;
  readonly #tally: Tally;
  readonly #outputs: ArrayBuffer[] = [];
  #pool: WorkerPool | null = null;
  /** Row groups are under way, and not blocks: each worker has one. */
  #isInGroups = false;
  #problem: Diagnostic | null = null;

  constructor(options: PipelineOptions, mapper: BlockMapper) {
    this.#options = options;
    this.#mapper = mapper;
    this.#tally = emptyTally(options.program, options.strict);
  }

  get pieces(): AsyncIterable<PreviewPiece> {
    return this.#run();
  }

  report(): Report {
    return reportOf(this.#tally);
  }

  problem(): Diagnostic | null {
    return this.#problem;
  }

  async *#run(): AsyncGenerator<PreviewPiece> {
    const { interruption } = this.#options;
    const coming = this.#map();
    const waiting: Promise<Mapped>[] = [];
    let isThrough = false;
    try {
      while (true) {
        while (!isThrough && waiting.length < this.#depth) {
          const next = await interruption.unlessFirst(coming.next());
          if (next === null) return;
          if (next.done === true) isThrough = true;
          else waiting.push(Promise.resolve(next.value.mapped));
        }
        const first = waiting.shift();
        if (first === undefined) return;
        const mapped = await interruption.unlessFirst(first);
        if (mapped === null) return;
        mergeTallies(this.#tally, mapped.tally);
        // Rows without records, too: who shows how far this is counts them.
        if (mapped.tally.rows.read > 0) yield mapped;
        mapped.release();
        if (mapped.more !== null) waiting.unshift(mapped.more);
        this.#problem = mapped.problem;
        if (mapped.problem !== null || mapped.ended) return;
      }
    } finally {
      for (const one of waiting) one.catch(() => undefined);
      // Who was interrupted may wait for input that never comes.
      const closed = coming.return(undefined);
      if (interruption.happened) closed.catch(() => undefined);
      else await closed;
      await this.#pool?.close();
    }
  }

  /** How many blocks, or parts of a Parquet file, may be under way. */
  get #depth(): number {
    const { threads } = this.#options;
    if (this.#pool === null) return 1;
    return this.#isInGroups ? threads : BLOCKS_EACH * threads + 1;
  }

  /** What is read, on its way through a mapper. */
  async *#map(): AsyncGenerator<Coming> {
    const columns = columnsToRead(this.#options);
    let source = 0;
    for await (const sample of this.#options.samples) {
      if (sample.kind === "problem") return yield { mapped: this.#failed(sample.diagnostic) };
      try {
        if (sample.kind === "blocks") yield* this.#mapBlocks(sample, columns, source);
        else if (sample.kind === "parquet") yield* this.#mapGroups(sample, columns, source);
        else yield* this.#mapRows(sample, columns, source);
      } finally {
        await closeSample(sample);
      }
      source++;
    }
  }

  async *#mapBlocks(
    { blocks, plan }: Extract<BlockSample, { kind: "blocks" }>,
    columns: readonly string[],
    source: number,
  ): AsyncGenerator<Coming> {
    const { memory, size } = this.#options;
    const own = plan(columns);
    for await (const block of blocks) {
      if (block.kind === "problem") return yield { mapped: this.#failed(block.diagnostic) };
      const pool = this.#workersFor(Math.max(size, memory.given));
      yield { mapped: pool === null ? this.#mapHere(block, own, source) : this.#mapThere(pool, block, own, source) };
    }
  }

  /** Workers, where they are worth it: for so many bytes. */
  #workersFor(size: number): WorkerPool | null {
    const { threads, small = SMALL } = this.#options;
    const launcher = workerScript();
    if (threads > 1 && launcher !== null && size > small) this.#pool ??= this.#startWorkers(launcher);
    return this.#pool;
  }

  #startWorkers(launcher: string): WorkerPool {
    const { program, threads, window, limit, strict, report, lines, now, rowTimeout } = this.#options;
    const setup = { packed: packProgram(program), window, limit, strict, report, lines, now, rowTimeout };
    return new WorkerPool(launcher, setup, threads);
  }

  #mapHere(block: CsvBlock, plan: CsvPlan, source: number): Mapped {
    const mapped = this.#mapper.mapBlock(block, plan, source);
    return { ...mapped, release: () => this.#options.memory.release(block.bytes.buffer), more: null };
  }

  async #mapThere(pool: WorkerPool, block: CsvBlock, plan: CsvPlan, source: number): Promise<Mapped> {
    const { bytes, offset, firstLine, end } = block;
    const { buffer } = bytes;
    const memory = buffer instanceof ArrayBuffer ? buffer : new Uint8Array(bytes).buffer;
    const start = buffer === memory ? bytes.byteOffset : 0;
    const output = this.#outputs.pop() ?? new ArrayBuffer(0);
    const size = bytes.length;
    const job = { kind: "block", source, plan, memory, start, size, offset, firstLine, end, output } as const;
    return this.#received(await pool.map(job));
  }

  #received({ result, more, giveBack }: Answer): Mapped {
    const { memory, output, size, records, lines, tally, problem } = result;
    const release = () => {
      if (memory === null) return giveBack();
      this.#options.memory.release(memory);
      this.#outputs.push(output);
    };
    const bytes = new Uint8Array(output, 0, size);
    const next = more === null ? null : more.then((answer) => this.#received(answer));
    // It may come to nothing before its turn comes.
    next?.catch(() => undefined);
    return { bytes, records, lines, tally, problem, ended: false, release, more: next };
  }

  async *#mapGroups(file: ParquetFile, columns: readonly string[], source: number): AsyncGenerator<Coming> {
    const { name, bytes, groups } = file;
    const { ranges, size } = planGroups(file, { columns, filter: filterOf(this.#options) });
    const { origin } = bytes;
    const pool = origin === undefined || ranges.length < 2 ? null : this.#workersFor(size * SHARE_OF_GROUPS);
    if (origin === undefined || pool === null) {
      for await (const mapped of this.#mapper.mapGroups(file, { from: 0, to: groups.length }, source)) {
        yield { mapped: this.#mappedHere(mapped) };
      }
      return;
    }
    this.#isInGroups = true;
    for (const range of ranges) {
      const answer = pool.map({ kind: "groups", source, name, origin, groups: range });
      yield { mapped: answer.then((first) => this.#received(first)) };
    }
    this.#isInGroups = false;
  }

  async *#mapRows(
    { events }: Extract<BlockSample, { kind: "sample" }>,
    columns: readonly string[],
    source: number,
  ): AsyncGenerator<Coming> {
    let rows: Row[] = [];
    // Rows that were chosen of several inputs say which one they are in.
    let current = source;
    for await (const event of events) {
      if (event.kind === "row") {
        const own = event.row.source ?? source;
        if (own !== current && rows.length > 0) {
          yield { mapped: this.#mapBatch(rows, columns, current) };
          rows = [];
        }
        current = own;
        rows.push(event.row);
        if (rows.length < ROWS) continue;
      }
      yield { mapped: this.#mapBatch(rows, columns, current) };
      rows = [];
      if (event.kind === "problem") return yield { mapped: this.#failed(event.diagnostic) };
    }
    yield { mapped: this.#mapBatch(rows, columns, current) };
  }

  #mapBatch(rows: readonly Row[], columns: readonly string[], source: number): Mapped {
    const mapped = this.#mapper.mapBatch(batchOf(rows, columns), { firstLine: 0, source });
    return this.#mappedHere({ ...mapped, problem: null });
  }

  /** The mapper writes over its bytes, which wait where others are under way. */
  #mappedHere(mapped: MappedBlock): Mapped {
    const bytes = this.#pool === null ? mapped.bytes : mapped.bytes.slice();
    return { ...mapped, bytes, release: () => undefined, more: null };
  }

  #failed(problem: Diagnostic): Mapped {
    return { ...this.#mappedHere(mapNothing(this.#options)), problem, ended: true };
  }
}

function batchOf(rows: readonly Row[], columns: readonly string[]): RowBatch {
  return {
    rows: rows.length,
    lineOf: (row) => rows[row]?.line ?? 0,
    valueAt: (row, slot) => rows[row]?.get(columns[slot] ?? "") ?? null,
  };
}
