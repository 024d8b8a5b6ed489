import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { collector, type Diagnostic } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { type ComponentIndex, indexComponents, type LoadOptions, loadSchema, type XdmSchema } from "../schema/index.js";
import { createSourceFile, type SourceFile } from "../text/index.js";
import { checkFile, describeFileError, readText, shownPath } from "./files.js";

/** `FILE#KEY` taken apart; a file whose whole name holds `#` is read as it stands. */
function splitReference(reference: string): { readonly path: string; readonly key: string | undefined } {
  const hash = reference.lastIndexOf("#");
  const whole = hash <= 0 || hash === reference.length - 1 || checkFile(reference).kind === "ok";
  return whole
    ? { path: reference, key: undefined }
    : { path: reference.slice(0, hash), key: reference.slice(hash + 1) };
}

interface ReadSchema {
  readonly schema: XdmSchema | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and loads a schema file. `reference` is a path, or `FILE#KEY`. Findings cover a file that cannot be read and all
 * that `loadSchema` finds; `schema` is null when one is an error.
 */
export async function readSchema(
  reference: string,
  options: Pick<LoadOptions, "components"> = {},
): Promise<ReadSchema> {
  const read = await readSchemaFile(reference);
  return "problem" in read ? read.problem : loadSchema(read.file, { ...options, ...read.key });
}

/**
 * The same over the components of some folders. Of a schema that refers to none the folders are only looked at: a project
 * names them for all its mappings, and most targets are whole.
 */
export async function readSchemaOver(reference: string, folders: readonly string[]): Promise<ReadSchema> {
  const read = await readSchemaFile(reference);
  if ("problem" in read) return read.problem;
  const isWhole = !read.file.text.includes('"$ref"');
  const { index, diagnostics: inComponents } = await readComponents(folders, { read: !isWhole });
  const { schema, diagnostics } = loadSchema(read.file, { components: index, ...read.key });
  return { schema, diagnostics: [...inComponents, ...diagnostics] };
}

async function readSchemaFile(
  reference: string,
): Promise<{ readonly file: SourceFile; readonly key: { readonly key?: string } } | { readonly problem: ReadSchema }> {
  const { path, key } = splitReference(reference);
  const read = await readText(path);
  if (read.kind === "problem") return { problem: { schema: null, diagnostics: [read.diagnostic] } };
  return { file: createSourceFile(shownPath(path), read.value), key: key === undefined ? {} : { key } };
}

/** Reads and indexes every `.json` file below the folders; without `read` it only looks whether there are any. */
export async function readComponents(
  folders: readonly string[],
  { read: isRead = true }: { readonly read?: boolean } = {},
): Promise<{ readonly index: ComponentIndex; readonly diagnostics: readonly Diagnostic[] }> {
  const { report, diagnostics } = collector();
  const files: SourceFile[] = [];
  for (const folder of folders) {
    const cannot = (why: string) =>
      report(schemas.XM6013, { path: shownPath(folder) }, { folder: shownPath(folder), why });
    const found = listJson(folder);
    if ("why" in found) cannot(found.why);
    else if (found.paths.length === 0) cannot("it holds no .json file");
    else if (isRead) {
      for (const path of found.paths) {
        const read = await readText(path);
        if (read.kind === "ok") files.push(createSourceFile(shownPath(path), read.value));
        else diagnostics.push(read.diagnostic);
      }
    }
  }
  const { index, diagnostics: found } = indexComponents(files);
  return { index, diagnostics: [...diagnostics, ...found] };
}

type Listing = { readonly paths: readonly string[] } | { readonly why: string };

/** In the order of their names, so that findings come in one order everywhere. Links are followed, each folder once. */
function listJson(folder: string): Listing {
  const paths: string[] = [];
  const seen = new Set<string>();
  const waiting = [folder];
  try {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const real = realpathSync.native(next);
      if (seen.has(real)) continue;
      seen.add(real);
      for (const entry of readdirSync(next, { withFileTypes: true })) {
        if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
        const path = join(next, entry.name);
        const what = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
        if (what === undefined) continue;
        if (what.isDirectory()) waiting.push(path);
        else if (what.isFile() && entry.name.toLowerCase().endsWith(".json")) paths.push(path);
      }
    }
  } catch (error) {
    return { why: describeFileError(error) };
  }
  return { paths: paths.sort() };
}
