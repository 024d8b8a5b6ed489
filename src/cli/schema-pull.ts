import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, Option } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { shownPath } from "../host/files.js";
import { readComponents } from "../host/schema-files.js";
import { findSchema } from "../platform/schemas/find-schema.js";
import { type PulledSchema, type PullForm, pullSchema } from "../platform/schemas/pull-schema.js";
import { type WrittenSchema, writePulled } from "../platform/schemas/write-pulled.js";
import { printable } from "../text/terminal-text.js";
import { readName } from "./arguments.js";
import { EXIT, type Exit } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import { addPlatformOptions, type PlatformHost, type PlatformOptions } from "./platform-options.js";
import { openSchemaSession } from "./schema-session.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface PullCommandOptions extends PlatformOptions {
  readonly output?: string;
  readonly form: PullForm;
  readonly force?: boolean;
}

export function pullCommand(): Command {
  return addPlatformOptions(new Command("pull"))
    .description("Gets a schema of a sandbox as a file that mappings name as their target.")
    .argument("<schema>", "its exact title, its $id or its meta:altId", readName)
    .option(
      "--output <file>",
      "where to write it (default: a file named by the title, in the project's folder)",
      readName,
    )
    .addOption(
      new Option("--form <form>", "everything merged, or with references and the files they lead to")
        .choices(["xed-full", "xed"])
        .default("xed-full"),
    )
    .option("--force", "write over a file that is not this schema")
    .addHelpText(
      "after",
      '\nExamples:\n  $ xdmap schema pull "Loyalty members" --sandbox dev --output schema.json\n  $ xdmap schema pull _acme.schemas.1f2e --sandbox dev --form xed\n',
    )
    .action(async (named: string, options: PullCommandOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) => pullIntoFile(named, options, { env: process.env, output, signal }));
    });
}

/** Gets one schema and writes it, whole or not at all. */
export async function pullIntoFile(
  named: string,
  options: PullCommandOptions,
  host: PlatformHost & { readonly output: Output },
): Promise<Exit> {
  const { output } = host;
  const opened = await openSchemaSession(options, host);
  if (opened.kind === "ended") return opened.exit;
  const { platform, folder, components: folders } = opened.session;
  const stop = (diagnostics: readonly Diagnostic[], exit: Exit): Exit => {
    output.findings(diagnostics);
    return exit;
  };
  const found = await findSchema(platform, named);
  if (found.kind === "stopped") return stop(found.diagnostics, found.isPlatform ? EXIT.platform : EXIT.errors);
  const { id, container } = found;
  const ownFolder = folders[0] ?? join(options.output === undefined ? folder : dirname(options.output), "components");
  // A folder that a first pull is to fill is not there yet.
  const there = [...new Set([...folders, ownFolder])].filter((each) => existsSync(each));
  const { index: components, diagnostics: inComponents } = await readComponents(options.form === "xed" ? there : []);
  if (hasErrors(inComponents)) return stop(inComponents, EXIT.errors);
  const pulled = await pullSchema(platform, { id, container, form: options.form, components });
  if (pulled.kind === "stopped") return stop(pulled.diagnostics, pulled.isPlatform ? EXIT.platform : EXIT.errors);
  const written = await writePulled(pulled.schema, {
    output: options.output,
    folder,
    components: ownFolder,
    force: options.force === true,
  });
  if (written.kind === "problem") return stop(written.diagnostics, EXIT.errors);
  output.note(describeWritten(pulled.schema, written, folders.length > 0));
  return EXIT.fine;
}

function describeWritten(
  schema: PulledSchema,
  written: WrittenSchema & { readonly kind: "written" },
  isNamed: boolean,
): string {
  const path = printable(shownPath(written.path));
  const version = schema.version === null ? "" : `, version ${printable(schema.version)}`;
  const what = `${printable(schema.title)}${version}, ${schema.leaves} fields`;
  const how = {
    new: `written to ${path}`,
    changed: `written over ${path}, which has changed`,
    same: `unchanged: ${path}`,
  };
  const lines = [`${what}: ${how[written.how]}`];
  const { components, componentFolder } = written;
  if (components.length > 0) {
    const folder = printable(shownPath(componentFolder));
    lines.push(`${components.length} ${components.length === 1 ? "component" : "components"} written to ${folder}`);
    if (!isNamed) lines.push(`add the folder to \`schemas\` in xdmap.yaml, so that mappings find them`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
