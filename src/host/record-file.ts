import { closeSync, mkdtempSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { diagnostic } from "../diagnostics/define.js";
import { samples } from "../diagnostics/samples.js";
import { describeFileError, type FileResult } from "./files.js";

/** A file that is written piece by piece. */
export interface RecordFile {
  /** All of the bytes, at once: nothing else can happen before they are with the system. */
  readonly write: (bytes: Uint8Array) => FileResult<null>;
  /** The file is whole: it takes its name. */
  readonly commit: () => FileResult<null>;
  /** There is no file, or the one that was there before. After a commit it does nothing. */
  readonly discard: () => void;
}

/**
 * Opens a file to be written whole or not at all, as `writeWhole` does: in a folder beside it first, which is gone when the
 * process ends, whatever ends it. A device or a pipe is written to.
 */
export function openRecordFile(path: string): FileResult<RecordFile> {
  try {
    const target = realPath(path);
    const known = statSync(target, { throwIfNoEntry: false });
    if (known?.isDirectory() === true) return refuse(path, "it is a folder");
    if (known !== undefined && !known.isFile()) return { kind: "ok", value: new Draft(path, target, null, undefined) };
    const folder = mkdtempSync(join(dirname(target), ".xdmap-"));
    return { kind: "ok", value: new Draft(path, target, folder, known?.mode) };
  } catch (error) {
    return refuse(path, describeFileError(error));
  }
}

/** Those after which a process would end without a word. Of SIGINT a command takes care. */
const SIGNALS = ["SIGTERM", "SIGHUP"] as const;

class Draft implements RecordFile {
  readonly #path: string;
  readonly #target: string;
  /** The folder of the draft; null where there is none. */
  readonly #folder: string | null;
  readonly #draft: string;
  readonly #onEnd = () => this.discard();
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.discard();
    process.kill(process.pid, signal);
  };
  #descriptor: number | null;

  constructor(path: string, target: string, folder: string | null, mode: number | undefined) {
    this.#path = path;
    this.#target = target;
    this.#folder = folder;
    this.#draft = folder === null ? target : join(folder, basename(target));
    process.on("exit", this.#onEnd);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
    try {
      this.#descriptor = openSync(this.#draft, "w", mode === undefined ? 0o666 : mode & 0o777);
    } catch (error) {
      this.#descriptor = null;
      this.discard();
      throw error;
    }
  }

  write(bytes: Uint8Array): FileResult<null> {
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
      this.#close();
      if (this.#folder !== null) renameSync(this.#draft, this.#target);
      return DONE;
    } catch (error) {
      return refuse(this.#path, describeFileError(error));
    } finally {
      this.discard();
    }
  }

  discard(): void {
    process.off("exit", this.#onEnd);
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
    try {
      this.#close();
    } catch {
      // What is thrown away need not be complete.
    }
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #close(): void {
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
