import { functions } from "../diagnostics/functions.js";
import { values } from "../diagnostics/values.js";
import type { Failure } from "../values/index.js";

/**
 * Whether `coalesce`, `??` and `?:` take a failure for null (assumed): what a function could not make of its arguments,
 * such as an unreadable date, so that another pattern or a default can stand in. JEXL's own errors (text times two) go
 * through, as its engine lets them, and so does a function that only the platform runs: nobody here knows its value.
 */
export function countsAsNull({ code }: Pick<Failure, "code">): boolean {
  return !(code in values) && code !== functions.XM5017.code;
}
