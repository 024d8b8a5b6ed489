import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { diagnostic } from "../diagnostics/define.js";
import type { Place } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { FileResult } from "./files.js";

/** The name of the file that makes a folder a project. */
export const PROJECT_FILE = "xdmap.yaml";
/** A name that people give it, and that is not read. */
const OTHER_NAME = "xdmap.yml";

/** The nearest project file of a folder, in it or above, and one of the wrong name that is as near or nearer. */
export interface FoundProject {
  readonly path: string | null;
  readonly misnamed: string | null;
}

/** Looks for the project file from a folder upwards. */
export function findProjectFile(folder: string): FoundProject {
  let misnamed: string | null = null;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    if (isFile(path)) return { path, misnamed };
    const other = join(at, OTHER_NAME);
    if (misnamed === null && isFile(other)) misnamed = other;
    if (dirname(at) === at) return { path: null, misnamed };
  }
}

/** The folder that a mapping file may read from: that of the nearest `xdmap.yaml`, or else the file's own. */
export function findProject(mappingFile: string): string {
  const own = dirname(resolve(mappingFile));
  const { path } = findProjectFile(own);
  return path === null ? own : dirname(path);
}

/** Where a path leads that is named in a file of a project: from the working folder, or out of the project. */
export type Located =
  | { readonly kind: "inside"; readonly path: string }
  | { readonly kind: "outside"; readonly project: string };

/**
 * Resolves a path that is named in a file, from that file's folder. What lies outside the project, also by way of a
 * symbolic link, is not to be read. `project` is the file's own, unless it is read for a mapping of another.
 */
export function locateInProject(path: string, namedIn: string, project = findProject(namedIn)): Located {
  const target = resolve(dirname(resolve(namedIn)), path);
  const outside: Located = { kind: "outside", project: relative("", project) || "." };
  if (!isInside(target, project)) return outside;
  const real = realPath(target);
  // What does not exist is for the reader to tell.
  if (real !== null && !isInside(real, realPath(project) ?? project)) return outside;
  return { kind: "inside", path: relative("", target) || "." };
}

/** The same for a path in a mapping file, with the finding where it leaves the project. */
export function resolveInProject(
  path: string,
  mappingFile: string,
  place: Place = null,
  project = findProject(mappingFile),
): FileResult<string> {
  const located = locateInProject(path, mappingFile, project);
  if (located.kind === "inside") return { kind: "ok", value: located.path };
  return { kind: "problem", diagnostic: diagnostic(samples.XM5203, place, { path, project: located.project }) };
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
