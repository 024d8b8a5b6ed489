import type { Failure, Value } from "../value.js";
import { COLLECTION_METHODS, COMMON_METHODS, OPERATOR_METHODS } from "./collection-methods.js";
import type { JavaMethod } from "./method.js";
import { SCALAR_METHODS } from "./scalar-methods.js";
import { STRING_METHODS } from "./string-methods.js";

/** Every Java method that an expression may call, in the order in which they are tried. */
export const JAVA_METHODS: readonly JavaMethod[] = [
  ...STRING_METHODS,
  ...COLLECTION_METHODS,
  ...SCALAR_METHODS,
  ...COMMON_METHODS,
  ...OPERATOR_METHODS,
];

const byName = new Map<string, JavaMethod[]>();
for (const method of JAVA_METHODS) byName.set(method.name, [...(byName.get(method.name) ?? []), method]);

/**
 * Calls a method on a value that is there; undefined where it has none of that name for these arguments. `strict` is the
 * arithmetic's, because its operators are methods too.
 */
export function callMethod(
  target: Value,
  name: string,
  args: readonly Value[],
  strict = false,
): Value | Failure | undefined {
  if (target === null) return undefined;
  for (const method of byName.get(name) ?? []) {
    const result = method.call(target, args, strict);
    if (result !== undefined) return result;
  }
  return undefined;
}
