import { applyOperator } from "../functions/apply-operator.js";
import type { Argument, CallContext } from "../functions/index.js";
import {
  arrayLiteral,
  callMethod,
  complement,
  type Failure,
  integer,
  isEmpty,
  isFailure,
  isTruthy,
  MISSING,
  mapLiteral,
  negate,
  type Outcome,
  positivize,
  sizeOf,
  textOf,
  type Value,
} from "../values/index.js";
import type { Expr } from "./expr.js";
import { placeOf } from "./place.js";

/** The value would depend on what is only there when rows are mapped: the clock, the row, a digest. */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Known = Value | Failure | typeof UNKNOWN;

/**
 * Evaluates an expression without a row, or with one value for the one column that it reads; in lenient mode. What would
 * need anything else is UNKNOWN. The runtime's interpreter is the one that counts: this one serves to find, before any
 * row is mapped, what must fail.
 */
export function evaluateKnown(expression: Expr, column: Value | typeof UNKNOWN): Known {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "path":
      return column;
    case "each":
    case "member":
      return placeOf(expression) === null ? UNKNOWN : column;
    case "call":
      return evaluateCall(expression, column);
    case "method": {
      const target = evaluateKnown(expression.object, column);
      if (target === UNKNOWN || target === null || isFailure(target)) return target;
      const args = evaluateAll(expression.args, column);
      if (args === UNKNOWN || isFailed(args)) return args;
      return callMethod(target, expression.name, args) ?? null;
    }
    case "binary": {
      const left = evaluateKnown(expression.left, column);
      if (left === UNKNOWN) return UNKNOWN;
      let open = false;
      const result = applyOperator(
        expression.operator,
        left,
        () => {
          const right = evaluateKnown(expression.right, column);
          if (right !== UNKNOWN) return right;
          open = true;
          return null;
        },
        false,
      );
      return open ? UNKNOWN : result;
    }
    case "conditional": {
      const condition = evaluateKnown(expression.condition, column);
      if (condition === UNKNOWN || isFailure(condition)) return condition;
      return evaluateKnown(isTruthy(condition) ? expression.then : expression.otherwise, column);
    }
    case "unary":
      return evaluateUnary(expression, column);
    case "array": {
      const items = evaluateAll(expression.items, column);
      return items === UNKNOWN || isFailed(items) ? items : arrayLiteral(items, expression.extended);
    }
    case "map": {
      const entries: [Value, Value][] = [];
      for (const entry of expression.entries) {
        const pair = evaluateAll([entry.key, entry.value], column);
        if (pair === UNKNOWN || isFailed(pair)) return pair;
        const [key = null, value = null] = pair;
        entries.push([key, value]);
      }
      return mapLiteral(entries);
    }
    case "template": {
      const [only] = expression.parts;
      if (expression.parts.length === 1 && only !== undefined && typeof only !== "string") {
        return evaluateKnown(only, column);
      }
      let text = "";
      for (const part of expression.parts) {
        const value = typeof part === "string" ? part : evaluateKnown(part, column);
        if (value === UNKNOWN || (value !== null && isFailure(value))) return value;
        if (value !== null) text += textOf(value);
      }
      return text;
    }
    default:
      return UNKNOWN;
  }
}

function isFailed(result: readonly Value[] | Failure): result is Failure {
  return "kind" in result;
}

function evaluateAll(
  expressions: readonly Expr[],
  column: Value | typeof UNKNOWN,
): readonly Value[] | Failure | typeof UNKNOWN {
  const results: Value[] = [];
  for (const expression of expressions) {
    const value = evaluateKnown(expression, column);
    if (value === UNKNOWN || isFailure(value)) return value;
    results.push(value);
  }
  return results;
}

function evaluateUnary(expression: Extract<Expr, { kind: "unary" }>, column: Value | typeof UNKNOWN): Known {
  const value = evaluateKnown(expression.operand, column);
  if (value === UNKNOWN || isFailure(value)) return value;
  switch (expression.operator) {
    case "!":
      return !isTruthy(value);
    case "empty":
      return isEmpty(value);
    case "size":
      return integer(sizeOf(value));
    case "-":
      return negate(value, false);
    case "+":
      return positivize(value, false);
    case "~":
      return complement(value, false);
  }
}

/** Evaluates a call whose arguments are known or given; the world outside makes the result UNKNOWN. */
export function invokeKnown({ fn, span }: Extract<Expr, { kind: "call" }>, args: readonly (() => Known)[]): Known {
  if (!fn.pure || fn.platformOnly || fn.scope === "destination") return UNKNOWN;
  let open = false;
  const ask = <T>(standIn: T): T => {
    open = true;
    return standIn;
  };
  const context: CallContext = {
    services: {
      now: () => ask({ kind: "datetime", epochSecond: 0, nano: 0, offset: 0, zone: null }),
      uuid: () => ask(""),
      digest: () => ask(""),
    },
    strict: false,
    span,
    lookup: (): Outcome => ask(null),
  };
  const outcome = fn.invoke(
    args.map(
      (argument): Argument =>
        () => {
          const value = argument();
          return value === UNKNOWN ? ask(null) : value;
        },
    ),
    context,
  );
  if (open) return UNKNOWN;
  return outcome === MISSING ? null : outcome;
}

function evaluateCall(call: Extract<Expr, { kind: "call" }>, column: Value | typeof UNKNOWN): Known {
  if (call.args.some(({ kind }) => kind === "lambda")) return UNKNOWN;
  return invokeKnown(
    call,
    call.args.map((argument) => () => evaluateKnown(argument, column)),
  );
}
