import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { diagnostic, hasErrors } from "../diagnostics/index.js";
import { samples as sampleCodes } from "../diagnostics/samples.js";
import { createBlockMemory } from "../host/block-memory.js";
import { checkWritable, isSameFile } from "../host/files.js";
import { createInterruption } from "../host/interruption.js";
import { startPreview } from "../host/preview-pipeline.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { createTimeLimit } from "../host/time-limit.js";
import { WorkerDied } from "../host/worker-pool.js";
import { type BlockSample, createRecordEncoder, formatOfFile, type Sample } from "../io/index.js";
import { flowsOf, loadMapping, openProjects, type Project } from "../project/index.js";
import { chooseRows, percentOf, readWindow } from "../runtime/index.js";
import { addStrictOption, collect, outputFile, outputOption, readCount, readSeconds, readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";
import type { RemoteChoice } from "./prepare-remote.js";
import { addChoiceOptions, choosesRows, readChoice } from "./preview-choice.js";
import { createTableEncoder, PREVIEW_FORMATS, type PreviewFormat, TABLE_ROWS } from "./preview-formats.js";
import { addRemoteOptions, describeRemoteMisuse, isRemote, previewInSandbox } from "./preview-remote-options.js";
import { type Covered, endInterrupted, type ReportOptions, reportFiles, writeReports } from "./preview-report.js";
import { createProgress } from "./progress.js";
import { writeRecords } from "./write-records.js";

interface PreviewOptions extends MappingOptions, ReportOptions, RemoteChoice {
  readonly format?: PreviewFormat;
  readonly output?: string;
  readonly threads?: number;
  readonly rowTimeout: number;
  readonly now?: Date;
  readonly strict?: boolean;
}

export function previewCommand(): Command {
  const command = addStrictOption(addMappingOptions(new Command("preview")))
    .description("Maps every row of a sample to an XDM record, and reports what is lost and why.")
    .argument("<file>", "a mapping file (.xdmap)")
    .addOption(
      new Option("--input <file>", "a sample in place of the file's own; may be repeated; - for standard input")
        .default([], "the file's samples")
        .argParser(collect),
    )
    .option("--window-start <time>", "only rows whose delta value is at or after it (epoch seconds or ISO 8601)")
    .option("--window-end <time>", "only rows whose delta value is before it")
    .addOption(
      new Option(
        "--format <format>",
        "how to write the records (default: as the name of --output says; else a table on a terminal, ndjson elsewhere)",
      ).choices(PREVIEW_FORMATS),
    )
    .addOption(outputOption("the records"))
    .option("--report <file>", "write the whole loss report as JSON")
    .option("--report-html <file>", "write the loss report as a page")
    .option("--no-report", "keep no account of what is lost")
    .option("--threads <count>", "how many threads map a large CSV or Parquet file (the processor's cores)", readCount)
    .addOption(
      new Option("--row-timeout <seconds>", "how long one row may take; what is under way then is an error")
        .default(2)
        .argParser(readSeconds),
    )
    .option("--now <time>", "fix the clock (ISO 8601), and with it uuid()", readTime)
    .hook("preAction", refuseMisuse);
  addRemoteOptions(command);
  return addChoiceOptions(command)
    .addHelpText(
      "after",
      `
Rows are chosen by --rows, then --where, the window, --sample, and --limit at last.

Examples:
  $ xdmap preview examples/shopify-orders/orders.xdmap --limit 10
  $ xdmap preview examples/shopify-orders/orders.xdmap --where 'to_decimal(Total_Price) > 100' --select personalEmail,homeAddress
  $ xdmap preview examples/shopify-orders/orders.xdmap --sample 100 --seed 1 --output orders.csv
  $ xdmap preview examples/shopify-orders/orders.xdmap --max-null-rate personalEmail.address=5 --max-rejected 10 --report-html loss.html --output orders.parquet
  $ xdmap preview examples/on-demand-window/customers.xdmap --window-start 2022-05-01 --window-end 2022-06-01 --report loss.json > records.ndjson
  $ xdmap preview examples/loyalty-members/members.xdmap --no-strict
  $ xdmap preview examples/shopify-orders/orders.xdmap --remote --sandbox dev --limit 5
`,
    )
    .action(async (path: string, options: PreviewOptions, self: Command) => {
      const output = createOutput();
      if (isRemote(options)) return previewInSandbox(path, options, output);
      const findings = await runPreview(path, options, output, self);
      output.findings(findings);
      if (hasErrors(findings)) process.exitCode ??= EXIT.errors;
    });
}

/** What no mapping is needed to see. */
function refuseMisuse(command: Command): void {
  const options = command.opts<PreviewOptions>();
  const { report, reportHtml, maxNullRate, maxRejected, seed, sample } = options;
  const remote = describeRemoteMisuse(command);
  if (remote !== null) command.error(`error: ${remote}`);
  if (report === "-" || reportHtml === "-") {
    command.error("error: a report goes to a file: standard output is for the records.");
  }
  const files = new Map<string, string>();
  for (const [option, file] of [
    ["--output", outputFile(options)],
    ["--report", report],
    ["--report-html", reportHtml],
  ] as const) {
    if (typeof file !== "string") continue;
    const other = files.get(resolve(file));
    if (other !== undefined) {
      command.error(`error: ${other} and ${option} name the same file; the one would replace the other.`);
    }
    files.set(resolve(file), option);
  }
  if (seed !== undefined && sample === undefined) command.error("error: --seed goes with --sample.");
  if (report === false && (reportHtml ?? maxNullRate ?? maxRejected) !== undefined) {
    command.error(
      "error: --report-html, --max-null-rate and --max-rejected need the report, which --no-report leaves out.",
    );
  }
}

/** Gives the findings that remain to be shown; an error among them ends the command with exit status 1. */
async function runPreview(
  path: string,
  options: PreviewOptions,
  output: Output,
  command: Command,
): Promise<readonly Diagnostic[]> {
  const misuse = (findings: readonly Diagnostic[]): readonly Diagnostic[] => {
    process.exitCode = EXIT.usage;
    return findings;
  };
  const asked = readWindow(options.windowStart, options.windowEnd);
  if ("problem" in asked) return misuse([asked.problem]);
  const file = outputFile(options);
  const named = file === undefined ? undefined : formatOfFile(file);
  const format = options.format ?? named ?? (output.isTerminal && file === undefined ? "table" : "ndjson");
  if (format === "parquet" && file === undefined && output.isTerminal) {
    return command.error("error: Parquet is not for a terminal: say --output FILE, or send it to a file or a pipe.");
  }
  // Asked before the rows are read, since reading them may take long.
  const unwritable = [file, ...reportFiles(options)].flatMap((one) =>
    one === undefined ? [] : (checkWritable(one) ?? []),
  );
  if (unwritable.length > 0) return unwritable;
  const toTerminal = output.isTerminal && file === undefined;
  const progress = createProgress(output, { toTerminal });
  const memory = createBlockMemory();
  const loaded = await loadMapping(path, givenBy(options), {
    inputs: options.input,
    read: choosesRows(options) ? "rows" : "blocks",
    projects: openProjects(),
    memory,
    onRead: progress.addBytes,
  });
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { workspace, settings } = loaded;
  for (const written of [file, ...reportFiles(options)]) {
    const read = workspace.files.find((one) => written !== undefined && isSameFile(one, written));
    if (read !== undefined) {
      return command.error(`error: ${written} is one of the files that the preview reads; it would be replaced.`);
    }
  }
  // What is only worth a note is told by `check`.
  const ofFile = workspace.diagnostics.filter(({ severity }) => severity !== "info");
  if (hasErrors(ofFile)) return ofFile;
  const { sample, samples, sampleSize } = workspace;
  if (sample === null && samples === null) {
    return [...ofFile, diagnostic(sampleCodes.XM5241, null, { file: workspace.file.path })];
  }
  const read = readChoice(options, workspace);
  if (read.kind === "misuse") return misuse([...ofFile, ...read.findings]);
  const { program, choice } = read;
  const findings = [...ofFile, ...read.findings];
  const how = { ...asked, strict: settings.strict, now: options.now?.getTime() ?? null, limit: options.limit ?? null };
  const services = how.now === null ? nodeServices() : fixedServices({ now: new Date(how.now), seed: "xdmap" });
  const selected =
    sample === null || choice === null
      ? null
      : chooseRows(program, sample.events, choice, {
          ...how,
          services,
          timeLimit: createTimeLimit(options.rowTimeout * 1000),
        });
  if (selected?.kind === "problem") return [...findings, selected.diagnostic];
  const chosen = selected?.chosen ?? null;
  const covered: Covered = {
    workspace,
    program,
    chosen,
    asked: read.asked,
    output,
    allowed: allowedBy(loaded.project, path),
    toTerminal,
  };
  const rows = chosen?.events ?? sample?.events ?? null;
  const shown = format === "table" ? (options.limit ?? TABLE_ROWS) : 0;
  progress.setSize(sampleSize);
  const interruption = createInterruption();
  const started = startPreview({
    ...how,
    program,
    report: options.report !== false,
    lines: shown,
    rowTimeout: options.rowTimeout * 1000,
    samples: samples === null ? ofRows(sample, rows) : samples.samples,
    memory,
    // Which rows the limit is about is known when those before are mapped.
    threads: options.limit === undefined ? (options.threads ?? availableParallelism()) : 1,
    size: sampleSize,
    interruption,
  });
  if (started.kind === "problem") return [...findings, started.diagnostic];
  const { run } = started;
  const onSignal = (): void => {
    // The second Ctrl-C ends the process at once.
    if (interruption.happened) process.exit(EXIT.interrupted);
    interruption.interrupt();
  };
  process.on("SIGINT", onSignal);
  try {
    const { width, palette } = output;
    const encoder =
      format === "table" ? createTableEncoder(shown, { width, palette }) : await createRecordEncoder(format, program);
    const unwritten = await writeRecords(run, { encoder, file, output, progress, interruption });
    progress.end();
    const problem = unwritten ?? run.problem();
    // Of a broken sample there is no report: its figures would look like those of the whole.
    if (problem !== null) return [...findings, problem];
    if (interruption.happened) return await endInterrupted(run.report(), options, covered);
    return [...findings, ...(await writeReports(run.report(), options, covered))];
  } catch (error) {
    progress.end();
    if (!(error instanceof WorkerDied)) throw error;
    output.note(
      `error: a thread that maps rows has ended before its work: ${error.message}. --threads 1 does without.\n`,
    );
    process.exitCode = EXIT.errors;
    return findings;
  } finally {
    process.off("SIGINT", onSignal);
  }
}

/** What the flows of a mapping allow to be rejected: of several the one that allows least. */
function allowedBy(project: Project | null, path: string): Covered["allowed"] {
  const [least] = [...flowsOf(project, path).values()]
    .flatMap(({ options }) => options?.value.partialIngestionPercent ?? [])
    .sort((one, other) => one.value - other.value);
  return least === undefined ? null : { percent: percentOf(least.value), span: least.span };
}

/** Rows that were chosen one by one, for who takes samples. */
async function* ofRows(sample: Sample | null, rows: Sample["events"] | null): AsyncGenerator<BlockSample> {
  if (sample !== null && rows !== null) yield { ...sample, kind: "sample", events: rows };
}
