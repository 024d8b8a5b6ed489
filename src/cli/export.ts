import { Command, Option } from "commander";
import { leftOutOfTemplate, normalOf, writeTemplate } from "../compiler/import/index.js";
import { silence } from "../compiler/index.js";
import { hasErrors } from "../diagnostics/index.js";
import { isSameFile, shownPath, writeWhole } from "../host/files.js";
import { loadMapping, openProjects } from "../project/index.js";
import { printCount } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { outputFile, outputOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput } from "./output.js";

interface ExportOptions extends MappingOptions {
  readonly format: "template";
  readonly output?: string;
}

export function exportCommand(): Command {
  return addMappingOptions(new Command("export"))
    .description("Writes a mapping file as the CSV template that the mapping interface takes.")
    .argument("<file>", "a mapping file (.xdmap)")
    .addOption(new Option("--format <name>", "what to write").choices(["template"]).makeOptionMandatory())
    .addOption(outputOption("the template"))
    .addHelpText("after", "\nExample:\n  $ xdmap export examples/shopify-orders/orders.xdmap --format template\n")
    .action(async (path: string, options: ExportOptions, command: Command) => {
      const output = createOutput();
      const projects = openProjects();
      const loaded = await loadMapping(path, givenBy(options), { inputs: [], read: "columns", projects });
      if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
      const before = loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics;
      if (loaded.kind === "problem" || hasErrors(before)) {
        output.findings(before);
        process.exitCode = EXIT.errors;
        return;
      }
      const { program, tree, files } = loaded.workspace;
      const file = outputFile(options);
      const read = files.find((one) => file !== undefined && isSameFile(one, file));
      if (read !== undefined) {
        return command.error(
          `error: ${printable(shownPath(read))} is one of the files that are read; it would be replaced.`,
        );
      }
      const { text, notes } = writeTemplate(normalOf(program), leftOutOfTemplate(tree, program));
      output.findings([...before, ...silence(tree, notes)]);
      if (file === undefined) return output.data(text);
      const written = await writeWhole(file, text);
      if (written.kind === "ok") {
        const { length } = program.mappings;
        const count = length === 1 ? "1 mapping" : `${printCount(length)} mappings`;
        return output.note(`${count} written to ${printable(shownPath(file))}\n`);
      }
      output.findings([written.diagnostic]);
      process.exitCode = EXIT.errors;
    });
}
