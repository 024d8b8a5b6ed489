import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type CsvCharacter,
  readCsvCharacter,
  readCsvMark,
  type SampleFormat,
  type SampleOptions,
} from "../io/index.js";
import { type Given, tenantNamed } from "../project/index.js";
import { componentsOption } from "./arguments.js";

/** The options that every command on a mapping file takes. What is left out is the project file's to say. */
export interface MappingOptions {
  readonly components?: readonly string[];
  readonly tenant?: string;
  readonly inputFormat?: SampleFormat;
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly escape?: string;
  readonly comment?: string;
  readonly relaxQuotes?: boolean;
  readonly blankLines?: "skip" | "error";
  readonly header?: boolean;
  readonly emptyCell?: "null" | "string";
}

export function addMappingOptions(command: Command): Command {
  return command
    .addOption(componentsOption())
    .option("--tenant <name>", "the sandbox's tenant, for _{TENANT_ID}", readTenant)
    .addOption(
      new Option("--input-format <format>", "what the samples are, whatever their names say").choices([
        "csv",
        "json",
        "ndjson",
        "parquet",
      ]),
    )
    .option("--delimiter <text>", "the delimiter of a CSV sample (a comma; a tab for .tsv)", readMark)
    .option("--quote <character>", 'the quote of a CSV sample ("); none where nothing is quoted', readQuote)
    .option("--escape <character>", "what stands before a quote in a quoted CSV cell (the quote)", readCharacter)
    .option("--comment <text>", "lines of the CSV sample that begin so are comments (none)", readMark)
    .option("--relax-quotes", "take quotes inside a CSV cell that does not begin with one as they are")
    .option("--no-relax-quotes", "such quotes are errors, the default")
    .option("--header", "the CSV sample has a header, the default")
    .option("--no-header", "the CSV sample has no header; columns are column1, column2…")
    .addOption(
      new Option("--blank-lines <what>", "blank lines of the CSV: passed over, the default, or errors").choices([
        "skip",
        "error",
      ]),
    )
    .addOption(
      new Option("--empty-cell <value>", "what an empty CSV cell is; null by default").choices(["null", "string"]),
    )
    .addHelpText("after", "\nWhat the command line leaves out, the nearest xdmap.yaml above the mapping file may say.");
}

/** What the command line says, for the project's settings to be laid under it. */
export function givenBy(options: MappingOptions & { readonly strict?: boolean }): Given {
  const { components, tenant, inputFormat, delimiter, quote, comment, relaxQuotes, blankLines } = options;
  const sample: SampleOptions = {
    format: inputFormat,
    delimiter,
    quote,
    escape: options.escape,
    comment,
    relaxQuotes,
    blankLines,
    header: options.header,
    emptyCell: options.emptyCell,
  };
  return { components, tenant, sample, strict: options.strict };
}

function readQuote(text: string): string | null {
  return text === "none" ? null : readCharacter(text);
}

function readCharacter(text: string): string {
  return characterOf(readCsvCharacter(text), "one character");
}

function readMark(text: string): string {
  return characterOf(readCsvMark(text), "one character or more");
}

function characterOf(read: CsvCharacter, wanted: string): string {
  if ("why" in read) throw new InvalidArgumentError(`It must be ${wanted} (or \`tab\`): ${read.why}.`);
  return read.character;
}

function readTenant(text: string): string {
  const tenant = tenantNamed(text);
  if (tenant === undefined) throw new InvalidArgumentError("A tenant is a name such as `acme` or `_acme`.");
  return tenant;
}
