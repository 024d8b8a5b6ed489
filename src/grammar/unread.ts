import type { TokenType } from "chevrotain";
import type { StatementKind } from "./classify.js";
import type { RawStatement } from "./raw-statement.js";
import { kinds, type Token } from "./token.js";
import type { Statement } from "./tree.js";

/* What can be told of a statement that cannot be read, so that its loss is one finding and not several. */

/** What each kind of statement is in the tree. The parts of a test have no statement of their own. */
export const TREE_KINDS: Readonly<Record<StatementKind, Statement["kind"]>> = {
  "mapping-header": "mapping-header",
  "target-header": "target-header",
  "sample-header": "sample-header",
  "delta-header": "delta-header",
  source: "source-block",
  let: "let",
  def: "def",
  table: "table",
  into: "into",
  use: "use",
  test: "test",
  given: "test",
  expect: "test",
  setting: "test",
  mapping: "mapping",
};

const WORDS: ReadonlyMap<string, StatementKind> = new Map([
  ["mapping", "mapping-header"],
  ["target", "target-header"],
  ["sample", "sample-header"],
  ["delta", "delta-header"],
  ["source", "source"],
  ["let", "let"],
  ["def", "def"],
  ["table", "table"],
  ["into", "into"],
  ["use", "use"],
  ["test", "test"],
  ["given", "given"],
  ["expect", "expect"],
]);

/** What follows a statement's word where the statement is meant, and no column of that name. */
const AFTER_WORD: ReadonlySet<TokenType> = new Set([
  ...[kinds.name, kinds.string, kinds.number, kinds.column, kinds.unknown],
  ...[kinds.colon, kinds.assign, kinds.semicolon, kinds.openBrace],
]);

/** A line without an arrow is no mapping: where it begins with a statement's word, it is that statement, unfinished. */
export function meantKind({ kind, tokens, arrow }: RawStatement): StatementKind {
  const [word, next] = tokens;
  if (kind !== "mapping" || arrow >= 0 || word?.tokenType !== kinds.name) return kind;
  return next === undefined || AFTER_WORD.has(next.tokenType) ? (WORDS.get(word.image) ?? kind) : kind;
}

const IN_TEST: ReadonlyMap<string, StatementKind> = new Map([
  ["given", "given"],
  ["expect", "expect"],
  ["now", "setting"],
  ["timestamp", "setting"],
  ["uuid", "setting"],
]);

/** The same in a test, which has no mappings: whatever follows one of its words. */
export function meantInTest(raw: RawStatement): StatementKind {
  const meant = meantKind(raw);
  const [word] = raw.tokens;
  if (meant !== "mapping" || raw.arrow >= 0 || word?.tokenType !== kinds.name) return meant;
  return IN_TEST.get(word.image) ?? meant;
}

/** The names that a statement was to define: `let clean …`, and `clean = …` or `const clean = …` of other languages. */
export function namesDefined({ kind, tokens, arrow }: RawStatement): readonly string[] {
  const [first, second] = tokens;
  switch (kind) {
    case "let":
    case "def":
    case "table":
      return nameOf(second);
    case "mapping":
      if (arrow >= 0) return [];
      return second?.tokenType === kinds.assign ? nameOf(first) : nameOf(second);
    default:
      return [];
  }
}

function nameOf(token: Token | undefined): readonly string[] {
  return token?.tokenType === kinds.name ? [token.value] : [];
}

/** All names that stand in a statement. */
export function namesIn({ tokens, body }: RawStatement): readonly string[] {
  return [...tokens.flatMap(nameOf), ...body.flatMap(namesIn)];
}
