import { Command, Option } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import { readComponents, readSchema } from "../host/schema-files.js";
import { openProjects, settle } from "../project/index.js";
import { type Leaf, leavesOf, writeXedFull, type XdmSchema } from "../schema/index.js";
import { padEnd, printable, widthOf } from "../text/terminal-text.js";
import { componentsOption, outputFile, outputOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";

interface LeavesOptions {
  readonly compose?: string;
  readonly components?: readonly string[];
  readonly format: "json" | "text";
}

interface ComposeOptions {
  readonly components?: readonly string[];
  readonly output?: string;
}

export function schemaCommand(): Command {
  return new Command("schema")
    .description("Lists the XDM paths of a schema, or composes one.")
    .addCommand(leavesCommand())
    .addCommand(composeCommand())
    .addHelpText("after", "\nExample:\n  $ xdmap schema leaves examples/shopify-orders/schema.json\n");
}

function leavesCommand(): Command {
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

function composeCommand(): Command {
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

/** Loads and prints what was found; null after an error, with the exit status set. */
async function loadReported(
  reference: string,
  components: readonly string[] | undefined,
  output: Output,
): Promise<XdmSchema | null> {
  const findings: Diagnostic[] = [];
  const folders = await findFolders(reference, components, findings);
  if (hasErrors(findings)) return refuse();
  const { index, diagnostics: inComponents } = await readComponents(folders);
  findings.push(...inComponents);
  const { schema, diagnostics } = await readSchema(reference, { components: index });
  // What a broken component caused is not repeated for each reference to it.
  if (!hasErrors(inComponents) || schema !== null) findings.push(...diagnostics);
  if (hasErrors(findings)) return refuse();
  output.findings(findings);
  return schema;

  function refuse(): null {
    output.findings(findings);
    process.exitCode = EXIT.errors;
    return null;
  }
}

/** The folders of the command line, or else of the project that the schema file belongs to. */
async function findFolders(
  reference: string,
  components: readonly string[] | undefined,
  findings: Diagnostic[],
): Promise<readonly string[]> {
  if (components !== undefined) return components;
  const loaded = await openProjects().ofFile(reference);
  findings.push(...loaded.diagnostics);
  if (loaded.kind === "problem") return [];
  const { settings, diagnostics } = settle({ sample: {} }, loaded.project);
  findings.push(...diagnostics);
  return settings.components;
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
