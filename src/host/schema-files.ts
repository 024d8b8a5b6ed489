import { collector, type Diagnostic } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { type ComponentIndex, indexComponents, type LoadOptions, loadSchema, type XdmSchema } from "../schema/index.js";
import { createSourceFile, type SourceFile } from "../text/index.js";
import { checkFile, readText, shownPath } from "./files.js";
import { listFiles } from "./list-files.js";

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

/** The schemas of one command. A file is read once, so that its findings are the same objects for each who asks. */
export interface Schemas {
  /**
   * As `readSchema`, over the components of some folders. Of a schema that refers to none the folders are only looked at: a
   * project names them for all its mappings, and most targets are whole.
   */
  readonly read: (reference: string, folders: readonly string[]) => Promise<ReadSchema>;
}

export function openSchemas(): Schemas {
  const schemas = new Map<string, Promise<ReadSchema>>();
  const components = new Map<string, ReturnType<typeof readComponents>>();
  const componentsOf = (folders: readonly string[], read: boolean) =>
    once(components, JSON.stringify([read, folders]), () => readComponents(folders, { read }));
  return {
    read: (reference, folders) =>
      once(schemas, JSON.stringify([reference, folders]), () =>
        readOver(reference, (read) => componentsOf(folders, read)),
      ),
  };
}

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const before = made.get(key);
  if (before !== undefined) return before;
  const now = make();
  made.set(key, now);
  return now;
}

async function readOver(
  reference: string,
  componentsOf: (isRead: boolean) => ReturnType<typeof readComponents>,
): Promise<ReadSchema> {
  const read = await readSchemaFile(reference);
  if ("problem" in read) return read.problem;
  const isWhole = !read.file.text.includes('"$ref"');
  const { index, diagnostics: inComponents } = await componentsOf(!isWhole);
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
    const found = listFiles(folder, ".json");
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
