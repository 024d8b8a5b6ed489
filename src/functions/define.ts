import { functions as codes } from "../diagnostics/functions.js";
import type { Code } from "../diagnostics/index.js";
import type { Span } from "../text/index.js";
import { type Failure, failure, isFailure, MISSING, type Outcome, type Type } from "../values/index.js";
import { keepDirectCall } from "./direct-call.js";
import { directParameters, refuse } from "./direct-parameters.js";
import type {
  Argument,
  Assumption,
  CallContext,
  Category,
  Fidelity,
  FunctionExample,
  FunctionRecord,
  Parameter,
  Scope,
  Services,
  WrittenArgument,
} from "./function-record.js";
import {
  type AppliedLambda,
  isPlainKind,
  type Kind,
  kindName,
  type LambdaParameter,
  type LazyArgument,
  type LazyParameter,
  MISMATCH,
  type OptionalParameter,
  type ParameterKind,
  type Reader,
  type VariadicParameter,
} from "./kinds.js";

type OnNull = "null" | "handled";

/** What an implementation is given for one parameter. */
type ArgumentFor<P, N extends OnNull> = P extends { readonly role: "lazy"; readonly variadic: true }
  ? readonly LazyArgument[]
  : P extends LazyParameter
    ? LazyArgument
    : P extends LambdaParameter
      ? AppliedLambda
      : P extends OptionalParameter<infer T, infer D>
        ? Widened<T, D>
        : P extends VariadicParameter<infer T>
          ? readonly (N extends "handled" ? T | null : T)[]
          : P extends Reader<infer T>
            ? N extends "handled"
              ? T | null
              : T
            : never;

/** A default of null adds null; any other default is of the kind's own type. */
type Widened<T, D> = null extends D ? T | null : T;

/** What an implementation may ask of its call. */
export interface Call<F extends Code<never> = Code<never>> {
  readonly services: Services;
  readonly strict: boolean;
  readonly lookup: (path: string) => Outcome;
  /** To be told of a failed argument that the function takes for null. */
  readonly onSuppressed: ((problem: Failure) => void) | undefined;
  /** A failure with one of the codes that the function declares. */
  readonly fail: <P>(code: Code<P> & F, parameters: P) => Failure;
}

export interface FunctionDeclaration<
  P extends Readonly<Record<string, ParameterKind>>,
  R,
  N extends OnNull,
  F extends Code<never>,
> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly category: Category;
  readonly summary: string;
  readonly notes?: readonly string[];
  readonly assumptions?: readonly Assumption[];
  /** `source` where it is left out. */
  readonly scope?: Scope;
  /** Only Data Prep can run it; false where it is left out. */
  readonly platformOnly?: boolean;
  /** Of a deprecated function the one that takes its place. */
  readonly replacedBy?: string;
  readonly style?: "function" | "method";
  /** In order, of a method the value it is called on first. A parameter's type is what `run` gets; null is added where the function handles it. */
  readonly params: P;
  readonly returns: Kind<R>;
  /** What a call gives of which the arguments' types are known, where that is narrower than `returns`. */
  readonly typeOf?: (args: readonly Type[], written: readonly WrittenArgument[]) => Type;
  readonly pure?: boolean;
  /** `null`: a null in a required argument gives null, and `run` never sees one. */
  readonly onNull: N;
  /** When a call is null although no argument is: `where the text is blank`. */
  readonly nullWhen?: string;
  readonly fails?: readonly F[];
  readonly fidelity: Fidelity;
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
  /** What a call with these arguments means, where it is another function; null where it is this one. */
  readonly forCall?: (args: readonly WrittenArgument[]) => FunctionRecord | null;
  /**
   * A `run` for calls in which these arguments are the same for every row, where it can be the faster for knowing them (a
   * pattern, say, is compiled once); undefined where it gains nothing. It gives what `run` gives.
   */
  readonly prepare?: (
    constants: {
      readonly [K in keyof P]?: ArgumentFor<P[K], N>;
    },
  ) => Run<P, R, N, F> | undefined;
  readonly run: Run<P, R, N, F>;
}

type Run<P, R, N extends OnNull, F extends Code<never>> = (
  args: { readonly [K in keyof P]: ArgumentFor<P[K], N> },
  call: Call<F>,
) => R | null | Failure | typeof MISSING;

