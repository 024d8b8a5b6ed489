import type { Diagnostic } from "../diagnostics/index.js";
import type { Interruption } from "../host/interruption.js";
import type { PreviewPiece, PreviewRun } from "../host/preview-pipeline.js";
import { openRecordFile, type RecordFile } from "../host/record-file.js";
import { EXIT } from "./exit.js";
import type { Output } from "./output.js";
import type { Progress } from "./progress.js";

/** Makes of the records what is written. */
export interface PieceEncoder {
  readonly add: (bytes: Uint8Array, piece: PreviewPiece) => Uint8Array;
  readonly end: () => Uint8Array;
}

export interface WriteOptions {
  readonly encoder: PieceEncoder;
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly output: Output;
  readonly progress: Progress;
  readonly interruption: Interruption;
}

/**
 * Writes the records as they come. A file is there only when it is whole: not where the sample is broken, and not after an
 * interruption. Gives what stands in the way of writing.
 */
export async function writeRecords(run: PreviewRun, options: WriteOptions): Promise<Diagnostic | null> {
  const { file } = options;
  if (file === undefined) return writePieces(run, options, null);
  const opened = openRecordFile(file);
  if (opened.kind === "problem") return opened.diagnostic;
  const target = opened.value;
  try {
    const problem = await writePieces(run, options, target);
    if (problem !== null || run.problem() !== null || options.interruption.happened) return problem;
    const done = target.commit();
    return done.kind === "problem" ? done.diagnostic : null;
  } finally {
    target.discard();
  }
}

async function writePieces(
  run: PreviewRun,
  { encoder, output, progress, interruption }: WriteOptions,
  target: RecordFile | null,
): Promise<Diagnostic | null> {
  for await (const piece of run.pieces) {
    const problem = await write(encoder.add(piece.bytes, piece));
    if (problem !== null) return problem;
    progress.addRows(piece.tally.rows.read);
  }
  return write(encoder.end());

  async function write(data: Uint8Array): Promise<Diagnostic | null> {
    if (data.length === 0) return null;
    if (target === null) {
      // Who reads it may have stopped, and is not waited for after an interruption.
      await interruption.unlessFirst(output.data(data));
      return null;
    }
    const written = await interruption.unlessFirst(target.write(data));
    // As on standard output.
    if (written?.kind === "closed") process.exit(EXIT.fine);
    return written?.kind === "problem" ? written.diagnostic : null;
  }
}
