import type { IRecognitionException } from "chevrotain";
import { quote } from "../diagnostics/define.js";
import { expressions, statements } from "../diagnostics/syntax.js";
import { type Span, spanOf } from "../text/index.js";
import { explainNeighbours } from "./explain-neighbours.js";
import { type Failure, fix, spanOfToken } from "./failure.js";
import { isOutside, recordHelp, rowHelp } from "./record-help.js";
import { isReservedWord } from "./reserved-words.js";
import {
  closes,
  EQUALITY_LEVEL,
  endsOperand,
  isClosing,
  isOpening,
  kinds,
  levelOf,
  own,
  RELATIONAL_LEVEL,
  type Token,
} from "./token.js";

/** The index of the token at which a rule failed. */
export function failureIndex(exception: IRecognitionException, tokens: readonly Token[]): number {
  const token = own(exception.token);
  const index = tokens.indexOf(token);
  return index < 0 ? tokens.length : index;
}

/** Reports the one finding that explains a failed rule best. */
export function explainFailure(failure: Failure): void {
  const { tokens, at } = failure;
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (explainBrackets(failure)) return;
  if (token?.tokenType === kinds.semicolon) {
    const span = spanOfToken(failure.file, token);
    failure.report(expressions.XM1052, span, {}, { fixes: [fix("Remove it", span, "", true)] });
    return;
  }
  if (failure.part === "record" || failure.part === "target") explainPlain(failure, token);
  else if (failure.part === "statement" || token === undefined || !explainToken(failure, token, previous)) {
    explainMissing(failure, token, previous);
  }
}

/** A bracket that is never closed, or closes nothing, is the cause whatever else does not fit after it. */
function explainBrackets(failure: Failure): boolean {
  const { file, tokens, at, report } = failure;
  const open: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isOpening(token)) open.push(token);
    else if (isClosing(token)) {
      const last = open.at(-1);
      if (last !== undefined && closes(token, last)) open.pop();
      else if (open.some((opening) => closes(token, opening)) && last !== undefined) {
        reportOpen(failure, last);
        return true;
      } else if (at >= index) {
        const span = spanOfToken(file, token);
        const fixes = [fix("Remove it", span, "", false)];
        report(statements.XM1023, span, { bracket: token.image }, { fixes });
        return true;
      } else return false;
    }
  }
  const last = open.at(-1);
  const token = tokens[at];
  const fits = token === undefined || token.tokenType === kinds.arrow || token.tokenType === kinds.annotation;
  if (last === undefined || !fits) return false;
  reportOpen(failure, last);
  return true;
}

function reportOpen({ file, report }: Failure, opening: Token): void {
  const closing = opening.image === "(" ? ")" : opening.image === "[" ? "]" : "}";
  report(statements.XM1022, spanOfToken(file, opening), { bracket: opening.image, closing, isRunOn: false });
}

function explainPlain(failure: Failure, token: Token | undefined): void {
  const { file, tokens, at, part, form, report } = failure;
  const span = token === undefined ? endSpan(failure) : spanOfToken(file, token);
  const found = token === undefined ? "the statement ends" : describe(token);
  if (part === "record") {
    const end = token === undefined ? "the end of the statement" : found;
    if (isOutside(tokens.slice(0, at))) {
      report(statements.XM1020, span, { found: end, expected: form, help: rowHelp(tokens, at) });
    } else report(statements.XM1040, span, { found: end, help: recordHelp(tokens, at) });
    return;
  }
  if (token?.tokenType === kinds.arrow) report(statements.XM1027, span, {});
  else if (tokens.slice(0, at).some(({ tokenType }) => tokenType === kinds.annotation)) {
    const expected = 'an annotation such as `@identity("Email", primary: true)`';
    report(statements.XM1020, span, {
      found: token === undefined ? "the end of the statement" : found,
      expected,
      help: undefined,
    });
  } else {
    const help = token?.tokenType === kinds.unknown ? undefined : targetHelp(tokens, at);
    report(statements.XM1036, span, { found: token === undefined ? undefined : found, help });
  }
}

