import { collector, type Report } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { createStatementBuilder } from "./build-statements.js";
import type { RawStatement } from "./raw-statement.js";
import { createPartReader } from "./read-part.js";
import { Scanner } from "./scanner.js";
import { splitStatements } from "./split.js";
import type { Token } from "./token.js";
import type { Expression, MappingFile, Statement, Unread } from "./tree.js";

/**
 * Reads a whole `.xdmap` file. Never throws: what cannot be read is reported, and left out of the tree or `invalid` in
 * it. The diagnostics are in the order of the text.
 */
export function parseMapping(file: SourceFile): {
  readonly tree: MappingFile;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { report, diagnostics } = collector();
  const unread: Unread[] = [];
  const build = createStatementBuilder(file, createPartReader(file, diagnostics, report), report, unread);
  const read: Statement[] = [];
  const take = (raw: RawStatement) => {
    const statement = build(raw);
    if (statement !== undefined) read.push(statement);
  };
  const comments = splitStatements(file, report, (from) => forget(diagnostics, from), take);
  const tree = { statements: read, comments, unread, span: spanOf(file, 0, file.text.length) };
  return { tree, diagnostics: inOrder(diagnostics) };
}

/**
 * Reads a text that is one expression, over as many lines as it likes. An empty text, or one of comments only, is JEXL's
 * null.
 */
export function parseExpression(file: SourceFile): {
  readonly expression: Expression;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { report, diagnostics } = collector();
  const tokens = scanAll(file, report);
  if (tokens.length === 0) {
    return { expression: { kind: "null", span: spanOf(file, 0, file.text.length) }, diagnostics: inOrder(diagnostics) };
  }
  const expression = createPartReader(file, diagnostics, report).expression(tokens);
  return { expression, diagnostics: inOrder(diagnostics) };
}

function scanAll(file: SourceFile, report: Report): Token[] {
  const scanner = new Scanner({ file, end: file.text.length, report });
  const tokens: Token[] = [];
  for (let token = scanner.next("expression"); token !== undefined; token = scanner.next("expression"))
    tokens.push(token);
  scanner.dropDescriptions();
  return tokens;
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((left, right) => startOf(left) - startOf(right));
}

/** Takes back what was reported from an offset on. */
function forget(diagnostics: Diagnostic[], from: number): void {
  for (let last = diagnostics.at(-1); last !== undefined && startOf(last) >= from; last = diagnostics.at(-1)) {
    diagnostics.pop();
  }
}

function startOf({ place }: Diagnostic): number {
  return place !== null && "start" in place ? place.start : 0;
}
