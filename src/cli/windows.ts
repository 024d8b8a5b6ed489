import { Command, Option } from "commander";
import type { Delta } from "../compiler/index.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import { samples } from "../diagnostics/samples.js";
import { findFlow, loadMapping, openProjects, type WrittenFlow } from "../project/index.js";
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
  readonly flow?: string;
  readonly start?: string;
  readonly frequency?: Frequency;
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
    .option("--flow <key>", "take what is left out from this flow of the project file")
    .option("--start <time>", "the first run (epoch seconds or ISO 8601)")
    .addOption(new Option("--frequency <unit>", "how often").choices(FREQUENCIES))
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
  const projects = openProjects();
  const flow = await findFlow(path, options.flow, projects);
  if (flow.kind === "problem") return flow.diagnostics;
  if (flow.kind === "misuse") return command.error(`error: ${flow.message}`);
  const said = flow.settings?.schedule?.value;
  const frequency = options.frequency ?? said?.frequency?.value;
  if (options.start === undefined && said?.start === undefined) {
    return command.error("error: required option '--start <time>' not specified");
  }
  if (frequency === undefined) return command.error("error: required option '--frequency <unit>' not specified");
  const start = readTimeOption("--start", options.start ?? String(said?.start?.value ?? 0));
  if ("problem" in start) return misuse(start.problem);
  const until = options.until === undefined ? null : readTimeOption("--until", options.until);
  if (until !== null && "problem" in until) return misuse(until.problem);
  // An interval is one of its frequency: that of the flow goes with its own.
  const own = options.frequency === undefined ? said : undefined;
  const asked = readSchedule({
    start: start.time.epochSecond + start.time.nano / 1e9,
    frequency,
    interval: options.interval ?? own?.interval?.value,
    backfill: options.backfill ?? own?.backfill?.value,
  });
  if ("problem" in asked) return misuse(asked.problem);
  const loaded = await loadMapping(path, givenBy(options), {
    inputs: options.input,
    read: "rows",
    projects,
  });
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { program, file, sample, diagnostics } = loaded.workspace;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors;
  const delta = deltaOf(flow.settings) ?? program.delta;
  if (delta === null) return [diagnostic(records.XM5142, { path: file.path }, {})];
  if (sample === null) return [diagnostic(samples.XM5241, null, { file: file.path })];
  const end = until?.time.epochSecond ?? Math.floor(Date.now() / 1000);
  const created = createWindowCounter(delta, asked.schedule, end);
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

/** The delta column that a flow names in place of the mapping's. */
function deltaOf(flow: WrittenFlow | null): Delta | null {
  const { column, format, timezone } = flow?.delta?.value ?? {};
  if (column === undefined) return null;
  return { path: [column.value], format: format?.value ?? null, timezone: timezone?.value ?? null, span: column.span };
}
