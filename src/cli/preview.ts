import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { diagnostic, hasErrors } from "../diagnostics/index.js";
import { samples as sampleCodes } from "../diagnostics/samples.js";
import { createBlockMemory } from "../host/block-memory.js";
import { checkWritable, writeWhole } from "../host/files.js";
import { createInterruption } from "../host/interruption.js";
import { type PreviewRun, startPreview } from "../host/preview-pipeline.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { WorkerDied } from "../host/worker-pool.js";
import type { Sample } from "../io/index.js";
import { loadMapping, openProjects } from "../project/index.js";
import { preview, type Report, readWindow, renderReport, type Window } from "../runtime/index.js";
import { addStrictOption, collect, outputFile, outputOption, readCount, readSeconds, readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";
import { formatTable, type PreviewFormat } from "./preview-formats.js";
import { createProgress } from "./progress.js";
import { writeRecords } from "./write-records.js";

interface PreviewOptions extends MappingOptions {
  readonly input: readonly string[];
  readonly limit?: number;
  readonly windowStart?: string;
  readonly windowEnd?: string;
  readonly format?: PreviewFormat;
  readonly output?: string;
  /** False for no report at all. */
  readonly report?: string | false;
  readonly threads?: number;
  readonly rowTimeout: number;
  readonly now?: Date;
  readonly strict?: boolean;
}

export function previewCommand(): Command {
  return addStrictOption(addMappingOptions(new Command("preview")))
    .description("Maps every row of a sample to an XDM record, and reports what is lost and why.")
    .argument("<file>", "a mapping file (.xdmap)")
    .addOption(
      new Option("--input <file>", "a sample in place of the file's own; may be repeated; - for standard input")
        .default([], "the file's samples")
        .argParser(collect),
    )
    .option("--limit <rows>", "map no more rows than this", readCount)
    .option("--window-start <time>", "only rows whose delta value is at or after it (epoch seconds or ISO 8601)")
    .option("--window-end <time>", "only rows whose delta value is before it")
    .addOption(
      new Option(
        "--format <format>",
        "table (on a terminal, the default), ndjson (the default elsewhere) or json",
      ).choices(["table", "ndjson", "json"]),
    )
    .addOption(outputOption("the records"))
    .option("--report <file>", "write the whole loss report as JSON")
    .option("--no-report", "keep no account of what is lost")
    .option("--threads <count>", "how many threads map a large CSV (the processor's cores)", readCount)
    .addOption(
      new Option("--row-timeout <seconds>", "how long one row may take; what is under way then is an error")
        .default(2)
        .argParser(readSeconds),
    )
    .option("--now <time>", "fix the clock (ISO 8601), and with it uuid()", readTime)
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap preview examples/shopify-orders/orders.xdmap --limit 10\n  $ xdmap preview examples/on-demand-window/customers.xdmap --window-start 2022-05-01 --window-end 2022-06-01 --report loss.json > records.ndjson\n  $ xdmap preview examples/loyalty-members/members.xdmap --no-strict\n",
    )
    .hook("preAction", refuseSameFile)
    .action(async (path: string, options: PreviewOptions, command: Command) => {
      const output = createOutput();
      const findings = await runPreview(path, options, output, command);
      output.findings(findings);
      if (hasErrors(findings)) process.exitCode = EXIT.errors;
    });
}

function refuseSameFile(command: Command): void {
  const options = command.opts<PreviewOptions>();
  const output = outputFile(options);
  const { report } = options;
  if (output !== undefined && typeof report === "string" && resolve(output) === resolve(report)) {
    command.error("error: --output and --report name the same file; the report would replace the records.");
  }
}

