import type { Diagnostic, Severity } from "./diagnostic.js";
import { locate } from "./locate.js";
import { describeSummary, summarize } from "./summary.js";

interface MarkdownOptions {
  /** The files that were checked. */
  readonly files: readonly string[];
}

const LABELS: Readonly<Record<Severity, string>> = { error: "Error", warning: "Warning", info: "Note" };

/** Findings as a table for a pull request's comment or a job's summary: where, what, and what to do. */
export function renderMarkdown(diagnostics: readonly Diagnostic[], { files }: MarkdownOptions): string {
  const checked = files.length === 1 ? escapeWords(files[0] ?? "") : `${files.length} files`;
  const head = `**xdmap check** of ${checked}: ${describeSummary(summarize(diagnostics))}.\n`;
  if (diagnostics.length === 0) return head;
  return `${[head, "| File | Line | Severity | What | What to do |", "|---|---|---|---|---|", ...diagnostics.map(row)].join("\n")}\n`;
}

function row({ code, severity, message, place, help, related, fixes }: Diagnostic): string {
  const location = locate(place);
  const lines = location?.line ?? null;
  const end = location?.endLine ?? null;
  const others = related.map(({ message: text, place: other }) => {
    const where = locate(other);
    if (where === null) return escapeMarkdown(text);
    return `${escapeMarkdown(text)} (${escapeWords(where.path)}${where.line === null ? "" : `, line ${where.line}`})`;
  });
  const todo = [...(help === undefined ? [] : [help]), ...fixes.map(({ title }) => `Fix: ${title}`)];
  const cells = [
    escapeWords(location?.path ?? ""),
    lines === null ? "" : end === null || end === lines ? String(lines) : `${lines}–${end}`,
    LABELS[severity],
    `${[escapeMarkdown(message), ...others].join("<br>")} (${code})`,
    todo.map(escapeMarkdown).join("<br>"),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A message that shows as it is in a cell of a table; what stands between backticks stays code, as messages write it. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/((?<!`)(`+)(?!`)[\s\S]*?(?<!`)\2(?!`))/)
    .flatMap((part, at) => (at % 3 === 2 ? [] : [at % 3 === 1 ? escapeCode(part) : escapeWords(part)]))
    .join("");
}

function escapeCode(text: string): string {
  return text.replace(/\r\n|[\r\n]/g, " ").replaceAll("|", "\\|");
}

function escapeWords(text: string): string {
  return text
    .replace(/[\\`*_[\]|~#]/g, (unit) => `\\${unit}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replace(/\r\n|[\r\n]/g, "<br>");
}
