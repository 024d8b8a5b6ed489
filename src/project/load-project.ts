import { dirname, resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { readBytes, shownPath } from "../host/files.js";
import { findProjectFile } from "../host/project-folder.js";
import { decodeProject } from "./decode.js";
import type { Project } from "./project.js";
import type { ReadProject } from "./read-project.js";

/** The project that a folder or a mapping file belongs to; null where there is no project file. */
export type LoadedProject =
  | { readonly kind: "project"; readonly project: Project | null; readonly diagnostics: readonly Diagnostic[] }
  /** The project file is there and cannot be followed. */
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** The projects of one command. A file is read once, so that its findings are the same objects for each who asks. */
export interface Projects {
  readonly ofFile: (mappingFile: string) => Promise<LoadedProject>;
  readonly ofFolder: (folder: string) => Promise<LoadedProject>;
}

export function openProjects(): Projects {
  const loaded = new Map<string, Promise<LoadedProject>>();
  const ofFolder = (folder: string): Promise<LoadedProject> => {
    const { path, misnamed } = findProjectFile(folder);
    const known = path ?? misnamed ?? "";
    const before = loaded.get(known);
    if (before !== undefined) return before;
    const now = path === null ? Promise.resolve(withoutProject(misnamed)) : loadProject(path, misnamed);
    loaded.set(known, now);
    return now;
  };
  return { ofFolder, ofFile: (mappingFile) => ofFolder(dirname(resolve(mappingFile))) };
}

/** The largest project file, in bytes: more than hundreds of flows need. */
const LARGEST = 256 * 1024;

async function loadProject(path: string, misnamed: string | null): Promise<LoadedProject> {
  const read = await readProjectFile(path, misnamed);
  if (read.kind === "problem") return read;
  const { project, diagnostics } = read;
  return hasErrors(diagnostics) ? { kind: "problem", diagnostics } : { kind: "project", project, diagnostics };
}

/**
 * A project file as it was read; with an error among the findings it is not to be followed. `text` is taken for what the
 * file is about to be.
 */
export async function readProjectFile(
  path: string,
  misnamed: string | null,
  text: string | null = null,
): Promise<
  ({ readonly kind: "read" } & ReadProject) | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }
> {
  const shown = shownPath(path);
  const large = (size: number) => {
    const what = `has ${Math.ceil(size / 1024).toLocaleString("en")} KB, and ${LARGEST / 1024} are the most`;
    return { kind: "problem", diagnostics: [diagnostic(codes.XM6107, { path: shown }, { what })] } as const;
  };
  const given = text === null ? null : new TextEncoder().encode(text);
  const read = given === null ? readBytes(path, LARGEST) : ({ kind: "ok", value: given } as const);
  if (read.kind === "problem") return { kind: "problem", diagnostics: [read.diagnostic] };
  if (read.kind === "large") return large(read.size);
  if (read.value.length > LARGEST) return large(read.value.length);
  const decoded = decodeProject(shown, read.value);
  if ("problem" in decoded) return { kind: "problem", diagnostics: [decoded.problem] };
  // The YAML reader loads where there is something to read: a check without a project file does not wait for it.
  const { readProject } = await import("./read-project.js");
  const { project, root, diagnostics } = readProject(decoded.file);
  return { kind: "read", project, root, diagnostics: [...warnMisnamed(misnamed), ...diagnostics] };
}

function withoutProject(misnamed: string | null): LoadedProject {
  return { kind: "project", project: null, diagnostics: warnMisnamed(misnamed) };
}

function warnMisnamed(path: string | null): readonly Diagnostic[] {
  if (path === null) return [];
  const shown = shownPath(path);
  return [diagnostic(codes.XM6114, { path: shown }, { path: shown })];
}
