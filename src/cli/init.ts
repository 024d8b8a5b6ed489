import { Command } from "commander";
import { hasErrors } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import { type InitResult, initMapping } from "../project/index.js";
import { printable } from "../text/terminal-text.js";
import { outputFile, outputOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";

interface InitOptions extends MappingOptions {
  readonly schema: string;
  readonly output?: string;
  readonly force?: boolean;
}

export function initCommand(): Command {
  return addMappingOptions(new Command("init"))
    .description(
      "Writes a first mapping file from a sample and a schema: what matches by name is mapped, the rest left as comments.",
    )
    .argument("<sample>", "a sample: CSV, JSON, NDJSON or Parquet; - for standard input")
    .requiredOption("--schema <file>", "the target schema: an export of the registry, a composition, or FILE#KEY")
    .addOption(outputOption("the mapping file"))
    .option("--force", "write over a file that is there")
    .addHelpText(
      "after",
      "\nExample:\n  $ xdmap init examples/shopify-orders/orders.csv --schema examples/shopify-orders/schema.json\n",
    )
    .action(async (sample: string, options: InitOptions, command: Command) => {
      const output = createOutput();
      const file = outputFile(options);
      const drafted = await initMapping({
        sample,
        schema: options.schema,
        output: file,
        force: options.force ?? false,
        given: givenBy(options),
      });
      if (drafted.kind === "misuse") return command.error(`error: ${drafted.message}`);
      if (drafted.kind === "problem") {
        output.findings(drafted.diagnostics);
        process.exitCode = EXIT.errors;
        return;
      }
      if (file === undefined) await output.data(drafted.text);
      else {
        const written = await writeWhole(file, drafted.text);
        if (written.kind === "problem") {
          output.findings([written.diagnostic]);
          process.exitCode = EXIT.errors;
          return;
        }
      }
      printNextSteps(drafted, file, sample, options, output);
    });
}

function printNextSteps(
  { columns, mapped, diagnostics }: InitResult & { readonly kind: "draft" },
  file: string | undefined,
  sample: string,
  options: InitOptions,
  output: Output,
): void {
  const where = file === undefined ? "" : ` Written to ${printable(file)}.`;
  output.note(`${mapped} of ${columns} ${columns === 1 ? "column" : "columns"} mapped by name.${where}\n`);
  const name = printable(file ?? "the file");
  const steps: string[] = [];
  if (mapped < columns) steps.push(`Open ${name}: each column that is not mapped is a comment that says why.`);
  if (mapped === 0) steps.push("Write at least one mapping: until then check says XM2022.");
  const dialect = settingsOf(options);
  if (dialect !== "") steps.push(`Put ${dialect} into an xdmap.yaml beside it, so that every command reads it so.`);
  if (file !== undefined) {
    steps.push(`xdmap check ${name}${hasErrors(diagnostics) ? "   (it has errors still)" : ""}`);
    if (sample !== "-") steps.push(`xdmap preview ${name} --limit 5`);
  }
  if (steps.length > 0) output.note(`Next:\n${steps.map((step) => `  ${step}\n`).join("")}`);
}

/** What the command line said of the sample, and what later commands would not know. */
function settingsOf(options: InitOptions): string {
  const { delimiter, quote, header, emptyCell, inputFormat, components, tenant } = options;
  const given = [
    delimiter !== undefined && "sample.delimiter",
    quote !== undefined && "sample.quote",
    options.escape !== undefined && "sample.escape",
    options.comment !== undefined && "sample.comment",
    options.relaxQuotes !== undefined && "sample.relaxQuotes",
    options.blankLines !== undefined && "sample.blankLines",
    header !== undefined && "sample.header",
    emptyCell !== undefined && "sample.emptyCell",
    inputFormat !== undefined && "sample.format",
    components !== undefined && "schemas",
    tenant !== undefined && "tenant",
  ];
  return given.filter((one) => typeof one === "string").join(", ");
}
