import type { Expr } from "../compiler/index.js";
import { values } from "../diagnostics/values.js";
import { applyOperator } from "../functions/apply-operator.js";
import type { Argument, LambdaArgument } from "../functions/index.js";
import type { Span } from "../text/index.js";
import {
  arrayLiteral,
  callMethod,
  complement,
  type Failure,
  failure,
  getItem,
  getProperty,
  integer,
  isEmpty,
  isFailure,
  isTruthy,
  kindName,
  MISSING,
  mapLiteral,
  memberKey,
  negate,
  type Outcome,
  positivize,
  setLiteral,
  sizeOf,
  textOf,
  toBoolean,
  type Value,
} from "../values/index.js";
import { LONGEST_TEXT, textTooLong } from "../values/text-length.js";
import type { Environment } from "./environment.js";
import { eachItem, located } from "./outcome.js";
import { lookUpPath, readPath } from "./read-path.js";
import { takenAsFalse, takenAsNothing } from "./suppress.js";

type ExprOf<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/**
 * How strict mode reads a name without a value: as an error (the rule), as null (on the left of `?:` and the like), as
 * null where only its last part has none (before `?.`), or as an error even where the name is there and null (as an
 * operand).
 */
export type NameUse = "plain" | "guarded" | "safe" | "operand";

/** A `?.` met nothing: all that follows in its chain of members, indexes and calls is null. */
const CUT_SHORT: unique symbol = Symbol("cut short");
type LinkOutcome = Outcome | typeof CUT_SHORT;

/**
 * The plain interpreter: evaluates one lowered expression to a value, to MISSING (the path itself is absent), or to a
 * failure with the place of the sub-expression. The reference that generated code is held to.
 */
export function evaluate(expr: Expr, env: Environment, use: NameUse = "plain"): Outcome {
  const { observer } = env;
  if (observer === undefined) return evaluateKind(expr, env, use);
  observer.enter(expr);
  const outcome = evaluateKind(expr, env, use);
  observer.leave(expr, outcome);
  return outcome;
}

function evaluateKind(expr: Expr, env: Environment, use: NameUse): Outcome {
  switch (expr.kind) {
    case "constant":
      return expr.value;
    case "path":
      return evaluatePath(expr, env, use);
    case "member":
    case "index":
    case "method": {
      return valueOfLink(expr, evaluateLinkKind(expr, env, use));
    }
    case "each":
      return evaluateEach(expr, env);
    case "call":
      return evaluateCall(expr, env);
    case "unknown-call":
      return evaluateUnknownCall(expr, env);
    case "unary":
      return evaluateUnary(expr, env);
    case "binary":
      return evaluateBinary(expr, env);
    case "conditional":
      return evaluateConditional(expr, env);
    case "array": {
      const items = evaluateAll(expr.items, env);
      return isFailed(items) ? items : arrayLiteral(items, expr.extended);
    }
    case "set": {
      const items = evaluateAll(expr.items, env);
      return isFailed(items) ? items : setLiteral(items);
    }
    case "map":
      return evaluateMap(expr, env);
    case "template":
      return evaluateTemplate(expr, env);
    case "parameter":
      return evaluateParameter(expr, env, use);
    case "lambda":
      return failure(values.XM5061, { what: "A lambda" }, expr.span);
    case "no-value":
      return failure(values.XM5061, { what: expr.what }, expr.span);
  }
}

/** The value of an operand or argument: a missing one is null. */
function evaluateValue(expr: Expr, env: Environment, use: NameUse = "plain"): Value | Failure {
  const outcome = evaluate(expr, env, use);
  return outcome === MISSING ? null : outcome;
}

function isFailed(result: readonly Value[] | Failure): result is Failure {
  return "kind" in result;
}

function evaluateAll(exprs: readonly Expr[], env: Environment): readonly Value[] | Failure {
  const results: Value[] = [];
  for (const expr of exprs) {
    const value = evaluateValue(expr, env);
    if (isFailure(value)) return value;
    results.push(value);
  }
  return results;
}

function evaluatePath({ segments, span }: ExprOf<"path">, env: Environment, use: NameUse): Outcome {
  const outcome = readPath(segments, env.row);
  if (!env.strictEngine || (outcome !== MISSING && outcome !== null)) return outcome;
  const name = segments.join(".");
  const first = env.row.get(segments[0] ?? "");
  if (first !== MISSING && first !== null && segments.length > 1) {
    // A property that is null is the operator's own business.
    const isThere = outcome === null || isMap(readPath(segments.slice(0, -1), env.row));
    return isThere ? outcome : refuseAbsent(name, span, use);
  }
  const variable = env.row.get(name);
  if (variable === MISSING) return refuseAbsent(name, span, segments.length === 1 && use === "safe" ? "guarded" : use);
  // A variable that is null is refused as an operand.
  return use === "operand" && env.strictArithmetic ? failure(values.XM5055, { name }, span) : outcome;
}

