import type { Failure, Type, Value } from "../values/index.js";
import type { FunctionRecord } from "./function-record.js";

/**
 * How a function is called without its `invoke`: by somebody who has evaluated the arguments and reads each as its
 * parameter's kind. What generated code calls. The rules stay those of `invoke`: arguments are read in order, a failed
 * one is the result, a null where none is taken ends the call after all are read.
 */
export interface DirectCall {
  readonly parameters: readonly DirectParameter[];
  /** A null in a required or variadic argument is the result. */
  readonly nullEnds: boolean;
  readonly returns: Type;
  /** Takes the read arguments by their names; gives what the kind of the result writes, null, a failure or MISSING. */
  readonly run: DirectRun;
  /** From what `run` gives to a value; undefined where that is one already. */
  readonly write: ((result: never) => Value) | undefined;
  /** A `run` for calls with these arguments, read beforehand because they are the same in every call; or undefined. */
  readonly prepare: ((constants: Readonly<Record<string, unknown>>) => DirectRun | undefined) | undefined;
}

/** The implementation as its function declares it; only its caller knows that the arguments are of the right types. */
export type DirectRun = (args: never, call: never) => unknown;

export interface DirectParameter {
  readonly name: string;
  readonly role: "required" | "optional" | "variadic";
  readonly read: (value: Exclude<Value, null>) => unknown;
  /** The kind in a word where reading it is no more than a look at the value. */
  readonly kind: "text" | "integer" | "boolean" | "datetime" | "any" | "other";
  /** Of an optional parameter: what stands for a null. */
  readonly otherwise: unknown;
  /** The failure of a value that `read` calls a MISMATCH. */
  readonly refuse: (value: Exclude<Value, null>) => Failure;
}

const directCalls = new WeakMap<FunctionRecord["invoke"], DirectCall>();

/** Keeps the direct way beside an `invoke` that does the same. */
export function keepDirectCall(invoke: FunctionRecord["invoke"], direct: DirectCall): void {
  directCalls.set(invoke, direct);
}

/** The direct way to call a function; undefined where it evaluates its arguments itself or has an `invoke` of its own. */
export function directCallOf({ invoke }: FunctionRecord): DirectCall | undefined {
  return directCalls.get(invoke);
}
