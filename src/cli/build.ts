import { Command, Option } from "commander";
import { type Dialect, emitMappingSet, formatPayload, silence } from "../compiler/index.js";
import { hasErrors } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import { loadMapping, openProjects } from "../project/index.js";
import { outputFile, outputOption, readName } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput } from "./output.js";

interface BuildOptions extends MappingOptions {
  readonly dialect: Dialect;
  readonly schemaId?: string;
  readonly output?: string;
}

export function buildCommand(): Command {
  return addMappingOptions(new Command("build"))
    .description("Writes the mapping set payload of a mapping file, as it is posted to Data Prep.")
    .argument("<file>", "a mapping file (.xdmap)")
    .addOption(
      new Option("--dialect <name>", "the form of the payload").choices(["current", "legacy"]).default("current"),
    )
    .option("--schema-id <id>", "the target schema's $id; without it, the one in the schema file", readName)
    .addOption(outputOption("the payload"))
    .addHelpText(
      "after",
      "\nExample:\n  $ xdmap build examples/shopify-orders/orders.xdmap --dialect legacy --schema-id https://ns.adobe.com/acme/schemas/1234\n",
    )
    .action(async (path: string, options: BuildOptions, command: Command) => {
      const output = createOutput();
      const projects = openProjects();
      const loaded = await loadMapping(path, givenBy(options), { inputs: [], read: "columns", projects });
      if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
      // What a payload lacks could be the consequence of an error before it.
      const before = loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics;
      if (loaded.kind === "problem" || hasErrors(before)) {
        output.findings(before);
        process.exitCode = EXIT.errors;
        return;
      }
      const { program, tree } = loaded.workspace;
      const emitted = emitMappingSet(program, options.dialect, { schemaId: options.schemaId ?? null });
      const findings = [...before, ...silence(tree, emitted.diagnostics)];
      output.findings(findings);
      if (hasErrors(findings) || emitted.payload === null) {
        process.exitCode = EXIT.errors;
        return;
      }
      const text = formatPayload(emitted.payload);
      const file = outputFile(options);
      if (file === undefined) return output.data(text);
      const written = await writeWhole(file, text);
      if (written.kind === "ok") {
        return output.note(`${program.mappings.length} mappings written to ${file}\n`);
      }
      output.findings([written.diagnostic]);
      process.exitCode = EXIT.errors;
    });
}