/** What the strict engine says of a name without a value. */
function refuseAbsent(name: string, span: Span, use: NameUse): Outcome {
  return use === "guarded" ? MISSING : failure(values.XM5055, { name }, span);
}

/** A key that a map has not is null in every mode. */
function isMap(target: Value | typeof MISSING): boolean {
  return typeof target === "object" && target !== null && target.kind === "map";
}

/** Of a chain that was cut short: a call is null, and a property is not there. */
function valueOfLink({ kind }: Expr, outcome: LinkOutcome): Outcome {
  if (outcome !== CUT_SHORT) return outcome;
  return kind === "method" ? null : MISSING;
}

/** One link of a chain, or what the chain begins with. */
function evaluateLink(expr: Expr, env: Environment, use: NameUse): LinkOutcome {
  const { observer } = env;
  const isLink = expr.kind === "member" || expr.kind === "index" || expr.kind === "method";
  if (observer === undefined || !isLink) return evaluateLinkKind(expr, env, use);
  observer.enter(expr);
  const outcome = evaluateLinkKind(expr, env, use);
  observer.leave(expr, valueOfLink(expr, outcome));
  return outcome;
}

function evaluateLinkKind(expr: Expr, env: Environment, use: NameUse): LinkOutcome {
  switch (expr.kind) {
    case "member":
      return evaluateMember(expr, env, use);
    case "index":
      return evaluateIndex(expr, env, use);
    case "method":
      return evaluateMethod(expr, env, use);
    default:
      return evaluate(expr, env, use);
  }
}

/** How the chain before a link is read. */
function useBefore(use: NameUse, safe: boolean): NameUse {
  return use === "guarded" ? "guarded" : safe ? "safe" : "plain";
}

function evaluateMember({ object, name, safe, span }: ExprOf<"member">, env: Environment, use: NameUse): LinkOutcome {
  const target = evaluateLink(object, env, useBefore(use, safe));
  if (target === CUT_SHORT || isFailure(target)) return target;
  if (target === MISSING || target === null) {
    if (safe) return CUT_SHORT;
    return env.strictEngine ? refuseAbsent(name, span, use) : MISSING;
  }
  const found = getProperty(target, memberKey(name));
  if (found !== undefined) return found;
  return env.strictEngine && !safe && !isMap(target) ? refuseAbsent(name, span, use) : MISSING;
}

function evaluateIndex({ object, index, span }: ExprOf<"index">, env: Environment, use: NameUse): LinkOutcome {
  const target = evaluateLink(object, env, useBefore(use, false));
  if (target === CUT_SHORT || isFailure(target)) return target;
  if (target === MISSING || target === null) return env.strictEngine ? refuseAbsent("[…]", span, use) : MISSING;
  const key = evaluateValue(index, env);
  if (isFailure(key)) return key;
  // A template after a dot (x.`${name}`) is a name, and may spell an index.
  const found =
    index.kind === "template" && typeof key === "string" ? getProperty(target, memberKey(key)) : getItem(target, key);
  if (found !== undefined) return found;
  return env.strictEngine && !isMap(target) ? refuseAbsent(textOf(key), span, use) : MISSING;
}

function evaluateEach({ object, level }: ExprOf<"each">, env: Environment): Outcome {
  return eachItem(evaluate(object, env), env.items[level]);
}

function evaluateCall({ fn, args, span }: ExprOf<"call">, env: Environment): Outcome {
  const outcome = fn.invoke(
    args.map((arg) => argumentOf(arg, env)),
    {
      services: env.services,
      strict: env.strictArithmetic,
      span,
      lookup: (path) => lookUpPath(path, env.row),
      onSuppressed: env.onSuppressed,
    },
  );
  return isFailure(outcome) ? located(outcome, span) : outcome;
}

function argumentOf(expr: Expr, env: Environment): Argument {
  const value = () => evaluate(expr, env, "guarded");
  return expr.kind === "lambda" ? Object.assign(value, { lambda: lambdaOf(expr, env) }) : value;
}

function lambdaOf({ parameters, slot, body }: ExprOf<"lambda">, env: Environment): LambdaArgument {
  const around = (env.parameters ?? []).slice(0, slot);
  return {
    parameters: parameters.length,
    apply: (given) => {
      const own = parameters.map((_, at) => given[at] ?? null);
      return evaluateValue(body, { ...env, parameters: [...around, ...own] });
    },
  };
}

/** A parameter is a variable: strict mode refuses one that is null as an operand. */
function evaluateParameter({ name, slot, span }: ExprOf<"parameter">, env: Environment, use: NameUse): Outcome {
  const value = env.parameters?.[slot] ?? null;
  const refused = value === null && use === "operand" && env.strictEngine && env.strictArithmetic;
  return refused ? failure(values.XM5055, { name }, span) : value;
}

