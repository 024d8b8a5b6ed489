import { type FunctionRecord, takesCount, type WrittenArgument } from "../functions/index.js";
import type { Expression, Lambda, MapLiteral, Member, TemplateLiteral, Unary } from "../grammar/index.js";
import { type Span, spanText } from "../text/index.js";
import { commonType, commonTypeOf } from "../values/common-type.js";
import { integer, negate, parseNumberLiteral, pattern, type Type, type Value } from "../values/index.js";
import { typeOfMethod } from "../values/methods/result-types.js";
import { compileJavaRegex } from "../values/regex/index.js";
import type { Expr } from "./expr.js";

/** What lowering asks of its caller. */
export interface LoweringScope {
  /** The function of a name or alias; without one the call is lowered as `unknown-call`. */
  readonly functionNamed: (name: string) => FunctionRecord | undefined;
  /** The type of a source path; `any` where it is left out. */
  readonly typeOfPath?: (segments: readonly string[]) => Type;
  /** The parameters of the lambdas around, the outermost first. They hide columns; `${x}` is always a column. */
  readonly parameters?: readonly string[];
}

const ANY: Type = { kind: "any" };
const BOOLEAN: Type = { kind: "boolean" };
const STRING: Type = { kind: "string" };
const NUMBER: Type = { kind: "number", of: "number" };

/**
 * Lowers one expression of the syntax tree to what the runtime runs: groups vanish, dotted names become paths, literals
 * constants, calls their function records, `[*]` its level. Nothing is checked: names that mean nothing stay paths and
 * unknown calls, and what cannot have a value (unread text) becomes `no-value`, a failure when it is run.
 */
export function lowerExpression(expression: Expression, scope: LoweringScope): Expr {
  const { span } = expression;
  switch (expression.kind) {
    case "null":
      return constant(null, { kind: "null" }, span);
    case "boolean":
      return constant(expression.value, BOOLEAN, span);
    case "number":
      return numberConstant(expression.text, span);
    case "string":
      return constant(expression.value, STRING, span);
    case "regex": {
      // Java compiles a pattern when it reads the expression.
      const compiled = compileJavaRegex(expression.pattern);
      if ("regex" in compiled) return constant(pattern(expression.pattern), { kind: "regex" }, span);
      const what = `The pattern ${spanText(span)} (${compiled.problem.message})`;
      return { kind: "no-value", what, pattern: expression.pattern, type: ANY, span };
    }
    case "template":
      return lowerTemplate(expression, scope);
    case "array": {
      const items = lowerAll(expression.items, scope);
      return { kind: "array", items, extended: expression.extended, type: arrayOf(items), span };
    }
    case "map":
      return lowerMap(expression, scope);
    case "set": {
      const items = lowerAll(expression.items, scope);
      return { kind: "set", items, type: arrayOf(items), span };
    }
    case "name":
      return parameter(expression.name, span, scope) ?? path([expression.name], span, scope);
    case "quoted-column":
      return path(expression.segments, span, scope);
    case "member":
      return lowerMember(expression, scope);
    case "index": {
      const object = lowerExpression(expression.object, scope);
      const index = lowerExpression(expression.index, scope);
      return { kind: "index", object, index, type: typeAt(object.type, index), span };
    }
    case "wildcard": {
      const object = lowerExpression(expression.object, scope);
      return { kind: "each", object, level: levelsOf(object), type: itemType(object.type), span };
    }
    case "call": {
      const args = lowerAll(expression.arguments, scope);
      const name = expression.callee.text;
      const namespace = expression.namespace?.text ?? null;
      const fn = namespace === null ? scope.functionNamed(name) : undefined;
      // A method is no function: `equals(a, b)` calls nothing.
      if (fn === undefined || fn.style === "method") {
        return { kind: "unknown-call", name, namespace, args, type: ANY, span };
      }
      // A destination's function is refused anyway, and so is a wrong number of arguments: one finding is enough.
      const isRefused = fn.scope === "destination" || !takesCount(fn, args.length);
      const written = args.map((argument, at) => asWritten(argument, expression.arguments[at]));
      const type = isRefused ? ANY : (fn.typeOf?.(types(args), written) ?? fn.returns);
      const meant = fn.forCall?.(written) ?? null;
      return meant === null
        ? { kind: "call", fn, args, type, span }
        : { kind: "call", fn: meant, args, written, type, span };
    }
    case "method-call": {
      const object = lowerExpression(expression.object, scope);
      const { text: name } = expression.method;
      const [first] = expression.arguments;
      const type = typeOfMethod(object.type, name, first?.kind === "string" ? first.value : null);
      return {
        kind: "method",
        object,
        name,
        safe: expression.safe,
        args: lowerAll(expression.arguments, scope),
        type,
        span,
      };
    }
    // JEXL finds no method in a value that is called, and does not look at the arguments.
    case "invoke":
      return {
        kind: "unknown-call",
        name: spanText(expression.callee.span),
        namespace: null,
        args: [],
        type: ANY,
        span,
      };
    case "unary":
      return lowerUnary(expression, scope);
    case "binary":
      return lowerBinary(expression, scope);
    case "conditional": {
      const then = lowerExpression(expression.then, scope);
      const otherwise = lowerExpression(expression.otherwise, scope);
      return {
        kind: "conditional",
        condition: lowerExpression(expression.condition, scope),
        then,
        otherwise,
        type: commonType(then.type, otherwise.type),
        span,
      };
    }
    case "group":
      return lowerExpression(expression.expression, scope);
    case "lambda":
      return lowerLambda(expression, scope);
    case "invalid":
      return { kind: "no-value", what: "What could not be read", type: ANY, span };
  }
}

