import { values } from "../diagnostics/values.js";
import type { BinaryOperator } from "../grammar/index.js";
import {
  add,
  combineBits,
  divide,
  equal,
  type Failure,
  isFailure,
  isIn,
  isTruthy,
  makeRange,
  multiply,
  ordered,
  remainder,
  startsOrEndsWith,
  subtract,
  toBoolean,
  type Value,
} from "../values/index.js";
import { countsAsNull } from "./counts-as-null.js";

type Result = Value | Failure;

/**
 * Applies a binary operator of JEXL 3.2.1. The right side is evaluated only where the operator asks for it: `&&`, `||`,
 * `?:` and `??` may not. `onSuppressed` is told of a left side whose failure `?:` or `??` takes for null.
 */
export function applyOperator(
  operator: BinaryOperator,
  left: Result,
  evaluateRight: () => Result,
  strict: boolean,
  onSuppressed?: (problem: Failure) => void,
): Result {
  switch (operator) {
    case "?:": {
      const first = seenAsNull(left, onSuppressed);
      return isFailure(first) ? first : isTruthy(first) ? first : evaluateRight();
    }
    case "??":
      return seenAsNull(left, onSuppressed) ?? evaluateRight();
    case "&&":
    case "||":
      return applyLogic(operator, left, evaluateRight, strict);
    default: {
      if (isFailure(left)) return left;
      const right = evaluateRight();
      return isFailure(right) ? right : applyToValues(operator, left, right, strict);
    }
  }
}

/** `?:` and `??` stand in for what has no value: null, a null operand in strict mode, and what a function could not make. */
function seenAsNull(left: Result, onSuppressed: ((problem: Failure) => void) | undefined): Result {
  if (!isFailure(left) || !(left.code === values.XM5053.code || countsAsNull(left))) return left;
  onSuppressed?.(left);
  return null;
}

function applyLogic(operator: "&&" | "||", left: Result, evaluateRight: () => Result, strict: boolean): Result {
  if (isFailure(left)) return left;
  const first = toBoolean(left, { operator, strict });
  if (typeof first !== "boolean" || first === (operator === "||")) return first;
  const right = evaluateRight();
  return isFailure(right) ? right : toBoolean(right, { operator, strict });
}

function applyToValues(
  operator: Exclude<BinaryOperator, "?:" | "??" | "&&" | "||">,
  left: Value,
  right: Value,
  strict: boolean,
): Result {
  switch (operator) {
    case "+":
      return add(left, right, strict);
    case "-":
      return subtract(left, right, strict);
    case "*":
      return multiply(left, right, strict);
    case "/":
      return divide(left, right, strict);
    case "%":
      return remainder(left, right, strict);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return ordered(operator, left, right, strict);
    case "==":
      return equal(left, right, strict);
    case "!=":
      return not(equal(left, right, strict));
    case "=~":
      return isIn(left, right, strict);
    case "!~":
      return not(isIn(left, right, strict));
    case "=^":
    case "=$":
      return startsOrEndsWith(operator, left, right, strict);
    case "!^":
      return not(startsOrEndsWith("=^", left, right, strict));
    case "!$":
      return not(startsOrEndsWith("=$", left, right, strict));
    case "..":
      return makeRange(left, right, strict);
    case "&":
    case "|":
    case "^":
      return combineBits(operator, left, right, strict);
  }
}

function not(result: boolean | Failure): boolean | Failure {
  return typeof result === "boolean" ? !result : result;
}
