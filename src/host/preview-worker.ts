import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { type PackedProgram, unpackProgram } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { BlockEnd, CsvPlan } from "../io/index.js";
import type { Tally } from "../runtime/index.js";
import { type BlockMapper, createBlockMapper, type MapperSetup } from "./block-mapper.js";

/** What a worker is started with. */
export interface WorkerSetup extends Omit<MapperSetup, "program"> {
  readonly packed: PackedProgram;
}

/** A block to map. Its memory, and the memory for the records, come along and go back. */
export interface WorkerJob {
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

export interface WorkerResult {
  readonly memory: ArrayBuffer;
  /** Its first `size` bytes are the records. */
  readonly output: ArrayBuffer;
  readonly size: number;
  readonly records: number;
  readonly lines: readonly number[];
  readonly tally: Tally;
  readonly problem: Diagnostic | null;
}

/** What a worker thread does from its start to its end: maps the blocks that it is sent, in their order. */
export function runPreviewWorker(): void {
  const port = parentPort;
  if (isMainThread || port === null) return;
  const { packed, ...how }: WorkerSetup = workerData;
  unpackProgram(packed);
  const program: MapperSetup["program"] = workerData.packed.program;
  const made = createBlockMapper({ program, ...how });
  // The main thread made one of the same before.
  if (made.kind === "problem") throw new Error(made.diagnostic.message);
  const { mapper } = made;
  port.on("message", (job: WorkerJob) => {
    const { result, transfer } = answer(mapper, job);
    port.postMessage(result, transfer);
  });
}

function answer(
  mapper: BlockMapper,
  job: WorkerJob,
): { readonly result: WorkerResult; readonly transfer: ArrayBuffer[] } {
  const { source, plan, memory, start, size, offset, firstLine, end, output } = job;
  const bytes = new Uint8Array(memory, start, size);
  const block = { kind: "block", bytes, offset, firstLine, end } as const;
  const mapped = mapper.mapBlock(block, plan, source, output);
  const records = ownBuffer(mapped.bytes);
  const result = {
    memory,
    output: records,
    size: mapped.bytes.length,
    records: mapped.records,
    lines: mapped.lines,
    tally: mapped.tally,
    problem: mapped.problem,
  };
  return { result, transfer: [memory, records] };
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && bytes.byteOffset === 0 ? buffer : new Uint8Array(bytes).buffer;
}
