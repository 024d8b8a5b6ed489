import { type Palette, plainPalette } from "../../diagnostics/index.js";
import { cut, padEnd, padStart, printable, widthOf, wrap } from "../../text/terminal-text.js";
import { adviceFor } from "./error-advice.js";
import type { FlowStatus, RunStatus, ScheduleStatus } from "./read-status.js";
import type { RunState } from "./run-report.js";
import { printTime, type RunWindow } from "./run-window.js";

export interface StatusView {
  readonly width: number;
  readonly palette: Palette;
  /** Milliseconds since 1970: how long a run has been going on. */
  readonly now: number;
}

/** One character a run. */
const MARKS: Readonly<Record<RunState, string>> = {
  success: "✓",
  degraded: "!",
  failed: "✗",
  running: "▸",
  scheduled: "·",
  cancelled: "-",
  unknown: "?",
};

const PICTURE = 20;

/** A line for each flow: its state, its schedule, how its last run went, and a picture of the last ones, the newest at the right. */
export function renderFlows(flows: readonly FlowStatus[], view: StatusView): string {
  if (flows.length === 0) return "There are no flows in xdmap.yaml, and none were pushed.\n";
  const rows = flows.map((flow) => {
    const [last] = flow.runs;
    return [
      printable(flow.key ?? flow.name ?? flow.id ?? ""),
      flow.id === null ? "not pushed" : printable(flow.state ?? "gone"),
      flow.schedule === null ? "" : printable(describeSchedule(flow.schedule)),
      last === undefined ? "none" : describeLast(last, view.now),
      drawRuns(flow.runs, view.palette),
    ];
  });
  const picture = Math.max(...flows.map(({ runs }) => Math.min(runs.length, PICTURE)), 0);
  return renderTable(["flow", "state", "schedule", "last run", picture === 0 ? "" : "runs"], rows, picture, view);
}

/** One flow with its runs, their errors with what to do, and the rows that failed. */
export function renderFlow(flow: FlowStatus, view: StatusView): string {
  const { palette, width } = view;
  const title = [flow.key, flow.name === flow.key ? null : flow.name].filter((text) => text !== null).join(": ");
  const facts = [
    `${palette.bold(printable(title === "" ? (flow.id ?? "") : title))}`,
    flow.id === null
      ? "It was not pushed yet."
      : printable(
          `${flow.id}, ${flow.state ?? "gone from the sandbox"}${flow.schedule === null ? "" : `, ${describeSchedule(flow.schedule)}`}`,
        ),
  ];
  const head = facts.map((line) => `${cutPlain(line, width)}\n`).join("");
  if (flow.runs.length === 0) return `${head}\nNo run yet.\n`;
  const picture = flow.runs.length < 2 ? "" : `${drawRuns(flow.runs, palette)}\n`;
  return `${head}${picture}\n${renderRuns(flow.runs, view)}`;
}

/** Runs with their errors, what to do, and the rows that failed. */
export function renderRuns(runs: readonly RunStatus[], view: StatusView): string {
  const rows = runs.map((run) => [
    `${MARKS[run.state]} ${run.state}`,
    run.createdAt === null ? "" : shortTime((run.startedAt ?? run.createdAt) / 1000),
    describeDuration(run, view.now),
    count(run.read),
    count(run.written),
    count(run.failed),
    run.window === null ? "" : describeWindow(run.window),
    printable(run.id),
  ]);
  const table = renderTable(
    ["state", "started, UTC", "took", "read", "written", "failed", "window, UTC", "id"],
    rows,
    0,
    view,
  );
  const errors = runs.flatMap((run) => renderErrors(run, view)).join("");
  return `${table}${errors === "" ? "" : `\n${errors}`}`;
}

function renderErrors(run: RunStatus, { width, palette }: StatusView): readonly string[] {
  if (run.errors.length === 0 && run.rowErrors.length === 0) return [];
  const lines = [`${palette.bold(printable(`Run ${run.id}`))}\n`];
  for (const [at, { code, message, recordCount }] of run.errors.entries()) {
    const records = recordCount === null ? "" : ` (${recordCount} ${recordCount === 1 ? "record" : "records"})`;
    lines.push(...indented(`${code ?? "error"}${records}: ${message}`, 2, width));
    // Said once, after the last of its code.
    const advice = run.errors.findLastIndex((error) => error.code === code) === at ? adviceFor(code) : null;
    if (advice !== null) lines.push(...indented(advice, 4, width));
  }
  for (const { code, message, row, file } of run.rowErrors) {
    lines.push(...indented(`row in ${file}: ${code === null ? "" : `${code}: `}${message}`, 2, width));
    if (row !== null) lines.push(`    ${palette.dim(cut(printable(row), width - 5))}\n`);
  }
  return lines;
}

