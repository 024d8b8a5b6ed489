import { Command } from "commander";
import { writeWhole } from "../host/files.js";
import { leavesOf, writeXedFull } from "../schema/index.js";
import { componentsOption, outputFile, outputOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput } from "./output.js";
import { loadReported } from "./schema-load.js";

interface ComposeOptions {
  readonly components?: readonly string[];
  readonly output?: string;
}

export function composeCommand(): Command {
  return new Command("compose")
    .description("Composes a schema and writes it in the registry's xed-full form, without titles and descriptions.")
    .argument("<file>", "a composition (allOf of $ref ids); FILE#KEY names one of several")
    .addOption(componentsOption())
    .addOption(outputOption("the schema"))
    .addHelpText(
      "after",
      "\nExample:\n  $ xdmap schema compose examples/shopify-orders/composition.json --components ../xdm/components --components examples/components --output schema.json\n",
    )
    .action(async (reference: string, options: ComposeOptions) => {
      const output = createOutput();
      const schema = await loadReported(reference, options.components, output);
      if (schema === null) return;
      const text = writeXedFull(schema);
      const file = outputFile(options);
      if (file === undefined) {
        await output.data(text);
        return;
      }
      const written = await writeWhole(file, text);
      if (written.kind === "ok") {
        output.note(`${leavesOf(schema).length} fields written to ${file}\n`);
        return;
      }
      output.findings([written.diagnostic]);
      process.exitCode = EXIT.errors;
    });
}
