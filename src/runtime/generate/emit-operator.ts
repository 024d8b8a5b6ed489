import type { Expr } from "../../compiler/index.js";
import type { BinaryOperator } from "../../grammar/index.js";
import { LONGEST_TEXT } from "../../values/text-length.js";
import type { NameUse } from "../interpret.js";
import { type Generation, type Leave, leaveIfFailed } from "./generation.js";
import {
  ANY_VALUE,
  BOOLEAN,
  boxed,
  boxedValue,
  isOnly,
  may,
  NULL,
  type Operand,
  OTHER,
  operand,
  RAW,
  type RawKind,
  TEXT,
  truth,
} from "./operand.js";

type BinaryExpr = Extract<Expr, { kind: "binary" }>;
type UnaryExpr = Extract<Expr, { kind: "unary" }>;

/** How strict mode reads a name on either side of an operator: the interpreter's lists. */
export interface NameUses {
  readonly left: (operator: BinaryOperator) => NameUse;
  readonly right: (operator: BinaryOperator) => NameUse;
}

export function emitBinary(part: BinaryExpr, uses: NameUses, generation: Generation, leave: Leave): Operand {
  const { operator, left, right } = part;
  switch (operator) {
    case "?:":
    case "??":
      return emitFallback(part, uses, generation, leave);
    case "&&":
    case "||":
      return emitLogic(part, uses, generation, leave);
    default: {
      const first = generation.value(left, uses.left(operator), leave);
      const second = generation.value(right, uses.right(operator), leave);
      return emitOperator(operator, first, second, part, generation, leave);
    }
  }
}

/** `?:` and `??`: what the left side fails with may stand for null. */
function emitFallback(part: BinaryExpr, uses: NameUses, generation: Generation, leave: Leave): Operand {
  const { writer } = generation;
  const { operator, left, right } = part;
  const result = writer.declare("null");
  const next = writer.name("L");
  const unless = (failure: string) => `if (!taken(${failure}, env)) { ${leave(failure)} } break ${next};`;
  writer.open(`${next}: {`);
  const first = generation.value(left, uses.left(operator), unless);
  writer.line(`${result} = ${boxed(first)};`);
  writer.close();
  const firstKinds = (may(first, RAW) ? ANY_VALUE : first.kinds) | NULL;
  const known = operand(result, firstKinds);
  writer.open(operator === "??" ? `if (${result} === null) {` : `if (!${truth(known)}) {`);
  const second = generation.value(right, uses.right(operator), leave);
  writer.line(`${result} = ${boxed(second)};`);
  writer.close();
  return operand(result, firstKinds | (may(second, RAW) ? ANY_VALUE : second.kinds));
}

function emitLogic(part: BinaryExpr, uses: NameUses, generation: Generation, leave: Leave): Operand {
  const { writer } = generation;
  const { operator, left, right } = part;
  const first = generation.value(left, uses.left(operator), leave);
  const result = writer.declare(asBoolean(operator, first, generation));
  if (mayRefuseNull(first, generation)) leaveIfFailed(generation, result, part.span, leave);
  writer.open(`if (${operator === "&&" ? result : `!${result}`}) {`);
  const second = generation.value(right, uses.right(operator), leave);
  writer.line(`${result} = ${asBoolean(operator, second, generation)};`);
  if (mayRefuseNull(second, generation)) leaveIfFailed(generation, result, part.span, leave);
  writer.close();
  return operand(result, BOOLEAN);
}

function asBoolean(operator: string, of: Operand, generation: Generation): string {
  if (!mayRefuseNull(of, generation)) return truth(of);
  const operation = generation.writer.constant({ operator, strict: true });
  return `toBoolean(${boxedValue(of)}, ${operation})`;
}

/** Strict arithmetic refuses null. */
function mayRefuseNull(of: Operand, { strict }: Generation): boolean {
  return strict.arithmetic && may(of, NULL);
}

