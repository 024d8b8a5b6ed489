import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { describeFileError } from "./files.js";

export type Listing = { readonly paths: readonly string[] } | { readonly why: string };

/**
 * The files below a folder whose names end so, in the order of their names, so that findings come in one order
 * everywhere. Hidden ones and node_modules are left out; links are followed, each folder once, by its own name where it
 * has one below the folder.
 */
export function listFiles(folder: string, ending: string): Listing {
  const paths: string[] = [];
  const seen = new Set<string>();
  const waiting = [folder];
  const links: string[] = [];
  try {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop() ?? links.sort().shift()) {
      const real = realpathSync.native(next);
      if (seen.has(real)) continue;
      seen.add(real);
      for (const entry of readdirSync(next, { withFileTypes: true })) {
        if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
        const path = join(next, entry.name);
        const what = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
        if (what === undefined) continue;
        if (what.isDirectory()) (entry.isSymbolicLink() ? links : waiting).push(path);
        else if (what.isFile() && entry.name.toLowerCase().endsWith(ending)) paths.push(path);
      }
    }
  } catch (error) {
    return { why: describeFileError(error) };
  }
  return { paths: paths.sort() };
}
