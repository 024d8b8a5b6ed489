import type { Palette } from "../../diagnostics/index.js";
import { cut, printable, widthOf } from "../../text/terminal-text.js";
import type { Change } from "./plan.js";
import { timeText } from "./step-parts.js";

export interface RenderOptions {
  readonly palette: Palette;
  readonly width: number;
}

type Shown = Pick<Change, "kind" | "path" | "before" | "after">;

const INDENT = "      ";
const DEEPER = "        ";

/**
 * A change with its reason: one line where it fits; else what changes on a line of its own, and each text below it, so that
 * a narrow terminal or a long expression never hides what it is to become.
 */
export function renderChange(
  change: Shown,
  reason: string | null,
  { palette, width }: RenderOptions,
): readonly string[] {
  const line = `${INDENT}${printable(change.kind === "mapping" ? mappingLine(change) : fieldLine(change))}`;
  const told = reason === null ? "" : `(${reason})`;
  const below = reason === null ? [] : [`${DEEPER}${palette.dim(told)}`];
  if (widthOf(line) <= width) {
    const isShort = widthOf(line) + 2 + widthOf(told) <= width;
    return isShort && reason !== null ? [`${line}  ${palette.dim(told)}`] : [line, ...below];
  }
  const [head, ...texts] = change.kind === "mapping" ? mappingParts(change, width) : fieldParts(change, width);
  return [cut(`${INDENT}${head ?? ""}`, width), ...texts.map((text) => cut(`${DEEPER}${text}`, width)), ...below];
}

/** As the mapping file writes it. */
function mappingLine({ path, before, after }: Shown): string {
  if (before === null) return `+ ${after ?? ""} -> ${path}`;
  if (after === null) return `- ${before} -> ${path}`;
  return `~ ${before} -> ${path}   becomes   ${after}`;
}

function mappingParts({ path, before, after }: Shown, width: number): readonly string[] {
  const target = printable(path);
  if (before === null) return [`+ ${target}`, printable(after ?? "")];
  if (after === null) return [`- ${target}`, printable(before)];
  const [was, is] = fromTheirDifference(before, after, width - DEEPER.length - "becomes ".length);
  return [`~ ${target}`, was, `becomes ${is}`];
}

function fieldLine({ path, before, after }: Shown): string {
  return `${path}: ${valueText(path, before)} -> ${valueText(path, after)}`;
}

function fieldParts({ path, before, after }: Shown, width: number): readonly string[] {
  const room = width - DEEPER.length - "-> ".length;
  const [was, is] = fromTheirDifference(valueText(path, before), valueText(path, after), room);
  return [`${printable(path)}:`, was, `-> ${is}`];
}

/** How much of what two texts have in common is shown before they differ. */
const CONTEXT = 8;

/** Two texts that do not fit both, from a little before the place where they differ. */
function fromTheirDifference(one: string, other: string, room: number): readonly [string, string] {
  const [before, after] = [printable(one), printable(other)];
  if (widthOf(before) <= room && widthOf(after) <= room) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  let from = same - CONTEXT;
  // The second half of a pair is no letter.
  if (/[\udc00-\udfff]/.test(before[from] ?? "")) from -= 1;
  return from <= 1 ? [before, after] : [`…${before.slice(from)}`, `…${after.slice(from)}`];
}

const REFERENCES: ReadonlySet<string> = new Set(["schema", "dataset", "source", "target", "mapping set"]);

function valueText(path: string, text: string | null): string {
  if (text === null || text === "") return "nothing";
  // What another step is to make has no id yet.
  if (REFERENCES.has(path) && text.startsWith("{")) return "the new one";
  return path === "schedule.start" ? timeText(Number(text)) : text;
}
