import { Command, Option } from "commander";
import {
  type Diagnostic,
  describeSummary,
  hasErrors,
  plainPalette,
  sortDiagnostics,
  summarize,
} from "../diagnostics/index.js";
import { checkWritable, shownPath, writeWhole } from "../host/files.js";
import { findMappings } from "../host/find-mappings.js";
import { openLibraries } from "../host/libraries.js";
import { openSchemas } from "../host/schema-files.js";
import { openProjects } from "../project/index.js";
import { printable } from "../text/terminal-text.js";
import { outputFile, outputOption } from "./arguments.js";
import { CHECK_FORMATS, type CheckFormat, renderFindings } from "./check-formats.js";
import { EXIT } from "./exit.js";
import { addLintOptions, contradictionIn, judge, type LintOptions, loadAndFix } from "./lint-options.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput } from "./output.js";

interface CheckOptions extends MappingOptions, LintOptions {
  readonly format: CheckFormat;
  readonly output?: string;
}

export function checkCommand(): Command {
  return addLintOptions(addMappingOptions(new Command("check")))
    .description("Checks the syntax, names and types of mapping files. Findings go to standard output.")
    .argument("<files...>", "mapping files (.xdmap), folders of them, or patterns in quotes")
    .addOption(new Option("--format <format>", "how to print").choices(CHECK_FORMATS).default("text"))
    .addOption(outputOption("the findings"))
    .addHelpText(
      "after",
      '\nExamples:\n  $ xdmap check examples/shopify-orders/orders.xdmap --format json\n  $ xdmap check examples/loyalty-members/members.xdmap --tenant xdmapdemo\n  $ xdmap check "examples/*/*.xdmap" --format sarif --output findings.sarif\n',
    )
    .action(async (given: readonly string[], options: CheckOptions, command: Command) => {
      const contradiction = contradictionIn(options, given);
      if (contradiction !== null) return command.error(`error: ${contradiction}`);
      const output = createOutput();
      const file = outputFile(options);
      // Told before the work, not after it.
      const unwritable = file === undefined ? null : checkWritable(file);
      if (unwritable !== null) {
        output.findings([unwritable]);
        process.exitCode = EXIT.errors;
        return;
      }
      const { files, diagnostics: leading } = await findMappings(given);
      const shared = { projects: openProjects(), schemas: openSchemas(), libraries: openLibraries() };
      // What is wrong with a project file or a schema is found once for each of its mappings, and told once.
      const found = new Set<Diagnostic>(leading);
      let corrected = 0;
      for (const path of files) {
        const how = { inputs: [], read: "columns", ...shared } as const;
        const { loaded, fixed, problem } = await loadAndFix(options, path, givenBy(options), how);
        corrected += fixed;
        if (problem !== null) found.add(problem);
        if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
        const { diagnostics } = loaded.kind === "problem" ? loaded : loaded.workspace;
        for (const one of diagnostics) found.add(one);
      }
      const { findings, notes, tooMany } = await judge(sortDiagnostics([...found]), options);
      if (corrected > 0) notes.unshift(corrected === 1 ? "1 finding corrected" : `${corrected} findings corrected`);
      const shown = files.map(shownPath);
      const text = await renderFindings(options.format, findings, {
        files: shown,
        palette: file === undefined ? output.palette : plainPalette,
        width: output.width,
      });
      if (hasErrors(findings) || tooMany) process.exitCode = EXIT.errors;
      if (file === undefined) await output.data(text);
      else {
        const written = await writeWhole(file, text);
        if (written.kind === "problem") {
          output.findings([written.diagnostic]);
          process.exitCode = EXIT.errors;
          return;
        }
      }
      for (const note of notes) output.note(`${note}\n`);
      // A reader of data has the count in it.
      if (options.format === "json" && file === undefined) return;
      const what = shown.length === 1 ? printable(shown[0] ?? "") : `${shown.length} files`;
      output.note(`${what}: ${describeSummary(summarize(findings))}\n`);
    });
}
