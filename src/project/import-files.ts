import { statSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import {
  isTemplateRow,
  type NormalMappingSet,
  readMappingSet,
  readTemplate,
  readTemplateHeader,
} from "../compiler/import/index.js";
import { type Diagnostic, diagnostic, type Place } from "../diagnostics/index.js";
import { imports } from "../diagnostics/platform-import.js";
import { templates } from "../diagnostics/platform-templates.js";
import { samples } from "../diagnostics/samples.js";
import { describeFileError, readBytes, readChunks, shownPath } from "../host/files.js";
import { listFiles } from "../host/list-files.js";
import { decodeSmallText, headerDelimiter, looksLikeUtf16, readCsvRows, STANDARD_INPUT } from "../io/index.js";
import { printCount } from "../text/index.js";
import { foreignBytes, foreignJson, foreignText } from "./foreign-content.js";
import { type ParsedJson, parseImport } from "./import-json.js";

/** A mapping set that is to become a file, from wherever it came. */
export interface ImportSource {
  /** How messages name where it comes from. */
  readonly label: string;
  /** The name of its file, without an ending. */
  readonly name: string;
  readonly set: NormalMappingSet;
  /** Where a mapping of the set stands, by its place in it. */
  readonly placeOf?: (at: number) => Place;
  /** Of a template nobody knows whether it was deployed: what is wrong in it is for a check to say. */
  readonly isTemplate?: boolean;
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
    const unread = new Map<string, string>();
    const found = ENDINGS.flatMap((ending) => {
      const listed = listFiles(path, ending, (one, why) => unread.set(one, why));
      return "paths" in listed ? listed.paths : [];
    }).sort();
    for (const [one, why] of unread) diagnostics.push(diagnostic(samples.XM5202, null, { path: shownPath(one), why }));
    if (found.length === 0 && unread.size === 0) {
      diagnostics.push(diagnostic(imports.XM7514, null, { folder: shownPath(path) }));
    }
    for (const one of found) paths.push(one);
  }
  // One file may be given twice, in two spellings.
  const first = new Map<string, string>();
  for (const path of paths) if (!first.has(nameOf(path))) first.set(nameOf(path), path);
  return { paths: [...first.values()], diagnostics };
}

