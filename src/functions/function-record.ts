import type { Span } from "../text/index.js";
import type { DateTime, Failure, Outcome, Type, Value } from "../values/index.js";

/** How surely a behaviour is known. `source` names the document or the oracle. */
export interface Fidelity {
  readonly level: "verified" | "documented" | "assumed";
  readonly source: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  /** Takes one argument or more from here on (any number where it is also optional); only the last may. */
  readonly variadic: boolean;
}

export interface FunctionExample {
  readonly expr: string;
  readonly context?: Readonly<Record<string, unknown>>;
  /** The result as JSON; or the code of the failure. */
  readonly gives?: unknown;
  readonly fails?: string;
  /** Where it is less sure than the function's own label. */
  readonly fidelity?: Fidelity;
}

export type Category =
  | "String"
  | "Regular expression"
  | "Hashing"
  | "URL"
  | "Date and time"
  | "Objects"
  | "Arrays"
  | "Map"
  | "Aggregation"
  | "Logic"
  | "Type conversion"
  | "JSON"
  | "Special"
  | "User agent"
  | "Analytics";

/**
 * Where Data Prep offers a function: in mappings of any source; of Adobe Analytics and Web SDK sources only; to
 * destinations only, where a mapping of a source may not use it.
 */
export type Scope = "source" | "analytics" | "destination";

/** A choice that xdmap made where the documentation is silent: what it does, and the reading that it refused. */
export interface Assumption {
  /** What is left open: `a null argument`, `the default charset`. */
  readonly about: string;
  /** What xdmap does, one sentence without a full stop. */
  readonly chosen: string;
  /** The other reading: what Data Prep may do instead. */
  readonly refused: string;
}

/** One Data Prep function: what the checker, completion, the manual and the evaluator read. */
export interface FunctionRecord {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: Category;
  readonly summary: string;
  /** What a user has to know beyond the summary, one sentence each. */
  readonly notes: readonly string[];
  /** What the documentation leaves open and how xdmap reads it. */
  readonly assumptions: readonly Assumption[];
  readonly scope: Scope;
  /** How it works is not public: only Data Prep itself can run it, and xdmap fails but for what is documented. */
  readonly platformOnly: boolean;
  /** The name of the function that takes its place, or null. */
  readonly replacedBy: string | null;
  /** A method is called on a value, which `invoke` takes as its first argument: `a.equals(b)`. */
  readonly style: "function" | "method";
  /** In order; of a method without the value it is called on. */
  readonly parameters: readonly Parameter[];
  readonly returns: Type;
  /** What a call gives by its arguments, as far as they are known, where that is narrower than `returns`. */
  readonly typeOf?: (args: readonly Type[], written: readonly WrittenArgument[]) => Type;
  /** False where two calls with the same arguments may differ: now, timestamp, uuid. */
  readonly pure: boolean;
  /** What a null in a required argument gives. */
  readonly onNull: "null" | "handled";
  /** When a call is null although no argument is, as a part of a sentence (`where the text is blank`); or null. */
  readonly nullWhen: string | null;
  readonly fidelity: Fidelity;
  /** The codes it can fail with. */
  readonly failures: readonly string[];
  readonly examples: readonly FunctionExample[];
  /**
   * Arguments are evaluated only when they are called, so that `iif` takes one branch. A wrong number of them gives null,
   * or a failure in strict mode. A failed argument is the call's result, unless the function is lazy there.
   */
  readonly invoke: (args: readonly Argument[], context: CallContext) => Outcome;
  /** The function that a call with these arguments means, where it is not this one: `contains_key("a.b")` looks up a path. */
  readonly forCall?: (args: readonly WrittenArgument[]) => FunctionRecord | null;
}

/**
 * An argument as it is written, where the documentation makes a difference of it: a text literal, a bare name, a map
 * literal by its keys.
 */
export type WrittenArgument =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "map"; readonly keys: readonly string[] }
  | { readonly kind: "other" };

/** Evaluates an argument. One that is written as a lambda has no value of its own: it is applied. */
export interface Argument {
  (): Outcome;
  readonly lambda?: LambdaArgument;
}

/** `x -> x.price > 10`, ready to be applied. */
export interface LambdaArgument {
  /** How many it names. */
  readonly parameters: number;
  /** Its body's outcome with these values for its parameters, in order. A parameter without a value is null. */
  readonly apply: (values: readonly Value[]) => Outcome;
}

/** Which identifier of a run it is: counted within its row, so that nobody can tell how many rows went before. */
export interface IdentifierPlace {
  /** Which of the inputs the row is in: counts from 0. */
  readonly source: number;
  /** Where the row starts in it. */
  readonly line: number;
  /** Counts from 0. */
  readonly nth: number;
}

/** The world outside the engine, given by the host so that tests and previews can fix it. */
export interface Services {
  /** One reading a record. */
  readonly now: () => DateTime;
  /** An identifier, version 4, in lower case: random, or the same each time for the same place. */
  readonly uuid: (place?: IdentifierPlace) => string;
  /** The digest in lower-case hexadecimal digits; of a text (which has no lone surrogates) that of its UTF-8 bytes. */
  readonly digest: (algorithm: "MD5" | "SHA-1" | "SHA-256" | "SHA-512", input: string | Uint8Array) => string;
}

export interface CallContext {
  readonly services: Services;
  /** JEXL's strict arithmetic. */
  readonly strict: boolean;
  /** The place of the call, for failures. */
  readonly span: Span;
  /** A source path by its text (`a.b[0].c`, `\.` for a dot in a name): what contains_key looks up. */
  readonly lookup: (path: string) => Outcome;
  /** To be told of a failed argument that the function takes for null. */
  readonly onSuppressed?: ((problem: Failure) => void) | undefined;
}

/** Whether a function takes so many arguments. */
export function takesCount(fn: FunctionRecord, count: number): boolean {
  const { least, most } = arityOf(fn);
  return count >= least && count <= (most ?? count);
}

/** The least and the most arguments of a call; most is null where there is no limit. */
export function arityOf({ parameters }: FunctionRecord): { readonly least: number; readonly most: number | null } {
  return {
    least: parameters.filter(({ optional }) => !optional).length,
    most: parameters.some(({ variadic }) => variadic) ? null : parameters.length,
  };
}
