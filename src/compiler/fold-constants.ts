import { functions as codes } from "../diagnostics/functions.js";
import type { Span } from "../text/index.js";
import { type DateTime, type Failure, integer, isFailure, type Value } from "../values/index.js";
import { evaluateKnown, invokeKnown, type Known, UNKNOWN } from "./evaluate-known.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";

type CallExpr = Extract<Expr, { readonly kind: "call" }>;

/** Why a call fails in every row, whatever the columns hold. */
export interface CertainFailure {
  readonly code: string;
  /** One sentence, without its full stop. */
  readonly words: string;
  /** The constant that it comes from; the call where it comes from several together. */
  readonly span: Span;
}

const known = new WeakMap<Expr, CertainFailure | null>();

/** Why a call must fail by its constants alone; null where it need not, or where a failure is of an argument. */
export function failureOfConstants(call: CallExpr): CertainFailure | null {
  const found = known.get(call);
  if (found !== undefined) return found;
  const computed = isConstant(call) ? failureOf(evaluateKnown(call, UNKNOWN), call) : failureOfSome(call);
  known.set(call, computed);
  return computed;
}

/** What a call of constants alone gives in every row; UNKNOWN where that hangs on rows, on the clock or on a digest. */
export function constantResult(expression: Expr): Known {
  return isConstant(expression) ? evaluateKnown(expression, UNKNOWN) : UNKNOWN;
}

const constants = new WeakMap<Expr, boolean>();

/** Whether no row is needed to evaluate an expression, and neither a clock nor a digest. */
function isConstant(expression: Expr): boolean {
  const found = constants.get(expression);
  if (found !== undefined) return found;
  const computed = constantInItself(expression) && exprChildren(expression).every(isConstant);
  constants.set(expression, computed);
  return computed;
}

function constantInItself(expression: Expr): boolean {
  switch (expression.kind) {
    case "constant":
    case "array":
    case "map":
      return true;
    case "call":
      return expression.fn.pure && !expression.fn.platformOnly && expression.fn.scope === "source";
    default:
      return false;
  }
}

/** An argument that fails has its own finding. */
function failureOf(outcome: Known, call: CallExpr): CertainFailure | null {
  if (outcome === UNKNOWN || !isFailure(outcome)) return null;
  const ofArgument = call.args.some((argument) => {
    const value = isConstant(argument) ? evaluateKnown(argument, UNKNOWN) : null;
    return value !== UNKNOWN && isFailure(value);
  });
  return ofArgument ? null : certain(outcome, call);
}

/**
 * Where only some arguments are constants, the others get a value that nothing is wrong with: what fails then is one of the
 * constants. The year is a leap year and the month has 31 days, so that no constant fails for the stand-ins' sake.
 */
function failureOfSome(call: CallExpr): CertainFailure | null {
  const standIns = STAND_INS.get(call.fn.name);
  if (standIns === undefined) return null;
  const needed = NEEDED.get(call.fn.name) ?? [];
  if (needed.some((at) => call.args[at]?.kind !== "constant")) return null;
  const outcome = invokeKnown(
    call,
    call.args.map((argument, at) => () => {
      if (isConstant(argument)) return evaluateKnown(argument, UNKNOWN);
      return standIns[at] ?? null;
    }),
  );
  if (outcome === UNKNOWN || !isFailure(outcome) || !OF_CONSTANTS.has(outcome.code)) return null;
  return certain(outcome, call);
}

function certain({ code, message }: Failure, call: CallExpr): CertainFailure {
  return { code, words: message.replace(/\.$/, ""), span: culpritOf(call) };
}

/** The one constant without which the call would not fail. */
function culpritOf(call: CallExpr): Span {
  const standIns = STAND_INS.get(call.fn.name);
  const [only, ...rest] = call.args;
  if (only !== undefined && rest.length === 0) return only.span;
  if (standIns === undefined) return call.span;
  const culprits = call.args.filter((argument, left) => {
    if (!isConstant(argument)) return false;
    const outcome = invokeKnown(
      call,
      call.args.map((other, at) => () => {
        const standIn = at === left || !isConstant(other) ? standIns[at] : undefined;
        return standIn === undefined ? evaluateKnown(other, UNKNOWN) : standIn;
      }),
    );
    return outcome === UNKNOWN || !isFailure(outcome);
  });
  // What says how the others are read (the part of a date) is right where another one is wrong.
  const needed = (NEEDED.get(call.fn.name) ?? []).map((at) => call.args[at]);
  const others = culprits.filter((argument) => !needed.includes(argument));
  const [culprit, ...more] = others.length === 0 ? culprits : others;
  return culprit !== undefined && more.length === 0 ? culprit.span : call.span;
}

const A_DATE: DateTime = { kind: "datetime", epochSecond: 1_577_836_800, nano: 0, offset: 0, zone: null };

const STAND_INS: ReadonlyMap<string, readonly Value[]> = new Map<string, readonly Value[]>([
  ["date_part", ["day", A_DATE]],
  ["set_date_part", ["day", integer(1), A_DATE]],
  ["zone_date_to_zone", [A_DATE, "UTC"]],
  ["make_date_time", [integer(2020), integer(1), integer(1), integer(0), integer(0), integer(0), integer(0), "UTC"]],
  ["crc32", ["", "UTF-8"]],
  ["md5", ["", "UTF-8"]],
  ["sha1", ["", "UTF-8"]],
  ["sha256", ["", "UTF-8"]],
  ["sha512", ["", "UTF-8"]],
]);

/** What the other arguments mean hangs on these. */
const NEEDED: ReadonlyMap<string, readonly number[]> = new Map([
  ["date_part", [0]],
  ["set_date_part", [0]],
  ["zone_date_to_zone", [1]],
  ["crc32", [1]],
  ["md5", [1]],
  ["sha1", [1]],
  ["sha256", [1]],
  ["sha512", [1]],
]);

const OF_CONSTANTS: ReadonlySet<string> = new Set([codes.XM5006.code, codes.XM5008.code, codes.XM5012.code]);
