import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { codeOf, describeFileError } from "./files.js";

export type Listing = { readonly paths: readonly string[] } | { readonly why: string };

/**
 * The files below a folder whose names end so, in the order of their names, so that findings come in one order
 * everywhere. Hidden ones and node_modules are left out; links are followed, each folder once, by its own name where it
 * has one below the folder. What cannot be read ends the listing, unless `leave` is told of it and the rest is wanted.
 */
export function listFiles(folder: string, ending: string, leave?: (path: string, why: string) => void): Listing {
  const paths: string[] = [];
  const seen = new Set<string>();
  const waiting = [folder];
  const links: string[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop() ?? links.sort().shift()) {
    try {
      const real = realpathSync.native(next);
      if (seen.has(real)) continue;
      seen.add(real);
      for (const entry of readdirSync(next, { withFileTypes: true })) {
        if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
        const path = join(next, entry.name);
        const what = entry.isSymbolicLink() ? followed(path) : entry;
        if (what === undefined) continue;
        if (what.isDirectory()) (entry.isSymbolicLink() ? links : waiting).push(path);
        else if (what.isFile() && entry.name.toLowerCase().endsWith(ending)) paths.push(path);
      }
    } catch (error) {
      const why = codeOf(error) === "ENOENT" ? "there is no such folder" : describeFileError(error);
      if (leave === undefined || next === folder) return { why };
      leave(next, why);
    }
  }
  return { paths: paths.sort() };
}

/** What a link leads to; undefined where that is nothing, and where links go round in a circle. */
function followed(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === "ELOOP") return undefined;
    throw error;
  }
}
