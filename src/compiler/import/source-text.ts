import { collector, type Diagnostic, type Place, type Report } from "../../diagnostics/index.js";
import { names } from "../../diagnostics/names.js";
import { imports } from "../../diagnostics/platform-import.js";
import {
  type Expression,
  type Mapping,
  type MappingFile,
  parseMapping,
  printColumn,
  printMapping,
  printString,
} from "../../grammar/index.js";
import { createSourceFile, spanText } from "../../text/index.js";
import { compileMapping } from "../compile-mapping.js";
import type { Program, ProgramMapping } from "../program.js";
import { type DeclaredColumn, printDeclared, undeclarable } from "./declared-columns.js";
import { type Extraction, extractDefinitions } from "./extract.js";
import { Columns } from "./gather-columns.js";
import { groupByTarget } from "./group-targets.js";
import type { NormalMapping, NormalMappingSet } from "./mapping-set.js";
import { reportNotCarried } from "./not-carried.js";
import { type Lint, silenceErrors } from "./silence-errors.js";
import { commentOfUnread, describe, type Line, printLines, printPrefix, writeLine } from "./write-line.js";
import { AS_WRITTEN, type Care, moreCare } from "./write-source.js";

export interface SourceTextOptions {
  /** What the `target` statement names: a schema's file, or its `$id`. Without it, the set's schema by its `$id`. */
  readonly target?: string | null;
  /** The samples that the file is to name; with one, there is no `source` block. */
  readonly samples?: readonly string[];
  /** A tenant (`_acme`) that is to be written `_{TENANT_ID}` in targets. */
  readonly tenant?: string | null;
  /** Gives names to what repeats, where the very same is built with them. */
  readonly extract?: boolean;
  /** What notes call the file. */
  readonly path?: string;
  /** The columns that the source is known to have; what they cannot say leaves the `source` block out, and is told. */
  readonly columns?: readonly DeclaredColumn[] | null;
  /** What increments are taken by: a `delta` statement. */
  readonly delta?: ImportedDelta | null;
  /** Whether the set is deployed, the default: then the file silences its errors, so that the same can be built. */
  readonly isDeployed?: boolean;
  /** What else a check finds in the file: errors of it are silenced as those of the compiler are. */
  readonly lint?: Lint | undefined;
  /** Where a mapping of the set stands, by its place in it: for the notes. */
  readonly placeOf?: ((at: number) => Place) | undefined;
}

export interface ImportedDelta {
  readonly column: string;
  readonly format: string | null;
  readonly timezone: string | null;
}

export interface SourceText {
  /** A whole `.xdmap` file, as `xdmap fmt` lays it out. */
  readonly text: string;
  /** What of the set is not in the file, or only as a comment, and what else is to be said of it; without places. */
  readonly notes: readonly Diagnostic[];
  /** How many definitions stand in it. */
  readonly extracted: number;
}

/**
 * Writes a mapping set as a mapping file that builds the very same: every expression byte for byte, in its order. The
 * file is compiled to see that it does; where the formatter's layout would change an expression, the mapping says in
 * which words it is deployed. What cannot be read stays in it as a comment.
 */
