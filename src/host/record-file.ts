import {
  closeSync,
  constants,
  fsyncSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { diagnostic } from "../diagnostics/define.js";
import { samples } from "../diagnostics/samples.js";
import { codeOf, describeFileError, type FileResult, whyKept } from "./files.js";

/** A file that is written piece by piece. */
export interface RecordFile {
  /** All of the bytes: they may be used again when the promise resolves. */
  readonly write: (bytes: Uint8Array) => Promise<Written>;
  /** The file is whole: it takes its name. */
  readonly commit: () => FileResult<null>;
  /** There is no file, or the one that was there before. After a commit it does nothing. */
  readonly discard: () => void;
}

/** `closed`: it is a pipe whose reader went away, which is no error. */
export type Written = FileResult<null> | { readonly kind: "closed" };

/**
 * Opens a file to be written whole or not at all, as `writeWhole` does: in a folder beside it first, which is gone when the
 * process ends, whatever ends it. A device or a pipe is written to.
 */
export function openRecordFile(path: string): FileResult<RecordFile> {
  try {
    const target = realPath(path);
    const known = statSync(target, { throwIfNoEntry: false });
    const kept = known === undefined ? null : whyKept(known);
    if (kept !== null) return refuse(path, kept);
    if (known !== undefined && !known.isFile()) return { kind: "ok", value: new Device(path, known.isFIFO()) };
    return { kind: "ok", value: new Draft(path, target, known?.mode) };
  } catch (error) {
    return refuse(path, describeFileError(error));
  }
}

/** Those after which a process would end without a word. Of SIGINT a command takes care. */
const SIGNALS = ["SIGTERM", "SIGHUP"] as const;

class Draft implements RecordFile {
  readonly #path: string;
  readonly #target: string;
  readonly #onEnd = () => this.discard();
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.discard();
    process.kill(process.pid, signal);
  };
  /** The folder of the draft; null where there is none. */
  #folder: string | null = null;
  #draft = "";
  #descriptor: number | null = null;

  constructor(path: string, target: string, mode: number | undefined) {
    this.#path = path;
    this.#target = target;
    // Before there is a folder: a signal in between would leave it behind.
    process.on("exit", this.#onEnd);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
    try {
      this.#folder = mkdtempSync(join(dirname(target), ".xdmap-"));
      this.#draft = join(this.#folder, basename(target));
      this.#descriptor = openSync(this.#draft, "w", mode === undefined ? 0o666 : mode & 0o777);
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  async write(bytes: Uint8Array): Promise<Written> {
    const descriptor = this.#descriptor;
    if (descriptor === null) return refuse(this.#path, "it is closed");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      return DONE;
    } catch (error) {
      this.discard();
      return refuse(this.#path, describeFileError(error));
    }
  }

  commit(): FileResult<null> {
    try {
      // With the disk before it has its name: after a power cut there would be a name and half of what it stands for.
      if (this.#descriptor !== null) fsyncSync(this.#descriptor);
      this.#close();
      renameSync(this.#draft, this.#target);
      return DONE;
    } catch (error) {
      return refuse(this.#path, describeFileError(error));
    } finally {
      this.discard();
    }
  }

  discard(): void {
    try {
      this.#close();
    } catch {
      // What is thrown away need not be complete.
    }
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
    process.off("exit", this.#onEnd);
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }

  #close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** How long is waited for who reads a pipe before it is tried again, in milliseconds. */
const PATIENCE = 5;

/**
 * A device or a pipe. Who reads a pipe may be slow, or not be there yet: it is waited for in a way in which signals are
 * heard, so that Ctrl-C ends a preview whose output nobody reads.
 */
class Device implements RecordFile {
  readonly #path: string;
  readonly #isPipe: boolean;
  #descriptor: number | null = null;

  constructor(path: string, isPipe: boolean) {
    this.#path = path;
    this.#isPipe = isPipe;
  }

  async write(bytes: Uint8Array): Promise<Written> {
    for (let at = 0; at < bytes.length; ) {
      try {
        this.#descriptor ??= openSync(this.#path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
        at += writeSync(this.#descriptor, bytes, at);
      } catch (error) {
        const code = codeOf(error);
        if (code === "EPIPE") return { kind: "closed" };
        const isToWait = code === "EAGAIN" || (code === "ENXIO" && this.#isPipe);
        if (!isToWait) return refuse(this.#path, describeFileError(error));
        await new Promise((resolve) => setTimeout(resolve, PATIENCE));
      }
    }
    return DONE;
  }

  commit(): FileResult<null> {
    this.discard();
    return DONE;
  }

  discard(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) closeSync(descriptor);
  }
}

const DONE: FileResult<null> = { kind: "ok", value: null };

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

function refuse(path: string, why: string): FileResult<never> {
  return { kind: "problem", diagnostic: diagnostic(samples.XM5204, null, { path, why }) };
}
