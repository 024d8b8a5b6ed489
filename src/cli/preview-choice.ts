import { randomInt } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";
import { compileCondition, type Program } from "../compiler/index.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { previews } from "../diagnostics/previews.js";
import type { Workspace } from "../host/workspace.js";
import {
  type Asked,
  type Choice,
  findUnknownLimit,
  type NullLimit,
  type Percent,
  type RowNumbers,
  readNullLimit,
  readPercent,
  readRowNumbers,
  selectTargets,
} from "../runtime/index.js";
import { createSourceFile } from "../text/index.js";
import { readCount, readName } from "./arguments.js";

/** Which rows and targets of a preview are meant, and what its report is held against. */
export interface ChoiceOptions {
  readonly rows?: RowNumbers;
  readonly where?: string;
  readonly sample?: number;
  readonly seed?: number;
  readonly select?: readonly string[];
  readonly limit?: number;
  readonly maxNullRate?: readonly NullLimit[];
  readonly maxRejected?: Percent;
}

export function addChoiceOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--rows <numbers>", "only these rows, counted from 1: 10, 10-20, 10-, -20, or 1,5-7").argParser(
        readRows,
      ),
    )
    .option("--where <expression>", "only rows for which this is true, written as the left side of a mapping", readName)
    .option("--limit <rows>", "map no more rows than this", readCount)
    .option("--sample <rows>", "only so many rows of those in the window, by chance", readCount)
    .addOption(
      new Option("--seed <number>", "take the same --sample again (the summary tells its seed)").argParser(readSeed),
    )
    .addOption(
      new Option(
        "--select <paths>",
        "map only these targets and those below them: paths with commas; may be repeated",
      ).argParser(readPaths),
    )
    .addOption(
      new Option(
        "--max-null-rate <path=percent>",
        "fail when the target has no value in more rows than this; * is every target; may be repeated",
      ).argParser(readLimit),
    )
    .addOption(
      new Option(
        "--max-rejected <percent>",
        "fail when more rows are rejected, as a flow does beyond its partialIngestionPercent",
      ).argParser(readShare),
    );
}

/** Whether rows are chosen before they are mapped: these come one by one. */
export function choosesRows({ rows, where, sample }: ChoiceOptions): boolean {
  return rows !== undefined || where !== undefined || sample !== undefined;
}

export type ReadChoice =
  | {
      readonly kind: "choice";
      /** With the chosen targets alone. */
      readonly program: Program;
      /** Null where every row is meant. */
      readonly choice: Choice | null;
      /** Null where nothing was chosen. */
      readonly asked: Asked | null;
      readonly findings: readonly Diagnostic[];
    }
  /** What was asked for is not to be had: wrong usage. */
  | { readonly kind: "misuse"; readonly findings: readonly Diagnostic[] };

/** Reads what was asked for against the mapping that it is asked of. */
export function readChoice(options: ChoiceOptions, { program, tree, uses, file }: Workspace): ReadChoice {
  const { rows = null, where, sample, limit = null, select, maxNullRate = [] } = options;
  const unknown = (option: string, path: string, near: string | undefined): ReadChoice => ({
    kind: "misuse",
    findings: [diagnostic(previews.XM5352, null, { option, path, near, file: file.path })],
  });
  const selected = select === undefined ? { kind: "program" as const, program } : selectTargets(program, select);
  if (selected.kind === "unknown") return unknown("--select", selected.path, selected.near);
  const unmeant = findUnknownLimit(selected.program, maxNullRate);
  if (unmeant !== null) return unknown("--max-null-rate", unmeant.path, unmeant.near);
  const compiled =
    where === undefined
      ? { condition: null, diagnostics: [] }
      : compileCondition(createSourceFile("--where", where), { tree, uses, source: program.source });
  const findings = compiled.diagnostics.filter(({ severity }) => severity !== "info");
  if (hasErrors(findings)) return { kind: "misuse", findings };
  const isWhole = !choosesRows(options);
  const size = sample === undefined ? null : { size: sample, seed: options.seed ?? randomInt(SEEDS) };
  const targets =
    select === undefined ? null : { select, mapped: selected.program.mappings.length, of: program.mappings.length };
  return {
    kind: "choice",
    program: selected.program,
    choice: isWhole ? null : { rows, where: compiled.condition, sample: size },
    asked: isWhole && limit === null && targets === null ? null : { limit, targets },
    findings,
  };
}

/** How many seeds there are. */
const SEEDS = 2 ** 32;

function readRows(text: string): RowNumbers {
  const read = readRowNumbers(text);
  if ("why" in read) throw new InvalidArgumentError(sentence(read.why));
  return read.rows;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed >= SEEDS)
    throw new InvalidArgumentError("It must be a whole number from 0 to 4294967295.");
  return seed;
}

function readLimit(text: string, before: readonly NullLimit[] = []): readonly NullLimit[] {
  const read = readNullLimit(text);
  if ("why" in read) throw new InvalidArgumentError(sentence(read.why));
  return [...before, read.limit];
}

function readShare(text: string): Percent {
  const read = readPercent(text);
  if ("why" in read) throw new InvalidArgumentError(sentence(read.why));
  return read.percent;
}

/** Paths with commas between them; a comma inside of `${…}` is part of a name. */
function readPaths(text: string, before: readonly string[] = []): readonly string[] {
  const paths = (text.match(/(?:\$\{(?:\\.|[^}\\])*\}|[^,])+/g) ?? []).map((path) => path.trim());
  if (paths.length === 0 || paths.includes(""))
    throw new InvalidArgumentError("It must be paths with commas between them.");
  return [...before, ...paths];
}

function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
