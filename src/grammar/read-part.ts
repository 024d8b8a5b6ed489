import { collector, type Report } from "../diagnostics/define.js";
import { type Diagnostic, isSpan } from "../diagnostics/diagnostic.js";
import { statements } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { explainFailure, failureIndex } from "./explain.js";
import type { Failure } from "./failure.js";
import { DEPTH_LIMIT, TooDeep } from "./parser-base.js";
import { readPlainExpression } from "./plain-part.js";
import { StatementParser } from "./statement-parser.js";
import { isClosing, isOpening, type Token } from "./token.js";
import type { Expression } from "./tree.js";

const RECENT = 100;

let shared: StatementParser | undefined;

/** The parser, made when it is first used. */
function sharedParser(): StatementParser {
  shared ??= new StatementParser();
  return shared;
}

/** Reads parts of statements: applies a rule to tokens, and explains what does not fit. */
export interface PartReader {
  /** An expression of all the tokens, or an `invalid` one. `isLine`: they are a line that has no arrow. */
  readonly expression: (tokens: readonly Token[], isLine?: boolean) => Expression;
  /** What a rule makes of all the tokens, or undefined, reported. */
  readonly part: <T>(
    tokens: readonly Token[],
    rule: (parser: StatementParser) => T,
    what: Pick<Failure, "part" | "form" | "anchor" | "isLine">,
  ) => T | undefined;
  /** True where a part could not be read since this was asked last. */
  readonly takeFailed: () => boolean;
}

/** `diagnostics` are those found so far: where the scanner has explained a part already, its failure adds nothing. */
export function createPartReader(file: SourceFile, diagnostics: Diagnostic[], report: Report): PartReader {
  let failed = false;
  const part: PartReader["part"] = (tokens, rule, what) => {
    const result = read(tokens, rule, what);
    failed ||= result === undefined;
    return result;
  };
  const takeFailed = () => {
    const result = failed;
    failed = false;
    return result;
  };
  const read: PartReader["part"] = (tokens, rule, what) => {
    if (nestsTooDeep(tokens)) {
      reportTooDeep(file, tokens, report);
      return undefined;
    }
    const parser = sharedParser();
    // What the rules find is told only where they read to the end: otherwise the failure is the finding.
    const found = collector();
    parser.start(file, tokens, found.report);
    try {
      const result = rule(parser);
      const exception = parser.errors[0];
      if (exception === undefined) {
        for (const one of found.diagnostics) diagnostics.push(one);
        return result;
      }
      const at = failureIndex(exception, tokens);
      if (!isExplained(tokens, diagnostics)) explainFailure({ file, tokens, at, report, ...what });
    } catch (thrown) {
      // How deep the rules may go depends on what nests: the engine's own limit may come first.
      if (!(thrown instanceof TooDeep || thrown instanceof RangeError)) throw thrown;
      reportTooDeep(file, tokens, report);
    }
    return undefined;
  };
  const expression = (tokens: readonly Token[], isLine = false): Expression => {
    const plain = readPlainExpression(file, tokens);
    if (plain !== undefined) return plain;
    const span = spanOf(file, tokens[0]?.startOffset ?? 0, tokens.at(-1)?.end ?? 0);
    const what = { part: "expression", form: "an expression", anchor: span, isLine } as const;
    return part(tokens, (parser) => parser.expression(), what) ?? { kind: "invalid", span };
  };
  return { part, expression, takeFailed };
}

/** True where an error was reported inside of the tokens already: an unterminated text, a stray character. */
function isExplained(tokens: readonly Token[], diagnostics: readonly Diagnostic[]): boolean {
  const start = tokens[0]?.startOffset ?? 0;
  const end = tokens.at(-1)?.end ?? 0;
  // What was found in these tokens stands among the last: findings come nearly in the order of the text.
  for (const { place, severity } of diagnostics.slice(-RECENT)) {
    if (severity === "error" && place !== null && isSpan(place) && place.start >= start && place.start < end)
      return true;
  }
  return false;
}

function nestsTooDeep(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (isOpening(token) && ++depth > DEPTH_LIMIT) return true;
    if (isClosing(token)) depth--;
  }
  return false;
}

function reportTooDeep(file: SourceFile, tokens: readonly Token[], report: Report): void {
  const first = tokens[0];
  if (first !== undefined) {
    report(statements.XM1037, spanOf(file, first.startOffset, tokens.at(-1)?.end ?? first.end), {});
  }
}
