import type { Diagnostic } from "../../diagnostics/index.js";
import { readMappingSet } from "./read-mapping-set.js";
import { type SourceTextOptions, sourceText } from "./source-text.js";

/** How a mapping set is written as a mapping file. */
export type ImportOptions = Pick<SourceTextOptions, "target" | "samples" | "tenant" | "extract" | "path">;

/** A mapping set as a mapping file. */
export interface ImportedMappingSet {
  /** A whole `.xdmap` file, as the formatter leaves it; null where the JSON is no mapping set. */
  readonly text: string | null;
  /** What of the set is not in the file, or only as a comment, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a mapping set, of any dialect and as parsed JSON, as a mapping file. What `emitMappingSet` makes of it is the
 * set again, every expression byte for byte, up to what the service itself writes (ids, versions, dates, users).
 */
export function importMappingSet(json: unknown, options: ImportOptions = {}): ImportedMappingSet {
  const { set, problems } = readMappingSet(json);
  if (set === null) return { text: null, diagnostics: problems };
  const { text, notes } = sourceText(set, options);
  return { text, diagnostics: [...problems, ...notes] };
}
