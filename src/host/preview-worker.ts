import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { type PackedProgram, unpackProgram } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { BlockEnd, CsvPlan } from "../io/index.js";
import type { Tally } from "../runtime/index.js";
import { type BlockMapper, createBlockMapper, type MappedBlock, type MapperSetup, mapNothing } from "./block-mapper.js";
import { type GroupsJob, GroupWorker, ownBuffer } from "./group-worker.js";

/** What a worker is started with. */
export interface WorkerSetup extends Omit<MapperSetup, "program"> {
  readonly packed: PackedProgram;
}

/** A block to map. Its memory, and the memory for the records, come along and go back. */
export interface BlockJob {
  readonly kind: "block";
  readonly source: number;
  readonly plan: CsvPlan;
  readonly memory: ArrayBuffer;
  readonly start: number;
  readonly size: number;
  readonly offset: number;
  readonly firstLine: number;
  readonly end: BlockEnd;
  readonly output: ArrayBuffer;
}

export type WorkerJob = BlockJob | GroupsJob;

/** The memory of records of a row group comes back. */
export interface Written {
  readonly kind: "written";
  readonly memory: ArrayBuffer;
}

/** What becomes of a block; of row groups there are several, in order. */
export interface WorkerResult {
  /** Of the block; null for row groups. */
  readonly memory: ArrayBuffer | null;
  /** Its first `size` bytes are the records. */
  readonly output: ArrayBuffer;
  readonly size: number;
  readonly records: number;
  readonly lines: readonly number[];
  readonly tally: Tally;
  readonly problem: Diagnostic | null;
  /** No more comes of the job. */
  readonly isLast: boolean;
}

/**
 * What a worker thread does from its start to its end: maps the blocks and row groups that it is sent, in their order.
 * False where this is none.
 */
export function runPreviewWorker(): boolean {
  const port = parentPort;
  if (isMainThread || port === null) return false;
  const { packed, ...how }: WorkerSetup = workerData;
  unpackProgram(packed);
  const program: MapperSetup["program"] = workerData.packed.program;
  const made = createBlockMapper({ program, ...how });
  // The main thread made one of the same before.
  if (made.kind === "problem") throw new Error(made.diagnostic.message);
  const { mapper } = made;
  const setup = { program, ...how };
  const groups = new GroupWorker(setup, mapper);
  const send = (mapped: MappedBlock, output: ArrayBuffer, memory: ArrayBuffer | null, isLast: boolean): void => {
    const { bytes, records, lines, tally, problem } = mapped;
    const result: WorkerResult = { memory, output, size: bytes.length, records, lines, tally, problem, isLast };
    port.postMessage(result, memory === null ? [output] : [memory, output]);
  };
  const run = async (job: WorkerJob): Promise<void> => {
    if (job.kind === "block") {
      const mapped = mapBlock(mapper, job);
      return send(mapped, ownBuffer(mapped.bytes), job.memory, true);
    }
    await groups.run(job, (mapped, output) => send(mapped, output, null, false));
    send(mapNothing(setup), new ArrayBuffer(0), null, true);
  };
  // An error of a bug ends the thread, as one that is thrown here does.
  let work = Promise.resolve();
  port.on("message", (message: WorkerJob | Written) => {
    if (message.kind === "written") groups.takeBack(message.memory);
    else work = work.then(() => run(message));
  });
  return true;
}

function mapBlock(mapper: BlockMapper, job: BlockJob): MappedBlock {
  const { source, plan, memory, start, size, offset, firstLine, end, output } = job;
  const bytes = new Uint8Array(memory, start, size);
  return mapper.mapBlock({ kind: "block", bytes, offset, firstLine, end }, plan, source, output);
}