function targetHelp(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (token === undefined) return "A name follows.";
  if (token.tokenType === kinds.closeBracket) return "For the items of a list one by one, write `[*]`.";
  if (previous?.tokenType === kinds.openBracket) return "In brackets stands the number of an item, or `*` for each.";
  if (previous?.image === "_") return "The tenant's field is written `_{TENANT_ID}`, or by its name: `_acme`.";
  if (token.tokenType === kinds.comma) return "Remove it: each mapping is a line of its own, with nothing at its end.";
  const isAtDot = previous?.tokenType === kinds.dot;
  if (isAtDot && token.tokenType === kinds.openBracket)
    return "The number of an item follows its list without a dot: `items[0]`.";
  if (token.tokenType === kinds.dot || token.tokenType === kinds.ellipsis || isAtDot)
    return "One dot stands between two names.";
  if (token.tokenType === kinds.string) return `Without quotes: a target is a path, not a text.`;
  if (previous !== undefined && token.tokenType === kinds.name && previous.tokenType === kinds.name) {
    return `A name with a space stands in braces: \`\${${previous.image} ${token.image}}\`. Annotations begin with \`@\`.`;
  }
  return undefined;
}

/** What people type that the expression language has not, by the token that did not fit. True where one is found. */
function explainToken(failure: Failure, token: Token, previous: Token | undefined): boolean {
  const { file, report } = failure;
  const span = spanOfToken(file, token);
  switch (token.tokenType) {
    case kinds.assign: {
      const fixes = token.image === "=" && failure.isLine !== true ? [fix("Write ==", span, "==", false)] : [];
      report(expressions.XM1050, span, { operator: token.image, isLine: failure.isLine ?? false }, { fixes });
      return true;
    }
    case kinds.reserved:
      explainReserved(failure, token, previous, span);
      return true;
    case kinds.annotation:
      report(expressions.XM1056, span, { name: token.image });
      return true;
    case kinds.arrow:
      return explainArrow(failure, token);
    case kinds.name:
    case kinds.column:
    case kinds.string:
    case kinds.number:
    case kinds.true:
    case kinds.false:
    case kinds.null:
    case kinds.prefix:
      return explainNeighbours(failure, token, previous, span);
    default:
      return explainOperator(failure, token, previous, span);
  }
}

const STATEMENT_HELP: ReadonlyMap<string, string> = new Map([
  ["if", "Write `condition ? a : b`, or `iif(condition, a, b)`."],
  ["else", "Write `condition ? a : b`, or `iif(condition, a, b)`."],
  ["for", "A target with `[*]` takes the items of a list one by one: `items[*].sku -> productListItems[*].SKU`."],
  ["while", "A target with `[*]` takes the items of a list one by one: `items[*].sku -> productListItems[*].SKU`."],
  ["do", "A target with `[*]` takes the items of a list one by one: `items[*].sku -> productListItems[*].SKU`."],
  ["var", "A name for a value is made with a `let` statement."],
  ["return", "The value of the expression is what is mapped: leave the word out."],
  ["function", "A function of your own is made with a `def` statement."],
]);

function explainReserved({ report }: Failure, token: Token, previous: Token | undefined, span: Span): void {
  const word = token.image;
  if (previous?.tokenType === kinds.dot || previous?.tokenType === kinds.safeDot)
    report(expressions.XM1060, span, { word });
  else if (word === "new") report(expressions.XM1053, span, {});
  else
    report(expressions.XM1051, span, {
      word,
      help: STATEMENT_HELP.get(word) ?? `A column of that name is written \`\${${word}}\`.`,
    });
}

/** An arrow inside of brackets is a lambda's. */
function explainArrow(failure: Failure, token: Token): boolean {
  const { file, tokens, at, report } = failure;
  const depth = tokens.slice(0, at).reduce((sum, each) => sum + (isOpening(each) ? 1 : isClosing(each) ? -1 : 0), 0);
  const span = spanOfToken(file, token);
  if (depth > 0) report(expressions.XM1057, span, {});
  else {
    const help = "A definition only names a value. Map it on a line of its own: `name -> some.target`.";
    report(statements.XM1020, span, { found: describe(token), expected: "the end of the definition", help });
  }
  return true;
}

function explainOperator(failure: Failure, token: Token, previous: Token | undefined, span: Span): boolean {
  const { file, tokens, at, report } = failure;
  const level = levelOf(token);
  if (previous === undefined) return false;
  if (
    token.tokenType === kinds.closeParen ||
    token.tokenType === kinds.closeBracket ||
    token.tokenType === kinds.closeBrace
  ) {
    if (previous.tokenType !== kinds.comma) return increments(failure, token);
    const comma = spanOfToken(file, previous);
    report(expressions.XM1061, comma, {}, { fixes: [fix("Remove the comma", comma, "", true)] });
    return true;
  }
  if ((level === EQUALITY_LEVEL || level === RELATIONAL_LEVEL) && endsOperand(previous)) {
    report(expressions.XM1058, span, { operator: token.image });
    return true;
  }
  if (token.tokenType === kinds.infix || token.tokenType === kinds.star) {
    const word = previous.tokenType === kinds.prefix && /^\w/.test(previous.image) ? previous : token;
    if (/^\w/.test(word.image) && isReservedWord(word.image) && !endsOperand(previous))
      return reservedColumn(failure, word);
  }
  return tokens.length === at ? increments(failure, undefined) : false;
}

