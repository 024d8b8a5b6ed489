import { plainPalette } from "../../diagnostics/render-text.js";
import { padEnd, padStart, printable, wrap } from "../../text/terminal-text.js";
import type { RenderOptions } from "../render-report.js";
import { listLines } from "../report.js";
import type { WindowRun, WindowsReport } from "./count-windows.js";

/** So many runs without rows one after the other are told in one line. */
const FOLD = 3;
/** How many lines of runs are shown at most; JSON has all. */
const SHOWN = 60;
/** A time as it is printed. */
const STAMP = "2024-01-01T00:00:00Z".length;
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
  const none = `${rows.unpicked} by none`;
  const counts = `${rows.read} read; ${rows.picked} picked up by ${plural(runs.length, "run")}, ${none}`;
  const mark = (line: string): string => (rows.unpicked > 0 ? line.replace(none, palette.warning(none)) : line);
  const facts = [
    fact("Schedule", every, width, palette),
    fact("Until", until, width, palette),
    fact("Delta", `${delta.column}${delta.format === null ? "" : ` by ${delta.format}`}, in ${zone}`, width, palette),
    fact("Rows", counts, width, palette).map(mark),
  ];
  const blocks = [
    facts
      .flat()
      .map((line) => `${line}\n`)
      .join(""),
    runs.length === 0 ? "" : renderTimeline(runs, width, palette),
    runs.length === 0 ? "" : renderRuns(runs, width, palette),
    renderFindings("Rows that no run picks up", unpicked, width, palette),
    renderFindings("Rows to look at", notes, width, palette),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

type Palette = typeof plainPalette;

const LABEL = "Schedule  ".length;

function fact(label: string, text: string, width: number, palette: Palette): readonly string[] {
  const [first = "", ...more] = wrap(printable(text), width - LABEL, 4);
  return [
    `${palette.bold(label)}${" ".repeat(LABEL - label.length)}${first}`,
    ...more.map((line) => " ".repeat(LABEL) + line),
  ];
}

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
  const scale = each === 1 ? [] : [`one bar is ${each} runs`];
  const below = [...spread(from, to, bars.length, width - 1), ...scale];
  return `▕${bars}▏\n${below.map((line) => ` ${palette.dim(line)}\n`).join("")}`;
}

/** The first time at the left and the last at the right of the picture, or nearer where it is small. */
function spread(from: string, to: string, picture: number, room: number): readonly string[] {
  if (from === to) return [from];
  const gap = picture - from.length - to.length;
  if (gap >= 1) return [from + " ".repeat(gap) + to];
  const short = `${from} to ${to}`;
  return short.length <= room ? [short] : [`${from} to`, to];
}

function renderRuns(runs: readonly WindowRun[], width: number, palette: Palette): string {
  const most = runs.reduce((highest, { rows }) => Math.max(highest, rows), 1);
  const numbers = Math.max(3, String(runs.length).length);
  const counts = Math.max(4, String(most).length);
  const line = (run: string, from: string, to: string, rows: string): string => {
    const wide = [padStart(run, numbers), padEnd(from, STAMP), padEnd(to, STAMP), padStart(rows, counts)];
    // Where one window ends the next begins: one column tells it too.
    return (numbers + counts + 2 * STAMP + 6 <= width ? wide : wide.toSpliced(1, 1)).join("  ");
  };
  const head = line("Run", "window from", "to (the run)", "rows");
  const room = Math.min(40, width - head.length - 2);
  const lines: string[] = [palette.bold(head)];
  for (let at = 0; at < runs.length; ) {
    if (lines.length > SHOWN) {
      const more = `… and ${plural(runs.length - at, "run")} more; --format json lists all of them`;
      lines.push(...wrap(more, width, 2).map(palette.dim));
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
      lines.push(`${line(String(number), windowStart ?? "the beginning", windowEnd, String(rows))}${bar}`.trimEnd());
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

/** Where the messages of findings begin, after their counts. */
const INDENT = 8;

function renderFindings(
  title: string,
  findings: readonly { readonly message: string; readonly count: number; readonly rows: readonly number[] }[],
  width: number,
  palette: Palette,
): string {
  if (findings.length === 0) return "";
  const lines = [palette.bold(title)];
  for (const { message, count, rows } of findings) {
    const amount = padStart(`${count}×`, INDENT - 2);
    const [first = "", ...rest] = wrap(printable(`${message} (${listLines(rows, count)})`), width - INDENT, 6);
    lines.push(`${amount}  ${first}`, ...rest.map((line) => " ".repeat(INDENT) + line));
  }
  return `${lines.join("\n")}\n`;
}

function plural(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
