import { Command } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { formatMapping } from "../grammar/index.js";
import { readTextWithMark, shownPath, writeWhole } from "../host/files.js";
import { findMappings } from "../host/find-mappings.js";
import { refuseOther } from "../host/mapping-file.js";
import { STANDARD_INPUT } from "../io/index.js";
import { findDifference } from "../text/difference.js";
import { printable } from "../text/terminal-text.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";

interface FmtOptions {
  readonly check?: boolean;
}

/** What became of a file. */
type Outcome = "same" | "changed" | "refused";

export function fmtCommand(): Command {
  return new Command("fmt")
    .description(
      "Formats mapping files. Each is written in its place, and only when that changes it; a file with errors of syntax is left as it is, and told.",
    )
    .argument(
      "[files...]",
      "mapping files (.xdmap), folders of them, or patterns in quotes; - for standard input, which is written to standard output; the working folder if left out",
    )
    .option("--check", "write nothing; print where each file differs, and end with exit status 1 if one does")
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap fmt examples/shopify-orders/orders.xdmap\n  $ xdmap fmt --check examples\n  $ echo 'lower(Email)->personalEmail.address' | xdmap fmt -\n",
    )
    .action(async (given: readonly string[], { check = false }: FmtOptions, command: Command) => {
      const output = createOutput();
      if (given.includes(STANDARD_INPUT)) {
        if (given.length > 1) return command.error("error: - stands alone: give either standard input or files.");
        const outcome = check ? await checkFormat(STANDARD_INPUT, output) : await pass(output);
        if (outcome === "refused" || (check && outcome === "changed")) process.exitCode = EXIT.errors;
        return;
      }
      const { files, diagnostics } = await findMappings(given.length === 0 ? ["."] : given);
      output.findings(diagnostics);
      const counts = { same: 0, changed: 0, refused: 0 };
      for (const path of files) counts[await (check ? checkFormat : rewrite)(path, output)] += 1;
      output.note(describe(counts, check));
      const isWrong = diagnostics.length > 0 || counts.refused > 0 || (check && counts.changed > 0);
      if (isWrong) process.exitCode = EXIT.errors;
    });
}

type Read =
  | { readonly kind: "read"; readonly before: string; readonly after: string }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

async function format(path: string): Promise<Read> {
  const other = refuseOther(path);
  if (other !== null) return { kind: "problem", diagnostics: [other] };
  const read = await readTextWithMark(path);
  if (read.kind === "problem") return { kind: "problem", diagnostics: [read.diagnostic] };
  const formatted = formatMapping(shownPath(path), read.value);
  if (formatted.kind === "refused") return { kind: "problem", diagnostics: formatted.diagnostics };
  return { kind: "read", before: read.value, after: formatted.text };
}

/** Standard input to standard output. */
async function pass(output: Output): Promise<Outcome> {
  const read = await format(STANDARD_INPUT);
  if (read.kind === "problem") return refuse(read.diagnostics, output);
  await output.data(read.after);
  return read.after === read.before ? "same" : "changed";
}

async function rewrite(path: string, output: Output): Promise<Outcome> {
  const read = await format(path);
  if (read.kind === "problem") return refuse(read.diagnostics, output);
  if (read.after === read.before) return "same";
  const written = await writeWhole(path, read.after);
  if (written.kind === "problem") return refuse([written.diagnostic], output);
  output.note(`formatted ${printable(shownPath(path))}\n`);
  return "changed";
}

async function checkFormat(path: string, output: Output): Promise<Outcome> {
  const read = await format(path);
  if (read.kind === "problem") return refuse(read.diagnostics, output);
  const found = findDifference(read.before, read.after);
  if (found === null) return "same";
  const { error, bold } = output.palette;
  const same = found.before.join("\n") === found.after.join("\n");
  const lines = [
    `${printable(shownPath(path))}:${found.line}${same ? "  (the line ends in another way)" : ""}`,
    ...(same ? [] : found.before.map((line) => error(`- ${printable(line)}`))),
    ...(same ? [] : found.after.map((line) => bold(`+ ${printable(line)}`))),
  ];
  await output.data(`${lines.join("\n")}\n`);
  return "changed";
}

function refuse(diagnostics: readonly Diagnostic[], output: Output): Outcome {
  output.findings(diagnostics);
  return "refused";
}

function describe(counts: Readonly<Record<Outcome, number>>, check: boolean): string {
  const { same, changed, refused } = counts;
  const parts = [
    check ? `${filesOf(changed)} to format` : `${filesOf(changed)} formatted`,
    `${same} ${check ? "formatted already" : "left as they were"}`,
    ...(refused > 0 ? [`${refused} with errors, left alone`] : []),
  ];
  return `${parts.join(", ")}\n`;
}

function filesOf(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}
