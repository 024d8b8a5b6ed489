import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { isSameFile, shownPath, writeWhole } from "../host/files.js";
import {
  findImports,
  type ImportFile,
  type ImportSource,
  importsIn,
  isFolder,
  nameImports,
  openImport,
} from "../project/import-files.js";
import { type Imported, importMapping } from "../project/import-mapping.js";
import { printCount } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { collect, outputFile, readName, readSeconds } from "./arguments.js";
import { EXIT, type Exit } from "./exit.js";
import type { ImportOptions } from "./import-options.js";
import type { RemoteImport } from "./import-remote.js";
import { createOutput, type Output } from "./output.js";
import type { PlatformHost } from "./platform-options.js";
import { untilInterrupted } from "./until-interrupted.js";

export function importCommand(): Command {
  return new Command("import")
    .description(
      "Writes mapping files from what is deployed: mapping sets as JSON, of any dialect, and the interface's mapping templates. What is built from them is the very same.",
    )
    .argument(
      "[what...]",
      "mapping sets and flows (.json), templates (.csv, .tsv), folders of them, - for standard input, or, of a sandbox, remote:ID of a mapping set and flow:ID, flow:NAME or, of xdmap.yaml, flow:KEY",
    )
    .option("--output <path>", "the mapping file, or a folder for several; standard output if left out, or for -")
    .option("--target <schema>", "the target schema: a file, FILE#KEY, or its $id; else what the set names", readName)
    .option("--sample <file>", "a sample that the file is to name; may be repeated", collect)
    .option("--extract", "give a name to what repeats: `let`, `def` and `table`, where nothing changes by it")
    .option("--force", "write over files, and flows of xdmap.yaml, that are there")
    .option("--version <number>", "of a mapping set of a sandbox; the latest if left out", readVersion)
    .option("--all", "all flows of the sandbox, as flow:*")
    .option("--pull-schema", "get the schemas of flows, too, as files that their mappings name")
    .option("--sandbox <name>", "the sandbox (XDMAP_SANDBOX; else the only one of xdmap.yaml)", readName)
    .option("--project <folder>", "a folder of the project that flows go to; the working folder if left out", readName)
    .option("--verbose", "print every request and its answer to standard error, secrets replaced")
    .option("--deadline <seconds>", "how long one call may take with all its replays (120)", readSeconds)
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap import examples/shopify-orders/golden/current.json\n  $ xdmap import examples/shopify-orders/golden/current.json --extract\n  $ xdmap import flow:Orders --sandbox dev --pull-schema\n",
    )
    .action(async (given: readonly string[], options: ImportOptions, command: Command) => {
      const output = createOutput();
      if (given.length === 0 && options.all !== true) return command.error("error: missing required argument 'what'");
      let exit: Exit = EXIT.fine;
      await untilInterrupted(async (signal) => {
        exit = await runImport(given, options, { env: process.env, output, signal });
        return exit;
      });
    });
}

/** Reads what is meant, and writes what becomes of it. */
export async function runImport(
  given: readonly string[],
  options: ImportOptions,
  host: PlatformHost & { readonly output: Output },
): Promise<Exit> {
  const { output } = host;
  const asked = [...new Set(given.filter((one) => /^(?:remote|flow):/.test(one)))];
  const misuse = findMisuse(asked, options);
  if (misuse !== null) {
    output.note(`error: ${misuse}\n`);
    return EXIT.usage;
  }
  const { paths, diagnostics } = findImports(given.filter((one) => !asked.includes(one)));
  const findings: Diagnostic[] = [...diagnostics];
  const sources: ImportSource[] = [];
  const notes: string[] = [];
  let remote: RemoteImport | null = null;
  // Once each: a pipe gives what it has only then.
  const opened: ImportFile[] = [];
  for (const path of paths) opened.push(await openImport(path));
  const files = await findFlowFiles(opened);
  if (asked.length > 0 || files.length > 0 || options.all === true) {
    // Loaded where something is of a sandbox, or is a flow: others do not wait for it.
    const { openRemoteImport } = await import("./import-remote.js");
    remote = await openRemoteImport(asked, files, options, host);
    for (const one of remote.sources) sources.push(one);
    for (const one of remote.diagnostics) findings.push(one);
  }
  const ofFlows = new Set(files.map(({ path }) => path));
  for (const file of opened) {
    if (ofFlows.has(file.path)) {
      if (file.kind === "json") for (const finding of file.repeated) findings.push(finding);
      continue;
    }
    const read = importsIn(file);
    for (const source of read.sources) sources.push(source);
    for (const finding of read.diagnostics) findings.push(finding);
  }
  const target = outputFile(options);
  const isSeveral =
    sources.length + (remote?.flows ?? 0) > 1 || paths.length + asked.length > 1 || given.some(isFolder);
  if (isSeveral && sources.length > 0 && target === undefined) {
    output.findings(findings);
    output.note("error: several files need a folder to be written to: --output FOLDER\n");
    return EXIT.usage;
  }
  if (isSeveral && sources.length > 0 && target !== undefined && existsSync(target) && !isFolder(target)) {
    output.note(`error: several files need a folder, and ${printable(target)} is a file\n`);
    return EXIT.usage;
  }
  const { named, diagnostics: clashes } = nameImports(sources);
  for (const clash of clashes) findings.push(clash);
  const isInFolder = target !== undefined && (isSeveral || isFolder(target) || /[/\\]$/.test(target));
  const written = named.map(({ source, name }) => {
    return { source, file: isInFolder ? join(target, `${name}.xdmap`) : target };
  });
  for (const { file } of written) {
    const read = file === undefined ? undefined : paths.find((path) => isSameFile(path, file));
    if (read === undefined) continue;
    output.note(`error: ${printable(shownPath(read))} is one of the files that are imported; it would be replaced\n`);
    return EXIT.usage;
  }
  const imported = (await remote?.importFlows()) ?? null;
  for (const one of imported?.diagnostics ?? []) findings.push(one);
  for (const one of imported?.notes ?? []) notes.push(one);
  for (const { source, file } of written) {
    const settings = {
      target: options.target ?? null,
      samples: options.sample ?? [],
      extract: options.extract ?? false,
      force: options.force ?? false,
    };
    const made = importMapping(source, file, settings);
    for (const finding of made.diagnostics) findings.push(finding);
    if (made.kind === "problem") continue;
    const problem = await writeOut(made.text, file, isInFolder ? target : undefined, output);
    if (problem === null) notes.push(describe(made, source, file));
    else findings.push(problem);
  }
  output.findings(findings);
  for (const name of given.filter((one) => paths.includes(one) && looksNamed(one))) {
    output.note(
      `Of a sandbox, a mapping set is remote:ID and a flow flow:ID or flow:NAME: ${printable(name)} is read as a file.\n`,
    );
  }
  for (const note of notes) output.note(note);
  return imported?.exit ?? (hasErrors(findings) ? EXIT.errors : EXIT.fine);
}

