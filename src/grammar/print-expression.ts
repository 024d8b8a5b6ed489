import { spanText } from "../text/index.js";
import { readEscapes } from "./escapes.js";
import { printQuotedColumn, printString } from "./print-names.js";
import { isJexlReservedWord, readsAsNumber } from "./reserved-words.js";
import { EQUALITY_LEVEL, levelOfOperator, RELATIONAL_LEVEL } from "./token.js";
import type { Binary, Call, Conditional, Expression, Member, StringLiteral, TemplateLiteral, Unary } from "./tree.js";

/** How tightly a printed expression holds together. Binary operators lie between by their own levels. */
const LOOSE = -1;
const UNARY = 100;
const POSTFIX = 101;
const PRIMARY = 102;

/** Lines longer than this are broken where the expression allows it. */
export const LINE_WIDTH = 100;

/**
 * One expression on one line, as its author spelled it. A tree built by hand gets the parentheses that it needs to be
 * read back with the same meaning.
 */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(expression.value);
    case "number":
      return expression.text;
    case "string":
      return printLiteral(expression);
    case "regex":
      return printPattern(expression.pattern);
    case "template":
      return printTemplate(expression);
    case "array":
      return printArray(expression.items.map(printExpression), expression.extended);
    case "set":
      return `{${list(expression.items)}}`;
    case "map":
      return expression.entries.length === 0 ? "{:}" : `{${printEntries(expression.entries).join(", ")}}`;
    case "name":
      return printName(expression.name);
    case "quoted-column":
      return printQuotedColumn(expression.segments);
    case "member":
      return printMember(expression);
    case "index":
      return `${operand(expression.object, POSTFIX)}[${printExpression(expression.index)}]`;
    case "wildcard":
      return `${operand(expression.object, POSTFIX)}[*]`;
    case "call":
      return `${printCallHead(expression)}(${list(expression.arguments)})`;
    case "method-call":
      return `${printObject(expression.object, expression.method.text)}${dot(expression.safe, expression.method.text)}${expression.method.text}(${list(expression.arguments)})`;
    case "invoke":
      return `${printCallee(expression.callee)}(${list(expression.arguments)})`;
    case "unary":
      return printUnary(expression);
    case "binary":
      return printBinary(expression);
    case "conditional":
      return printConditional(expression);
    case "group":
      return `(${printExpression(expression.expression)})`;
    case "lambda": {
      const names = expression.parameters.map(({ text }) => printName(text)).join(", ");
      return `${expression.parameters.length === 1 ? names : `(${names})`} -> ${printExpression(expression.body)}`;
    }
    case "invalid":
      return spanText(expression.span);
  }
}

/** What stands before the parentheses of a call: `f`, `ns:f`. */
export function printCallHead({ namespace, callee }: Call): string {
  return `${namespace === null ? "" : `${printName(namespace.text)}:`}${printName(callee.text)}`;
}

