import { statSync } from "node:fs";
import { basename, extname } from "node:path";
import { type NormalMappingSet, readMappingSet, readTemplate, readTemplateHeader } from "../compiler/import/index.js";
import { type Diagnostic, diagnostic, type FilePlace } from "../diagnostics/index.js";
import { imports } from "../diagnostics/platform-import.js";
import { readBytes, readText, shownPath } from "../host/files.js";
import { listFiles } from "../host/list-files.js";
import { readCsvRows } from "../io/index.js";
import { createSourceFile, type JsonPlace, positionAt, readJson } from "../text/index.js";

/** A mapping set that is to become a file, from wherever it came. */
export interface ImportSource {
  /** How messages name where it comes from. */
  readonly label: string;
  /** The name of its file, without an ending. */
  readonly name: string;
  readonly set: NormalMappingSet;
}

export interface ReadImports {
  readonly sources: readonly ImportSource[];
  readonly diagnostics: readonly Diagnostic[];
}

const ENDINGS = [".json", ".csv", ".tsv"] as const;

/** The files that are meant: a folder stands for those in it, at any depth. */
export function findImports(given: readonly string[]): {
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const paths: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of given) {
    if (!isFolder(path)) {
      paths.push(path);
      continue;
    }
    const found = ENDINGS.flatMap((ending) => {
      const listed = listFiles(path, ending);
      return "paths" in listed ? listed.paths : [];
    }).sort();
    if (found.length === 0) diagnostics.push(diagnostic(imports.XM7514, null, { folder: shownPath(path) }));
    for (const one of found) paths.push(one);
  }
  return { paths: [...new Set(paths)], diagnostics };
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

/** Reads one file: a JSON of one or several mapping sets, or a template. */
export async function readImport(path: string): Promise<ReadImports> {
  const extension = extname(path).toLowerCase();
  return extension === ".csv" || extension === ".tsv" ? readTemplateFile(path) : readSetFile(path);
}

async function readSetFile(path: string): Promise<ReadImports> {
  const read = await readText(path);
  if (read.kind === "problem") return { sources: [], diagnostics: [read.diagnostic] };
  const place = { path: shownPath(path) };
  const parsed = parseJson(read.value, place);
  if ("problem" in parsed) return { sources: [], diagnostics: [parsed.problem] };
  const { sources, diagnostics } = readSets(parsed.value, path);
  return { sources, diagnostics: [...parsed.repeated, ...diagnostics] };
}

/** The JSON of a file that is to be read as an import; null for one that is no JSON, or cannot be read. */
export async function readImportedJson(path: string): Promise<unknown> {
  if (extname(path).toLowerCase() !== ".json") return null;
  const read = await readText(path);
  if (read.kind === "problem") return null;
  const parsed = parseJson(read.value, { path: shownPath(path) });
  return "value" in parsed ? parsed.value : null;
}

function readSets(json: unknown, path: string): ReadImports {
  const sets = setsIn(json);
  const sources: ImportSource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [at, one] of sets.entries()) {
    const { set, problems } = readMappingSet(one);
    const label = sets.length === 1 ? shownPath(path) : `${shownPath(path)} (set ${at + 1})`;
    for (const problem of problems) diagnostics.push({ ...problem, place: problem.place ?? { path: label } });
    const name = sets.length === 1 ? baseName(path) : fileName(set?.name ?? "", `${baseName(path)}-${at + 1}`);
    if (set !== null) sources.push({ label, name, set });
  }
  return { sources, diagnostics };
}

/** What a page of the service's list holds is imported one by one. */
function setsIn(value: unknown): readonly unknown[] {
  const listed = Array.isArray(value) ? value : hasMappings(value) ? null : listIn(value);
  return Array.isArray(listed) && listed.length > 0 && listed.some(hasMappings) ? listed : [value];
}

function listIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null || "mappingSet" in value) return null;
  return "data" in value ? value.data : "items" in value ? value.items : null;
}

function hasMappings(value: unknown): boolean {
  return typeof value === "object" && value !== null && "mappings" in value;
}

/** No mapping set nests deeper, and what reads one follows it down. */
const DEEPEST = 200;