export function verified(source: string): Fidelity {
  return { level: "verified", source };
}

export function documented(source: string): Fidelity {
  return { level: "documented", source };
}

export function assumed(source: string): Fidelity {
  return { level: "assumed", source };
}

/** Declares one function. The arguments' and the result's types come from `params` and `returns`. */
export function fn<
  const P extends Readonly<Record<string, ParameterKind>>,
  R,
  N extends OnNull,
  F extends Code<never> = never,
>(declaration: FunctionDeclaration<P, R, N, F>): FunctionRecord {
  const slots = Object.entries<ParameterKind>(declaration.params).map(([name, kind]) => slotOf(name, kind));
  const style = declaration.style ?? "function";
  const least = slots.filter(({ parameter }) => !parameter.optional).length;
  const most = slots.some(({ parameter }) => parameter.variadic) ? Number.POSITIVE_INFINITY : slots.length;
  const reading: Reading = { functionName: declaration.name, nullEnds: declaration.onNull === "null" };

  const invoke = (args: readonly Argument[], context: CallContext): Outcome => {
    if (args.length < least || args.length > most) {
      if (!context.strict) return null;
      return failure(codes.XM5014, { functionName: declaration.name, given: args.length }, context.span);
    }
    const values: Record<string, unknown> = {};
    // Every argument is read before a null ends the call: Java too evaluates them all, and one may fail.
    let ended = false;
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at];
      if (slot === undefined) continue;
      const value = slot.read(args, at, reading, context.span);
      if (isReadFailure(value)) return value.failure;
      if (value === NULL_RESULT) ended = true;
      values[slot.parameter.name] = value;
    }
    if (ended) return null;
    const result = declaration.run(
      // Each slot read its value with the very kind that the type names.
      values as { readonly [K in keyof P]: ArgumentFor<P[K], N> },
      {
        services: context.services,
        strict: context.strict,
        lookup: context.lookup,
        onSuppressed: context.onSuppressed,
        fail: <Q>(code: Code<Q> & F, parameters: Q) => failure<Q>(code, parameters, context.span),
      },
    );
    if (result === null) return null;
    if (result === MISSING) return MISSING;
    if (isOutcomeFailure(result)) return result;
    return declaration.returns.write(result);
  };

  const parameters = directParameters(declaration.params, declaration.name);
  if (parameters !== undefined) {
    const { prepare, returns } = declaration;
    keepDirectCall(invoke, {
      parameters,
      nullEnds: reading.nullEnds,
      returns: returns.type,
      run: declaration.run,
      write: isPlainKind(returns) ? undefined : returns.write,
      prepare:
        prepare === undefined
          ? undefined
          : // Each was read with the very kind that the type names.
            (constants) => prepare(constants as { readonly [K in keyof P]?: ArgumentFor<P[K], N> }),
    });
  }

  return {
    name: declaration.name,
    aliases: declaration.aliases ?? [],
    category: declaration.category,
    summary: declaration.summary,
    notes: declaration.notes ?? [],
    assumptions: declaration.assumptions ?? [],
    scope: declaration.scope ?? "source",
    platformOnly: declaration.platformOnly ?? false,
    replacedBy: declaration.replacedBy ?? null,
    style,
    parameters: slots.slice(style === "method" ? 1 : 0).map(({ parameter }) => parameter),
    returns: declaration.returns.type,
    ...(declaration.typeOf === undefined ? {} : { typeOf: declaration.typeOf }),
    pure: declaration.pure ?? true,
    onNull: declaration.onNull,
    nullWhen: declaration.nullWhen ?? null,
    fidelity: declaration.fidelity,
    failures: [
      ...new Set([
        ...(slots.some(({ converts }) => converts) ? [codes.XM5003.code] : []),
        ...slots.flatMap(({ fails }) => fails ?? []),
        ...(declaration.fails ?? []).map(({ code }) => code),
      ]),
    ],
    examples: declaration.examples,
    invoke,
    ...(declaration.forCall === undefined ? {} : { forCall: declaration.forCall }),
  };
}

/** A null where the function takes none: the call's result is null. */
const NULL_RESULT: unique symbol = Symbol("null result");

interface ReadFailure {
  readonly readFailure: true;
  readonly failure: Failure;
}

interface Reading {
  readonly functionName: string;
  readonly nullEnds: boolean;
}

