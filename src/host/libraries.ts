import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { compileLibrary, type Library, type UsedFile } from "../compiler/index.js";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { uses as codes } from "../diagnostics/uses.js";
import { type MappingFile, parseMapping, type Use } from "../grammar/index.js";
import { createSourceFile } from "../text/index.js";
import { readText, shownPath } from "./files.js";
import { findProject, resolveInProject } from "./project-folder.js";

/** What a file uses. */
export interface ReadUses {
  /** In the order of its `use` statements. */
  readonly uses: readonly UsedFile[];
  /** What is found of the statements, and in all files that they lead to. */
  readonly diagnostics: readonly Diagnostic[];
  /** The real paths of all of them, and of what they use themselves. */
  readonly files: readonly string[];
}

/** The files of definitions that one command has read: what is found in one of them is one object for all that use it. */
export interface Libraries {
  readonly usesOf: (path: string, tree: MappingFile) => Promise<ReadUses>;
}

/** A file on the way to one that is read. */
interface Step {
  /** Its real path: two names of one file are one file. */
  readonly real: string;
  readonly shown: string;
}

interface ReadLibrary {
  readonly library: Library;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
}

export function openLibraries(): Libraries {
  // What is done is kept, and not what is under way: two files that use each other would wait for each other.
  const done = new Map<string, ReadLibrary>();
  const cycles = new Map<string, Diagnostic>();
  return {
    usesOf: (path, tree) => readUses(path, tree, [stepOf(path)], findProject(path)),
  };

  async function readUses(path: string, tree: MappingFile, way: readonly Step[], project: string): Promise<ReadUses> {
    const uses: UsedFile[] = [];
    const diagnostics = new Set<Diagnostic>();
    const files = new Set<string>();
    for (const statement of tree.statements) {
      if (statement.kind !== "use") continue;
      const read = await readUse(statement, path, way, project);
      for (const one of read.diagnostics) diagnostics.add(one);
      for (const one of "files" in read ? read.files : []) files.add(one);
      uses.push({ statement, library: "library" in read ? read.library : null });
    }
    return { uses, diagnostics: [...diagnostics], files: [...files] };
  }

  async function readUse(
    { path: { value, span } }: Use,
    namedIn: string,
    way: readonly Step[],
    project: string,
  ): Promise<ReadLibrary | { readonly diagnostics: readonly Diagnostic[] }> {
    const resolved = resolveInProject(value, namedIn, span, project);
    if (resolved.kind === "problem") return { diagnostics: [resolved.diagnostic] };
    const path = resolved.value;
    const read = await readText(path, span);
    if (read.kind === "problem") return { diagnostics: [read.diagnostic] };
    if (!/\.xdmap$/i.test(path)) return { diagnostics: [diagnostic(codes.XM2056, span, { path: value })] };
    const step = stepOf(path);
    const before = way.findIndex(({ real }) => real === step.real);
    if (before >= 0) {
      const round = way.slice(before);
      // Whichever file of a round is looked at first, the round is one mistake.
      const key = JSON.stringify(round.map(({ real }) => real).sort());
      const chain = [...round, step].map(({ shown }) => shown).join(" → ");
      const found = cycles.get(key) ?? diagnostic(codes.XM2050, span, { chain });
      cycles.set(key, found);
      return { diagnostics: [found] };
    }
    const key = JSON.stringify([project, step.real]);
    const known = done.get(key);
    if (known !== undefined) return known;
    const file = createSourceFile(shownPath(path), read.value);
    const { tree, diagnostics: syntax } = parseMapping(file);
    const nested = await readUses(path, tree, [...way, step], project);
    const library = compileLibrary(tree, nested.uses);
    const diagnostics = [...syntax, ...library.diagnostics, ...nested.diagnostics];
    const made = { library, diagnostics, files: [step.real, ...nested.files] };
    done.set(key, made);
    return made;
  }
}

function stepOf(path: string): Step {
  const shown = shownPath(path);
  try {
    return { real: realpathSync.native(path), shown };
  } catch {
    return { real: resolve(path), shown };
  }
}
