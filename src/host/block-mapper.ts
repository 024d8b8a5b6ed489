import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import {
  type CsvBlock,
  type CsvPlan,
  type CsvScanner,
  createCsvScanner,
  type GroupRange,
  type ParquetFile,
  readBatches,
  type ScanHost,
  type WindowFilter,
} from "../io/index.js";
import {
  type BatchMapper,
  type BatchPlace,
  columnsOf,
  createWatchedMapper,
  emptyTally,
  type MappedBatch,
  planWindow,
  type RowBatch,
  type Window,
} from "../runtime/index.js";
import { fixedServices, nodeServices } from "./services.js";
import { createTimeLimit } from "./time-limit.js";

/** How rows are mapped: plain data but for the program, so that every thread does it the same way. */
export interface MapperSetup {
  readonly program: Program;
  readonly window: Window | null;
  /** Rows of the window; null for all. */
  readonly limit: number | null;
  readonly strict: boolean;
  readonly report: boolean;
  /** Of how many records of a block the lines are told. */
  readonly lines: number;
  /** The time of a clock that stands still, as milliseconds since 1970; null for the machine's clock. */
  readonly now: number | null;
  /** How many milliseconds one row may take. */
  readonly rowTimeout: number;
}

/** A block that was mapped. */
export interface MappedBlock extends MappedBatch {
  /** What is wrong after these rows; nothing behind it counts. */
  readonly problem: Diagnostic | null;
}

/** Maps what is read of the samples. The same in every thread, so that the bytes do not depend on how many there are. */
export interface BlockMapper {
  readonly mapBlock: (block: CsvBlock, plan: CsvPlan, source: number, memory?: ArrayBuffer) => MappedBlock;
  readonly mapBatch: (batch: RowBatch, place: BatchPlace) => MappedBatch;
  /** Maps row groups of a file, a batch when it is asked for. `memory` gives where its records are written to. */
  readonly mapGroups: (
    file: ParquetFile,
    groups: GroupRange,
    source: number,
    memory?: () => ArrayBuffer,
  ) => AsyncIterable<MappedBlock>;
}

/** The columns that a batch has to have, in the order of their slots. */
export function columnsToRead({ program }: Pick<MapperSetup, "program">): readonly string[] {
  return columnsOf(program);
}

/** What a reader may pass over: rows outside of the window, where there is one. */
export function filterOf({ program, window }: Pick<MapperSetup, "program" | "window">): WindowFilter | null {
  if (program.delta === null || window === null) return null;
  const plan = planWindow(program.delta, window);
  return "problem" in plan ? null : { delta: program.delta, window, plan };
}

/** No records, and an account of no rows. */
export function mapNothing({ program, strict }: Pick<MapperSetup, "program" | "strict">): MappedBlock {
  const bytes = new Uint8Array(0);
  return { bytes, records: 0, lines: [], tally: emptyTally(program, strict), ended: false, problem: null };
}

export function createBlockMapper(
  setup: MapperSetup,
):
  | { readonly kind: "mapper"; readonly mapper: BlockMapper }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const { program, window, limit, strict, report, lines, now, rowTimeout } = setup;
  const services = now === null ? nodeServices() : fixedServices({ now: new Date(now), seed: "xdmap" });
  const made = createWatchedMapper(
    program,
    { services, window, strict, report, lines, ...(limit === null ? {} : { limit }) },
    createTimeLimit(rowTimeout),
  );
  if (made.kind === "problem") return made;
  return { kind: "mapper", mapper: blockMapper(made.mapper, setup) };
}

function blockMapper(mapper: BatchMapper, setup: MapperSetup): BlockMapper {
  const columns = columnsToRead(setup);
  const filter = filterOf(setup);
  let scanner: CsvScanner | null = null;
  let scanned = -1;
  return {
    mapBatch: (batch, place) => mapper.map(batch, place),
    mapBlock: (block, plan, source, memory) => {
      if (scanner === null || scanned !== source) scanner = createCsvScanner(plan, HOST);
      scanned = source;
      const { batch, problem } = scanner.scan(block);
      const place = { firstLine: block.firstLine, source, ...(memory === undefined ? {} : { memory }) };
      return { ...mapper.map(batch, place), problem };
    },
    mapGroups,
  };

  async function* mapGroups(
    file: ParquetFile,
    groups: GroupRange,
    source: number,
    memory?: () => ArrayBuffer,
  ): AsyncGenerator<MappedBlock> {
    for await (const event of readBatches(file, { columns, filter, groups })) {
      if (event.kind === "batch") {
        const place = { firstLine: event.firstLine, source, ...(memory === undefined ? {} : { memory: memory() }) };
        yield { ...mapper.map(event.batch, place), problem: null };
        continue;
      }
      const nothing = mapNothing(setup);
      if (event.kind === "problem") {
        yield { ...nothing, problem: event.diagnostic };
        return;
      }
      nothing.tally.rows.read += event.rows;
      nothing.tally.rows.outsideWindow += event.rows;
      yield nothing;
    }
  }
}

const HOST: ScanHost = {
  decodeAscii: ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString("latin1"),
};
