import { type Command, InvalidArgumentError, Option } from "commander";
import { readCsvCharacter, type SampleFormat, type SampleOptions } from "../io/index.js";
import { componentsOption } from "./arguments.js";

/** The options that every command on a mapping file takes. */
export interface MappingOptions {
  readonly components: readonly string[];
  readonly tenant?: string;
  readonly inputFormat?: SampleFormat;
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly header: boolean;
  readonly emptyCell: "null" | "string";
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
      ]),
    )
    .option("--delimiter <character>", "the delimiter of a CSV sample (a comma; a tab for .tsv)", readCharacter)
    .option("--quote <character>", 'the quote of a CSV sample ("); none where nothing is quoted', readQuote)
    .option("--no-header", "the CSV sample has no header; columns are column1, column2…")
    .addOption(
      new Option("--empty-cell <value>", "what an empty CSV cell is").choices(["null", "string"]).default("null"),
    )
    .hook("preAction", refuseSameCharacter);
}

export function sampleOptions({ inputFormat, delimiter, quote, header, emptyCell }: MappingOptions): SampleOptions {
  return { format: inputFormat, delimiter, quote, header, emptyCell };
}

function readQuote(text: string): string | null {
  return text === "none" ? null : readCharacter(text);
}

function refuseSameCharacter(command: Command): void {
  const { delimiter = ",", quote = '"' } = command.opts<MappingOptions>();
  if (delimiter === quote) command.error(`error: --delimiter and --quote cannot both be '${delimiter}'.`);
}

function readCharacter(text: string): string {
  const read = readCsvCharacter(text);
  if ("why" in read) throw new InvalidArgumentError(`It must be one character (or \`tab\`): ${read.why}.`);
  return read.character;
}

function readTenant(text: string): string {
  const name = text.startsWith("_") ? text.slice(1) : text;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) {
    throw new InvalidArgumentError("A tenant is a name such as `acme` or `_acme`.");
  }
  return `_${name}`;
}
