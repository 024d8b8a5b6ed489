import type { Code } from "../../diagnostics/index.js";
import { applyOperator } from "../../functions/apply-operator.js";
import type { Call } from "../../functions/define.js";
import { countsAsNull, type Services } from "../../functions/index.js";
import { MISMATCH } from "../../functions/kinds.js";
import type { BinaryOperator } from "../../grammar/index.js";
import type { Span } from "../../text/index.js";
import { isEmpty } from "../../values/collection-operators.js";
import {
  add,
  arrayLiteral,
  callMethod,
  complement,
  divide,
  equal,
  type Failure,
  failure,
  getItem,
  getProperty,
  isFailure,
  isTruthy,
  javaEquals,
  keyOf,
  MISSING,
  type Missing,
  mapLiteral,
  memberKey,
  multiply,
  negate,
  type Outcome,
  ordered,
  positivize,
  remainder,
  setLiteral,
  sizeOf,
  subtract,
  textOf,
  toBoolean,
  type Value,
} from "../../values/index.js";
import { booleanOf, isListedForm } from "../convert.js";
import type { Environment } from "../environment.js";
import { evaluate } from "../interpret.js";
import { eachItem, located } from "../outcome.js";
import { lookUpPath, readPath } from "../read-path.js";
import { takenAsFalse, takenAsNothing } from "../suppress.js";
import { doubleOfFloat } from "./double-of-float.js";
import { dateOfText, decimalKind, isPlainWhole } from "./quick-texts.js";

/** What generated code calls, by the names it calls it. The operators are those of the interpreter. */
export const support = {
  MISMATCH,
  MISSING,
  add,
  applyTo,
  arrayLiteral,
  booleanOf,
  callMethod,
  complement,
  dateOfText,
  decimalKind,
  divide,
  doubleOfFloat,
  eachItem,
  equal,
  evaluate,
  isEmpty,
  isFailure,
  isListedForm,
  isPlainWhole,
  isTruthy,
  itemAt,
  itemOf,
  javaEquals,
  keyOf,
  located,
  mapLiteral,
  memberKey,
  memberPath,
  multiply,
  negate,
  ordered,
  positivize,
  propertyOf,
  readPath,
  remainder,
  setLiteral,
  sizeOf,
  subtract,
  taken,
  takenAsFalse,
  takenAsNothing,
  textOf,
  toBoolean,
};

/** `a.name` of the lenient engine. */
function propertyOf(target: Value | Missing, key: Value): Outcome {
  const found = target === MISSING ? undefined : getProperty(target, key);
  return found === undefined ? MISSING : found;
}

/** What follows the name in a dotted path, once the name has a value. */
function memberPath(start: Value, names: readonly string[]): Value | Missing {
  let value: Value | Missing = start;
  for (let at = 0; at < names.length && value !== MISSING; at++) {
    const found: Value | undefined = getProperty(value, memberKey(names[at] ?? ""));
    value = found === undefined ? MISSING : found;
  }
  return value;
}

/** `a[key]` of the lenient engine. */
function itemOf(target: Value | Missing, key: Value): Outcome {
  const found = target === MISSING || target === null ? undefined : getItem(target, key);
  return found === undefined ? MISSING : found;
}

/** `a[0]` with an index in the expression. */
function itemAt(target: Value | Missing, at: number, key: Value): Outcome {
  if (typeof target === "object" && target !== null && target.kind === "list") {
    const item = target.items[at];
    return item === undefined ? MISSING : item;
  }
  return itemOf(target, key);
}

/** An operator that needs both of its operands. */
function applyTo(operator: BinaryOperator, left: Value, right: Value, strict: boolean): Value | Failure {
  return applyOperator(operator, left, () => right, strict);
}

/** Whether `?:` and `??` take a failure for null; whoever listens is told. */
function taken(problem: Failure, env: Environment): boolean {
  let suppressed = false;
  applyOperator(
    "??",
    problem,
    () => {
      suppressed = true;
      return null;
    },
    env.strictArithmetic,
    env.onSuppressed,
  );
  return suppressed;
}

/** Whether coalesce takes a failure for null; whoever listens is told. */
export function takenByCoalesce(problem: Failure, env: Environment): boolean {
  if (!countsAsNull(problem)) return false;
  env.onSuppressed?.(problem);
  return true;
}

/** Where generated code is at: the environment of the evaluation under way. */
export interface Cell {
  env: Environment | null;
}

/** What a function is given of its call. One a call site, for all rows: evaluation is never interrupted. */
export class SiteCall implements Omit<Call, "fail"> {
  readonly strict: boolean;
  readonly lookup: (path: string) => Outcome;
  readonly fail: <P>(code: Code<P>, parameters: P) => Failure;
  readonly #cell: Cell;

  constructor(cell: Cell, span: Span, strict: boolean) {
    this.#cell = cell;
    this.strict = strict;
    this.lookup = (path) => lookUpPath(path, this.#env.row);
    this.fail = (code, parameters) => failure(code, parameters, span);
  }

  get services(): Services {
    return this.#env.services;
  }

  get onSuppressed(): ((problem: Failure) => void) | undefined {
    return this.#env.onSuppressed;
  }

  get #env(): Environment {
    if (this.#cell.env === null) throw new Error("a function asked for its environment outside of an evaluation");
    return this.#cell.env;
  }
}
