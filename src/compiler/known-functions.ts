import { allFunctions, functionNamed } from "../functions/index.js";

/** The names and aliases to offer for one that is not known: those of every function but the deprecated ones. */
export function offeredFunctionNames(): readonly string[] {
  const current = allFunctions.filter(({ replacedBy }) => replacedBy === null);
  return current.flatMap(({ name, aliases }) => [name, ...aliases]);
}

/** Whether two calls may give two values. */
export function isImpure(name: string): boolean {
  return functionNamed(name)?.pure === false;
}
