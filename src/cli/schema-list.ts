import { Command, Option } from "commander";
import { describeProblem } from "../platform/describe-problem.js";
import { listSchemas } from "../platform/schemas/find-schema.js";
import { filterByTitle, renderSchemas, schemasDocument } from "../platform/schemas/render-schemas.js";
import { EXIT, type Exit } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import { addPlatformOptions, type PlatformHost, type PlatformOptions } from "./platform-options.js";
import { openSchemaSession } from "./schema-session.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface ListOptions extends PlatformOptions {
  readonly title?: string;
  readonly global?: boolean;
  readonly format: "text" | "json";
}

export function listCommand(): Command {
  return addPlatformOptions(new Command("list"))
    .description("Lists the schemas of a sandbox: title, version and id.")
    .option("--title <text>", "only those whose title holds it, in any case")
    .option("--global", "Adobe's own, in place of the tenant's")
    .addOption(new Option("--format <format>", "what to print").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ xdmap schema list --sandbox dev --title loyalty\n")
    .action(async (options: ListOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) => listOfSandbox(options, { env: process.env, output, signal }));
    });
}

export async function listOfSandbox(
  options: ListOptions,
  host: PlatformHost & { readonly output: Output },
): Promise<Exit> {
  const { output } = host;
  const opened = await openSchemaSession(options, host);
  if (opened.kind === "ended") return opened.exit;
  const { platform } = opened.session;
  const listed = await listSchemas(platform, options.global === true ? "global" : "tenant");
  if (listed.kind === "problem") {
    output.findings([describeProblem(listed.problem, "listing the schemas")]);
    return EXIT.platform;
  }
  const schemas = filterByTitle(listed.value, options.title);
  const { width, palette } = output;
  await output.data(options.format === "json" ? schemasDocument(schemas) : renderSchemas(schemas, { width, palette }));
  return EXIT.fine;
}