/** Whether it is the id or the name of something of a sandbox rather than a file: nothing has it, and it has no ending. */
function looksNamed(given: string): boolean {
  return given !== "-" && !/[./\\]/.test(given) && !existsSync(given);
}

/** What is asked for and makes no sense together; null where it does. */
function findMisuse(asked: readonly string[], { all, output, pullSchema, version }: ImportOptions): string | null {
  const empty = asked.find((one) => /^(?:remote|flow):\s*$/.test(one));
  if (empty !== undefined) return `${empty.trim()} needs an id${empty.startsWith("flow") ? " or a name" : ""}`;
  const hasSets = asked.some((one) => one.startsWith("remote:"));
  const hasFlows = all === true || asked.some((one) => one.startsWith("flow:"));
  if (version !== undefined && !hasSets) return "--version is of a mapping set of a sandbox: remote:ID";
  if (pullSchema === true && hasSets && !hasFlows)
    return "--pull-schema is for flows; `xdmap schema pull` gets a schema";
  return hasFlows && output === "-" ? "a flow becomes files, and none of them can be standard output" : null;
}

/** The files that hold flows or connections, and, where there is a flow, the mapping sets that it refers to. */
async function findFlowFiles(
  opened: readonly ImportFile[],
): Promise<readonly { readonly path: string; readonly label: string; readonly json: unknown }[]> {
  const read = opened.flatMap((file) =>
    file.kind === "json" ? [{ path: file.path, label: shownPath(file.path), json: file.value }] : [],
  );
  if (!read.some(({ json }) => mentionsFlow(json))) return [];
  const { collectObjects, kindOfObject, objectsIn } = await import("../platform/import/local-objects.js");
  const { setsOfFlows } = await import("./import-remote.js");
  const pinned = setsOfFlows(collectObjects(read));
  return read.filter(({ json }) =>
    objectsIn(json).some((one) => {
      const kind = kindOfObject(one);
      return kind === "flow" || kind === "connection" || (kind === "mapping set" && pinned.has(idOf(one)));
    }),
  );
}

/** Asked of every file, so that those of mapping sets load nothing more. */
function mentionsFlow(json: unknown): boolean {
  if (Array.isArray(json)) return json.some(mentionsFlow);
  if (typeof json !== "object" || json === null) return false;
  return "sourceConnectionIds" in json || ("items" in json && mentionsFlow(json.items));
}

function idOf(value: unknown): string {
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : "";
}

function readVersion(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a whole number, as 0.");
  return Number(text);
}

/** Writes a file, with its folder where it is missing. */
async function writeOut(
  text: string,
  file: string | undefined,
  folder: string | undefined,
  output: Output,
): Promise<Diagnostic | null> {
  if (file === undefined) {
    await output.data(text);
    return null;
  }
  if (folder !== undefined) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch {
      // The writing of the file says why.
    }
  }
  const written = await writeWhole(file, text);
  return written.kind === "ok" ? null : written.diagnostic;
}

function describe(
  imported: Imported & { readonly kind: "text" },
  source: ImportSource,
  file: string | undefined,
): string {
  const { mappings, comments, extracted } = imported;
  const parts = [
    ...(comments > 0 ? [`${comments} as ${comments === 1 ? "a comment" : "comments"}`] : []),
    ...(extracted > 0 ? [extracted === 1 ? "1 definition" : `${extracted} definitions`] : []),
  ];
  const more = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  const where = file === undefined ? "" : ` written to ${printable(shownPath(file))}`;
  const count = mappings === 1 ? "1 mapping" : `${printCount(mappings)} mappings`;
  return `${count}${more} of ${printable(source.label)}${where}\n`;
}
