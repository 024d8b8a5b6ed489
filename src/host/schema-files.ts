import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { collector, type Diagnostic } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { type ComponentIndex, indexComponents, type LoadOptions, loadSchema, type XdmSchema } from "../schema/index.js";
import { createSourceFile, type SourceFile } from "../text/index.js";

/** `FILE#KEY` taken apart. A file of that whole name would be read as it stands; `#` is rare in file names. */
export function splitSchemaReference(reference: string): { readonly path: string; readonly key: string | undefined } {
  const hash = reference.lastIndexOf("#");
  if (hash <= 0 || hash === reference.length - 1) return { path: reference, key: undefined };
  return { path: reference.slice(0, hash), key: reference.slice(hash + 1) };
}

/**
 * Reads and loads a schema file. `reference` is a path, or `FILE#KEY`. Findings cover a file that cannot be read and all
 * that `loadSchema` finds; `schema` is null when one is an error.
 */
export async function readSchema(
  reference: string,
  options: Pick<LoadOptions, "components"> = {},
): Promise<{ readonly schema: XdmSchema | null; readonly diagnostics: readonly Diagnostic[] }> {
  const { path, key } = splitSchemaReference(reference);
  const read = await readText(path);
  if ("why" in read) {
    const { report, diagnostics } = collector();
    report(schemas.XM6013, { path: shownPath(path) }, { file: shownPath(path), why: read.why });
    return { schema: null, diagnostics };
  }
  return loadSchema(read.file, { ...options, ...(key === undefined ? {} : { key }) });
}

/** Reads and indexes every `.json` file below the folders. */
export async function readComponents(
  folders: readonly string[],
): Promise<{ readonly index: ComponentIndex; readonly diagnostics: readonly Diagnostic[] }> {
  const { report, diagnostics } = collector();
  const files: SourceFile[] = [];
  for (const folder of folders) {
    const cannot = (why: string) =>
      report(schemas.XM6014, { path: shownPath(folder) }, { folder: shownPath(folder), why });
    const found = await listJson(folder);
    if ("why" in found) cannot(found.why);
    else if (found.paths.length === 0) cannot("it holds no .json file");
    else {
      for (const path of found.paths) {
        const read = await readText(path);
        if ("file" in read) files.push(read.file);
        else report(schemas.XM6013, { path: shownPath(path) }, { file: shownPath(path), why: read.why });
      }
    }
  }
  const { index, diagnostics: found } = indexComponents(files);
  return { index, diagnostics: [...diagnostics, ...found] };
}

type Listing = { readonly paths: readonly string[] } | { readonly why: string };

/** In the order of their names, so that findings come in one order everywhere. */
async function listJson(folder: string): Promise<Listing> {
  const paths: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(next, { withFileTypes: true });
    } catch (error) {
      return { why: reasonOf(error) };
    }
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.name.toLowerCase().endsWith(".json")) paths.push(path);
    }
  }
  return { paths: paths.sort() };
}

async function readText(path: string): Promise<{ readonly file: SourceFile } | { readonly why: string }> {
  try {
    if ((await stat(path)).isDirectory()) return { why: "it is a folder" };
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return { file: createSourceFile(shownPath(path), text) };
  } catch (error) {
    return { why: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "ENOTDIR":
      return "it is not a folder";
    case "EACCES":
    case "EPERM":
      return "you may not read it";
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "it is not text in UTF-8";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** A path as messages show it: from the working folder, with `/`. */
function shownPath(path: string): string {
  const shown = relative(process.cwd(), path) || path;
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}