function lowerAll(expressions: readonly Expression[], scope: LoweringScope): readonly Expr[] {
  return expressions.map((expression) => lowerExpression(expression, scope));
}

function types(expressions: readonly Expr[]): readonly Type[] {
  return expressions.map(({ type }) => type);
}

function asWritten(argument: Expr, written: Expression | undefined): WrittenArgument {
  if (argument.kind === "constant" && typeof argument.value === "string") return { kind: "text", text: argument.value };
  // `${type}` always means a column.
  if (argument.kind === "path" && written?.kind === "name") return { kind: "name", name: written.name };
  if (argument.kind !== "map") return { kind: "other" };
  const keys = argument.entries.map(({ key }) => (key.kind === "constant" ? key.value : null));
  return keys.every((key) => typeof key === "string") ? { kind: "map", keys } : { kind: "other" };
}

function constant(value: Value, type: Type, span: Span): Expr {
  return { kind: "constant", value, type, span };
}

function numberConstant(text: string, span: Span): Expr {
  const value = parseNumberLiteral(text);
  if (value === undefined) return { kind: "no-value", what: `The number ${text}`, type: ANY, span };
  return constant(value, { kind: "number", of: value.kind }, span);
}

function path(segments: readonly string[], span: Span, scope: LoweringScope): Expr {
  return { kind: "path", segments, type: scope.typeOfPath?.(segments) ?? ANY, span };
}

/** `a.b.c` becomes one path; what comes after anything else, a group or `?.` included, becomes a member. */
function lowerMember(expression: Member, scope: LoweringScope): Expr {
  const segments = pathSegments(expression, scope);
  if (segments !== undefined) return path(segments, expression.span, scope);
  const { property, safe, span } = expression;
  const object = lowerExpression(expression.object, scope);
  if (property.kind === "template") {
    const index = lowerTemplate(property.template, scope);
    return { kind: "index", object, index, type: ANY, span };
  }
  return { kind: "member", object, name: property.name, safe, type: fieldType(object.type, property.name), span };
}

function pathSegments(expression: Expression, scope: LoweringScope): readonly string[] | undefined {
  const names: string[] = [];
  let at = expression;
  while (at.kind === "member" && !at.safe && at.property.kind !== "template") {
    names.push(at.property.name);
    at = at.object;
  }
  if (at.kind === "name" && scope.parameters?.includes(at.name)) return undefined;
  if (at.kind === "name") names.push(at.name);
  else if (at.kind === "quoted-column") names.push(...at.segments.toReversed());
  else return undefined;
  return names.reverse();
}

/** A name that a lambda around binds; of two, the inner one. */
function parameter(name: string, span: Span, { parameters = [] }: LoweringScope): Expr | undefined {
  const slot = parameters.lastIndexOf(name);
  return slot < 0 ? undefined : { kind: "parameter", name, slot, type: ANY, span };
}

function lowerLambda({ parameters, body, span }: Lambda, scope: LoweringScope): Expr {
  const around = scope.parameters ?? [];
  const names = parameters.map(({ text }) => text);
  // JEXL reads braces after the arrow as a block: `x -> { x + 1 }` gives what its one expression gives.
  const [only] = body.kind === "set" ? body.items : [];
  const result = body.kind === "set" && body.items.length === 1 && only !== undefined ? only : body;
  return {
    kind: "lambda",
    parameters: names,
    slot: around.length,
    body: lowerExpression(result, { ...scope, parameters: [...around, ...names] }),
    type: { kind: "lambda" },
    span,
  };
}

/** How many `[*]` an expression has already passed: the level of the next one. */
function levelsOf(expr: Expr): number {
  switch (expr.kind) {
    case "each":
      return expr.level + 1;
    case "member":
    case "index":
    case "method":
      return levelsOf(expr.object);
    default:
      return 0;
  }
}

