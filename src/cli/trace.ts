import { Command, Option } from "commander";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { tests as codes } from "../diagnostics/tests.js";
import { openSchemas } from "../host/schema-files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { loadMapping, openProjects } from "../project/index.js";
import { findMapping, type Row, renderTrace, renderTraceJson, traceMapping } from "../runtime/index.js";
import { addStrictOption, collect, readCount, readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";

interface TraceOptions extends MappingOptions {
  readonly target: string;
  readonly row: number;
  readonly input: readonly string[];
  readonly format: "text" | "json";
  readonly now?: Date;
  readonly strict?: boolean;
}

export function traceCommand(): Command {
  return addStrictOption(addMappingOptions(new Command("trace")))
    .description("Shows how one target of one row comes about: each part of the expression with its value.")
    .argument("<file>", "a mapping file (.xdmap)")
    .requiredOption(
      "--target <path>",
      "the target, as the mapping writes it; items[1].sku for one item of items[*].sku",
    )
    .requiredOption("--row <number>", "the row of the sample; the first row of data is 1", readCount)
    .addOption(
      new Option("--input <file>", "a sample in place of the file's own; may be repeated; - for standard input")
        .default([], "the file's samples")
        .argParser(collect),
    )
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .option("--now <time>", "fix the clock (ISO 8601), and with it uuid()", readTime)
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap trace examples/shopify-orders/orders.xdmap --target _repo.createDate --row 5\n  $ xdmap trace examples/shopify-orders/orders.xdmap --target homeAddress.country --row 2 --format json\n",
    )
    .action(async (path: string, options: TraceOptions, command: Command) => {
      const output = createOutput();
      const findings = await runTrace(path, options, output, command);
      output.findings(findings);
      if (hasErrors(findings)) process.exitCode = EXIT.errors;
    });
}

/** Gives the findings that remain to be shown. */
async function runTrace(
  path: string,
  options: TraceOptions,
  output: Output,
  command: Command,
): Promise<readonly Diagnostic[]> {
  const how = { inputs: options.input, read: "rows", projects: openProjects(), schemas: openSchemas() } as const;
  const loaded = await loadMapping(path, givenBy(options), how);
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return loaded.diagnostics;
  const { workspace, settings } = loaded;
  const errors = workspace.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors;
  const { program, file, sample, tree } = workspace;
  const found = findMapping(program, options.target);
  if (found.kind === "unknown") {
    const { near, all } = found;
    return [diagnostic(codes.XM5311, { path: file.path }, { target: options.target, file: file.path, near, all })];
  }
  if (sample === null) return [diagnostic(samples.XM5241, null, { file: file.path })];
  const read = await readRow(sample.events, options.row, sample.shape?.label ?? file.path);
  if ("problem" in read) return [read.problem];
  const services = options.now === undefined ? nodeServices() : fixedServices({ now: options.now, seed: "xdmap" });
  const whole = traceMapping(program, found.mapping, read.row, { services, strict: settings.strict });
  const { indexes } = found;
  const items = whole.items.filter(
    (item) => indexes === null || item.indexes.every((index, at) => isAsked(index, indexes[at])),
  );
  const trace = { ...whole, items };
  const context = { trees: [tree], row: options.row, line: read.row.line };
  await output.data(
    options.format === "json"
      ? renderTraceJson(trace, context)
      : renderTrace(trace, context, { palette: output.palette, width: output.width }),
  );
  return [];
}

/** An index of -1 is `[*]`: every item. */
function isAsked(index: number, asked: number | undefined): boolean {
  return asked === undefined || asked === -1 || asked === index;
}

async function readRow(
  events: AsyncIterable<
    { readonly kind: "row"; readonly row: Row } | { readonly kind: "problem"; readonly diagnostic: Diagnostic }
  >,
  number: number,
  label: string,
): Promise<{ readonly row: Row } | { readonly problem: Diagnostic }> {
  let count = 0;
  for await (const event of events) {
    if (event.kind === "problem") return { problem: event.diagnostic };
    count++;
    if (count === number) return { row: event.row };
  }
  return { problem: diagnostic(codes.XM5310, null, { row: String(number), file: label, rows: count }) };
}
