import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { parseMapping } from "../grammar/index.js";
import { readBytes, writeWhole } from "../host/files.js";
import { fixText } from "../lint/index.js";
import { createSourceFile } from "../text/index.js";
import { type LoadedMapping, loadMapping } from "./load-mapping.js";
import type { Given } from "./settings.js";

/** Fixes of fixes come to an end; this is for those that would not. */
const MOST_ROUNDS = 10;

export interface FixedMapping {
  /** As the file is now. */
  readonly loaded: LoadedMapping;
  /** How many findings were corrected. */
  readonly fixed: number;
  /** Why the file could not be written. */
  readonly problem: Diagnostic | null;
}

/**
 * Applies the safe fixes of a mapping file's findings, round by round until nothing changes, and writes the file once, at the
 * end and whole. A round that would make a text which cannot be read is not taken.
 */
export async function fixMapping(
  path: string,
  given: Given,
  how: Omit<Parameters<typeof loadMapping>[2], "text">,
): Promise<FixedMapping> {
  const first = await loadMapping(path, given, how);
  if (first.kind !== "mapping") return { loaded: first, fixed: 0, problem: null };
  let loaded = first;
  const before = loaded.workspace.file.text;
  let text = before;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = fixText(text, loaded.workspace.diagnostics, "safe");
    if (next.text === text || !readsAsWell(next.text, text)) break;
    const again = await loadMapping(path, given, { ...how, text: next.text });
    if (again.kind !== "mapping") break;
    loaded = again;
    text = next.text;
    fixed += next.applied.length;
  }
  if (text === before) return { loaded, fixed: 0, problem: null };
  const written = await writeWhole(path, `${markOf(path)}${text}`);
  if (written.kind === "problem") return { loaded: first, fixed: 0, problem: written.diagnostic };
  return { loaded, fixed, problem: null };
}

/** No more errors of syntax than before. */
function readsAsWell(text: string, before: string): boolean {
  const errors = (one: string) => {
    const { diagnostics } = parseMapping(createSourceFile("", one));
    return diagnostics.filter((found) => hasErrors([found])).length;
  };
  return errors(text) <= errors(before);
}

/** The byte order mark of a file that has one: it stays. */
function markOf(path: string): string {
  const read = readBytes(path, Number.POSITIVE_INFINITY);
  const [first, second, third] = read.kind === "ok" ? read.value : [];
  return first === 0xef && second === 0xbb && third === 0xbf ? "\uFEFF" : "";
}
