import { type Diagnostic, isSpan, type Place } from "./diagnostic.js";

/**
 * Findings in the order of their files and places, so that a report does not depend on which phase or which file came
 * first. What has no place comes first; what has the same place stays in the order it was found. What is found of a file
 * by itself and again for those that use it comes once.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .map((finding) => ({ finding, key: keyOf(finding.place) }))
    .filter(({ finding: { code, message, place }, key: { path, first, second } }) => {
      const text = JSON.stringify([code, message, path, first, second]);
      if (place !== null && seen.has(text)) return false;
      seen.add(text);
      return true;
    })
    .sort(({ key: a }, { key: b }) => compareText(a.path, b.path) || a.first - b.first || a.second - b.second)
    .map(({ finding }) => finding);
}

/** By UTF-16 units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(place: Place): { readonly path: string; readonly first: number; readonly second: number } {
  if (place === null) return { path: "", first: 0, second: 0 };
  if (isSpan(place)) return { path: place.file.path, first: place.start, second: place.end };
  return { path: place.path, first: place.line ?? 0, second: place.column ?? 0 };
}