function reservedColumn({ file, report }: Failure, token: Token): boolean {
  const span = spanOfToken(file, token);
  const word = token.image;
  report(expressions.XM1059, span, { word }, { fixes: [fix("Write it as a column", span, `\${${word}}`, false)] });
  return true;
}

/** `a++`: two signs after a value, and nothing that they could stand before. */
function increments({ file, tokens, at, report }: Failure, token: Token | undefined): boolean {
  const second = tokens[at - 1];
  const first = tokens[at - 2];
  if (token !== undefined && endsOperand(token) && !isClosing(token)) return false;
  if (first?.tokenType !== kinds.sign || second?.tokenType !== kinds.sign) return false;
  if (first.image !== second.image || first.end !== second.startOffset) return false;
  report(expressions.XM1055, spanOf(file, first.startOffset, second.end), { operator: first.image + second.image });
  return true;
}

/** A value is missing, or a sign of the statement is. */
function explainMissing(failure: Failure, token: Token | undefined, previous: Token | undefined): void {
  const { file, report, form } = failure;
  if (increments(failure, token)) return;
  if (previous?.tokenType === kinds.prefix && /^\w/.test(previous.image)) {
    reservedColumn(failure, previous);
    return;
  }
  if (
    token?.tokenType === kinds.infix &&
    /^\w/.test(token.image) &&
    (previous === undefined || !endsOperand(previous))
  ) {
    reservedColumn(failure, token);
    return;
  }
  const span = token === undefined ? endSpan(failure) : spanOfToken(file, token);
  const found = token === undefined ? "nothing" : describe(token);
  const needsValue = previous === undefined || !endsOperand(previous);
  if (failure.part === "expression" && needsValue) {
    const isList = previous?.tokenType === kinds.openBracket && token?.tokenType === kinds.closeBracket;
    const help = isList ? "For the items of a list one by one, write `[*]`." : undefined;
    report(statements.XM1021, span, { after: previous?.image, found, help });
    return;
  }
  const choice = failure.part === "expression" ? openChoice(failure) : undefined;
  if (choice !== undefined) {
    report(expressions.XM1065, spanOfToken(file, choice), {});
    return;
  }
  report(statements.XM1020, span, {
    found: token === undefined ? "the end of the statement" : found,
    expected: failure.part === "expression" ? "an operator or the end of the expression" : form,
    help: helpFor(failure, token, previous),
  });
}

function helpFor(failure: Failure, token: Token | undefined, previous: Token | undefined): string | undefined {
  if (isGrouped(failure, previous)) return "Digits are not grouped: write the number without commas.";
  if (failure.part === "expression") {
    const isSeparator = token?.tokenType === kinds.comma || token?.tokenType === kinds.colon;
    return isSeparator ? "A mapping is written `source -> target`." : undefined;
  }
  const isWord = token !== undefined && /^\w/.test(token.image) && isReservedWord(token.image);
  return isWord
    ? `${quote(token.image)} is a reserved word of the expression language: choose another name.`
    : undefined;
}

/** The last `?` whose `:` had not come where the rule failed. */
function openChoice({ tokens, at }: Failure): Token | undefined {
  const open: (Token | undefined)[] = [];
  for (const token of tokens.slice(0, at)) {
    if (isOpening(token)) open.push(undefined);
    else if (isClosing(token)) open.length = Math.max(0, open.lastIndexOf(undefined));
    else if (token.tokenType === kinds.question) open.push(token);
    else if (token.tokenType === kinds.colon && open.at(-1) !== undefined) open.pop();
  }
  return open.at(-1);
}

/** `1,000` */
function isGrouped({ tokens, at }: Failure, previous: Token | undefined): boolean {
  return (
    tokens[at]?.tokenType === kinds.comma &&
    [previous, tokens[at + 1]].every((each) => each?.tokenType === kinds.number)
  );
}

/** How a message names a token. */
export function describe(token: Token): string {
  if (token.tokenType === kinds.string) return "a text";
  if (token.tokenType === kinds.number) return `the number ${quote(token.image)}`;
  return quote(token.image);
}

/** The last token. */
function endSpan({ file, tokens, anchor }: Failure): Span {
  const last = tokens.at(-1);
  return last === undefined ? anchor : spanOfToken(file, last);
}
