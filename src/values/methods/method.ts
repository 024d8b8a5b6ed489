import { values } from "../../diagnostics/values.js";
import { wholePartOf } from "../big-decimal.js";
import { isNumber } from "../coerce.js";
import { textOf } from "../text.js";
import {
  type Failure,
  failure,
  type IntegerRange,
  type JavaArray,
  type JavaMap,
  type JavaSet,
  type List,
  type Value,
} from "../value.js";

/**
 * One Java method that an expression may call on a value. Java finds it by the kinds of the arguments, so `call` gives
 * undefined where these are not the method's own; JEXL then tries the next of the name, and null in the end.
 */
export interface JavaMethod {
  readonly receiver: string;
  readonly name: string;
  /** The parameters' kinds, as messages and the manual write them. */
  readonly parameters: readonly string[];
  readonly call: (target: Value, args: readonly Value[], strict: boolean) => Value | Failure | undefined;
}

/** A kind of receiver or parameter: what it takes, as what the method's code works on. */
export interface Kind<T> {
  readonly name: string;
  /** Undefined where the value is of another kind. */
  readonly read: (value: Value) => { readonly of: T } | undefined;
}

function kind<T>(name: string, read: (value: Value) => { readonly of: T } | undefined): Kind<T> {
  return { name, read };
}

export const anything = kind("any", (value): { of: Value } => ({ of: value }));

/** A text that is there. */
export const text = kind("string", (value) => (typeof value === "string" ? { of: value } : undefined));

/** A parameter of Java's String: null is taken, and most methods then throw. */
export const textOrNull = kind<string | null>("string", (value) =>
  typeof value === "string" || value === null ? { of: value } : undefined,
);

export const boolean = kind("boolean", (value) => (typeof value === "boolean" ? { of: value } : undefined));

export const char = kind("character", (value) =>
  typeof value === "object" && value?.kind === "character" ? { of: String.fromCharCode(value.unit) } : undefined,
);

/** A parameter of a class that no value here has: only null suits. */
export const onlyNull = kind("null", (value): { of: null } | undefined => (value === null ? { of: null } : undefined));

/** An `int`: whole numbers that fit, which JEXL narrows; a BigDecimal only where it is over zero, cut to a whole one. */
export const int = kind("integer", (value): { of: number } | undefined => {
  const whole = wholeOf(value);
  return whole === undefined || BigInt.asIntN(32, whole) !== whole ? undefined : { of: Number(whole) };
});

function wholeOf(value: Value): bigint | undefined {
  if (value === null || typeof value !== "object" || !isNumber(value)) return undefined;
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
      return BigInt(value.value);
    case "bigdecimal":
      return value.unscaled > 0n && value.scale > -310 ? BigInt.asIntN(64, wholePartOf(value) ?? 0n) : undefined;
    default:
      return undefined;
  }
}

export const list = kind("list", (value): { of: List } | undefined =>
  typeof value === "object" && value?.kind === "list" ? { of: value } : undefined,
);

export const array = kind("array", (value): { of: JavaArray } | undefined =>
  typeof value === "object" && value?.kind === "array" ? { of: value } : undefined,
);

export const map = kind("map", (value): { of: JavaMap } | undefined =>
  typeof value === "object" && value?.kind === "map" ? { of: value } : undefined,
);

export const set = kind("set", (value): { of: JavaSet } | undefined =>
  typeof value === "object" && value?.kind === "set" ? { of: value } : undefined,
);

export const range = kind("range", (value): { of: IntegerRange } | undefined =>
  typeof value === "object" && value?.kind === "range" ? { of: value } : undefined,
);

/** Any value but null. */
export const present = kind("any", (value): { of: Exclude<Value, null> } | undefined =>
  value === null ? undefined : { of: value },
);

/** Why a method ended without a value, where it has the text of a sentence and not yet its place. */
export class Thrown {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

type Result = Value | Failure | Thrown;

function finish(name: string, result: Result): Value | Failure {
  return result instanceof Thrown ? failure(values.XM5057, { method: name, reason: result.reason }) : result;
}

/** A method without parameters. */
export function method0<T>(receiver: Kind<T>, name: string, run: (target: T) => Result): JavaMethod {
  return {
    receiver: receiver.name,
    name,
    parameters: [],
    call: (target, args) => {
      const on = receiver.read(target);
      return on === undefined || args.length !== 0 ? undefined : finish(name, run(on.of));
    },
  };
}

export function method1<T, A>(
  receiver: Kind<T>,
  name: string,
  first: Kind<A>,
  run: (target: T, a: A) => Result,
): JavaMethod {
  return {
    receiver: receiver.name,
    name,
    parameters: [first.name],
    call: (target, args) => {
      const on = receiver.read(target);
      if (on === undefined || args.length !== 1) return undefined;
      const a = first.read(args[0] ?? null);
      return a === undefined ? undefined : finish(name, run(on.of, a.of));
    },
  };
}

export function method2<T, A, B>(
  receiver: Kind<T>,
  name: string,
  [first, second]: readonly [Kind<A>, Kind<B>],
  run: (target: T, a: A, b: B) => Result,
): JavaMethod {
  return {
    receiver: receiver.name,
    name,
    parameters: [first.name, second.name],
    call: (target, args) => {
      const on = receiver.read(target);
      if (on === undefined || args.length !== 2) return undefined;
      const a = first.read(args[0] ?? null);
      const b = second.read(args[1] ?? null);
      return a === undefined || b === undefined ? undefined : finish(name, run(on.of, a.of, b.of));
    },
  };
}

/** A method of any number of arguments, which it reads itself; undefined where they do not suit. */
export function variadic<T>(
  receiver: Kind<T>,
  name: string,
  parameters: readonly string[],
  run: (target: T, args: readonly Value[]) => Result | undefined,
): JavaMethod {
  return {
    receiver: receiver.name,
    name,
    parameters,
    call: (target, args) => {
      const on = receiver.read(target);
      if (on === undefined) return undefined;
      const result = run(on.of, args);
      return result === undefined ? undefined : finish(name, result);
    },
  };
}

export const NULL_ARGUMENT = new Thrown("an argument is null");

export function outOfRange(index: number, length: number): Thrown {
  return new Thrown(`index ${index} is outside 0 to ${length}`);
}

/** Why Java cannot compare two values of different kinds. */
export function notComparable(value: Value): Thrown {
  return new Thrown(`it cannot compare itself with ${textOf(value)}, which is of another kind`);
}
