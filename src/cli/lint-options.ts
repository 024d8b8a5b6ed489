import { type Command, InvalidArgumentError, Option } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { summarize } from "../diagnostics/index.js";
import {
  compareWithBaseline,
  type FixedMapping,
  fixMapping,
  type LoadedMapping,
  loadMapping,
} from "../project/index.js";

/** What `check` does beside finding: correct, leave old findings out, count warnings. */
export interface LintOptions {
  readonly fix?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly maxWarnings?: number;
}

export function addLintOptions(command: Command): Command {
  return command
    .option("--fix", "apply the safe fixes to the files, until nothing changes; others are only shown")
    .option("--baseline <file>", "leave out the old findings that this file holds: only new ones fail")
    .option("--update-baseline", "write what is found into the baseline's file, and take it for old")
    .addOption(
      new Option("--max-warnings <count>", "fail where there are more warnings").argParser((text: string): number => {
        const count = Number(text);
        if (text.trim() === "" || !Number.isSafeInteger(count) || count < 0) {
          throw new InvalidArgumentError("It must be a whole number from 0 on.");
        }
        return count;
      }),
    );
}

/** Why the options cannot stand together, or with these files, or null. */
export function contradictionIn(
  { fix, baseline, updateBaseline }: LintOptions,
  files: readonly string[],
): string | null {
  if (fix === true && files.includes("-")) return "--fix corrects files, and - is standard input.";
  if (updateBaseline !== true || baseline !== undefined) return null;
  return "--update-baseline needs --baseline, which names the file.";
}

type Load = Parameters<typeof loadMapping>;

/** Loads a mapping, with `--fix` after correcting it; `fixed` counts the findings that are gone by it. */
export async function loadAndFix(
  { fix = false }: LintOptions,
  ...[path, given, how]: Load
): Promise<{ readonly loaded: LoadedMapping; readonly fixed: number; readonly problem: Diagnostic | null }> {
  if (!fix) return { loaded: await loadMapping(path, given, how), fixed: 0, problem: null };
  const fixed: FixedMapping = await fixMapping(path, given, how);
  return fixed;
}

/** What is left of the findings by the baseline, what to say of it, and whether there are too many warnings. */
export async function judge(
  diagnostics: readonly Diagnostic[],
  { baseline, updateBaseline = false, maxWarnings }: LintOptions,
): Promise<{ readonly findings: readonly Diagnostic[]; readonly notes: string[]; readonly tooMany: boolean }> {
  const { findings, note } =
    baseline === undefined
      ? { findings: diagnostics, note: null }
      : await compareWithBaseline(diagnostics, { path: baseline, update: updateBaseline });
  const { warnings } = summarize(findings);
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  const notes = note === null ? [] : [note];
  if (tooMany)
    notes.push(
      `${warnings === 1 ? "1 warning is" : `${warnings} warnings are`} more than --max-warnings ${maxWarnings}`,
    );
  return { findings, notes, tooMany };
}
