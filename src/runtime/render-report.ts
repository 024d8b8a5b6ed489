import { type Palette, plainPalette } from "../diagnostics/render-text.js";
import { cut, padEnd, padStart, printable, widthOf, wrap } from "../text/terminal-text.js";
import {
  describeSelection,
  FIDELITY,
  groupRejections,
  listLines,
  type Reason,
  type Report,
  sortByHarm,
  type TargetReport,
} from "./report.js";

/** What is known of the terminal. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width?: number;
  /** How parts are coloured; not at all by default. */
  readonly palette?: Palette;
}

/** Narrower than this the columns have no room, and lines run over. */
const NARROWEST = 48;
/** How many complete targets are listed one by one. */
const COMPLETE = 12;
/** How many kinds of rejection are listed. */
const REJECTIONS = 10;

/** The loss report for people: what was read, what each target lost and why, the worst first. */
export function renderReport(report: Report, { width = 80, palette = plainPalette }: RenderOptions = {}): string {
  const blocks = [
    renderRows(report, Math.max(width, NARROWEST), palette),
    renderTargets(report.targets, report.rows.inWindow, Math.max(width, NARROWEST), palette),
    renderRejections(report, Math.max(width, NARROWEST), palette),
    renderFidelity(report, palette) + renderMode(report, palette),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

function renderRows({ rows, delta, selection }: Report, width: number, palette: Palette): string {
  const unplaced = delta.null + delta.unreadable;
  const leftOut = selection?.leftOut ?? 0;
  const windowed = rows.inWindow + leftOut < rows.read;
  const parts = [`${count(rows.read, "row")} read`];
  if (leftOut > 0) parts.push(`${leftOut} left out`);
  if (windowed) parts.push(`${rows.inWindow} in the window, ${rows.outsideWindow} outside`);
  const rejected = `${rows.rejected} rejected`;
  parts.push(`${rows.accepted} accepted, ${rows.rejected > 0 ? palette.error(rejected) : rejected}`);
  const lines = [`${palette.bold("Rows")}  ${parts.join("; ")}`];
  if (unplaced > 0) {
    const counts = [
      ...(delta.null > 0 ? [`${delta.null} null`] : []),
      ...(delta.unreadable > 0 ? [`${delta.unreadable} unreadable`] : []),
    ];
    lines.push(
      `${palette.bold("Delta")} ${palette.warning(`${counts.join(", ")}: no run picks these rows up`)} (${listLines(delta.rows, unplaced)})`,
    );
  }
  if (selection !== undefined) {
    const [first = "", ...more] = wrap(printable(`Only  ${describeSelection(selection).join("; ")}`), width, 3);
    lines.push(
      palette.bold("Only") + first.slice("Only".length),
      ...more.map((line) => `      ${cut(line, width - 6)}`),
    );
  }
  return `${lines.join("\n")}\n`;
}

const HEADS = ["present", "missing", "null", "error"] as const;

function renderTargets(targets: readonly TargetReport[], rows: number, width: number, palette: Palette): string {
  if (targets.length === 0 || rows === 0) return "";
  const sorted = sortByHarm(targets);
  const complete = sorted.filter(({ present, reasons }) => present === rows && reasons.length === 0);
  const folded = complete.length > COMPLETE ? complete.length : 0;
  const shown = folded > 0 ? sorted.filter((target) => !complete.includes(target)) : sorted;
  const numberWidth = Math.max(...HEADS.map((head) => head.length), String(rows).length) + 2;
  const paths = shown.map(({ path }) => widthOf(printable(path)));
  const pathWidth = Math.min(Math.max("Target".length, ...paths), width - numberWidth * HEADS.length);
  const lines: string[] = [];
  if (shown.length > 0) {
    const heads = HEADS.map((head) => padStart(head, numberWidth)).join("");
    lines.push(palette.bold(`${padEnd("Target", pathWidth)}${heads}`));
  }
  for (const target of shown) {
    const { path, present, missing, null: nulls, nulledByError, reasons } = target;
    const cells = [
      padStart(String(present), numberWidth),
      paint(padStart(String(missing), numberWidth), missing, palette.warning, palette),
      paint(padStart(String(nulls), numberWidth), nulls, palette.info, palette),
      paint(padStart(String(nulledByError), numberWidth), nulledByError, palette.error, palette),
    ];
    lines.push(padEnd(cut(printable(path), pathWidth), pathWidth) + cells.join(""));
    for (const reason of reasons.toSorted((left, right) => right.count - left.count)) {
      lines.push(...renderReason(reason, width, palette));
    }
  }
  if (folded > 0) lines.push(palette.dim(`${count(folded, "target")} with a value in every row`));
  return `${lines.join("\n")}\n`;
}

function paint(text: string, amount: number, colour: (text: string) => string, palette: Palette): string {
  return amount > 0 ? colour(text) : palette.dim(text);
}

function renderReason(reason: Reason, width: number, palette: Palette): string[] {
  const { examples } = reason;
  const lines = renderMessage(reason, width, palette);
  if (examples.length === 0) return lines;
  const values = examples.map((example) => JSON.stringify(printable(example))).join(", ");
  return [...lines, palette.dim(cut(`    e.g. ${values}`, width))];
}

function renderMessage({ code, message, count: times, rows }: Reason, width: number, palette: Palette): string[] {
  const head = `  ${code} ${times}×`;
  const where = ` (${listLines(rows, times)})`;
  const text = printable(message);
  if (widthOf(head) + 1 + widthOf(text) + widthOf(where) <= width) return [`${head} ${text}${palette.dim(where)}`];
  const lines = palette.dim(cut(where, width - widthOf(head)));
  return [`${head}${lines}`, ...wrap(text, width - 4, 2).map((line) => `    ${line}`)];
}

function renderRejections({ rejections, rows }: Report, width: number, palette: Palette): string {
  if (rejections.length === 0) return "";
  const groups = groupRejections(rejections);
  const lines = [palette.bold(`Rejected ${count(rows.rejected, "row")}`)];
  for (const { code, path, constraint, lines: found } of groups.slice(0, REJECTIONS)) {
    const text = `  ${code} ${found.length}× ${printable(path)}: ${constraint}`;
    const where = ` (${listLines(found.slice(0, 10), found.length)})`;
    lines.push(cut(text, width - widthOf(where)) + palette.dim(where));
  }
  if (groups.length > REJECTIONS) lines.push(palette.dim(`  and ${groups.length - REJECTIONS} more kinds`));
  return `${lines.join("\n")}\n`;
}

function renderFidelity({ fidelity }: Report, palette: Palette): string {
  return `${palette.dim(`Fidelity  ${fidelity}: ${FIDELITY[fidelity]}`)}\n`;
}

function renderMode({ expressions }: Report, palette: Palette): string {
  if (expressions === undefined) return "";
  return `${palette.dim(`Expressions  ${expressions}: null operands and unknown names were errors`)}\n`;
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
