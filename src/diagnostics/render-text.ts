import { printable } from "../text/terminal-text.js";
import { codeFrame } from "./code-frame.js";
import { type Diagnostic, isSpan, type Place, type Severity } from "./diagnostic.js";
import { describeLocation, locate } from "./locate.js";

/** How to colour parts of the text; the identity where there is no colour. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string) => text;
export const plainPalette: Palette = { error: same, warning: same, info: same, bold: same, dim: same };

/** Findings for people: message, place, the lines with the marked part, and what to do. */
export function renderText(diagnostics: readonly Diagnostic[], palette: Palette = plainPalette, width = 100): string {
  return diagnostics.map((finding) => renderOne(finding, palette, width)).join("\n");
}

const LABELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function renderOne(finding: Diagnostic, palette: Palette, width: number): string {
  const label = palette[finding.severity](`${LABELS[finding.severity]}[${finding.code}]`);
  const lines = [`${label}${palette.bold(":")} ${palette.bold(printableLines(finding.message))}`];
  lines.push(...renderPlace(finding.place, palette[finding.severity], palette, width));
  for (const { message, place } of finding.related) {
    // A reader has the file of the finding before them; of another one they see the lines.
    if (isElsewhere(place, finding.place)) {
      lines.push(`  ${palette.dim("=")} ${printable(message)}`, ...renderPlace(place, palette.info, palette, width));
    } else {
      lines.push(`  ${palette.dim("=")} ${printable(message)}${place === null ? "" : ` (${describePlace(place)})`}`);
    }
  }
  if (finding.help !== undefined) lines.push(`  ${palette.dim("=")} ${printableLines(finding.help)}`);
  for (const { title, safe } of finding.fixes)
    lines.push(`  ${palette.dim("=")} fix${safe ? "" : " (look before)"}: ${printable(title)}`);
  return `${lines.join("\n")}\n`;
}

/** Lists in a message have a line each, further in: nothing that a message quotes can begin a line of its own. */
function printableLines(text: string): string {
  return text
    .split(/\n(?= {2})/)
    .map(printable)
    .join("\n");
}

function isElsewhere(place: Place, own: Place): boolean {
  return place !== null && isSpan(place) && place.file.path !== locate(own)?.path;
}

/** `orders.xdmap:7:1` */
function describePlace(place: Place): string {
  const location = locate(place);
  return location === null ? "" : describeLocation({ ...location, path: printable(location.path) });
}

function renderPlace(place: Place, mark: (text: string) => string, palette: Palette, width: number): string[] {
  if (place === null) return [];
  const head = `  ${palette.dim("-->")} ${describePlace(place)}`;
  return isSpan(place) ? [head, ...codeFrame(place, { mark, dim: palette.dim, width })] : [head];
}
