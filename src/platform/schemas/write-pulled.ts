import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformSchemas } from "../../diagnostics/platform-schemas.js";
import { samples } from "../../diagnostics/samples.js";
import { describeFileError, readText, shownPath, writeWhole } from "../../host/files.js";
import { componentFileName, schemaFileName } from "./file-names.js";
import type { PulledSchema } from "./pull-schema.js";

export interface WriteOptions {
  /** What `--output` says; undefined: a file named by the title, in `folder`. */
  readonly output: string | undefined;
  readonly folder: string;
  /** Where components go. */
  readonly components: string;
  /** Writes over a file that is not this schema. */
  readonly force: boolean;
}

export type WrittenSchema =
  | {
      readonly kind: "written";
      readonly path: string;
      /** `same`: the file has just this text already. */
      readonly how: "new" | "changed" | "same";
      /** The files of components that were made, in `componentFolder`. */
      readonly components: readonly string[];
      readonly componentFolder: string;
    }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** Writes a pulled schema, its components first: whoever reads the schema finds them. */
export async function writePulled(schema: PulledSchema, options: WriteOptions): Promise<WrittenSchema> {
  const path = options.output ?? join(options.folder, schemaFileName(schema.title, schema.id));
  const there = await readThere(path);
  if (there.kind === "problem") return { kind: "problem", diagnostics: [there.diagnostic] };
  const before = there.text;
  if (before !== null && before !== schema.text && !options.force) {
    const found = idIn(before);
    if (found !== schema.id) {
      const refused = diagnostic(platformSchemas.XM7332, null, { path: shownPath(path), found, id: schema.id });
      return { kind: "problem", diagnostics: [refused] };
    }
  }
  const componentFolder = options.components;
  const made = await writeComponents(schema, componentFolder);
  if ("problem" in made) return { kind: "problem", diagnostics: [made.problem] };
  const common = { kind: "written", path, components: made.paths, componentFolder } as const;
  if (before === schema.text) return { ...common, how: "same" };
  const written = await writeWhole(path, schema.text);
  if (written.kind === "problem") return { kind: "problem", diagnostics: [written.diagnostic] };
  return { ...common, how: before === null ? "new" : "changed" };
}

async function writeComponents(
  { components }: PulledSchema,
  folder: string,
): Promise<{ readonly paths: readonly string[] } | { readonly problem: Diagnostic }> {
  if (components.length === 0) return { paths: [] };
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return { problem: diagnostic(samples.XM5204, null, { path: shownPath(folder), why: describeFileError(error) }) };
  }
  const paths: string[] = [];
  for (const { id, text } of components) {
    // What is there has another id: the components of the folder were not pulled.
    const path = join(
      folder,
      componentFileName(id, (name) => existsSync(join(folder, name))),
    );
    const written = await writeWhole(path, text);
    if (written.kind === "problem") return { problem: written.diagnostic };
    paths.push(path);
  }
  return { paths };
}

async function readThere(
  path: string,
): Promise<
  { readonly kind: "ok"; readonly text: string | null } | { readonly kind: "problem"; readonly diagnostic: Diagnostic }
> {
  // A terminal or a pipe has nothing to compare with, and its end may never come.
  if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) return { kind: "ok", text: null };
  const read = await readText(path);
  return read.kind === "ok" ? { kind: "ok", text: read.value } : read;
}

function idIn(text: string): string | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && "$id" in json && typeof json.$id === "string" ? json.$id : null;
  } catch {
    return null;
  }
}
