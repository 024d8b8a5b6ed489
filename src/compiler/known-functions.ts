import { allFunctions, functionNamed } from "../functions/index.js";

/** Names and aliases of every function that Data Prep documents. */
export function allFunctionNames(): readonly string[] {
  return allFunctions.flatMap(({ name, aliases }) => [name, ...aliases]);
}

/** Functions that may give another value at each call, where their record does not say it yet. */
const changing: ReadonlySet<string> = new Set(["now", "timestamp", "uuid", "guid"]);

export function isImpure(name: string): boolean {
  return changing.has(name) || functionNamed(name)?.pure === false;
}
