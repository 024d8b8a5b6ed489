import { spanText } from "../text/index.js";
import { readEscapes } from "./escapes.js";
import { printQuotedColumn, printString } from "./print-names.js";
import { isJexlReservedWord, readsAsNumber } from "./reserved-words.js";
import { EQUALITY_LEVEL, levelOfOperator, RELATIONAL_LEVEL } from "./token.js";
import type {
  Binary,
  Call,
  Conditional,
  Expression,
  MapLiteral,
  Member,
  StringLiteral,
  TemplateLiteral,
  Unary,
  Word,
} from "./tree.js";

/** How tightly a printed expression holds together. Binary operators lie between by their own levels. */
const LOOSE = -1;
export const UNARY = 100;
export const POSTFIX = 101;
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
      return `${printOperand(expression.object, POSTFIX)}[${printExpression(expression.index)}]`;
    case "wildcard":
      return `${printOperand(expression.object, POSTFIX)}[*]`;
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
    case "lambda":
      return `${printParameters(expression.parameters)} -> ${printExpression(expression.body)}`;
    case "invalid":
      return spanText(expression.span);
  }
}

/** What stands before the parentheses of a call: `f`, `ns:f`. */
export function printCallHead({ namespace, callee }: Call): string {
  return `${namespace === null ? "" : `${printName(namespace.text)}:`}${printName(callee.text)}`;
}

/** What stands before the arrow of a lambda: `x`, `(x, y)`. */
export function printParameters(parameters: readonly Word[]): string {
  const names = parameters.map(({ text }) => printName(text)).join(", ");
  return parameters.length === 1 ? names : `(${names})`;
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

function printEntries(entries: MapLiteral["entries"]): string[] {
  const keys = printEntryKeys(entries);
  return entries.map(({ value }, at) => `${keys[at]}: ${printExpression(value)}`);
}

/** The keys of a map, with parentheses where `key: f(x)` would read as a call in a namespace. */
export function printEntryKeys(entries: MapLiteral["entries"]): readonly string[] {
  return entries.map(({ key, value }) => {
    const text = printExpression(key);
    return readsAsNamespace(text, printExpression(value)) ? `(${text})` : text;
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
  return `${printOperand(object, POSTFIX)}${reads ? " " : ""}`;
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
  const text = printOperand(inner, UNARY);
  if (/^\w/.test(spelling))
    return inner.kind === "group" && spelling !== "not" ? `${spelling}${text}` : `${spelling} ${text}`;
  const glues = (spelling === "!" && /^(?:[=~^]|\$(?!\{))/.test(text)) || (spelling === "~" && text.startsWith("/"));
  return `${spelling}${glues || text.startsWith(spelling) ? " " : ""}${text}`;
}

function printBinary(binary: Binary): string {
  // A row of thousands of operands leans to one side: it is printed without going down its depth.
  return operandsOf(binary)
    .map(({ operator, expression, wrap }) => {
      const text = printExpression(expression);
      return `${operator}${operator === "" ? "" : " "}${wrap ? `(${text})` : text}`;
    })
    .join(" ");
}

/** How tightly both sides of an operator have to hold together. */
function levelsOf({ operator }: Binary): readonly [number, number] {
  if (isElvis(operator)) return [0, LOOSE];
  const level = levelOfOperator(operator);
  return [associates(level) ? level : level + 1, level + 1];
}

function isElvis(operator: Binary["operator"]): boolean {
  return operator === "?:" || operator === "??";
}

function associates(level: number): boolean {
  return level !== EQUALITY_LEVEL && level !== RELATIONAL_LEVEL;
}

/** One of a row of operands, with what stands before it. */
export interface WrappedOperand {
  /** Empty for the first one. */
  readonly operator: string;
  readonly expression: Expression;
  /** True where it takes parentheses that the tree does not have. */
  readonly wrap: boolean;
}

/** The operands of `a + b - c`: those of all operators that bind as tightly and stand side by side. */
export function operandsOf(binary: Binary): readonly WrappedOperand[] {
  return isElvis(binary.operator) ? elvisOperands(binary) : leftOperands(binary);
}

function leftOperands(binary: Binary): readonly WrappedOperand[] {
  const level = levelOfOperator(binary.operator);
  const operands: WrappedOperand[] = [];
  for (let link = binary; ; ) {
    const [left, right] = levelsOf(link);
    operands.push({ operator: link.spelling, expression: link.right, wrap: wrapped(link.right, right) });
    if (!associates(level) || link.left.kind !== "binary" || levelOfOperator(link.left.operator) !== level) {
      operands.push({ operator: "", expression: link.left, wrap: wrapped(link.left, left) });
      return operands.reverse();
    }
    link = link.left;
  }
}

/** `a ?: b ?? c` leans to the right. */
function elvisOperands(binary: Binary): readonly WrappedOperand[] {
  const operands: WrappedOperand[] = [];
  let operator = "";
  for (let link = binary; ; ) {
    operands.push({ operator, expression: link.left, wrap: wrapped(link.left, 0) });
    operator = link.spelling;
    if (link.right.kind !== "binary" || !isElvis(link.right.operator)) {
      return [...operands, { operator, expression: link.right, wrap: wrapped(link.right, LOOSE) }];
    }
    link = link.right;
  }
}

/** The parts of `a ? b : c ? d : e`: a choice in the last arm goes on with the row. */
export function conditionalOperands(conditional: Conditional): readonly WrappedOperand[] {
  const operands: WrappedOperand[] = [];
  let operator = "";
  for (let link = conditional; ; ) {
    const { condition, then: yes, otherwise } = link;
    operands.push({ operator, expression: condition, wrap: wrapped(condition, 0) });
    operands.push({ operator: "?", expression: yes, wrap: wrapsMiddle(link) || wrapped(yes, LOOSE) });
    operator = ":";
    if (otherwise.kind !== "conditional") {
      return [...operands, { operator, expression: otherwise, wrap: wrapped(otherwise, LOOSE) }];
    }
    link = otherwise;
  }
}

/** `b : f(x)` would read as a call in a namespace. */
function wrapsMiddle({ then: yes, otherwise }: Conditional): boolean {
  return readsAsNamespace(printOperand(yes, LOOSE), printOperand(otherwise, LOOSE));
}

function printConditional(conditional: Conditional): string {
  const { condition, then: yes, otherwise } = conditional;
  const middle = printOperand(yes, LOOSE);
  const last = printOperand(otherwise, LOOSE);
  return `${printOperand(condition, 0)} ? ${readsAsNamespace(middle, last) ? `(${middle})` : middle} : ${last}`;
}

/** An expression where only what holds together at least this tightly may stand. */
export function printOperand(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return wrapped(expression, least) ? `(${text})` : text;
}

/** True where an expression takes parentheses to stand there. */
export function wrapped(expression: Expression, least: number): boolean {
  return tightness(expression) < least || expression.kind === "lambda";
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
