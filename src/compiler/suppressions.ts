import { type Diagnostic, diagnostic, isSpan } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { allCodes } from "../diagnostics/registry.js";
import type { Comment, MappingFile } from "../grammar/index.js";
import { type Span, spanOf } from "../text/index.js";
import { withItsLine } from "./whole-lines.js";

/** `// xdmap-ignore XM4001: the reason` */
interface Suppression {
  readonly code: string;
  readonly codeSpan: Span;
  readonly hasReason: boolean;
  /** The whole comment. */
  readonly span: Span;
  /** The statement after it. */
  readonly covers: Span | null;
}

const marker = /^(?:\/\/|##|\/\*)\s*(xdmap-ignore)(?![\w-])/;
const form = /^(?:\/\/|##|\/\*)\s*xdmap-ignore\s+([A-Za-z]{2}\d{4})\s*(?::\s*(.*?))?\s*(?:\*\/)?$/s;

/** Whether a check without what another checkout may lack can tell that a suppression of the code silences nothing. */
function isOfEveryCheck(code: string): boolean {
  return (allCodes.find((one) => one.code === code)?.needs ?? null) === null;
}

/**
 * Leaves out the findings that `xdmap-ignore` comments silence, each one code on the statement after it, and adds those
 * about the comments themselves: no code, no reason, nothing silenced.
 */
export function applySuppressions(tree: MappingFile, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const own: Diagnostic[] = [];
  const suppressions = tree.comments.flatMap((comment) => readSuppression(comment, tree, own));
  const silencing = new Set<Suppression>();
  const ofCode = byCode(suppressions);
  const kept = diagnostics.filter((found) => {
    const by = (ofCode.get(found.code) ?? []).filter(({ covers }) => isIn(found, covers));
    for (const one of by) silencing.add(one);
    return by.length === 0;
  });
  for (const one of suppressions) {
    const { code } = one;
    if (!one.hasReason) own.push(diagnostic(lint.XM4004, one.codeSpan, { code }));
    // Of a statement that cannot be read nobody knows what would be found in it.
    const isUnread = tree.unread.some(({ span }) => span.start === one.covers?.start);
    if (silencing.has(one) || !isOfEveryCheck(code) || (isUnread && !isSyntax(code))) continue;
    const fixes = [{ title: "Remove the comment", safe: true, edits: [{ span: withItsLine(one.span), text: "" }] }];
    own.push(diagnostic(lint.XM4005, one.codeSpan, { code, isSyntax: isSyntax(code) }, { fixes }));
  }
  return [...kept, ...own];
}

/** Leaves out what the comments silence, without findings of its own: for what is found after the check. */
export function silence(tree: MappingFile, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const ofCode = byCode(tree.comments.flatMap((comment) => readSuppression(comment, tree, [])));
  return diagnostics.filter((found) => !(ofCode.get(found.code) ?? []).some(({ covers }) => isIn(found, covers)));
}

function byCode(suppressions: readonly Suppression[]): ReadonlyMap<string, readonly Suppression[]> {
  const ofCode = new Map<string, Suppression[]>();
  for (const one of suppressions) {
    const others = ofCode.get(one.code);
    if (others === undefined) ofCode.set(one.code, [one]);
    else others.push(one);
  }
  return ofCode;
}

function readSuppression(comment: Comment, tree: MappingFile, findings: Diagnostic[]): Suppression[] {
  const start = marker.exec(comment.text);
  if (start === null) return [];
  const read = form.exec(comment.text);
  const code = read?.[1];
  const { file, start: from, end } = comment.span;
  if (code === undefined) {
    const word = "xdmap-ignore";
    const at = from + comment.text.indexOf(word);
    findings.push(diagnostic(lint.XM4006, spanOf(file, at, at + word.length), {}));
    return [];
  }
  const at = from + comment.text.indexOf(code);
  return [
    {
      code: code.toUpperCase(),
      codeSpan: spanOf(file, at, at + code.length),
      span: comment.span,
      hasReason: (read?.[2] ?? "") !== "",
      covers: statementAfter(tree, end),
    },
  ];
}

/** What cannot be read cannot be silenced: it would be lost without a word. */
function isSyntax(code: string): boolean {
  return code.startsWith("XM1");
}

/** The first statement that begins after an offset, whether it can be read or not; inside an `into`, its mapping. */
function statementAfter(tree: MappingFile, offset: number): Span | null {
  const read = readStatementAfter(tree, offset);
  const unread = tree.unread.map(({ span }) => span).filter(({ start }) => start >= offset);
  return unread.reduce<Span | null>((first, span) => (first === null || span.start < first.start ? span : first), read);
}

function readStatementAfter(tree: MappingFile, offset: number): Span | null {
  for (const statement of tree.statements) {
    if (statement.span.start >= offset) return statement.span;
    if (statement.kind !== "into" || statement.span.end <= offset) continue;
    const inner = statement.mappings.find(({ span }) => span.start >= offset);
    if (inner !== undefined) return inner.span;
  }
  return null;
}

function isIn({ place }: Diagnostic, span: Span | null): boolean {
  return (
    span !== null && isSpan(place) && place.file === span.file && place.start >= span.start && place.end <= span.end
  );
}