/** One parameter at run time: from the call's arguments to what `run` gets. */
interface Slot {
  readonly parameter: Parameter;
  /** Its own way to fail, besides a value that cannot be converted. */
  readonly fails?: string;
  /** Whether some values cannot be read as its kind. */
  readonly converts: boolean;
  readonly read: (args: readonly Argument[], at: number, reading: Reading, span: Span) => unknown;
}

function isReadFailure(value: unknown): value is ReadFailure {
  return typeof value === "object" && value !== null && "readFailure" in value;
}

function isOutcomeFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "failure";
}

function slotOf(name: string, declared: ParameterKind): Slot {
  if (!("role" in declared)) return requiredSlot(name, declared);
  switch (declared.role) {
    case "optional":
      return optionalSlot(name, declared);
    case "variadic":
      return variadicSlot(name, declared);
    case "lazy":
      return lazySlot(name, declared);
    case "lambda":
      return lambdaSlot(name);
  }
}

function lambdaSlot(name: string): Slot {
  return {
    parameter: { name, type: { kind: "lambda" }, optional: false, variadic: false },
    converts: false,
    fails: codes.XM5015.code,
    read: (args, at, { functionName, nullEnds }, span) => {
      const argument = args[at];
      const given = argument?.lambda;
      if (given !== undefined && given.parameters === 1) {
        const applied: AppliedLambda = (item) => {
          const outcome = given.apply([item]);
          return outcome === MISSING ? null : outcome;
        };
        return applied;
      }
      const value = given === undefined && argument !== undefined ? argument() : null;
      if (isFailure(value)) return { readFailure: true, failure: value } satisfies ReadFailure;
      if (given === undefined && nullEnds && (value === null || value === MISSING)) return NULL_RESULT;
      const found =
        given === undefined ? kindName(value === MISSING ? null : value) : `one of ${given.parameters} parameters`;
      const parameters = { functionName, argument: name, found };
      return { readFailure: true, failure: failure(codes.XM5015, parameters, span) } satisfies ReadFailure;
    },
  };
}

function requiredSlot(name: string, kind: Reader<unknown>): Slot {
  return {
    parameter: { name, type: kind.type, optional: false, variadic: false },
    converts: kind.type.kind !== "any",
    read: (args, at, reading, span) => {
      const value = readArgument(args[at], kind, name, reading, span);
      return value === null && reading.nullEnds ? NULL_RESULT : value;
    },
  };
}

function optionalSlot(name: string, declared: OptionalParameter<unknown, unknown>): Slot {
  return {
    parameter: { name, type: declared.kind.type, optional: declared.mayBeAbsent, variadic: false },
    converts: declared.kind.type.kind !== "any",
    read: (args, at, reading, span) => readArgument(args[at], declared.kind, name, reading, span) ?? declared.otherwise,
  };
}

function variadicSlot(name: string, declared: VariadicParameter<unknown>): Slot {
  return {
    parameter: { name, type: declared.kind.type, optional: declared.least === 0, variadic: true },
    converts: declared.kind.type.kind !== "any",
    read: (args, at, reading, span) => {
      const values: unknown[] = [];
      let ended = false;
      for (const argument of args.slice(at)) {
        const value = readArgument(argument, declared.kind, name, reading, span);
        if (isReadFailure(value)) return value;
        if (value === null && reading.nullEnds) ended = true;
        values.push(value);
      }
      return ended ? NULL_RESULT : values;
    },
  };
}

function lazySlot(name: string, declared: LazyParameter): Slot {
  return {
    parameter: { name, type: declared.kind.type, optional: false, variadic: declared.variadic },
    converts: false,
    read: (args, at) => (declared.variadic ? args.slice(at) : (args[at] ?? (() => null))),
  };
}

/** One argument as its kind; null for null, missing and absent. */
function readArgument(
  argument: Argument | undefined,
  kind: Reader<unknown>,
  name: string,
  reading: Reading,
  span: Span,
): unknown {
  const outcome = argument === undefined ? null : argument();
  if (outcome === null || outcome === MISSING) return null;
  if (isFailure(outcome)) return { readFailure: true, failure: outcome } satisfies ReadFailure;
  const value = kind.read(outcome);
  if (value !== MISMATCH) return value;
  return { readFailure: true, failure: refuse(outcome, kind, name, reading.functionName, span) } satisfies ReadFailure;
}
