import type { Span } from "../text/index.js";
import type { DateTime, Outcome, Type } from "../values/index.js";

/** How surely a behaviour is known. `source` names the document or the oracle. */
export interface Fidelity {
  readonly level: "verified" | "documented" | "assumed";
  readonly source: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  /** Takes any number of arguments from here on; only the last may. */
  readonly variadic: boolean;
}

export interface FunctionExample {
  readonly expr: string;
  readonly context?: Readonly<Record<string, unknown>>;
  /** The result as JSON; or the code of the failure. */
  readonly gives?: unknown;
  readonly fails?: string;
  readonly fidelity?: Fidelity;
}

/** One Data Prep function: what the checker, completion, the manual and the evaluator read. */
export interface FunctionRecord {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly summary: string;
  readonly style: "function" | "method";
  readonly parameters: readonly Parameter[];
  readonly returns: Type;
  /** False where two calls with the same arguments may differ: now, timestamp, uuid. */
  readonly pure: boolean;
  /** What a null in a required argument gives. */
  readonly onNull: "null" | "handled";
  readonly fidelity: Fidelity;
  /** The codes it can fail with. */
  readonly failures: readonly string[];
  readonly examples: readonly FunctionExample[];
  /** Arguments are evaluated only when they are called, so that `iif` takes one branch. */
  readonly invoke: (args: readonly Argument[], context: CallContext) => Outcome;
}

export type Argument = () => Outcome;

/** The world outside the engine, given by the host so that tests and previews can fix it. */
export interface Services {
  /** One reading a record. */
  readonly now: () => DateTime;
  readonly uuid: () => string;
  readonly digest: (algorithm: "MD5" | "SHA-1" | "SHA-256" | "SHA-512", bytes: Uint8Array) => Uint8Array;
}

export interface CallContext {
  readonly services: Services;
  /** JEXL's strict arithmetic. */
  readonly strict: boolean;
  /** The place of the call, for failures. */
  readonly span: Span;
  /** A source path by its text (`a.b[0].c`, `\.` for a dot in a name): what contains_key looks up. */
  readonly lookup: (path: string) => Outcome;
}
