import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { shownPath, writeWhole } from "../host/files.js";
import { findImports, type ImportSource, isFolder, nameImports, readImport } from "../project/import-files.js";
import { type Imported, importMapping } from "../project/import-mapping.js";
import { printCount } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { collect, outputFile, readName } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";

interface ImportOptions {
  readonly output?: string;
  readonly target?: string;
  readonly sample?: readonly string[];
  readonly extract?: boolean;
  readonly force?: boolean;
}

export function importCommand(): Command {
  return new Command("import")
    .description(
      "Writes mapping files from what is deployed: mapping sets as JSON, of any dialect, and the interface's mapping templates. What is built from them is the very same.",
    )
    .argument("<files...>", "mapping sets (.json), templates (.csv, .tsv), or folders of them")
    .option("--output <path>", "the mapping file, or a folder for several; standard output if left out, or for -")
    .option("--target <schema>", "the target schema: a file, FILE#KEY, or its $id; else what the set names", readName)
    .option("--sample <file>", "a sample that the file is to name; may be repeated", collect)
    .option("--extract", "give a name to what repeats: `let`, `def` and `table`, where nothing changes by it")
    .option("--force", "write over files that are there")
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap import examples/shopify-orders/golden/current.json\n  $ xdmap import examples/shopify-orders/golden/current.json --extract\n",
    )
    .action(async (given: readonly string[], options: ImportOptions, command: Command) => {
      const output = createOutput();
      const { paths, diagnostics } = findImports(given);
      const findings: Diagnostic[] = [...diagnostics];
      const sources: ImportSource[] = [];
      for (const path of paths) {
        const read = await readImport(path);
        for (const source of read.sources) sources.push(source);
        for (const finding of read.diagnostics) findings.push(finding);
      }
      const target = outputFile(options);
      const isSeveral = sources.length > 1 || given.length > 1 || given.some(isFolder);
      if (isSeveral && target === undefined) {
        return command.error("error: several files need a folder to be written to: --output FOLDER");
      }
      const { named, diagnostics: clashes } = nameImports(sources);
      for (const clash of clashes) findings.push(clash);
      const isInFolder = target !== undefined && (isSeveral || isFolder(target) || /[/\\]$/.test(target));
      const notes: string[] = [];
      for (const { source, name } of named) {
        const file = isInFolder ? join(target, `${name}.xdmap`) : target;
        const settings = {
          target: options.target ?? null,
          samples: options.sample ?? [],
          extract: options.extract ?? false,
          force: options.force ?? false,
        };
        const imported = importMapping(source, file, settings);
        for (const finding of imported.diagnostics) findings.push(finding);
        if (imported.kind === "problem") continue;
        const problem = await writeOut(imported.text, file, isInFolder ? target : undefined, output);
        if (problem === null) notes.push(describe(imported, source, file));
        else findings.push(problem);
      }
      output.findings(findings);
      for (const note of notes) output.note(note);
      if (hasErrors(findings)) process.exitCode = EXIT.errors;
    });
}

/** Writes a file, with its folder where it is missing. */
async function writeOut(
  text: string,
  file: string | undefined,
  folder: string | undefined,
  output: Output,
): Promise<Diagnostic | null> {
  if (file === undefined) {
    await output.data(text);
    return null;
  }
  if (folder !== undefined) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch {
      // The writing of the file says why.
    }
  }
  const written = await writeWhole(file, text);
  return written.kind === "ok" ? null : written.diagnostic;
}

function describe(
  imported: Imported & { readonly kind: "text" },
  source: ImportSource,
  file: string | undefined,
): string {
  const { mappings, comments, extracted } = imported;
  const parts = [
    ...(comments > 0 ? [`${comments} as ${comments === 1 ? "a comment" : "comments"}`] : []),
    ...(extracted > 0 ? [extracted === 1 ? "1 definition" : `${extracted} definitions`] : []),
  ];
  const more = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  const where = file === undefined ? "" : ` written to ${printable(shownPath(file))}`;
  const count = mappings === 1 ? "1 mapping" : `${printCount(mappings)} mappings`;
  return `${count}${more} of ${printable(source.label)}${where}\n`;
}
