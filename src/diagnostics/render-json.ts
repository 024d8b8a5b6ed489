import { type Range, rangeOf } from "../text/index.js";
import { type Diagnostic, isSpan, type Place } from "./diagnostic.js";
import { type Summary, summarize } from "./summary.js";

/** `check --format json`: lines and columns count from 1, offsets from 0, in UTF-16 units. */
export interface DiagnosticsDocument {
  readonly diagnostics: readonly DiagnosticEntry[];
  readonly summary: Summary;
}

interface DiagnosticEntry {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string | null;
  /** Null where the finding has no place. */
  readonly range: Range | null;
  readonly help: string | null;
  readonly related: readonly { readonly message: string; readonly file: string | null; readonly range: Range | null }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly range: Range; readonly text: string }[];
  }[];
}

export function toDocument(diagnostics: readonly Diagnostic[]): DiagnosticsDocument {
  return { diagnostics: diagnostics.map(toEntry), summary: summarize(diagnostics) };
}

/** The findings as `check --format json` prints them (docs/commands.md). */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(toDocument(diagnostics), null, 2)}\n`;
}

function toEntry({ code, severity, message, place, help, related, fixes }: Diagnostic): DiagnosticEntry {
  return {
    code,
    severity,
    message,
    ...located(place),
    help: help ?? null,
    related: related.map((other) => ({ message: other.message, ...located(other.place) })),
    fixes: fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ span, text }) => ({ range: rangeOf(span), text })),
    })),
  };
}

function located(place: Place): { file: string | null; range: Range | null } {
  if (place === null) return { file: null, range: null };
  if (isSpan(place)) return { file: place.file.path, range: rangeOf(place) };
  return { file: place.path, range: null };
}