function lowerTemplate({ parts, span }: TemplateLiteral, scope: LoweringScope): Expr {
  const lowered = parts.map((part) => (part.kind === "text" ? part.text : lowerExpression(part.expression, scope)));
  const [only] = lowered;
  const type = lowered.length === 1 && only !== undefined && typeof only !== "string" ? only.type : STRING;
  return { kind: "template", parts: lowered, type, span };
}

function lowerMap({ entries, span }: MapLiteral, scope: LoweringScope): Expr {
  const lowered = entries.map(({ key, value }) => ({
    key: lowerExpression(key, scope),
    value: lowerExpression(value, scope),
  }));
  const fields = new Map<string, Type>();
  for (const { key, value } of lowered) {
    // A key that is computed may hide any other.
    if (key.kind !== "constant" || typeof key.value !== "string") {
      return { kind: "map", entries: lowered, type: { kind: "object", fields: null }, span };
    }
    fields.set(key.value, value.type);
  }
  return { kind: "map", entries: lowered, type: { kind: "object", fields }, span };
}

function lowerUnary({ operator, operand, span }: Unary, scope: LoweringScope): Expr {
  if (operator === "-" && operand.kind === "number") {
    const literal = negativeLiteral(operand.text, span);
    if (literal !== undefined) return literal;
  }
  return { kind: "unary", operator, operand: lowerExpression(operand, scope), type: unaryType(operator), span };
}

/** `-2147483648` is an Integer, though its digits alone are a Long. */
function negativeLiteral(text: string, span: Span): Expr | undefined {
  const digits = parseNumberLiteral(text);
  if (digits === undefined) return undefined;
  const negative = negate(digits, false);
  if (negative === null || typeof negative !== "object" || negative.kind === "failure") return undefined;
  const plain = !/[lLhH]$/.test(text);
  if (plain && negative.kind === "long" && negative.value === -(2n ** 31n)) {
    return constant(integer(Number(negative.value)), { kind: "number", of: "integer" }, span);
  }
  return constant(negative, { kind: "number", of: digits.kind }, span);
}

function unaryType(operator: Unary["operator"]): Type {
  switch (operator) {
    case "!":
    case "empty":
      return BOOLEAN;
    case "size":
      return { kind: "number", of: "integer" };
    case "~":
      return { kind: "number", of: "long" };
    case "-":
    case "+":
      return ANY;
  }
}

type BinaryExpression = Extract<Expression, { kind: "binary" }>;

/** A chain of thousands of terms leans to the left; walking down it in a loop spares the stack. */
function lowerBinary(expression: BinaryExpression, scope: LoweringScope): Expr {
  const spine: BinaryExpression[] = [];
  let at: Expression = expression;
  while (at.kind === "binary") {
    spine.push(at);
    at = at.left;
  }
  let left = lowerExpression(at, scope);
  for (const { operator, right, span } of spine.reverse()) {
    const lowered = lowerExpression(right, scope);
    left = {
      kind: "binary",
      operator,
      left,
      right: lowered,
      type: binaryType(operator, left.type, lowered.type),
      span,
    };
  }
  return left;
}

function binaryType(operator: BinaryExpression["operator"], left: Type, right: Type): Type {
  switch (operator) {
    case "==":
    case "!=":
    case "<":
    case ">":
    case "<=":
    case ">=":
    case "=~":
    case "!~":
    case "=^":
    case "!^":
    case "=$":
    case "!$":
    case "&&":
    case "||":
      return BOOLEAN;
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmeticType(left, right);
    case "&":
    case "|":
    case "^":
      return { kind: "number", of: "long" };
    case "..":
      return { kind: "array", items: { kind: "number", of: "integer" } };
    case "+":
      if (left.kind === "number" && right.kind === "number") return arithmeticType(left, right);
      return left.kind === "string" && right.kind === "string" ? STRING : ANY;
    case "?:":
    case "??":
      return commonType(left, right);
  }
}

/** A decimal operand makes a decimal number of the other; whole numbers grow to the kind that their result needs. */
function arithmeticType(left: Type, right: Type): Type {
  return isDouble(left) || isDouble(right) ? { kind: "number", of: "double" } : NUMBER;
}

function isDouble(type: Type): boolean {
  return type.kind === "number" && (type.of === "float" || type.of === "double");
}

function arrayOf(items: readonly Expr[]): Type {
  return { kind: "array", items: items.length === 0 ? ANY : commonTypeOf(types(items)) };
}

function itemType(type: Type): Type {
  return type.kind === "array" ? type.items : type.kind === "map" ? type.values : ANY;
}

/** `a[0]`, `a["name"]` */
function typeAt(type: Type, index: Expr): Type {
  const isName = index.kind === "constant" && typeof index.value === "string";
  return type.kind === "object" && isName ? fieldType(type, String(index.value)) : itemType(type);
}

function fieldType(type: Type, name: string): Type {
  if (type.kind === "map") return type.values;
  return (type.kind === "object" ? type.fields?.get(name) : undefined) ?? ANY;
}