/** A name with JEXL's escapes: `a\ b`. */
export function printName(name: string): string {
  return name.replace(/[ '"\\]/g, "\\$&");
}

function list(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(", ");
}

/** A text as its author escaped it, where the place in the file still says so. */
export function printLiteral({ value, quote, span }: StringLiteral): string {
  const written = spanText(span);
  const inside = written.slice(1, -1);
  const own = written.length > 1 && written.startsWith(quote) && written.endsWith(quote) && !inside.includes("\n");
  return own && readEscapes(inside, quote) === value ? written : printString(value, quote);
}

function printTemplate({ parts }: TemplateLiteral): string {
  const inside = parts.map((part) =>
    // A backtick inside of an expression's text would end the template.
    part.kind === "value"
      ? `${part.mark}{${printExpression(part.expression).replaceAll("`", "\\u0060")}}`
      : printTemplateText(part.text),
  );
  return `\`${inside.join("")}\``;
}

/** A backslash that would begin an escape of a text is doubled; `\d` reads as it stands. */
function printPattern(pattern: string): string {
  const written = pattern.replace(/\\(?=[\\bfnrtu/]|$)/g, "\\\\").replaceAll("/", "\\/");
  return `~/${written.replace(/[\n\r\t\b\f\u2028\u2029]/g, (unit) => printString(unit).slice(1, -1))}/`;
}

function printTemplateText(text: string): string {
  return printString(text, '"')
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("`", "\\`")
    .replace(/[$#](?=\{)/g, "\\$&");
}

function printArray(items: readonly string[], extended: boolean): string {
  return `[${[...items, ...(extended ? ["..."] : [])].join(", ")}]`;
}

/** The entries of a map, with parentheses where `key: f(x)` would read as a call in a namespace. */
export function printEntries(entries: readonly { readonly key: Expression; readonly value: Expression }[]): string[] {
  return entries.map(({ key, value }) => {
    const [before, after] = [printExpression(key), printExpression(value)];
    return `${readsAsNamespace(before, after) ? `(${before})` : before}: ${after}`;
  });
}

// Whatever lies beyond ASCII counts as a letter: at worst a space or a pair of parentheses more is printed.
const NAME_AT_END = /(?:^|[^\w$@.\\\x80-\uffff])([A-Za-z_$\x80-\uffff](?:[\w$@\x80-\uffff]|\\[ '"\\])*)$/;
const CALL_AT_START = /^([A-Za-z_$\x80-\uffff](?:[\w$@\x80-\uffff]|\\[ '"\\])*)\(/;

/** `name: f(x)` is a call in a namespace for the engine, spaces or not. */
function readsAsNamespace(before: string, after: string): boolean {
  const name = NAME_AT_END.exec(before)?.[1];
  const callee = CALL_AT_START.exec(after)?.[1];
  // `empty(x)` and `size(x)` are operators: no namespace can stand before them.
  return name !== undefined && callee !== undefined && ![name, callee].some(isJexlReservedWord);
}

/** `1.f` would be a number: a space keeps the dot apart. */
function printObject(object: Expression, name: string): string {
  const reads = object.kind === "number" && /^[0-9eEfFdDbB]/.test(name);
  return `${operand(object, POSTFIX)}${reads ? " " : ""}`;
}

function printMember({ object, property, safe }: Member): string {
  switch (property.kind) {
    case "bare":
      return `${printObject(object, property.name)}${dot(safe, property.name)}${property.name}`;
    case "quoted":
      return `${printObject(object, "")}${dot(safe, "")}${printString(property.name, property.quote)}`;
    case "template":
      return `${printObject(object, "")}${dot(safe, "")}${printTemplate(property.template)}`;
  }
}

/** `.0b` would be a number: a space keeps it a name. */
function dot(safe: boolean, name: string): string {
  return `${safe ? "?." : "."}${readsAsNumber(name) ? " " : ""}`;
}

function printCallee(callee: Expression): string {
  switch (callee.kind) {
    case "member":
    case "index":
    case "group":
    case "method-call":
    case "invoke":
      return callee.kind === "member" && callee.property.kind === "bare"
        ? `(${printExpression(callee)})`
        : printExpression(callee);
    default:
      return `(${printExpression(callee)})`;
  }
}

function printUnary({ spelling, operand: inner }: Unary): string {
  const text = operand(inner, UNARY);
  if (/^\w/.test(spelling))
    return inner.kind === "group" && spelling !== "not" ? `${spelling}${text}` : `${spelling} ${text}`;
  const glues = (spelling === "!" && /^[=~^$]/.test(text)) || (spelling === "~" && text.startsWith("/"));
  return `${spelling}${glues || text.startsWith(spelling) ? " " : ""}${text}`;
}

function printBinary(binary: Binary): string {
  const [left, right] = binaryParts(binary);
  return `${left} ${binary.spelling} ${right}`;
}

/** Both sides, in parentheses where the operator's level asks for them. */
export function binaryParts({ operator, left, right }: Binary): readonly [string, string] {
  if (operator === "?:" || operator === "??") return [operand(left, 0), operand(right, LOOSE)];
  const level = levelOfOperator(operator);
  const chains = level !== EQUALITY_LEVEL && level !== RELATIONAL_LEVEL;
  return [operand(left, chains ? level : level + 1), operand(right, level + 1)];
}

function printConditional(conditional: Conditional): string {
  const [condition, yes, otherwise] = conditionalParts(conditional);
  return `${condition} ? ${yes} : ${otherwise}`;
}

/** The three parts of a choice, each in parentheses where it needs them. */
export function conditionalParts({ condition, then: yes, otherwise }: Conditional): readonly [string, string, string] {
  const [middle, last] = [operand(yes, LOOSE), operand(otherwise, LOOSE)];
  return [operand(condition, 0), readsAsNamespace(middle, last) ? `(${middle})` : middle, last];
}

/** An expression where only what holds together at least this tightly may stand. */
function operand(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return tightness(expression) >= least && expression.kind !== "lambda" ? text : `(${text})`;
}

function tightness(expression: Expression): number {
  switch (expression.kind) {
    case "conditional":
    case "lambda":
      return LOOSE;
    case "binary":
      return expression.operator === "?:" || expression.operator === "??"
        ? LOOSE
        : levelOfOperator(expression.operator);
    case "unary":
      return UNARY;
    case "member":
    case "index":
    case "wildcard":
    case "method-call":
    case "invoke":
      return POSTFIX;
    default:
      return PRIMARY;
  }
}
