import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { readComponents, readSchema } from "../host/schema-files.js";
import { openProjects, settle } from "../project/index.js";
import type { XdmSchema } from "../schema/index.js";
import { EXIT } from "./exit.js";
import type { Output } from "./output.js";

/** Loads and prints what was found; null after an error, with the exit status set. */
export async function loadReported(
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