type ParsedJson =
  /** `repeated`: the members of which only the last is in the value. */
  { readonly value: unknown; readonly repeated: readonly Diagnostic[] } | { readonly problem: Diagnostic };

function parseJson(text: string, place: FilePlace): ParsedJson {
  const file = createSourceFile(place.path, text);
  const at = (offset: number) => ({ ...place, ...positionAt(file, offset) });
  const repeated: Diagnostic[] = [];
  const read = readJson<JsonPlace, null, Map<string, JsonPlace>>(
    text,
    {
      null: placed,
      boolean: (_, where) => where,
      number: (_digits, _isWhole, where) => where,
      string: (_, where) => where,
      openList: () => null,
      addItem: () => {},
      closeList: (_, where) => where,
      openObject: () => new Map(),
      addMember: (members, name, where) => {
        const first = members.get(name);
        if (first !== undefined) {
          const left = text.slice(first.start, first.end);
          repeated.push(diagnostic(imports.XM7516, at(where.start), { field: name, left }));
        }
        members.set(name, where);
      },
      closeObject: (_, where) => where,
    },
    DEEPEST,
  );
  if ("root" in read) return { value: JSON.parse(text), repeated };
  const why = `it is not JSON that can be read (${read.problem.message.replace(/\.$/, "")})`;
  return { problem: diagnostic(imports.XM7500, at(read.problem.offset), { why }) };
}

function placed(where: JsonPlace): JsonPlace {
  return where;
}

/** More than any mapping set that a spreadsheet could hold. */
const LARGEST_TEMPLATE = 64 * 1024 * 1024;

async function readTemplateFile(path: string): Promise<ReadImports> {
  const read = readBytes(path, LARGEST_TEMPLATE);
  const place = { path: shownPath(path) };
  if (read.kind === "problem") return { sources: [], diagnostics: [read.diagnostic] };
  if (read.kind === "large") {
    const why = `it has ${read.size.toLocaleString("en")} bytes`;
    return { sources: [], diagnostics: [diagnostic(imports.XM7500, place, { why })] };
  }
  const split = await readCsvRows(place.path, read.value, (cells) => readTemplateHeader(cells) !== null);
  if (split.kind === "problem") return { sources: [], diagnostics: [split.diagnostic] };
  const { set, problems } = readTemplate(split.rows, place.path);
  const diagnostics = problems.map((problem): Diagnostic => ({ ...problem, place: problem.place ?? place }));
  if (split.encoding === "windows-1252") diagnostics.unshift(diagnostic(imports.XM7512, place, {}));
  return { sources: set === null ? [] : [{ label: place.path, name: baseName(path), set }], diagnostics };
}

function baseName(path: string): string {
  return basename(path, extname(path));
}

/** A name that any system takes for a file; `other` where nothing is left of it. */
export function fileName(name: string, other: string): string {
  const clean = [
    ...name
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-"),
  ]
    .slice(0, LONGEST_NAME)
    .join("")
    .replace(/^-+|-+$/g, "");
  if (clean === "") return other;
  return DEVICES.test(clean) ? `${clean}-mapping` : clean;
}

/** In code points: in UTF-8 it stays below the 255 bytes that file systems take. */
const LONGEST_NAME = 60;

/** Windows makes no file of these names, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)$/i;

/** Names that are one file to some system: case does not tell files apart everywhere, nor do the forms of a letter. */
function sameFile(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** A name for each source, so that none takes the place of another. */
export function nameImports(sources: readonly ImportSource[]): {
  readonly named: readonly { readonly source: ImportSource; readonly name: string }[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const taken = new Map<string, ImportSource>();
  const diagnostics: Diagnostic[] = [];
  const named = sources.map((source) => {
    const own = DEVICES.test(source.name) ? `${source.name}-mapping` : source.name;
    const first = taken.get(sameFile(own));
    let name = own;
    for (let number = 2; taken.has(sameFile(name)); number++) name = `${own}-${number}`;
    taken.set(sameFile(name), source);
    if (first !== undefined) {
      const about = { first: first.label, second: source.label, name: `${own}.xdmap`, taken: `${name}.xdmap` };
      diagnostics.push(diagnostic(imports.XM7513, null, about));
    }
    return { source, name };
  });
  return { named, diagnostics };
}
