import type { Diagnostic, Severity } from "./diagnostic.js";
import { type Location, locate, wholeMessage } from "./locate.js";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * Findings as workflow commands of GitHub Actions, which it shows at their lines.
 * Source: GitHub Docs, "Workflow commands for GitHub Actions".
 */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((finding) => `${renderOne(finding)}\n`).join("");
}

function renderOne(finding: Diagnostic): string {
  const properties = [...placeProperties(locate(finding.place)), ["title", finding.code] as const];
  const listed = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${COMMANDS[finding.severity]} ${listed}::${escapeData(wholeMessage(finding))}`;
}

function placeProperties(location: Location | null): (readonly [string, string | number])[] {
  if (location === null) return [];
  const { path, line, column, endLine, endColumn } = location;
  const properties: (readonly [string, string | number])[] = [["file", path]];
  if (line === null) return properties;
  properties.push(["line", line]);
  if (endLine !== null) properties.push(["endLine", endLine]);
  // GitHub takes columns only within one line.
  if (column === null || (endLine !== null && endLine !== line)) return properties;
  properties.push(["col", column]);
  if (endColumn !== null) properties.push(["endColumn", endColumn]);
  return properties;
}

function escapeData(text: string): string {
  return withoutControls(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The log is read on a terminal too: what would turn or colour it stays away. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
}