export function sourceText(set: NormalMappingSet, options: SourceTextOptions = {}): SourceText {
  const { report, diagnostics } = collector();
  reportNotCarried(set, report);
  const cares = new Map<NormalMapping, Care>();
  const careOf = (mapping: NormalMapping): Care => cares.get(mapping) ?? "plain";
  let named = options.extract === true ? extractDefinitions(set.mappings) : NOTHING_NAMED;
  const unnamed = new Set<NormalMapping>();
  let typed: Typed = options.samples?.length ? "none" : "typed";
  const declared = options.columns ?? null;
  const once = readAtOnce(set, options);
  const written = new Map<
    NormalMapping,
    { readonly care: Care; readonly name: string | undefined; readonly line: Line }
  >();
  const write = (mapping: NormalMapping): Line => {
    const before = written.get(mapping);
    const care = careOf(mapping);
    const name = named.sources.get(mapping);
    if (before?.care === care && before.name === name) return before.line;
    const read = care === "plain" ? once?.expressions.get(mapping) : undefined;
    const line = writeLine(mapping, care, options.tenant ?? null, name, read);
    written.set(mapping, { care, name, line });
    return line;
  };
  const first = set.mappings.map(write);
  const keeps = first.filter(isAsWritten).length >= LEAST_KEPT;
  for (;;) {
    const lines = set.mappings.map((mapping) => {
      const line = write(mapping);
      return keeps && careOf(mapping) === "plain" ? withoutMark(line) : line;
    });
    const made =
      (once !== null && keeps ? makeOf(once, lines, blockOf(lines, typed, options)) : null) ??
      make(set, lines, [keeps ? KEEP : null, ...between(lines, typed, named.definitions, options)], options);
    const wrong = differing(lines, made, options).map(({ mapping }) => mapping);
    if (wrong.length > 0) {
      const mistaken = wrong.filter((mapping) => named.sources.has(mapping));
      for (const mapping of mistaken) unnamed.add(mapping);
      if (mistaken.length > 0) named = extractDefinitions(set.mappings, unnamed);
      else for (const mapping of wrong) cares.set(mapping, moreCare(careOf(mapping)));
      continue;
    }
    // What the block says of types is a guess: it may not make a mistake of what was none.
    if (made.errors > 0 && typed === "typed") {
      const less: Typed = declared === null ? "names" : "none";
      const above = [keeps ? KEEP : null, ...between(lines, less, named.definitions, options)];
      if (make(set, lines, above, options).errors < made.errors) {
        typed = less;
        continue;
      }
    }
    reportLines(lines, made, options, report);
    if (set.name !== null && (made.program.description ?? "") !== (set.description ?? "")) {
      report(imports.XM7509, null, { at: null });
    }
    const why = declared === null || options.samples?.length ? null : undeclarable(readBy(lines, options), declared);
    if (why !== null) report(imports.XM7558, null, { why });
    if (targetOf(set, options) === null) report(imports.XM7508, null, {});
    const { isDeployed = true, lint } = options;
    const isWrong = made.errors > 0 || lint?.(made.program, made.tree).some(isError) === true;
    const text = isDeployed && isWrong ? withoutErrors(made.text, lines, options, report) : made.text;
    return { text, notes: diagnostics, extracted: named.definitions.length };
  }
}

const NOTHING_NAMED: Extraction = { definitions: [], sources: new Map() };

/** What the `source` block says: types, only columns, or there is none. */
type Typed = "typed" | "names" | "none";

interface Made {
  readonly text: string;
  /** By the order of the lines that are mappings; empty where they do not all stand in the file. */
  readonly mappings: readonly Compiled[];
  readonly errors: number;
  readonly tree: MappingFile;
  readonly program: Program;
}

interface Compiled {
  readonly tree: Mapping;
  /** Null where it could not be compiled. */
  readonly mapping: ProgramMapping | null;
}

function make(
  set: NormalMappingSet,
  lines: readonly Line[],
  above: readonly (string | null)[],
  options: SourceTextOptions,
): Made {
  const path = options.path ?? "imported.xdmap";
  const rough = parseMapping(createSourceFile(path, draft(set, lines, above, options)));
  const text = printMapping(rough.tree);
  // What is laid out already need not be read again.
  const { tree, diagnostics } = text === rough.tree.span.file.text ? rough : parseMapping(createSourceFile(path, text));
  const { program, diagnostics: found } = compileMapping({ tree, schema: null, sample: null });
  const errors = [...diagnostics, ...found].filter(isError).length;
  const isWhole = rough.tree.unread.length === 0 && tree.unread.length === 0;
  return { text, mappings: isWhole ? pair(tree, program.mappings) : [], errors, tree, program };
}

/** A file without its `source` block, read once for how each source is to be written, and for the proof. */
interface ReadAtOnce extends ReturnType<typeof parseMapping> {
  readonly lines: readonly Line[];
  readonly expressions: ReadonlyMap<NormalMapping, Expression>;
}

/** Reads all expressions as they stand, in one text; null where one of them cannot stand there, or cannot be read. */
function readAtOnce(set: NormalMappingSet, options: SourceTextOptions): ReadAtOnce | null {
  if (options.extract === true) return null;
  const lines = set.mappings.map((mapping) => writeLine(mapping, "plain", options.tenant ?? null, undefined, "later"));
  const file = createSourceFile(options.path ?? "imported.xdmap", draft(set, lines, [KEEP], options));
  const { tree, diagnostics } = parseMapping(file);
  if (tree.unread.length > 0 || diagnostics.some(({ severity }) => severity === "error")) return null;
  const found = mappingsOf(tree);
  const placed = lines.filter(isMapping);
  if (found.length !== placed.length) return null;
  const expressions = new Map<NormalMapping, Expression>();
  for (const [at, { mapping, source: text }] of placed.entries()) {
    if (mapping.type !== "EXPRESSION" || text !== mapping.source) continue;
    const expression = found[at]?.source;
    if (expression === undefined || spanText(expression.span) !== text) return null;
    expressions.set(mapping, expression);
  }
  return { tree, diagnostics, lines, expressions };
}

