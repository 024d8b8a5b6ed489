import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { diagnostic, hasErrors } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { checkWritable, writeWhole } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { loadMapping, openProjects } from "../project/index.js";
import { type Preview, type PreviewEvent, preview, readWindow, renderReport } from "../runtime/index.js";
import { addStrictOption, collect, outputFile, outputOption, readCount, readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";
import { formatRecords, type PreviewFormat } from "./preview-formats.js";

interface PreviewOptions extends MappingOptions {
  readonly input: readonly string[];
  readonly limit?: number;
  readonly windowStart?: string;
  readonly windowEnd?: string;
  readonly format?: PreviewFormat;
  readonly output?: string;
  readonly report?: string;
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
  if (output !== undefined && report !== undefined && resolve(output) === resolve(report)) {
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
  const unwritable = [outputFile(options), options.report].flatMap((file) =>
    file === undefined ? [] : (checkWritable(file) ?? []),
  );
  if (unwritable.length > 0) return unwritable;
  const how = { inputs: options.input, read: "rows", projects: openProjects() } as const;
  const loaded = await loadMapping(path, givenBy(options), how);
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { workspace, settings } = loaded;
  // What is only worth a note is told by `check`.
  const findings = workspace.diagnostics.filter(({ severity }) => severity !== "info");
  if (hasErrors(findings)) return findings;
  if (workspace.sample === null) return [...findings, diagnostic(samples.XM5241, null, { file: workspace.file.path })];
  const started = preview(workspace.program, workspace.sample.events, {
    services: options.now === undefined ? nodeServices() : fixedServices({ now: options.now, seed: "xdmap" }),
    window: asked.window,
    strict: settings.strict,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  if (started.kind === "problem") return [...findings, started.diagnostic];
  return [...findings, ...(await writePreview(started.preview, options, output))];
}

async function writePreview(run: Preview, options: PreviewOptions, output: Output): Promise<readonly Diagnostic[]> {
  const file = outputFile(options);
  const format = options.format ?? (output.isTerminal && file === undefined ? "table" : "ndjson");
  const state: { problem: Diagnostic | null; rows: number } = { problem: null, rows: 0 };
  const records = formatRecords(format, withProgress(), {
    width: output.width,
    palette: output.palette,
    limit: options.limit,
  });
  if (file === undefined) {
    for await (const text of records) await output.data(text);
  } else {
    const written = await writeWhole(file, stopAtProblem());
    if (state.problem === null && written.kind === "problem") return [written.diagnostic];
  }
  output.progress(undefined);
  // Of a broken sample there is no report: its figures would look like those of the whole.
  if (state.problem !== null) return [state.problem];
  const report = run.report();
  output.note(
    `${output.isTerminal ? "\n" : ""}${renderReport(report, { width: output.width, palette: output.notePalette })}`,
  );
  if (options.report === undefined) return [];
  const written = await writeWhole(options.report, `${JSON.stringify(report, null, 2)}\n`);
  return written.kind === "ok" ? [] : [written.diagnostic];

  async function* withProgress(): AsyncGenerator<Extract<PreviewEvent, { kind: "record" }>> {
    let last = Date.now();
    for await (const event of run.events) {
      if (event.kind === "problem") {
        state.problem = event.diagnostic;
        return;
      }
      state.rows++;
      if (state.rows % 1000 === 0 && Date.now() - last > 200) {
        last = Date.now();
        output.progress(`${state.rows.toLocaleString("en")} rows`);
      }
      if (event.kind === "record") yield event;
    }
  }

  /** A file is written whole or not at all, so a broken sample has to stop its writing. */
  async function* stopAtProblem(): AsyncGenerator<string> {
    for await (const text of records) yield text;
    if (state.problem !== null) throw new Error(state.problem.message);
  }
}
