import type { ProgramMapping } from "../compiler/index.js";
import { type MappingFile, parseMapping, type Statement } from "../grammar/index.js";
import type { SourceFile, Span } from "../text/index.js";

/** The `let`, `def` or `table` that a part of a lowered expression was written in. */
export interface DefinedIn {
  readonly kind: "let" | "def" | "table";
  readonly name: string;
  readonly span: Span;
}

/** Where a part is written, if not in its mapping; `trees` are those that were read already. */
export function definitionOf(
  span: Span,
  { span: mapping }: ProgramMapping,
  trees: readonly MappingFile[],
): DefinedIn | null {
  if (span.file === mapping.file && isWithin(span, mapping)) return null;
  const tree = trees.find((each) => each.span.file === span.file) ?? treeOf(span.file);
  const statement = tree.statements.find((each) => isDefinition(each) && isWithin(span, each.span));
  if (statement === undefined || !isDefinition(statement)) return null;
  return { kind: statement.kind, name: statement.name.text, span: statement.span };
}

const read = new WeakMap<SourceFile, MappingFile>();

/** A file that is used is read again when it is asked for: few traces lead there. */
function treeOf(file: SourceFile): MappingFile {
  const tree = read.get(file) ?? parseMapping(file).tree;
  read.set(file, tree);
  return tree;
}

function isDefinition(statement: Statement): statement is Extract<Statement, { kind: "let" | "def" | "table" }> {
  return statement.kind === "let" || statement.kind === "def" || statement.kind === "table";
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
