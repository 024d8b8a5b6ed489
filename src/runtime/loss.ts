import type { Span } from "../text/index.js";
import type { Failure, Value } from "../values/index.js";

/** Something that was lost, or will be refused, on the way of one value into its target. */
export interface Loss {
  readonly code: string;
  readonly message: string;
  readonly span: Span | null;
  /** Tells apart what has the same code and place: the child of an object copy, say. */
  readonly part: string;
  /** Of a part of a value: the part's own. */
  readonly value?: Value;
  /** Of an item of a target with `[*]`: its indexes, by level. */
  readonly items?: readonly number[];
}

/** The loss that a failure is, at the place of the mapping where the failure has none of its own. */
export function lossOf({ code, message, span }: Failure, place: Span | null, part = ""): Loss {
  return { code, message, span: span ?? place, part };
}

/** Of the result of a conversion: whether it is a failure. */
export function hasFailed<T extends object>(result: T | Failure): result is Failure {
  return "kind" in result && result.kind === "failure";
}
