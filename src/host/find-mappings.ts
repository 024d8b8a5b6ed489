import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { compareText, type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { inputs as codes } from "../diagnostics/inputs.js";
import { shownPath } from "./files.js";
import { listFiles } from "./list-files.js";

const ENDING = ".xdmap";

interface FoundMappings {
  /** Each once, in the order of their paths: what is found does not depend on the order of the arguments. */
  readonly files: readonly string[];
  /** The arguments that lead to nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The mapping files of a command line: a file is itself, a folder all `.xdmap` files below it, and a pattern those that
 * match, where the shell has left it to us. Hidden folders and node_modules are left out of both. A file that does not
 * exist is for its reader to tell.
 */
export async function findMappings(given: readonly string[]): Promise<FoundMappings> {
  const files = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const one of [...new Set(given)].sort(compareText)) {
    const found = await expand(one);
    if ("problem" in found) diagnostics.push(found.problem);
    else for (const path of found.paths) if (!files.has(resolve(path))) files.set(resolve(path), path);
  }
  return { files: [...files.values()].sort((a, b) => compareText(shownPath(a), shownPath(b))), diagnostics };
}

async function expand(
  given: string,
): Promise<{ readonly paths: readonly string[] } | { readonly problem: Diagnostic }> {
  const known = stateOf(given);
  // What is there by that very name is meant, brackets and all.
  if (known === "folder") return mappingsBelow(given, given, () => true);
  if (known === "file" || !/[*?[\]{}()]/.test(given)) return { paths: [given] };
  // It loads where there is a pattern: a check of a file by its name does not wait for it.
  const { default: picomatch } = await import("picomatch");
  const { base, glob } = picomatch.scan(given, { nonegate: true });
  // A bracket that nothing closes is a sign of the name.
  if (glob === "") return { paths: [given] };
  const matches = picomatch(glob, { nonegate: true });
  const folder = base === "" ? "." : base;
  if (stateOf(folder) !== "folder") return nothing(given, `there is no folder ${shownPath(folder)}`);
  return mappingsBelow(given, folder, (path) => matches(relative(folder, path).replaceAll(sep, "/")));
}

function mappingsBelow(
  given: string,
  folder: string,
  isWanted: (path: string) => boolean,
): { readonly paths: readonly string[] } | { readonly problem: Diagnostic } {
  const found = listFiles(folder, ENDING);
  if ("why" in found) return nothing(given, found.why);
  const paths = found.paths.filter(isWanted);
  return paths.length > 0 ? { paths } : nothing(given, null);
}

function nothing(given: string, why: string | null): { readonly problem: Diagnostic } {
  return { problem: diagnostic(codes.XM6150, null, { given, why }) };
}

function stateOf(path: string): "file" | "folder" | null {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known === undefined) return null;
    return known.isDirectory() ? "folder" : "file";
  } catch {
    return null;
  }
}
