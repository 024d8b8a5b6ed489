import { fstatSync, writeSync } from "node:fs";
import { EXIT } from "./exit.js";

/* Node makes the streams of standard output and error when they are first asked for, which takes milliseconds that a check
 * with one line to say would feel. So what leads into a file or a pipe is written by its number; the stream is made for a
 * terminal, and where a pipe does not take all at once. */

export type StandardStream = "stdout" | "stderr";

const NUMBERS = { stdout: 1, stderr: 2 } as const;
const made = new Set<StandardStream>();

/** True only for a terminal; a file and a pipe are known not to be one without their stream. */
export function isTerminal(name: StandardStream): boolean {
  return isDevice(name) && streamOf(name).isTTY === true;
}

/** How many columns a terminal has. */
export function columnsOf(name: StandardStream): number | undefined {
  return isTerminal(name) ? streamOf(name).columns : undefined;
}

/** How many lines a terminal has. */
export function linesOf(name: StandardStream): number | undefined {
  return isTerminal(name) ? streamOf(name).rows : undefined;
}

/** Resolves when all of it has gone to the reader: the memory of bytes may be used again. */
export function write(name: StandardStream, data: string | Uint8Array): Promise<void> {
  const rest = made.has(name) || isDevice(name) ? data : writeByNumber(name, data);
  if (rest.length === 0) return Promise.resolve();
  const stream = streamOf(name);
  return new Promise((resolve) => {
    stream.write(rest, () => resolve());
  });
}

/** Gives what is left to write: a pipe may be full. */
function writeByNumber(name: StandardStream, data: string | Uint8Array): Uint8Array {
  let bytes: Uint8Array = typeof data === "string" ? Buffer.from(data) : data;
  try {
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(NUMBERS[name], bytes));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error ? error.code : undefined;
    if (code !== "EAGAIN") {
      cannotWrite(name, code, error.message);
      return bytes.subarray(bytes.length);
    }
  }
  return bytes;
}

function streamOf(name: StandardStream): NodeJS.WriteStream {
  const stream = process[name];
  if (!made.has(name)) {
    made.add(name);
    stream.on("error", (error: NodeJS.ErrnoException) => cannotWrite(name, error.code, error.message));
  }
  return stream;
}

function cannotWrite(name: StandardStream, code: unknown, why: string): void {
  // Where nobody can be told, there is nothing to tell.
  if (name === "stderr") return;
  // A reader that goes away (`| head`) is no error.
  if (code === "EPIPE") process.exit(EXIT.fine);
  void write("stderr", `error: standard output cannot be written: ${why}\n`);
  process.exit(EXIT.errors);
}

function isDevice(name: StandardStream): boolean {
  try {
    return fstatSync(NUMBERS[name]).isCharacterDevice();
  } catch {
    return false;
  }
}
