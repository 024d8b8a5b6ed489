import { type Diagnostic, diagnostic, type Report } from "../diagnostics/index.js";
import { uses as codes } from "../diagnostics/uses.js";
import {
  type Def,
  type Expression,
  type MappingFile,
  mapExpression,
  type Statement,
  type Table,
  type Use,
} from "../grammar/index.js";
import type { SourceShape } from "./source-shape.js";

/** A `use` statement with the file that it leads to. */
export interface UsedFile {
  readonly statement: Use;
  /** Null where the file cannot be read, or uses itself: that has been reported. */
  readonly library: Library | null;
}

/** A file of definitions, compiled for those that use it. */
export interface Library {
  readonly tree: MappingFile;
  /** Its `def`s and `table`s. Bodies are written out: all they name are parameters, columns and functions. */
  readonly definitions: ReadonlyMap<string, Def | Table>;
  /** The names of what cannot be read or written out: their uses are no mistakes. */
  readonly lost: ReadonlySet<string>;
  /** What is to be said of it, without the files that it uses. */
  readonly diagnostics: readonly Diagnostic[];
  /** False where it, or what it uses, uses something that is not known. */
  readonly isWhole: boolean;
  /** It and all that it uses, directly or not. */
  readonly trees: readonly MappingFile[];
}

/** What the `use` statements of a file bring in. */
export interface Imported {
  /** Each with the statement that brings it. */
  readonly definitions: ReadonlyMap<string, Brought>;
  readonly lost: ReadonlySet<string>;
  /** Files of which a name was reported because another file defines it too. */
  readonly clashing: ReadonlySet<UsedFile>;
  /** True where what a file was to bring in is not known at all. */
  readonly isIncomplete: boolean;
}

/**
 * Gathers what is brought in. `taken` are the names of the file's own definitions: a column of such a name in a body that
 * is brought in stays a column.
 */
export function importDefinitions(
  uses: readonly UsedFile[],
  taken: Iterable<string>,
  source: SourceShape | null,
  report: Report,
): Imported {
  const definitions = new Map<string, Brought>();
  const lost = new Set<string>();
  const clashing = new Set<UsedFile>();
  const first = new Map<MappingFile, UsedFile>();
  for (const from of uses) {
    const { library, statement } = from;
    if (library === null) continue;
    const { value: path, span } = statement.path;
    const before = first.get(library.tree);
    if (before !== undefined) {
      const related = [{ message: "It is first used here.", place: before.statement.path.span }];
      report(codes.XM2053, span, { path }, { related });
      continue;
    }
    first.set(library.tree, from);
    for (const name of library.lost) lost.add(name);
    if (library.isWhole) checkLeftOut(from, library, report);
    for (const [name, definition] of library.definitions) {
      const other = definitions.get(name);
      if (other === undefined) definitions.set(name, { definition, from });
      else {
        clashing.add(from);
        reportBoth(name, other, { definition, from }, report);
      }
    }
  }
  for (const [name, { definition, from }] of definitions) {
    if (source?.columns.has(name) !== true) continue;
    const { value: path, span } = from.statement.path;
    const related = [{ message: `${name} is defined here.`, place: definition.name.span }];
    report(codes.XM2052, span, { name, path, source: source.label }, { related });
  }
  const hidden = new Set([...taken, ...definitions.keys()]);
  for (const [name, { definition, from }] of definitions) {
    definitions.set(name, { definition: keepColumns(definition, hidden), from });
  }
  return { definitions, lost, clashing, isIncomplete: uses.some(({ library }) => library === null) };
}

interface Brought {
  readonly definition: Def | Table;
  readonly from: UsedFile;
}

function reportBoth(name: string, first: Brought, second: Brought, report: Report): void {
  const { value: path, span } = second.from.statement.path;
  const related = [
    { message: `${name} of ${first.from.statement.path.value} is here.`, place: first.definition.name.span },
    { message: `${name} of ${path} is here.`, place: second.definition.name.span },
  ];
  report(codes.XM2051, span, { name, first: first.from.statement.path.value, second: path }, { related });
}

/** A file that also holds what nobody can use was hardly meant to be used. */
function checkLeftOut({ statement }: UsedFile, { tree, definitions, lost }: Library, report: Report): void {
  const leftOut = leftOutOf(tree);
  if (leftOut.length === 0) return;
  const { value: path, span } = statement.path;
  report(codes.XM2054, span, { path, leftOut, brings: definitions.size + lost.size });
}

function leftOutOf(tree: MappingFile): readonly string[] {
  const kinds = new Set([...tree.statements, ...tree.unread].map(({ kind }) => wordOf(kind)));
  return [...kinds].filter((word) => word !== null);
}

/** What a statement is called that `use` does not bring in. */
function wordOf(kind: Statement["kind"]): string | null {
  switch (kind) {
    case "def":
    case "table":
    case "use":
    case "test":
      return null;
    case "let":
      return "`let`s";
    case "mapping":
    case "into":
      return "mappings";
    case "mapping-header":
    case "target-header":
    case "sample-header":
    case "delta-header":
    case "source-block":
      return "headers";
  }
}

/** Substitution captures no name: what is a column in the file of a body is one wherever the body comes to stand. */
function keepColumns(definition: Def | Table, hidden: ReadonlySet<string>): Def | Table {
  if (definition.kind === "table") return definition;
  return { ...definition, body: quote(definition.body, new Set(definition.parameters.map(({ text }) => text))) };

  function quote(expression: Expression, bound: ReadonlySet<string>): Expression {
    if (expression.kind === "name") {
      const isCaught = hidden.has(expression.name) && !bound.has(expression.name);
      return isCaught ? { kind: "quoted-column", segments: [expression.name], span: expression.span } : expression;
    }
    const inner =
      expression.kind === "lambda" ? new Set([...bound, ...expression.parameters.map(({ text }) => text)]) : bound;
    return mapExpression(expression, (child) => quote(child, inner));
  }
}

/** Finds each statement nothing of whose file is needed. */
export function checkUnusedUses(
  uses: readonly UsedFile[],
  { definitions, clashing }: Imported,
  reached: ReadonlySet<unknown>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const needed = new Set(
    [...definitions.values()].filter((one) => reached.has(one.definition)).map(({ from }) => from),
  );
  const seen = new Set<MappingFile>();
  for (const one of uses) {
    const { library, statement } = one;
    // What is wrong with a file, or with its being used twice, is enough.
    if (library === null || seen.has(library.tree) || !library.isWhole || library.lost.size > 0) continue;
    seen.add(library.tree);
    // A file that holds nothing but what `use` leaves out has been reported.
    const isTold = library.definitions.size === 0 && leftOutOf(library.tree).length > 0;
    if (needed.has(one) || clashing.has(one) || isTold) continue;
    found.push(diagnostic(codes.XM2055, statement.path.span, { path: statement.path.value }));
  }
  return found;
}
