import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { project } from "../diagnostics/project.js";
import { shownPath } from "./files.js";

/** The finding for a file that is no mapping by its name: reading it as one would give a finding for each of its lines. */
export function refuseOther(path: string): Diagnostic | null {
  const named = namedLike(path);
  if (named === null) return null;
  const shown = shownPath(path);
  return diagnostic(project.XM6115, { path: shown }, { path: shown, named });
}

function namedLike(path: string): string | null {
  if (/\.(?:csv|tsv|ndjson|jsonl)$/i.test(path)) return "a sample";
  return /\.ya?ml$/i.test(path) ? "a project file" : null;
}
