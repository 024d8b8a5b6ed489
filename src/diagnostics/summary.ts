import type { Diagnostic, Severity } from "./diagnostic.js";

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarize(diagnostics: readonly Diagnostic[]): Summary {
  const count = (severity: Severity) => diagnostics.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** `2 errors, 1 warning`, or `no findings`. */
export function describeSummary({ errors, warnings, infos }: Summary): string {
  const parts = [plural(errors, "error"), plural(warnings, "warning"), plural(infos, "note")].filter(
    (part) => part !== "",
  );
  return parts.length === 0 ? "no findings" : parts.join(", ");
}

function plural(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}
