import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type NormalMappingSet, type SourceTextOptions, sourceText } from "../compiler/import/index.js";
import { isSchemaId, type Program } from "../compiler/index.js";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { MappingFile } from "../grammar/index.js";
import { checkFile, shownPath } from "../host/files.js";
import { findProject, resolveInProject } from "../host/project-folder.js";
import { lintProgram, rules } from "../lint/index.js";
import type { ImportSource } from "./import-files.js";

export interface ImportSettings {
  /** A schema's file, `FILE#KEY`, or its `$id`; without it the project is searched for the set's schema. */
  readonly target: string | null;
  readonly samples: readonly string[];
  /** Proposes `let`, `def` and `table` for what repeats. */
  readonly extract: boolean;
  readonly force: boolean;
  /** What the flow of the set says of its source. */
  readonly flow?: Pick<SourceTextOptions, "columns" | "delta"> | undefined;
}

export type Imported =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly mappings: number;
      /** Of those, how many are comments. */
      readonly comments: number;
      readonly extracted: number;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** What the rules find that would keep a file from being built: other findings are for a check. */
function lint(program: Program, tree: MappingFile): readonly Diagnostic[] {
  return lintProgram({ program, tree, rules: rules.filter(({ severity }) => severity === "error") });
}

/** The mapping file of a set; `file` is where it will be, for the paths in it. Nothing is written. */
export function importMapping(source: ImportSource, file: string | undefined, settings: ImportSettings): Imported {
  const path = file ?? "imported.xdmap";
  if (file !== undefined && !settings.force && existsSync(file)) {
    return { kind: "problem", diagnostics: [diagnostic(samples.XM5250, null, { path: shownPath(file) })] };
  }
  const named = nameFiles(settings, source.set, path);
  if ("problems" in named) return { kind: "problem", diagnostics: named.problems };
  const { placeOf } = source;
  const { extract, flow } = settings;
  const isDeployed = source.isTemplate !== true;
  const made = sourceText(source.set, { ...named, ...flow, path, extract, placeOf, isDeployed, lint });
  const unread = source.set.unread?.length ?? 0;
  const diagnostics = made.notes.map((note) => ({ ...note, place: note.place ?? { path: source.label } }));
  return {
    kind: "text",
    text: made.text,
    mappings: source.set.mappings.length + unread,
    comments: diagnostics.filter(({ code }) => code === "XM7507").length + unread,
    extracted: made.extracted,
    diagnostics,
  };
}

type Named =
  | { readonly target: string | null; readonly samples: readonly string[] }
  | { readonly problems: readonly Diagnostic[] };

/** The files as the mapping is to name them: from its folder, and inside its project. */
function nameFiles({ target, samples: given }: ImportSettings, set: NormalMappingSet, file: string): Named {
  const problems: Diagnostic[] = [];
  const name = (path: string, shown: string): string => {
    const there = checkFile(path);
    const resolved = resolveInProject(pathFrom(file, path), file);
    if (there.kind === "problem") problems.push(there.diagnostic);
    else if (resolved.kind === "problem") problems.push(resolved.diagnostic);
    return `${pathFrom(file, path)}${shown.slice(path.length)}`;
  };
  const hash = target?.lastIndexOf("#") ?? -1;
  const isKeyed = target !== null && hash > 0 && checkFile(target).kind !== "ok";
  const schema =
    target === null
      ? findSchema(set.schemaId, file)
      : isSchemaId(target)
        ? target
        : name(isKeyed ? target.slice(0, hash) : target, target);
  const named = { target: schema, samples: given.map((sample) => name(sample, sample)) };
  return problems.length > 0 ? { problems } : named;
}

function pathFrom(file: string, path: string): string {
  const way = relative(dirname(resolve(file)), resolve(path));
  return sep === "/" ? way : way.replaceAll(sep, "/");
}

/** No more are looked through for a schema. */
const MOST_FILES = 500;
const LARGEST_SCHEMA = 8 * 1024 * 1024;

/**
 * The file that holds the schema of an id, as the mapping is to name it: beside the mapping, at the project's root, or in
 * a folder `schemas` there. Null where none does, or several do.
 */
function findSchema(id: string | null, file: string): string | null {
  if (id === null) return null;
  const own = dirname(resolve(file));
  const folders = new Set([own, findProject(file)].flatMap((folder) => [folder, join(folder, "schemas")]));
  const found = [...folders].flatMap(jsonIn).filter((path) => holdsSchema(path, id));
  return found.length === 1 && found[0] !== undefined ? pathFrom(file, found[0]) : null;
}

function jsonIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".json"));
    return names.slice(0, MOST_FILES).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function holdsSchema(path: string, id: string): boolean {
  try {
    const known = statSync(path);
    // What is no file, as a pipe, might never end.
    if (!known.isFile() || known.size > LARGEST_SCHEMA) return false;
    const text = readFileSync(path, "utf8");
    if (!text.includes(id)) return false;
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && "$id" in json && json.$id === id;
  } catch {
    return false;
  }
}
