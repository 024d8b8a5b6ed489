import { Command, Option } from "commander";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import { samples } from "../diagnostics/samples.js";
import { loadMapping, openProjects } from "../project/index.js";
import {
  createWindowCounter,
  FREQUENCIES,
  type Frequency,
  readSchedule,
  readTimeOption,
  renderWindows,
} from "../runtime/index.js";
import { collect, readCount } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";

interface WindowsOptions extends MappingOptions {
  readonly input: readonly string[];
  readonly start: string;
  readonly frequency: Frequency;
  readonly interval?: number;
  readonly backfill?: boolean;
  readonly until?: string;
  readonly format: "text" | "json";
}

export function windowsCommand(): Command {
  return addMappingOptions(new Command("windows"))
    .description(
      "Shows which rows each scheduled run would pick up by the delta column, and which no run would, and why.",
    )
    .argument("<file>", "a mapping file (.xdmap)")
    .requiredOption("--start <time>", "the first run (epoch seconds or ISO 8601)")
    .addOption(new Option("--frequency <unit>", "how often").choices(FREQUENCIES).makeOptionMandatory())
    .option("--interval <number>", "so many units between two runs (default: 1; of minutes 15)", readCount)
    .option("--backfill", "the first run picks up what was there before the start")
    .option("--until <time>", "look at runs up to this time (default: now)")
    .addOption(
      new Option("--input <file>", "a sample in place of the file's own; may be repeated; - for standard input")
        .default([], "the file's samples")
        .argParser(collect),
    )
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap windows examples/on-demand-window/customers.xdmap --start 2022-05-01 --frequency day --backfill --until 2022-06-01\n  $ xdmap windows examples/on-demand-window/customers.xdmap --start 2022-05-01 --frequency hour --interval 6 --until 2022-06-01 --format json\n",
    )
    .action(async (path: string, options: WindowsOptions, command: Command) => {
      const output = createOutput();
      const findings = await runWindows(path, options, output, command);
      output.findings(findings);
      if (hasErrors(findings)) process.exitCode = EXIT.errors;
    });
}

/** Gives the findings that remain to be shown. */
async function runWindows(
  path: string,
  options: WindowsOptions,
  output: Output,
  command: Command,
): Promise<readonly Diagnostic[]> {
  const misuse = (problem: Diagnostic): readonly Diagnostic[] => {
    output.findings([problem]);
    process.exitCode = EXIT.usage;
    return [];
  };
  const start = readTimeOption("--start", options.start);
  if ("problem" in start) return misuse(start.problem);
  const until = options.until === undefined ? null : readTimeOption("--until", options.until);
  if (until !== null && "problem" in until) return misuse(until.problem);
  const asked = readSchedule({ ...options, start: start.time.epochSecond + start.time.nano / 1e9 });
  if ("problem" in asked) return misuse(asked.problem);
  const loaded = await loadMapping(path, givenBy(options), {
    inputs: options.input,
    read: "rows",
    projects: openProjects(),
  });
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { program, file, sample, diagnostics } = loaded.workspace;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors;
  if (program.delta === null) return [diagnostic(records.XM5142, { path: file.path }, {})];
  if (sample === null) return [diagnostic(samples.XM5241, null, { file: file.path })];
  const end = until?.time.epochSecond ?? Math.floor(Date.now() / 1000);
  const created = createWindowCounter(program.delta, asked.schedule, end);
  if ("problem" in created) return misuse(created.problem);
  for await (const event of sample.events) {
    if (event.kind === "problem") return [event.diagnostic];
    created.counter.row(event.row);
  }
  const report = created.counter.report();
  await output.data(
    options.format === "json"
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderWindows(report, { width: output.width, palette: output.palette }),
  );
  return [];
}
