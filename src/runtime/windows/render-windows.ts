import { plainPalette } from "../../diagnostics/render-text.js";
import { padEnd, padStart, wrap } from "../../text/terminal-text.js";
import type { RenderOptions } from "../render-report.js";
import type { WindowRun, WindowsReport } from "./count-windows.js";

/** So many runs without rows one after the other are told in one line. */
const FOLD = 3;
/** How many lines of runs are shown at most; JSON has all. */
const SHOWN = 60;
const BARS = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** The runs and what each picks up, a picture of them over time, and the rows that none picks up. */
export function renderWindows(
  report: WindowsReport,
  { width = 80, palette = plainPalette }: RenderOptions = {},
): string {
  const { schedule, delta, rows, runs, until, unpicked, notes } = report;
  const every =
    schedule.interval === null
      ? `once, at ${schedule.start}`
      : `every ${schedule.interval === 1 ? schedule.frequency : plural(schedule.interval, schedule.frequency)} from ${schedule.start}, ${schedule.backfill ? "with" : "without"} backfill`;
  const zone = delta.timezone ?? "UTC";
  const blocks = [
    `${palette.bold("Schedule")}  ${every}\n` +
      `${palette.bold("Until")}     ${until}\n` +
      `${palette.bold("Delta")}     ${delta.column}${delta.format === null ? "" : ` by ${delta.format}`}, in ${zone}\n` +
      `${palette.bold("Rows")}      ${rows.read} read; ${rows.picked} picked up by ${plural(runs.length, "run")}, ${rows.unpicked > 0 ? palette.warning(`${rows.unpicked} by none`) : "0 by none"}\n`,
    runs.length === 0 ? "" : renderTimeline(runs, width, palette),
    runs.length === 0 ? "" : renderRuns(runs, width, palette),
    renderFindings("Rows that no run picks up", unpicked, width, palette),
    renderFindings("Rows to look at", notes, width, palette),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

type Palette = typeof plainPalette;

/** One character for as many runs as the width asks for; its height is what they pick up. */
function renderTimeline(runs: readonly WindowRun[], width: number, palette: Palette): string {
  const each = Math.ceil(runs.length / Math.max(1, width - 2));
  const sums: number[] = [];
  for (const [at, { rows }] of runs.entries()) {
    const bar = Math.floor(at / each);
    sums[bar] = (sums[bar] ?? 0) + rows;
  }
  const most = Math.max(...sums, 1);
  const bars = sums.map((sum) => BARS[sum === 0 ? 0 : Math.max(1, Math.round((sum * 8) / most))] ?? "").join("");
  const from = runs[0]?.at ?? "";
  const to = runs.at(-1)?.at ?? "";
  const gap = Math.max(1, bars.length - from.length - to.length);
  const ends = bars.length < from.length + to.length + 1 ? `${from} to ${to}` : from + " ".repeat(gap) + to;
  const scale = each === 1 ? "" : palette.dim(`\n${" "}one bar is ${each} runs`);
  return `▕${bars}▏\n ${palette.dim(ends)}${scale}\n`;
}

function renderRuns(runs: readonly WindowRun[], width: number, palette: Palette): string {
  const most = Math.max(...runs.map(({ rows }) => rows), 1);
  const numbers = Math.max(3, String(runs.length).length);
  const counts = Math.max(4, String(most).length);
  const stamp = 20;
  const head = `${padStart("Run", numbers)}  ${padEnd("window from", stamp)}  ${padEnd("to (the run)", stamp)}  ${padStart("rows", counts)}`;
  const room = Math.min(40, width - head.length - 2);
  const lines: string[] = [palette.bold(head)];
  for (let at = 0; at < runs.length; ) {
    if (lines.length > SHOWN) {
      lines.push(palette.dim(`… and ${plural(runs.length - at, "run")} more; --format json lists all of them`));
      break;
    }
    const empty = emptyRuns(runs, at);
    if (empty >= FOLD) {
      lines.push(palette.dim(`${" ".repeat(numbers)}  ${plural(empty, "run")} without rows`));
      at += empty;
      continue;
    }
    const run = runs[at];
    if (run !== undefined) {
      const { run: number, windowStart, windowEnd, rows } = run;
      const bar = room > 4 ? `  ${"█".repeat(Math.ceil((rows * room) / most))}` : "";
      lines.push(
        `${padStart(String(number), numbers)}  ${padEnd(windowStart ?? "the beginning", stamp)}  ${padEnd(windowEnd, stamp)}  ${padStart(String(rows), counts)}${bar}`.trimEnd(),
      );
    }
    at++;
  }
  return `${lines.join("\n")}\n`;
}

function emptyRuns(runs: readonly WindowRun[], from: number): number {
  let at = from;
  while (runs[at]?.rows === 0) at++;
  return at - from;
}

function renderFindings(
  title: string,
  findings: readonly { readonly message: string; readonly count: number; readonly rows: readonly number[] }[],
  width: number,
  palette: Palette,
): string {
  if (findings.length === 0) return "";
  const lines = [palette.bold(title)];
  for (const { message, count, rows } of findings) {
    const shown = rows.slice(0, 5).join(", ");
    const where = `${rows.length === 1 ? "line" : "lines"} ${shown}${count > Math.min(5, rows.length) ? ", …" : ""}`;
    const amount = padStart(`${count}×`, 6);
    const [first = "", ...rest] = wrap(`${message} (${where})`, Math.max(40, width - 8), 4);
    lines.push(`${amount}  ${first}`, ...rest.map((line) => `        ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

function plural(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