function evaluateMethod(expr: ExprOf<"method">, env: Environment, use: NameUse): LinkOutcome {
  const { object, name, safe, args, span } = expr;
  const target = evaluateLink(object, env, useBefore(use, safe));
  if (target === CUT_SHORT || isFailure(target)) return target;
  if (target === MISSING || target === null) {
    if (safe) return CUT_SHORT;
    return env.strictEngine && use !== "guarded" ? failure(values.XM5058, { method: name, kind: "null" }, span) : null;
  }
  const evaluated = evaluateAll(args, env);
  if (isFailed(evaluated)) return evaluated;
  const result = callMethod(target, name, evaluated, env.strictArithmetic);
  if (result === undefined) {
    const refused = env.strictEngine && !safe && use !== "safe";
    return refused ? failure(values.XM5058, { method: name, kind: kindName(target) }, span) : null;
  }
  return isFailure(result) ? located(result, span) : result;
}

/** The arguments are evaluated first, as JEXL does, so that a failure among them shows. */
function evaluateUnknownCall({ name, namespace, args, span }: ExprOf<"unknown-call">, env: Environment): Outcome {
  if (namespace !== null) return failure(values.XM5056, { name: `${namespace}:${name}` }, span);
  const evaluated = evaluateAll(args, env);
  if (isFailed(evaluated)) return evaluated;
  return env.strictEngine ? failure(values.XM5056, { name }, span) : null;
}

function evaluateUnary({ operator, operand, span }: ExprOf<"unary">, env: Environment): Outcome {
  if (operator === "empty" || operator === "size") {
    const value = evaluateValue(operand, env, "guarded");
    if (isFailure(value)) {
      if (!takenAsNothing(value, env)) return value;
      return operator === "empty" ? true : integer(0);
    }
    return operator === "empty" ? isEmpty(value) : integer(sizeOf(value));
  }
  const value = evaluateValue(operand, env, operator === "!" || operator === "~" ? "operand" : "plain");
  if (isFailure(value)) return value;
  const strict = env.strictArithmetic;
  let result: Value | Failure;
  switch (operator) {
    case "-":
      result = negate(value, strict);
      break;
    case "+":
      result = positivize(value, strict);
      break;
    case "~":
      result = complement(value, strict);
      break;
    case "!": {
      const truth = toBoolean(value, { operator, strict });
      result = typeof truth === "boolean" ? !truth : truth;
    }
  }
  return isFailure(result) ? located(result, span) : result;
}

/** Walks down the left side in a loop, so that a chain of thousands of terms needs no stack. */
function evaluateBinary(expr: ExprOf<"binary">, env: Environment): Outcome {
  const { observer } = env;
  const spine: ExprOf<"binary">[] = [];
  let at: Expr = expr;
  while (at.kind === "binary") {
    spine.push(at);
    if (at !== expr) observer?.enter(at);
    at = at.left;
  }
  spine.reverse();
  let left = evaluateValue(at, env, useOfLeft(spine[0]?.operator ?? expr.operator));
  for (const term of spine) {
    const { operator, right, span } = term;
    const evaluateRight = () => evaluateValue(right, env, useOfRight(operator));
    const result = applyOperator(operator, left, evaluateRight, env.strictArithmetic, env.onSuppressed);
    left = isFailure(result) ? located(result, span) : result;
    if (term !== expr) observer?.leave(term, left);
  }
  return left;
}

/** `?:` and `??` are there for names without a value; which operators refuse a name that is null is JEXL's list. */
export function useOfLeft(operator: ExprOf<"binary">["operator"]): NameUse {
  return operator === "?:" || operator === "??" ? "guarded" : useOfRight(operator);
}

export function useOfRight(operator: ExprOf<"binary">["operator"]): NameUse {
  switch (operator) {
    case "==":
    case "!=":
    case "?:":
    case "??":
    case "&&":
    case "||":
    case "..":
      return "plain";
    default:
      return "operand";
  }
}

/** A null operand in the condition (strict mode) reads as false; every other failure is the expression's. */
function evaluateConditional({ condition, then, otherwise }: ExprOf<"conditional">, env: Environment): Outcome {
  const value = evaluateValue(condition, env, "guarded");
  if (isFailure(value)) {
    return takenAsFalse(value, env) ? evaluateValue(otherwise, env) : value;
  }
  return evaluateValue(isTruthy(value) ? then : otherwise, env);
}

function evaluateMap({ entries }: ExprOf<"map">, env: Environment): Outcome {
  const evaluated: [Value, Value][] = [];
  for (const entry of entries) {
    const key = evaluateValue(entry.key, env);
    if (isFailure(key)) return key;
    const value = evaluateValue(entry.value, env);
    if (isFailure(value)) return value;
    evaluated.push([key, value]);
  }
  return mapLiteral(evaluated);
}

function evaluateTemplate({ parts, span }: ExprOf<"template">, env: Environment): Outcome {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string") return evaluateValue(only, env);
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = evaluateValue(part, env);
    if (isFailure(value)) return value;
    if (value !== null) text += textOf(value);
    if (text.length > LONGEST_TEXT) return located(textTooLong(), span);
  }
  return text;
}
