import { type Command, InvalidArgumentError, Option } from "commander";

/** Standard output's name, as it is standard input's. */
const STANDARD_STREAM = "-";

/** Gathers a repeatable option. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The folders that a composition's references are looked up in. */
export function componentsOption(): Option {
  return new Option(
    "--components <folder>",
    "a folder of XDM components for a composition, searched at any depth; may be repeated (xdmap.yaml: schemas)",
  ).argParser((value, before: readonly string[] | undefined) => collect(value, before));
}

/** Adds `--strict` and its contrary, so that the command line can win over the project file in both directions. */
export function addStrictOption(command: Command): Command {
  return command
    .option("--strict", "JEXL's strict mode: unknown names and null operands are errors")
    .option("--no-strict", "JEXL's lenient mode, the default");
}

export function outputOption(what: string): Option {
  return new Option("--output <file>", `where to write ${what}; standard output if left out, or for -`);
}

/** The file to write to; undefined for standard output. */
export function outputFile({ output }: { readonly output?: string }): string | undefined {
  return output === STANDARD_STREAM ? undefined : output;
}

/** A name or an id. An empty one is a variable of the shell that was not set. */
export function readName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It is empty.");
  return text;
}

export function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("It must be a time such as 2026-01-31T12:00:00Z.");
  return time;
}

export function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError("It must be a whole number from 1 on.");
  return count;
}

/** A length of time, given in seconds. */
export function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0.001 && seconds <= 86_400))
    throw new InvalidArgumentError("It must be a number from 0.001 to 86400.");
  return seconds;
}
