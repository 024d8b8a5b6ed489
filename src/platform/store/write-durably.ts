import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { diagnostic } from "../../diagnostics/index.js";
import { samples } from "../../diagnostics/samples.js";
import { describeFileError, type FileResult, shownPath } from "../../host/files.js";

/**
 * Writes a file whole or not at all, and returns when it would outlive a power failure: what is sent to AEP next rests on
 * it. Unlike `writeWhole` it is synchronous (no signal can come between a request's answer and its entry) and its draft
 * has one name, which the next write uses again: a killed process leaves no litter that grows. Only for files that one
 * process at a time writes.
 */
export function writeDurably(path: string, text: string): FileResult<null> {
  const draft = `${path}.tmp`;
  try {
    writeDraft(draft, text);
    renameSync(draft, path);
    syncFolder(dirname(path));
    return { kind: "ok", value: null };
  } catch (error) {
    const why = describeFileError(error);
    return { kind: "problem", diagnostic: diagnostic(samples.XM5204, null, { path: shownPath(path), why }) };
  }
}

/**
 * A draft that a killed process left is made anew, never written into: in a project that came from somewhere else it may be
 * a link to any file of this computer. Throws the errors of the file system.
 */
export function writeDraft(path: string, text: string): void {
  rmSync(path, { force: true });
  writeNew(path, text);
}

/** Makes a file that was not there (EEXIST otherwise). Throws the errors of the file system. */
export function writeNew(path: string, text: string): void {
  const descriptor = openSync(path, "wx", 0o644);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes over the first letters of a file, where that is possible: whoever reads it meanwhile may see both. */
export function writeOver(path: string, text: string): void {
  try {
    const descriptor = openSync(path, "r+");
    try {
      writeSync(descriptor, text, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // There is nothing left to try.
  }
}

/** The entry of a renamed file is in its folder. Windows opens no folders, and needs none of this. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