function nameOf(path: string): string {
  return path === STANDARD_INPUT ? path : resolve(path);
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

/** What a file holds, as it can be told without knowing what else is imported. */
export type ImportFile =
  | ({ readonly kind: "json"; readonly path: string } & ParsedJson)
  | { readonly kind: "template"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "problem"; readonly path: string; readonly diagnostic: Diagnostic };

/** Far more than any mapping set, and any that a spreadsheet could hold. */
const LARGEST = 64 * 1024 * 1024;

/** Reads one file, or standard input for `-`. What it holds tells what it is, and its ending only where that does not. */
export async function openImport(path: string): Promise<ImportFile> {
  const place = { path: shownPath(path) };
  const problem = (found: Diagnostic): ImportFile => ({ kind: "problem", path, diagnostic: found });
  const read = await readAll(path);
  if (read.kind === "problem") return problem(read.diagnostic);
  if (read.kind === "large") {
    return problem(diagnostic(imports.XM7500, place, { why: `it has ${printCount(read.size)} bytes` }));
  }
  const bytes = read.value;
  const foreign = foreignBytes(bytes);
  if (foreign !== null) return problem(diagnostic(imports.XM7500, place, foreign));
  const isSheet = /^\.[ct]sv$/i.test(extname(path));
  const { text, encoding } = decodeSmallText(bytes);
  if (!/^\s*[{[]/.test(text) && (isSheet || isTemplate(text))) {
    const other = isTemplate(text) ? null : foreignText(text, place.path);
    return other === null ? { kind: "template", path, bytes } : problem(diagnostic(imports.XM7500, place, other));
  }
  // Of JSON the encoding is UTF-8 (RFC 8259); UTF-16 with its mark is what shells of Windows make of it.
  if (encoding === "windows-1252" || looksLikeUtf16(text)) {
    const why = encoding === "windows-1252" ? "it is not UTF-8" : "it is UTF-16 without a byte order mark";
    return problem(diagnostic(samples.XM5202, null, { path, why }));
  }
  const parsed = parseImport(text, place);
  return "problem" in parsed ? problem(parsed.problem) : { kind: "json", path, ...parsed };
}

async function readAll(path: string): Promise<ReturnType<typeof readBytes>> {
  if (path !== STANDARD_INPUT) return readBytes(path, LARGEST);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of readChunks(path)) chunks.push(chunk);
  } catch (error) {
    return { kind: "problem", diagnostic: diagnostic(samples.XM5202, null, { path, why: describeFileError(error) }) };
  }
  return { kind: "ok", value: Buffer.concat(chunks) };
}

/** What one file becomes: a set or several of a JSON, or that of a template. */
export function importsIn(file: ImportFile): ReadImports {
  switch (file.kind) {
    case "problem":
      return { sources: [], diagnostics: [file.diagnostic] };
    case "template":
      return importsInTemplate(file.path, file.bytes);
    case "json":
      return importsInJson(file);
  }
}

function importsInJson({ path, value, repeated, placeOf: find }: ImportFile & { readonly kind: "json" }): ReadImports {
  const sets = setsIn(value);
  const sources: ImportSource[] = [];
  const diagnostics: Diagnostic[] = [...repeated];
  for (const [at, one] of sets.entries()) {
    const label = sets.length === 1 ? shownPath(path) : `${shownPath(path)} (set ${at + 1})`;
    const foreign = foreignJson(one);
    if (foreign !== null) {
      diagnostics.push(diagnostic(imports.XM7500, { path: label }, foreign));
      continue;
    }
    const { set, problems, placeOf } = readMappingSet(one, find);
    for (const problem of problems) diagnostics.push({ ...problem, place: problem.place ?? { path: label } });
    const name = sets.length === 1 ? baseName(path) : fileName(set?.name ?? "", `${baseName(path)}-${at + 1}`);
    if (set === null) continue;
    if (isEmpty(set)) diagnostics.push(diagnostic(imports.XM7520, { path: label }, { what: "set" }));
    sources.push({ label, name, set, placeOf });
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

function isTemplate(text: string): boolean {
  return headerDelimiter(text, isHeader) !== null;
}

function isHeader(cells: readonly string[]): boolean {
  return readTemplateHeader(cells) !== null;
}

function importsInTemplate(path: string, bytes: Uint8Array): ReadImports {
  const place = { path: shownPath(path) };
  const split = readCsvRows(place.path, bytes, { isHeader, isRow: isTemplateRow });
  if (split.kind === "problem") return { sources: [], diagnostics: [split.diagnostic] };
  const { set, problems, placeOf } = readTemplate(split.rows, place.path);
  const diagnostics = problems.map((problem): Diagnostic => ({ ...problem, place: problem.place ?? place }));
  if (split.encoding === "windows-1252") diagnostics.unshift(diagnostic(templates.XM7512, place, {}));
  if (set === null) return { sources: [], diagnostics };
  if (isEmpty(set)) diagnostics.push(diagnostic(imports.XM7520, place, { what: "template" }));
  return { sources: [{ label: place.path, name: baseName(path), set, placeOf, isTemplate: true }], diagnostics };
}

function isEmpty({ mappings, unread = [] }: NormalMappingSet): boolean {
  return mappings.length === 0 && unread.length === 0;
}

function baseName(path: string): string {
  return path === STANDARD_INPUT ? "imported" : basename(path, extname(path));
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

/** Windows makes no file of these names, whatever follows the first dot. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$?|conout\$?|com[\d¹²³]|lpt[\d¹²³])[. ]*$/i;

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
    const own = DEVICES.test(source.name.split(".", 1)[0] ?? "") ? `${source.name}-mapping` : source.name;
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
