import type { Output } from "./output.js";

/** A line that says how far a command is: on a terminal only. */
export interface Progress {
  /** Bytes of the input that were read. */
  readonly addBytes: (count: number) => void;
  readonly addRows: (count: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** How long a line stands before it is written anew, in milliseconds. */
const PAUSE = 200;
/** Sooner nobody can say how long it will take, in milliseconds. */
const EARLY = 1000;

/** `toTerminal`: the records go to a terminal, where a line that is written over would eat them. */
export function createProgress(
  output: Output,
  { toTerminal }: { readonly toTerminal: boolean },
): Progress & { readonly setSize: (bytes: number) => void } {
  const isShown = output.isNoteTerminal && !toTerminal;
  const start = performance.now();
  let last = start;
  let size = 0;
  let bytes = 0;
  let rows = 0;
  return {
    setSize: (all) => {
      size = all;
    },
    addBytes: (count) => {
      bytes += count;
    },
    addRows: (count) => {
      rows += count;
      if (!isShown) return;
      const now = performance.now();
      if (now - last < PAUSE) return;
      last = now;
      output.progress(describe(rows, bytes, size, now - start));
    },
    end: () => {
      if (isShown) output.progress(undefined);
    },
  };
}

function describe(rows: number, bytes: number, size: number, elapsed: number): string {
  const rate = Math.round((rows / elapsed) * 1000);
  const parts = [`${rows.toLocaleString("en")} rows`, `${rate.toLocaleString("en")} rows/s`];
  if (elapsed > EARLY && bytes > 0 && bytes < size) {
    parts.push(`${describeTime((elapsed * (size - bytes)) / bytes)} left`);
  }
  return parts.join(", ");
}

function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
