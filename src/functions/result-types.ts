import { commonTypeOf } from "../values/common-type.js";
import type { Type } from "../values/index.js";

// What functions give that hand on one of their arguments: their own `returns` can only say that it is some value.

/** One of its arguments, or of the items of the one array that it is given: `coalesce`, `first`, `max`. */
export function oneOfThem(args: readonly Type[]): Type {
  const [only, ...more] = args;
  return only?.kind === "array" && more.length === 0 ? only.items : commonTypeOf(args);
}

/** One of its two arms: `iif`. */
export function oneOfTheArms([, ...arms]: readonly Type[]): Type {
  return commonTypeOf(arms);
}

/** One of the values behind its options, or the default, or null: `decode`. */
export function oneOfTheValues([, ...options]: readonly Type[]): Type {
  return commonTypeOf(options.filter((_type, at) => at % 2 === 1 || at === options.length - 1));
}
