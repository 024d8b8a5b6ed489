import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import type { Workspace } from "../host/workspace.js";
import { STANDARD_INPUT } from "../io/index.js";
import {
  type Asked,
  type ChosenRows,
  checkThresholds,
  type Percent,
  type Report,
  renderReport,
  renderReportHtml,
  sourceTexts,
  withSelection,
} from "../runtime/index.js";
import type { Span } from "../text/index.js";
import { EXIT } from "./exit.js";
import type { Output } from "./output.js";
import type { ChoiceOptions } from "./preview-choice.js";

/** Where a report goes, and what it is held against. */
export interface ReportOptions extends ChoiceOptions {
  readonly input: readonly string[];
  readonly windowStart?: string;
  readonly windowEnd?: string;
  /** False for no report at all. */
  readonly report?: string | false;
  readonly reportHtml?: string;
}

/** The files that the options ask for, beside that of the records. */
export function reportFiles({ report, reportHtml }: ReportOptions): readonly string[] {
  return [report, reportHtml].filter((file) => typeof file === "string");
}

/** What a report is about. */
export interface Covered {
  readonly workspace: Workspace;
  /** With the chosen targets alone. */
  readonly program: Program;
  /** Null where all rows are meant, but for a limit. */
  readonly chosen: ChosenRows | null;
  /** Null where nothing was chosen. */
  readonly asked: Asked | null;
  readonly output: Output;
  /** What the project file's flows allow to be rejected; null where they say nothing. */
  readonly allowed: { readonly percent: Percent; readonly span: Span } | null;
  /** The records stand on the same terminal, above the report. */
  readonly toTerminal: boolean;
}

/** Shows a report, writes it where it was asked for, and gives what it says against its limits. */
export async function writeReports(
  counted: Report,
  options: ReportOptions,
  covered: Covered,
): Promise<readonly Diagnostic[]> {
  if (options.report === false) return [];
  const { workspace, program, chosen, allowed } = covered;
  const report = cover(counted, covered);
  show(report, covered);
  const { report: file, reportHtml, maxNullRate: nulls = [], maxRejected } = options;
  const found: Diagnostic[] = [...(chosen?.findings() ?? [])];
  const write = async (path: string, content: string): Promise<void> => {
    const written = await writeWhole(path, content);
    if (written.kind === "problem") found.push(written.diagnostic);
  };
  if (file !== undefined) await write(file, `${JSON.stringify(report, null, 2)}\n`);
  if (reportHtml !== undefined) await write(reportHtml, renderReportHtml(report, describe(workspace, options)));
  const limit =
    maxRejected === undefined && allowed !== null
      ? { rejected: allowed.percent, rejectedAt: allowed.span }
      : { rejected: maxRejected ?? null };
  return [...found, ...checkThresholds(program, report, { nulls, ...limit })];
}

/** The report so far. Something may still be waited for that never comes, so the process is ended here. */
export async function endInterrupted(counted: Report, options: ReportOptions, covered: Covered): Promise<never> {
  const report = cover(counted, covered);
  if (options.report !== false) show(report, covered);
  covered.output.note(`interrupted after ${report.rows.read.toLocaleString("en")} rows; there may be more\n`);
  await new Promise<void>((resolve) => process.stderr.write("", () => resolve()));
  return process.exit(EXIT.interrupted);
}

function show(report: Report, { output, toTerminal }: Covered): void {
  const text = renderReport(report, { width: output.width, palette: output.notePalette });
  output.note(`${toTerminal ? "\n" : ""}${text}`);
}

/** The report with what it covers, where that is not all. */
function cover(report: Report, { chosen, asked }: Covered): Report {
  if (asked === null) return report;
  if (chosen !== null) return chosen.report(report, asked);
  const { limit, targets } = asked;
  const selection = { ...(limit === null ? {} : { limit }), ...(targets === null ? {} : { targets }), leftOut: 0 };
  return withSelection(report, selection);
}

function describe({ program, file, tree }: Workspace, { input, windowStart, windowEnd }: ReportOptions) {
  const named = tree.statements.flatMap((statement) => (statement.kind === "sample-header" ? statement.paths : []));
  const samples = input.length > 0 ? input : named.map(({ value }) => value);
  const from = windowStart === undefined ? "" : ` from ${windowStart}`;
  const until = windowEnd === undefined ? "" : ` until before ${windowEnd}`;
  return {
    title: program.name ?? file.path,
    sourceOf: sourceTexts(program),
    samples: samples.map((sample) => (sample === STANDARD_INPUT ? "standard input" : sample)),
    window: from + until === "" ? null : `window${from}${until}`,
  };
}