function emitOperator(
  operator: Exclude<BinaryOperator, "?:" | "??" | "&&" | "||">,
  left: Operand,
  right: Operand,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return emitArithmetic(operator, left, right, part, generation, leave);
    case "==":
    case "!=":
      return emitEquality(operator, left, right, part, generation, leave);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return emitOrder(operator, left, right, part, generation, leave);
    case "=^":
    case "=$":
    case "!^":
    case "!$":
      return emitAffix(operator, left, right, part, generation, leave);
    case "=~":
    case "!~":
      return emitGeneric(operator, left, right, BOOLEAN, part, generation, leave);
    case "..":
    case "&":
    case "|":
    case "^":
      return emitGeneric(operator, left, right, OTHER, part, generation, leave);
  }
}

function emitGeneric(
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
  kinds: number,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer, strict } = generation;
  const result = writer.declare(
    `applyTo(${writer.constant(operator)}, ${boxed(left)}, ${boxed(right)}, ${strict.arithmetic})`,
  );
  leaveIfFailed(generation, result, part.span, leave);
  return operand(result, kinds);
}

const ARITHMETIC = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "remainder" } as const;

function emitArithmetic(
  operator: keyof typeof ARITHMETIC,
  left: Operand,
  right: Operand,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer, strict } = generation;
  const general = `${ARITHMETIC[operator]}(${boxed(left)}, ${boxed(right)}, ${strict.arithmetic})`;
  const fallBack = () => {
    writer.line(`${result} = ${general};`);
    leaveIfFailed(generation, result, part.span, leave);
  };
  const result = writer.declare("null");
  if (operator === "+" && may(left, TEXT) && may(right, TEXT)) {
    const length = `${left.code}.length + ${right.code}.length <= ${LONGEST_TEXT}`;
    writer.open(`if (${[...textTests(left), ...textTests(right), length].join(" && ")}) {`);
    writer.line(`${result} = ${left.code} + ${right.code};`);
    writer.otherwise();
    fallBack();
    writer.close();
    return operand(result, isOnly(left, TEXT) && isOnly(right, TEXT) ? TEXT : ANY_VALUE);
  }
  const raw = rawResult(left, right);
  if (raw === null) {
    fallBack();
    return operand(result, ANY_VALUE);
  }
  const divides = operator === "/" || operator === "%";
  const tests = [...numberTests(left), ...numberTests(right), ...(divides ? [`${right.code} !== 0`] : [])];
  const computed = `${asDouble(left, raw)} ${operator} ${asDouble(right, raw)}`;
  if (raw === "double") {
    if (tests.length === 0) {
      writer.line(`${result} = ${computed};`);
      return operand(result, RAW, raw);
    }
    writer.open(`if (${tests.join(" && ")}) {`);
    writer.line(`${result} = ${computed};`);
    writer.otherwise();
    fallBack();
    writer.close();
    return operand(result, ANY_VALUE | RAW, raw);
  }
  // Integers: what is no Integer any more (or no number at all) is left to the operator.
  const quick = operator === "/" ? `Math.trunc(${computed})` : computed;
  writer.line(`${result} = ${tests.length === 0 ? quick : `${tests.join(" && ")} ? ${quick} : 0.5`};`);
  writer.open(`if (${result} === (${result} | 0)) {`);
  writer.line(`${result} |= 0;`);
  writer.otherwise();
  fallBack();
  writer.close();
  return operand(result, ANY_VALUE | RAW, raw);
}

function textTests(of: Operand): readonly string[] {
  return isOnly(of, TEXT) ? [] : [`typeof ${of.code} === "string"`];
}

function numberTests(of: Operand): readonly string[] {
  return isOnly(of, RAW) ? [] : [`typeof ${of.code} === "number"`];
}

/** The kind of a calculation with two unboxed numbers; null where one never is. */
function rawResult(left: Operand, right: Operand): "integer" | "double" | null {
  if (!may(left, RAW) || !may(right, RAW)) return null;
  return left.raw === "integer" && right.raw === "integer" ? "integer" : "double";
}

/** JEXL reads a Float by its text: 0.1f is the Double 0.1. */
function asDouble(of: Operand, result: RawKind): string {
  return result === "double" && of.raw === "float" ? `doubleOfFloat(${of.code})` : of.code;
}

