import { existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import { samples } from "../../diagnostics/samples.js";
import { shownPath, writeWhole } from "../../host/files.js";
import { locateInProject } from "../../host/project-folder.js";
import { reportPatternSlips } from "../../lint/index.js";
import { type ImportSettings, importMapping } from "../../project/import-mapping.js";
import { createSourceFile, spanOf } from "../../text/index.js";
import type { NamedFlow } from "./name-flows.js";

/** Gets a schema, and gives its file; null where it cannot, which it tells. */
export type PullSchema = (
  id: string,
  folder: string,
) => Promise<{ readonly file: string | null; readonly diagnostics: readonly Diagnostic[] }>;

/** Where mapping files go. */
export interface MappingPlace {
  /** The project file. */
  readonly path: string;
  /** The folder of the mapping files, or the file of a single one; the project's where it is left out. */
  readonly output: string | undefined;
  readonly settings: Omit<ImportSettings, "flow">;
  readonly pullSchema: PullSchema | null;
}

/** A mapping file as it is to be written. */
export interface MadeMapping {
  readonly named: NamedFlow;
  readonly file: string;
  /** As the project file names it. */
  readonly inside: string;
  readonly text: string;
  readonly mappings: number;
}

export interface Made {
  readonly made: MadeMapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the text of a flow's mapping file. Nothing but its schema is written. */
export async function makeMapping(place: MappingPlace, named: NamedFlow, isOnly: boolean): Promise<Made> {
  const { path, output, settings, pullSchema } = place;
  const { key, flow } = named;
  const project = dirname(path);
  const diagnostics: Diagnostic[] = [];
  const refuse = (one: Diagnostic): Made => ({ made: null, diagnostics: [...diagnostics, one] });
  const isFile = isOnly && output?.endsWith(".xdmap") === true;
  const kept = output === undefined && named.mapping !== null ? join(project, named.mapping) : null;
  const file = isFile && output !== undefined ? output : (kept ?? join(output ?? project, `${key}.xdmap`));
  const inside = relative(project, resolve(file));
  if (!isInside(file, path)) {
    const why = `its mapping file ${shownPath(file)} would lie outside the project ${shownPath(project)}`;
    const advice = "Give a folder of the project as --output, or as --project one that holds both.";
    return refuse(diagnostic(imports.XM7552, { path: flow.label }, { flow: flow.entry.name, why, advice }));
  }
  let { target } = settings;
  if (pullSchema !== null && target === null && flow.set.schemaId !== null) {
    const pulled = await pullSchema(flow.set.schemaId, project);
    for (const one of pulled.diagnostics) diagnostics.push(one);
    target = pulled.file;
  }
  const { columns, delta } = flow.entry;
  const imported = importMapping({ label: flow.label, name: key, set: flow.set }, file, {
    ...settings,
    // What is there is looked at below: it may be the very same.
    force: true,
    target,
    flow: { columns, delta },
  });
  for (const one of imported.diagnostics) diagnostics.push(one);
  if (imported.kind === "problem") return { made: null, diagnostics };
  const silenced = silenceDelta(imported.text, named);
  if (silenced.note !== null) diagnostics.push(silenced.note);
  if (!settings.force && existsSync(file) && contentOf(file) !== silenced.text) {
    return refuse(diagnostic(samples.XM5250, null, { path: shownPath(file) }));
  }
  const { mappings } = imported;
  const slashed = sep === "/" ? inside : inside.replaceAll(sep, "/");
  return { made: { named, file, inside: slashed, text: silenced.text, mappings }, diagnostics };
}

/** A pattern that reads nothing is deployed all the same, and stays until somebody decides: with its errors no plan is made. */
function silenceDelta(text: string, { flow }: NamedFlow): { readonly text: string; readonly note: Diagnostic | null } {
  const pattern = flow.entry.delta?.format ?? null;
  if (pattern === null) return { text, note: null };
  const codes: string[] = [];
  reportPatternSlips(pattern, spanOf(createSourceFile("", pattern), 0, pattern.length), new Map(), ({ code }) =>
    codes.push(code),
  );
  if (codes.length === 0) return { text, note: null };
  const comments = codes.map((code) => `// xdmap-ignore ${code}: it is deployed so\n`).join("");
  const note = diagnostic(importedFlows.XM7563, { path: flow.label }, { flow: flow.entry.name, pattern, codes });
  return { text: text.replace(/^delta {3}/m, (line) => `${comments}${line}`), note };
}

/** Whether a file lies in the project of a project file, also by way of symbolic links. */
function isInside(file: string, projectFile: string): boolean {
  const project = dirname(projectFile);
  const isIn = (path: string) =>
    locateInProject(relative(project, resolve(path)), projectFile, project).kind === "inside";
  if (!isIn(file)) return false;
  // The part of the way that is there may lead elsewhere.
  let there = resolve(file);
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    return relative(realpathSync(project), realpathSync(there)).split(sep)[0] !== "..";
  } catch {
    return false;
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** What brings back how it was before a file was written. */
export type Undo = () => Promise<void>;

/** Writes a mapping file, and its folder where it is missing. */
export async function writeMapping({
  file,
  text,
}: MadeMapping): Promise<{ readonly undo: Undo } | { readonly problem: Diagnostic }> {
  const before = existsSync(file) ? contentOf(file) : null;
  if (before === text) return { undo: async () => {} };
  let made: string | undefined;
  try {
    made = mkdirSync(dirname(resolve(file)), { recursive: true });
  } catch {
    // The writing of the file says why.
  }
  const written = await writeWhole(file, text);
  if (written.kind === "problem") return { problem: written.diagnostic };
  return {
    undo: async () => {
      if (before !== null) await writeWhole(file, before);
      else {
        rmSync(file, { force: true });
        if (made !== undefined) removeEmpty(dirname(resolve(file)), made);
      }
    },
  };
}

/** Removes folders from one up to another, as long as they are empty. */
function removeEmpty(from: string, upTo: string): void {
  try {
    for (let at = from; at.startsWith(upTo); at = dirname(at)) rmdirSync(at);
  } catch {
    // It holds something else by now.
  }
}