function indented(text: string, by: number, width: number): readonly string[] {
  return wrap(printable(text), width - by - 1, 6).map((line) => `${" ".repeat(by)}${line}\n`);
}

/** The newest at the right, as time runs. */
function drawRuns(runs: readonly RunStatus[], palette: Palette = plainPalette): string {
  return runs
    .slice(0, PICTURE)
    .toReversed()
    .map(({ state }) => {
      const mark = MARKS[state];
      if (state === "failed") return palette.error(mark);
      return state === "degraded" || state === "unknown" ? palette.warning(mark) : mark;
    })
    .join("");
}

function describeSchedule({ frequency, interval, start }: ScheduleStatus): string {
  if (frequency === "once") return start === null ? "once" : `once, at ${printTime(start)}`;
  return interval === null || interval === 1 ? `every ${frequency}` : `every ${interval} ${frequency}s`;
}

/** Midnights are written as days: `2022-05-01 to 2022-06-01`. */
function describeWindow({ start, end }: RunWindow): string {
  const day = 24 * 60 * 60;
  const show = start % day === 0 && end % day === 0 ? (time: number) => shortTime(time).slice(0, 10) : shortTime;
  return `${show(start)} to ${show(end)}`;
}

/** To the minute, in UTC. */
function shortTime(seconds: number): string {
  return printTime(Math.floor(seconds)).replace(/^(.{10})T(.{5}).*$/, "$1 $2");
}

function describeLast(run: RunStatus, now: number): string {
  const at = run.completedAt ?? run.startedAt ?? run.createdAt;
  const failed = run.failed === null || run.failed === 0 ? "" : `, ${run.failed} failed`;
  return `${run.state}${failed}${at === null ? "" : `, ${describeSpan(now - at)} ago`}`;
}

function describeDuration(run: RunStatus, now: number): string {
  if (run.startedAt === null) return "";
  if (run.completedAt !== null) return describeSpan(run.completedAt - run.startedAt);
  return run.state === "running" ? `${describeSpan(now - run.startedAt)} so far` : "";
}

/** Two units at most: `2 h 5 min`, `40 s`. */
function describeSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  const parts: string[] = [];
  let rest = seconds;
  for (const [size, unit] of units) {
    if (parts.length === 0 && rest < size) continue;
    if (parts.length === 2) break;
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0 || parts.length === 0) parts.push(`${many} ${unit}`);
    else break;
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}

function count(number: number | null): string {
  return number === null ? "" : number.toLocaleString("en");
}

const GAP = "  ";

/** Columns as wide as they have to be; where the line is too long, the widest are cut, the last column never. */
function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  lastWidth: number,
  { width, palette }: StatusView,
): string {
  const last = head.length - 1;
  const natural = head.map((title, at) =>
    at === last && lastWidth > 0
      ? Math.max(lastWidth, title.length)
      : Math.max(title.length, ...rows.map((row) => widthOf(row[at] ?? ""))),
  );
  const room = width - 1 - GAP.length * last;
  const widths = shrink(natural, room, lastWidth > 0 ? { fixed: last, first: null } : { fixed: null, first: last });
  const isNumber = head.map((title) => ["read", "written", "failed"].includes(title));
  const line = (cells: readonly string[], style: (text: string) => string) =>
    `${cells
      .map((cell, at) => {
        const room = widths[at] ?? 0;
        if (at === last) return lastWidth > 0 ? cell : cut(cell, room);
        return isNumber[at] === true ? padStart(cut(cell, room), room) : padEnd(cut(cell, room), room);
      })
      .map(style)
      .join(GAP)
      .trimEnd()}\n`;
  return line(head, palette.dim) + rows.map((row) => line(row, (text) => text)).join("");
}

const NARROWEST = 8;

/** Takes columns off `first`, an id say, and then off the widest until the sum fits; none becomes narrower than eight. */
function shrink(
  natural: readonly number[],
  room: number,
  { fixed, first }: { readonly fixed: number | null; readonly first: number | null },
): readonly number[] {
  const widths = [...natural];
  for (let sum = widths.reduce((a, b) => a + b, 0); sum > room; sum--) {
    let widest = first !== null && (widths[first] ?? 0) > NARROWEST ? first : -1;
    for (const [at, size] of widths.entries()) {
      if (widest !== first && at !== fixed && size > NARROWEST && size > (widths[widest] ?? 0)) widest = at;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function cutPlain(text: string, width: number): string {
  return widthOf(text) < width ? text : cut(text, width - 1);
}