/** The file of what was read at once, with its `source` block; null where it has other lines, or would be laid out anew. */
function makeOf(once: ReadAtOnce, lines: readonly Line[], block: string | null): Made | null {
  const { tree, diagnostics } = once;
  const { file } = tree.span;
  const keep = tree.comments[0];
  if (keep?.text !== KEEP || !lines.every((line, at) => isSameLine(line, once.lines[at]))) return null;
  const read = parseMapping(createSourceFile(file.path, block === null ? "" : `${block}\n`));
  const isLaidOut = printMapping(tree) === file.text && printMapping(read.tree) === read.tree.span.file.text;
  if (!isLaidOut || read.tree.unread.length > 0) return null;
  const { end } = keep.span;
  const above = block === null ? "" : `\n\n${block}`;
  const first = tree.statements.findIndex(({ kind }) => kind === "mapping" || kind === "into");
  const statements = tree.statements.toSpliced(Math.max(first, 0), 0, ...read.tree.statements);
  const { program, diagnostics: told } = compileMapping({ tree: { ...tree, statements }, schema: null, sample: null });
  const all = [...diagnostics, ...read.diagnostics, ...told];
  return {
    text: `${file.text.slice(0, end)}${above}${file.text.slice(end)}`,
    mappings: pair(tree, program.mappings),
    errors: all.filter(isError).length,
    tree,
    program,
  };
}

function isSameLine(line: Line, other: Line | undefined): boolean {
  if (line.kind === "comment" || other === undefined || other.kind === "comment") return line.kind === other?.kind;
  return line.source === other.source && line.annotations.join(" ") === other.annotations.join(" ");
}

/** So many expressions that the formatter would change are kept by one line for the file; fewer by an annotation each. */
const LEAST_KEPT = 3;

const KEEP = "// xdmap-keep expressions: they are deployed as they are written";

function isAsWritten(line: Line): boolean {
  return line.kind === "mapping" && line.annotations.includes(AS_WRITTEN);
}

function withoutMark(line: Line): Line {
  if (line.kind === "comment") return line;
  return { ...line, annotations: line.annotations.filter((one) => one !== AS_WRITTEN) };
}

/** What stands between the headers and the mappings. */
function between(
  lines: readonly Line[],
  typed: Typed,
  definitions: readonly string[],
  options: SourceTextOptions,
): readonly (string | null)[] {
  return [blockOf(lines, typed, options), definitions.join("\n")];
}

function blockOf(lines: readonly Line[], typed: Typed, options: SourceTextOptions): string | null {
  if (typed === "none") return null;
  const columns = readBy(lines, options);
  const { columns: declared } = options;
  if (declared === undefined || declared === null) return columns.block({ typed: typed === "typed" });
  return undeclarable(columns, declared) === null ? printDeclared(declared) : null;
}

/** The columns that the mappings read, and the one that increments are taken by. */
function readBy(lines: readonly Line[], { delta }: SourceTextOptions): Columns {
  const columns = new Columns();
  for (const line of lines) if (line.kind === "mapping") columns.add(line.reads);
  if (delta) columns.addName(delta.column);
  return columns;
}

function pair(tree: MappingFile, compiled: readonly ProgramMapping[]): readonly Compiled[] {
  const byStart = new Map(compiled.map((mapping) => [mapping.span.start, mapping]));
  return mappingsOf(tree).map((one) => ({ tree: one, mapping: byStart.get(one.span.start) ?? null }));
}

function mappingsOf({ statements }: MappingFile): readonly Mapping[] {
  return statements.flatMap((one) => (one.kind === "mapping" ? [one] : one.kind === "into" ? one.mappings : []));
}

type MappingLine = Extract<Line, { readonly kind: "mapping" }>;

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function isMapping(line: Line): line is MappingLine {
  return line.kind === "mapping";
}