/** Gives the findings that remain to be shown; an error among them ends the command with exit status 1. */
async function runPreview(
  path: string,
  options: PreviewOptions,
  output: Output,
  command: Command,
): Promise<readonly Diagnostic[]> {
  const asked = readWindow(options.windowStart, options.windowEnd);
  if ("problem" in asked) {
    output.findings([asked.problem]);
    process.exitCode = EXIT.usage;
    return [];
  }
  // Asked before the rows are read, since reading them may take long.
  const unwritable = [outputFile(options), reportFile(options)].flatMap((file) =>
    file === undefined ? [] : (checkWritable(file) ?? []),
  );
  if (unwritable.length > 0) return unwritable;
  const format = options.format ?? (output.isTerminal && outputFile(options) === undefined ? "table" : "ndjson");
  const progress = createProgress(output);
  const memory = createBlockMemory();
  const loaded = await loadMapping(path, givenBy(options), {
    inputs: options.input,
    read: format === "table" ? "rows" : "blocks",
    projects: openProjects(),
    memory,
    onRead: progress.addBytes,
  });
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { workspace, settings } = loaded;
  // What is only worth a note is told by `check`.
  const findings = workspace.diagnostics.filter(({ severity }) => severity !== "info");
  if (hasErrors(findings)) return findings;
  const { program, sample, samples, sampleSize } = workspace;
  const how = { ...asked, strict: settings.strict, now: options.now?.getTime() ?? null, limit: options.limit ?? null };
  if (sample !== null) return [...findings, ...(await showTable(program, sample, how, options, output))];
  if (samples === null) return [...findings, diagnostic(sampleCodes.XM5241, null, { file: workspace.file.path })];
  progress.setSize(sampleSize);
  const interruption = createInterruption();
  const started = startPreview({
    ...how,
    program,
    report: options.report !== false,
    rowTimeout: options.rowTimeout * 1000,
    samples: samples.samples,
    memory,
    // Which rows the limit is about is known when those before are mapped.
    threads: options.limit === undefined ? (options.threads ?? availableParallelism()) : 1,
    size: sampleSize,
    interruption,
  });
  if (started.kind === "problem") return [...findings, started.diagnostic];
  const { run } = started;
  // The second Ctrl-C ends the process at once.
  process.once("SIGINT", interruption.interrupt);
  try {
    const unwritten = await writeRecords(run, {
      format: format === "json" ? format : "ndjson",
      file: outputFile(options),
      output,
      progress,
      interruption,
    });
    progress.end();
    const problem = unwritten ?? run.problem();
    // Of a broken sample there is no report: its figures would look like those of the whole.
    if (problem !== null) return [...findings, problem];
    if (interruption.happened) return await endInterrupted(run, options, output);
    return [...findings, ...(await writeReport(run.report(), options, output))];
  } catch (error) {
    progress.end();
    if (!(error instanceof WorkerDied)) throw error;
    output.note(
      `error: a thread that maps rows has ended before its work: ${error.message}. --threads 1 does without.\n`,
    );
    process.exitCode = EXIT.errors;
    return findings;
  } finally {
    process.off("SIGINT", interruption.interrupt);
  }
}

/** The report so far. Something may still be waited for that never comes, so the process is ended here. */
async function endInterrupted(run: PreviewRun, options: PreviewOptions, output: Output): Promise<never> {
  const report = run.report();
  if (options.report !== false) output.note(renderReport(report, { width: output.width, palette: output.notePalette }));
  output.note(`interrupted after ${report.rows.read.toLocaleString("en")} rows; there may be more\n`);
  await new Promise<void>((resolve) => process.stderr.write("", () => resolve()));
  return process.exit(EXIT.interrupted);
}

async function writeReport(report: Report, options: PreviewOptions, output: Output): Promise<readonly Diagnostic[]> {
  if (options.report === false) return [];
  const text = renderReport(report, { width: output.width, palette: output.notePalette });
  output.note(`${output.isTerminal ? "\n" : ""}${text}`);
  const file = reportFile(options);
  if (file === undefined) return [];
  const written = await writeWhole(file, `${JSON.stringify(report, null, 2)}\n`);
  return written.kind === "ok" ? [] : [written.diagnostic];
}

interface How {
  readonly window: Window | null;
  readonly strict: boolean;
  readonly now: number | null;
  readonly limit: number | null;
}

/** The first records as a table, and the report of all. */
async function showTable(
  program: Program,
  sample: Sample,
  { window, strict, now, limit }: How,
  options: PreviewOptions,
  output: Output,
): Promise<readonly Diagnostic[]> {
  const services = now === null ? nodeServices() : fixedServices({ now: new Date(now), seed: "xdmap" });
  const started = preview(program, sample.events, { services, window, strict, ...(limit === null ? {} : { limit }) });
  if (started.kind === "problem") return [started.diagnostic];
  const { events, report } = started.preview;
  let problem: Diagnostic | null = null;
  const text = formatTable(records(), { width: output.width, palette: output.palette, limit: options.limit });
  const file = outputFile(options);
  if (file === undefined) {
    for await (const part of text) await output.data(part);
  } else {
    const written = await writeWhole(file, text);
    if (problem === null && written.kind === "problem") return [written.diagnostic];
  }
  return problem === null ? writeReport(report(), options, output) : [problem];

  async function* records() {
    for await (const event of events) {
      if (event.kind === "record") yield event;
      if (event.kind === "problem") problem = event.diagnostic;
    }
    // A file is written whole or not at all.
    if (problem !== null && file !== undefined) throw new Error("the sample is broken");
  }
}

function reportFile({ report }: PreviewOptions): string | undefined {
  return typeof report === "string" ? report : undefined;
}