function emitEquality(
  operator: "==" | "!=",
  left: Operand,
  right: Operand,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer, strict } = generation;
  const negated = operator === "!=" ? "!" : "";
  // Texts, and what is null, are compared as JavaScript compares them.
  if ((isOnly(left, TEXT | NULL) && isOnly(right, TEXT | NULL)) || isOnly(left, NULL) || isOnly(right, NULL)) {
    return operand(writer.declare(`${negated}(${left.code} === ${right.code})`), BOOLEAN);
  }
  const general = `equal(${boxed(left)}, ${boxed(right)}, ${strict.arithmetic})`;
  const quick = quickComparison("===", left, right);
  const result = writer.declare(quick === null ? general : `${quick.test} ? ${quick.code} : ${general}`);
  leaveIfFailed(generation, result, part.span, leave);
  if (negated !== "") writer.line(`${result} = !${result};`);
  return operand(result, BOOLEAN);
}

function emitOrder(
  operator: "<" | ">" | "<=" | ">=",
  left: Operand,
  right: Operand,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer, strict } = generation;
  const name = writer.constant(operator);
  const general = `ordered(${name}, ${boxed(left)}, ${boxed(right)}, ${strict.arithmetic})`;
  const quick = quickComparison(operator, left, right);
  const result = writer.declare(quick === null ? general : `${quick.test} ? ${quick.code} : ${general}`);
  leaveIfFailed(generation, result, part.span, leave);
  return operand(result, BOOLEAN);
}

/** A comparison of two texts or of two unboxed numbers in JavaScript's own way, and when it may be used. */
function quickComparison(
  sign: string,
  left: Operand,
  right: Operand,
): { readonly test: string; readonly code: string } | null {
  if (may(left, TEXT) && may(right, TEXT)) {
    const test = [...textTests(left), ...textTests(right)].join(" && ");
    return { test: test === "" ? "true" : test, code: `${left.code} ${sign} ${right.code}` };
  }
  const raw = rawResult(left, right);
  if (raw === null) return null;
  const known = [...numberTests(left), ...numberTests(right)];
  // NaN has its place in Java's order.
  const numbers = raw === "integer" ? [] : [left, right].flatMap((side) => notNaN(side));
  const test = [...known, ...numbers].join(" && ");
  return {
    test: test === "" ? "true" : test,
    code: `${asDouble(left, raw)} ${sign} ${asDouble(right, raw)}`,
  };
}

function notNaN(of: Operand): readonly string[] {
  return of.constant !== undefined || of.raw === "integer" ? [] : [`${of.code} === ${of.code}`];
}

function emitAffix(
  operator: "=^" | "=$" | "!^" | "!$",
  left: Operand,
  right: Operand,
  part: BinaryExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  if (!may(left, TEXT) || !isOnly(right, TEXT)) {
    return emitGeneric(operator, left, right, BOOLEAN, part, generation, leave);
  }
  const { writer, strict } = generation;
  const method = operator.endsWith("^") ? "startsWith" : "endsWith";
  const negated = operator.startsWith("!") ? "!" : "";
  const general = `applyTo(${writer.constant(operator)}, ${boxed(left)}, ${right.code}, ${strict.arithmetic})`;
  const quick = `${negated}${left.code}.${method}(${right.code})`;
  const test = textTests(left).join("");
  const result = writer.declare(test === "" ? quick : `${test} ? ${quick} : ${general}`);
  if (test !== "") leaveIfFailed(generation, result, part.span, leave);
  return operand(result, BOOLEAN);
}

export function emitUnary(part: UnaryExpr, generation: Generation, leave: Leave): Operand {
  const { writer, strict } = generation;
  const { operator } = part;
  const value = generation.value(part.operand, operator === "!" || operator === "~" ? "operand" : "plain", leave);
  switch (operator) {
    case "!": {
      if (!mayRefuseNull(value, generation)) return operand(writer.declare(`!${truth(value)}`), BOOLEAN);
      const result = writer.declare(asBoolean(operator, value, generation));
      leaveIfFailed(generation, result, part.span, leave);
      writer.line(`${result} = !${result};`);
      return operand(result, BOOLEAN);
    }
    case "-":
    case "+":
    case "~": {
      const name = operator === "-" ? "negate" : operator === "+" ? "positivize" : "complement";
      const result = writer.declare(`${name}(${boxed(value)}, ${strict.arithmetic})`);
      leaveIfFailed(generation, result, part.span, leave);
      return operand(result, ANY_VALUE);
    }
    default:
      return generation.interpreted(part, "plain", leave);
  }
}
