import type { ProgramMapping } from "../compiler/index.js";
import type { MappingFile, Statement } from "../grammar/index.js";
import type { Span } from "../text/index.js";

/** The `let`, `def` or `table` that a part of a lowered expression was written in. */
export interface DefinedIn {
  readonly kind: "let" | "def" | "table";
  readonly name: string;
  readonly span: Span;
}

/** Where a part is written, if not in its mapping; `trees` are the mapping file's and those of the files it uses. */
export function definitionOf(
  span: Span,
  { span: mapping }: ProgramMapping,
  trees: readonly MappingFile[],
): DefinedIn | null {
  if (span.file === mapping.file && isWithin(span, mapping)) return null;
  for (const tree of trees) {
    if (tree.span.file !== span.file) continue;
    const statement = tree.statements.find((each) => isDefinition(each) && isWithin(span, each.span));
    if (statement !== undefined && isDefinition(statement)) {
      return { kind: statement.kind, name: statement.name.text, span: statement.span };
    }
  }
  return null;
}

function isDefinition(statement: Statement): statement is Extract<Statement, { kind: "let" | "def" | "table" }> {
  return statement.kind === "let" || statement.kind === "def" || statement.kind === "table";
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
