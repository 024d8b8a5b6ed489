import fs, {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic, Place } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { type Bytes, type FileOrigin, type RandomAccess, STANDARD_INPUT } from "../io/index.js";

export type FileResult<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

/** How many bytes are read at once. */
const CHUNK = 256 * 1024;
/** How many are read first: enough to see what a file is. Of a Parquet file nothing after them is read in order. */
const FIRST_CHUNK = 4 * 1024;
/** Memory is used again after so many chunks: new memory for each costs more than reading. */
const CHUNKS_HELD = 4;

/**
 * The bytes of a file, or of standard input for `-`. Nothing is opened before the first chunk is asked for, so the
 * errors of the file system are thrown by the iteration; ask `checkFile` before for a diagnostic with its place. A chunk of
 * a file holds until the fourth after it is asked for: who keeps more makes copies. What a pipe gives, by whichever name,
 * comes once and holds for good.
 */
export function readChunks(path: string): Bytes {
  if (path === STANDARD_INPUT) return readStandardInput();
  const chunks = readFileChunks(path);
  if (!isFileOrNothing(path)) return chunks;
  return { [Symbol.asyncIterator]: () => chunks, randomAccess: () => openFile(path) };
}

/** Whether a path is none of a pipe, a device or a socket. */
function isFileOrNothing(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
}

/**
 * A file of which any part can be read. Its size is that at the opening. Rejects, as its reads do, where the file is no
 * longer what it was then, or when another thread opened it: `expected`.
 */
