import {
  allFunctions,
  type FunctionRecord,
  functionNamed,
  type NotYetFunction,
  notYetNamed,
  notYetPreviewed,
} from "../functions/index.js";

/** What xdmap knows of a function's name. */
export type KnownFunction =
  | { readonly kind: "record"; readonly record: FunctionRecord }
  /** Documented by Data Prep; not run here yet. */
  | { readonly kind: "not-yet"; readonly record: NotYetFunction };

export function knownFunction(name: string): KnownFunction | null {
  const record = functionNamed(name);
  if (record !== undefined) return { kind: "record", record };
  const later = notYetNamed(name);
  return later === undefined ? null : { kind: "not-yet", record: later };
}

/** Names and aliases of every function that Data Prep documents. */
export function allFunctionNames(): readonly string[] {
  return [...allFunctions, ...notYetPreviewed].flatMap(({ name, aliases }) => [name, ...aliases]);
}

/** Functions that may give another value at each call, where their record does not say it yet. */
const changing: ReadonlySet<string> = new Set(["now", "timestamp", "uuid", "guid"]);

export function isImpure(name: string): boolean {
  return changing.has(name) || functionNamed(name)?.pure === false;
}
