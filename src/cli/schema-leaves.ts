import { Command, Option } from "commander";
import { type Leaf, leavesOf } from "../schema/index.js";
import { padEnd, printable, widthOf } from "../text/terminal-text.js";
import { componentsOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput } from "./output.js";
import { loadReported } from "./schema-load.js";

interface LeavesOptions {
  readonly compose?: string;
  readonly components?: readonly string[];
  readonly format: "json" | "text";
}

export function leavesCommand(): Command {
  return new Command("leaves")
    .description("Lists every path that a mapping can write to, with its type.")
    .argument("[file]", "a schema file: an export of the registry in xed-full form, or FILE#KEY")
    .option("--compose <file>", "a composition (allOf of $ref ids) over --components; FILE#KEY names one of several")
    .addOption(componentsOption())
    .addOption(new Option("--format <format>", "what to print").choices(["json", "text"]).default("text"))
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap schema leaves examples/shopify-orders/schema.json\n  $ xdmap schema leaves examples/loyalty-members/schema.json --format json\n  $ xdmap schema leaves --compose examples/shopify-orders/composition.json --components ../xdm/components --components examples/components\n",
    )
    .action(async (file: string | undefined, options: LeavesOptions, command: Command) => {
      const reference = options.compose ?? file;
      if (reference === undefined || (options.compose !== undefined && file !== undefined)) {
        return command.error("error: give either a schema file or --compose <file>", { exitCode: EXIT.usage });
      }
      const output = createOutput();
      const schema = await loadReported(reference, options.components, output);
      if (schema === null) return;
      const leaves = leavesOf(schema);
      await output.data(options.format === "json" ? printJson(leaves) : printText(leaves));
    });
}

function printJson(leaves: readonly Leaf[]): string {
  if (leaves.length === 0) return "[]\n";
  return `[\n${leaves.map((leaf) => `  ${JSON.stringify(leaf)}`).join(",\n")}\n]\n`;
}

function printText(leaves: readonly Leaf[]): string {
  const rows = leaves.map((leaf) => ({
    path: printable(leaf.path),
    type: leaf.type,
    remarks: printable(remarks(leaf)),
  }));
  const paths = rows.reduce((widest, { path }) => Math.max(widest, widthOf(path)), 0);
  const types = rows.reduce((widest, { type }) => Math.max(widest, type.length), 0);
  return rows
    .map((row) => `${`${padEnd(row.path, paths)}  ${row.type.padEnd(types)}  ${row.remarks}`.trimEnd()}\n`)
    .join("");
}

function remarks(leaf: Leaf): string {
  const words = [
    leaf.required && "required",
    leaf.deprecated && "deprecated",
    leaf.recursive && "recursive",
    leaf.format !== undefined && leaf.format !== leaf.type && leaf.format,
    leaf.enum !== undefined && `one of ${leaf.enum.join(", ")}`,
  ];
  return words.filter((word) => typeof word === "string").join("; ");
}