export async function openFile(path: string, expected: FileOrigin | null = null): Promise<RandomAccess> {
  const descriptor = openSync(path, "r");
  let isOpen = true;
  const version = expected?.version ?? versionOf(descriptor);
  if (versionOf(descriptor) !== version) {
    closeSync(descriptor);
    throw new Error(CHANGED);
  }
  return {
    size: fstatSync(descriptor).size,
    origin: { path, version },
    read: async (start, end) => {
      const bytes = new Uint8Array(Math.max(0, end - start));
      let size = 0;
      try {
        while (size < bytes.length) {
          const count = readSync(descriptor, bytes, size, bytes.length - size, start + size);
          if (count === 0) break;
          size += count;
        }
      } catch (error) {
        throw new Error(describeFileError(error));
      }
      if (versionOf(descriptor) !== version) throw new Error(CHANGED);
      // As in readFileChunks: a signal is heard of only then.
      await new Promise(setImmediate);
      return bytes.subarray(0, size);
    },
    close: async () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

const CHANGED = "it was changed while it was read";

/** The file itself, how many bytes it has and when it was last written. */
function versionOf(descriptor: number): string {
  const { dev, ino, size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return `${dev}:${ino}:${size}:${mtimeNs}`;
}

let standardInputRead = false;

/** Standard input is there once: whoever asks again would find it empty, which says nothing of why. */
async function* readStandardInput(): AsyncGenerator<Uint8Array> {
  if (standardInputRead) throw new Error("it was read before, and can be read only once");
  standardInputRead = true;
  yield* process.stdin;
}

/** Read at once, chunk by chunk: for files that is faster than Node's streams, whose loading alone a check would feel. */
async function* readFileChunks(path: string): AsyncGenerator<Uint8Array> {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, "r");
    // A pipe gives as little as it has: of many small chunks more are held than of large ones.
    const opened = fstatSync(descriptor);
    const isReused = opened.isFile();
    if (opened.isFIFO()) {
      const blocking = descriptor;
      // The first opening has waited for a writer; one that does not wait itself would take a pipe without for an empty one.
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      closeSync(blocking);
    }
    let known = 0;
    const held: Uint8Array[] = [];
    let wanted = FIRST_CHUNK;
    for (;;) {
      const last = held.length < CHUNKS_HELD ? undefined : held.shift();
      const chunk = last ?? new Uint8Array(CHUNK);
      held.push(chunk);
      const size = await readWhenThere(descriptor, chunk, wanted);
      // Where it was cut it may look like the end of a whole file.
      if (size === 0 && isReused && known < opened.size) throw new Error("it became shorter while it was read");
      if (size === 0) return;
      known += size;
      wanted = CHUNK;
      yield isReused ? chunk.subarray(0, size) : chunk.slice(0, size);
      // Nothing else may wait in a long run; a signal, or a reader that has gone, is heard of only then.
      await new Promise(setImmediate);
    }
  } catch (error) {
    throw new Error(codeOf(error) === "ENOENT" ? "there is no such file" : describeFileError(error));
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** A pipe is waited for without blocking: Ctrl-C would not be heard while its writer does something else. */
async function readWhenThere(descriptor: number, chunk: Uint8Array, wanted: number): Promise<number> {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, wanted, null);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

/** Whether there is a readable file of that name; `place` is where it is named. */
export function checkFile(path: string, place: Place = null): FileResult<null> {
  if (path === STANDARD_INPUT) return { kind: "ok", value: null };
  try {
    if (statSync(path).isDirectory()) return { kind: "problem", diagnostic: folder(path, place) };
    accessSync(path, constants.R_OK);
    return { kind: "ok", value: null };
  } catch (error) {
    return { kind: "problem", diagnostic: explainFileError(error, path, place) };
  }
}

/** How many bytes a file has; 0 for what is none, and where it cannot be told. */
export function sizeOf(path: string): number {
  if (path === STANDARD_INPUT) return 0;
  const known = statSync(path, { throwIfNoEntry: false });
  return known?.isFile() === true ? known.size : 0;
}

/**
 * A whole text file in UTF-8, or all of standard input. Small files are what this is for: reading them at once is several
 * times faster than starting a stream, which a check would feel.
 */
export function readText(path: string, place: Place = null): Promise<FileResult<string>> {
  return decodeText(path, place, "dropped");
}

/** The same with the byte order mark that it may begin with: for what is written back. */
export function readTextWithMark(path: string): Promise<FileResult<string>> {
  return decodeText(path, null, "kept");
}

async function decodeText(path: string, place: Place, mark: "dropped" | "kept"): Promise<FileResult<string>> {
  const checked = checkFile(path, place);
  if (checked.kind === "problem") return checked;
  try {
    const bytes = path === STANDARD_INPUT ? await readAll(readStandardInput()) : readFileSync(path);
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: mark === "kept" }).decode(bytes);
    if (isBinary(text)) return { kind: "problem", diagnostic: unreadable(path, NO_TEXT, place) };
    return { kind: "ok", value: text };
  } catch (error) {
    if (error instanceof TypeError) return { kind: "problem", diagnostic: unreadable(path, "it is not UTF-8", place) };
    return { kind: "problem", diagnostic: explainFileError(error, path, place) };
  }
}

/** The bytes of a small file, or the size of one that is larger than `limit`. */
export function readBytes(
  path: string,
  limit: number,
): FileResult<Uint8Array> | { readonly kind: "large"; readonly size: number } {
  const checked = checkFile(path);
  if (checked.kind === "problem") return checked;
  try {
    const { size } = statSync(path);
    return size > limit ? { kind: "large", size } : { kind: "ok", value: readFileSync(path) };
  } catch (error) {
    return { kind: "problem", diagnostic: explainFileError(error, path, null) };
  }
}

const NO_TEXT = "it holds NUL characters, as files of other encodings and binary files do";

/** One NUL may be a slip, which its reader tells at its place; many are no text in UTF-8. */
function isBinary(text: string): boolean {
  return text.split("\0", 4).length > 3;
}

async function readAll(bytes: Bytes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Writes a file whole or not at all: into a new folder beside it first, then by renaming. A file that is there is
 * replaced only when the new one is complete, and keeps its rights; one that is read-only is left as it is. A device or a
 * pipe is no file to replace: it is written to.
 */
export async function writeWhole(
  path: string,
  content: string | AsyncIterable<string | Uint8Array>,
): Promise<FileResult<null>> {
  // Taken where something is written: Node loads it then, and reading, which every command does, has no use for it.
  const { access, constants, realpath, rename, stat, writeFile } = fs.promises;
  let cleanUp = () => {};
  try {
    const target = await realpath(path).catch(() => resolve(path));
    const known = await stat(target).catch(() => null);
    const kept = known === null ? null : whyKept(known);
    if (kept !== null) return unwritable(path, kept);
    if (known !== null) await access(target, constants.W_OK);
    if (known !== null && !known.isFile()) await writeFile(target, content);
    else {
      // Before there is a folder, which is made at once: a signal in between would leave it behind.
      let temporary: string | null = null;
      cleanUp = atEnd(() => {
        if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
      });
      temporary = mkdtempSync(join(dirname(target), ".xdmap-"));
      const draft = join(temporary, basename(target));
      await writeFile(draft, content, { flush: true, ...(known === null ? {} : { mode: known.mode & 0o777 }) });
      await rename(draft, target);
    }
    return { kind: "ok", value: null };
  } catch (error) {
    return unwritable(path, describeFileError(error));
  } finally {
    cleanUp();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Gives what cleans up; an interrupted process does it too, and then ends by the signal as it would have. */
function atEnd(cleanUp: () => void): () => void {
  const remove = () => {
    cleanUp();
    process.off("exit", remove);
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  const interrupt = (signal: NodeJS.Signals) => {
    remove();
    process.kill(process.pid, signal);
  };
  process.on("exit", remove);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return remove;
}

/** Why nothing can be written to that path, as far as it can be told before trying; null where nothing speaks against it. */
export function checkWritable(path: string): Diagnostic | null {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    const kept = known === undefined ? null : whyKept(known);
    if (kept !== null) return unwritable(path, kept).diagnostic;
    // A file is replaced, which needs the right to its folder.
    accessSync(known === undefined || known.isFile() ? dirname(resolve(path)) : path, constants.W_OK);
    return null;
  } catch (error) {
    return unwritable(path, describeFileError(error)).diagnostic;
  }
}

/** Why what is there is not to be replaced by a file that is written. */
export function whyKept(known: Stats): string | null {
  if (known.isDirectory()) return "it is a folder";
  // Where the folder may be written to, a file that is put in its place would pass by what protects it.
  return (known.mode & 0o222) === 0 ? "it is read-only" : null;
}

/** Whether both names lead to one file that is there, whatever links are on the way. A device or a pipe is no file. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first?.isFile() === true && first.ino === second?.ino && first.dev === second.dev;
}

/** A path as messages show it: from the working folder, with `/`. */
export function shownPath(path: string): string {
  if (path === STANDARD_INPUT) return path;
  const shown = relative("", path) || path;
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}

function explainFileError(error: unknown, path: string, place: Place): Diagnostic {
  const code = codeOf(error);
  if (code === "ENOENT") return diagnostic(samples.XM5200, place, { path, inMapping: place !== null });
  if (code === "EISDIR") return folder(path, place);
  return unreadable(path, describeFileError(error), place);
}

function folder(path: string, place: Place): Diagnostic {
  return diagnostic(samples.XM5201, place, { path });
}

function unreadable(path: string, why: string, place: Place): Diagnostic {
  return diagnostic(samples.XM5202, place, { path, why });
}

function unwritable(path: string, why: string): { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  return { kind: "problem", diagnostic: diagnostic(samples.XM5204, null, { path, why }) };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you have no right to it"],
  ["EPERM", "you have no right to it"],
  ["ENOENT", "its folder does not exist"],
  ["ENOTDIR", "a part of its path is no folder"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its symbolic links go round in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ENOSPC", "the disk is full"],
  ["EROFS", "the disk is read-only"],
  ["EBUSY", "another program uses it"],
  ["EIO", "the disk reports an error"],
  ["ERR_INVALID_ARG_VALUE", "its name holds a NUL character"],
]);

/** The reason of an error of the file system, as it follows a colon in a message. */
export function describeFileError(error: unknown): string {
  const known = REASONS.get(codeOf(error) ?? "");
  return known ?? (error instanceof Error ? error.message : String(error));
}

/** Of an error of the file system. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