/** The lines that would not build what they were made from. */
function differing(lines: readonly Line[], { mappings }: Made, { tenant = null }: SourceTextOptions): readonly Line[] {
  const written = lines.filter(isMapping);
  if (mappings.length !== written.length) {
    const alone = written.filter((line) => !standsAlone(line));
    return alone.length > 0 ? alone : written;
  }
  return written.filter(({ mapping: { type, source, destination } }, at) => {
    const built = mappings[at]?.mapping;
    if (built === null || built === undefined) return true;
    const isThere = tenant !== null || built.path === destination;
    return !isThere || built.emitted.type !== type || built.emitted.text !== source;
  });
}

/** Whether a line is one mapping, with nothing around it. */
function standsAlone(line: MappingLine): boolean {
  const { tree } = parseMapping(createSourceFile("", printLines([line], 0, 0).join("\n")));
  return tree.unread.length === 0 && tree.statements.length === 1 && tree.statements[0]?.kind === "mapping";
}

/** Says what became of the mappings that are not simply there. */
function reportLines(
  lines: readonly Line[],
  { mappings }: Made,
  { placeOf = () => null }: SourceTextOptions,
  report: Report,
): void {
  let next = 0;
  for (const line of lines) {
    const { at, type, source, destination, description } = line.mapping;
    if (line.kind === "comment") {
      const code = line.found === null ? "" : ` (${line.found.code})`;
      report(imports.XM7507, placeOf(at), { at, destination, why: `${line.why}${code}` });
      continue;
    }
    if (type === "ATTRIBUTE" && /^["']|[\w$]\(.*\)$/.test(source)) report(imports.XM7506, placeOf(at), { at, source });
    const told = mappings[next++]?.tree.description?.text ?? "";
    if (told !== (description ?? "")) report(imports.XM7509, placeOf(at), { at });
  }
}

/** The file in which what a check has against the mappings is silenced, and told here. */
function withoutErrors(text: string, lines: readonly Line[], options: SourceTextOptions, report: Report): string {
  const { path = "imported.xdmap", placeOf = () => null } = options;
  const { text: silent, silenced } = silenceErrors(text, path, options.lint);
  const written = lines.filter(isMapping);
  for (const { mapping, found } of silenced) {
    const at = mapping === null ? null : (written[mapping]?.mapping.at ?? null);
    // Two mappings to one target are told already.
    if (found.code === names.XM2010.code) continue;
    report(imports.XM7521, at === null ? null : placeOf(at), { at, code: found.code, message: found.message });
  }
  return silent;
}

/** The file, with everything in its place, and not yet laid out. */
function draft(
  set: NormalMappingSet,
  lines: readonly Line[],
  between: readonly (string | null)[],
  options: SourceTextOptions,
): string {
  const target = targetOf(set, options);
  const header = [
    ...(set.name === null ? [] : [...describe(set.description), `mapping ${printString(set.name)}`]),
    ...(target === null ? [] : [`target  ${printString(target)}`]),
    ...(options.samples?.length ? [`sample  ${options.samples.map((sample) => printString(sample)).join(", ")}`] : []),
    ...(options.delta ? [printDelta(options.delta)] : []),
  ];
  const parts = header.length === 0 ? [] : [header.join("\n")];
  for (const part of between) if (part !== null && part !== "") parts.push(part);
  for (const { prefix, items } of groupByTarget(lines, isMapping)) {
    const inner = printLines(items, prefix?.length ?? 0, prefix === null ? 0 : 2);
    parts.push(prefix === null ? inner.join("\n") : `into ${printPrefix(prefix)} {\n${inner.join("\n")}\n}`);
  }
  for (const one of set.unread ?? []) parts.push(commentOfUnread(one).join("\n"));
  // What is written to a file is what has to be proved: half of a character would come out of it as another.
  return `${parts.join("\n\n")}\n`.replace(/\p{Surrogate}/gu, "\ufffd");
}

function printDelta({ column, format, timezone }: ImportedDelta): string {
  const words = [`delta   ${printColumn([column])}`];
  if (format !== null) words.push(`format ${printString(format)}`);
  if (timezone !== null) words.push(`timezone ${printString(timezone)}`);
  return words.join(" ");
}

function targetOf(set: NormalMappingSet, { target }: SourceTextOptions): string | null {
  return target ?? set.schemaId;
}
