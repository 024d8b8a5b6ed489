import { Command, Option } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { describeSummary, hasErrors, renderJson, renderText, summarize } from "../diagnostics/index.js";
import { loadMapping, openProjects } from "../project/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput } from "./output.js";

interface CheckOptions extends MappingOptions {
  readonly format: "text" | "json";
}

export function checkCommand(): Command {
  return addMappingOptions(new Command("check"))
    .description("Checks the syntax, names and types of mapping files. Findings go to standard output.")
    .argument("<files...>", "mapping files (.xdmap)")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap check examples/shopify-orders/orders.xdmap --format json\n  $ xdmap check examples/loyalty-members/members.xdmap --tenant xdmapdemo\n",
    )
    .action(async (files: readonly string[], options: CheckOptions, command: Command) => {
      const output = createOutput();
      const projects = openProjects();
      // What is wrong with a project file is found once for each of its mappings, and told once.
      const found = new Set<Diagnostic>();
      for (const file of files) {
        const loaded = await loadMapping(file, givenBy(options), { inputs: [], read: "columns", projects });
        if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
        const { diagnostics } = loaded.kind === "problem" ? loaded : loaded.workspace;
        for (const one of diagnostics) found.add(one);
      }
      const findings = [...found];
      if (options.format === "json") await output.data(renderJson(findings));
      else {
        if (findings.length > 0) await output.data(`${renderText(findings, output.palette, output.width)}\n`);
        output.note(
          `${files.length === 1 ? printable(files[0] ?? "") : `${files.length} files`}: ${describeSummary(summarize(findings))}\n`,
        );
      }
      if (hasErrors(findings)) process.exitCode = EXIT.errors;
    });
}
