import { Command, Option } from "commander";
import type { Diagnostic } from "../diagnostics/index.js";
import { describeSummary, hasErrors, renderJson, renderText, summarize } from "../diagnostics/index.js";
import { loadWorkspace } from "../host/workspace.js";
import { printable } from "../text/terminal-text.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, type MappingOptions, sampleOptions } from "./mapping-options.js";
import { createOutput } from "./output.js";

interface CheckOptions extends MappingOptions {
  readonly format: "text" | "json";
}

export function checkCommand(): Command {
  return addMappingOptions(new Command("check"))
    .description("Checks the syntax, names and types of mapping files. Findings go to standard output.")
    .argument("<files...>", "mapping files (.xdmap)")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ xdmap check examples/shopify-orders/orders.xdmap --format json\n")
    .action(async (files: readonly string[], options: CheckOptions) => {
      const output = createOutput();
      const findings: Diagnostic[] = [];
      for (const file of files) {
        const loaded = await loadWorkspace(file, {
          components: options.components,
          tenant: options.tenant ?? null,
          inputs: [],
          sample: sampleOptions(options),
          read: "columns",
        });
        const found = loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics;
        for (const one of found) findings.push(one);
      }
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
