import { countsAsNull } from "../functions/index.js";
import type { Span } from "../text/index.js";
import type { Certainty, Reason, ReasonArgument } from "./fact-types.js";

const WEIGHT: Readonly<Record<Certainty, number>> = { always: 3, seen: 2, possible: 1, unseen: 0 };

/** Of several parts that may fail, the one that is the surest; of equally sure ones the first. */
export function worst(...reasons: readonly (false | Reason)[]): false | Reason {
  let found: false | Reason = false;
  for (const reason of reasons) {
    if (reason === false) continue;
    if (found === false || WEIGHT[reason.when] > WEIGHT[found.when]) found = reason;
  }
  return found;
}

/** What is so in the arms of a choice together: in every row only what is so in all of them. */
export function inArms(reasons: readonly (false | Reason)[]): false | Reason {
  const isCertain = reasons.length > 0 && reasons.every((one) => one !== false && one.when === "always");
  return worst(...(isCertain ? reasons : reasons.map(inOneArm)));
}

/** What is so in one arm is so only in the rows that take it, and nobody has counted those. */
function inOneArm(reason: false | Reason): false | Reason {
  if (reason === false || reason.when === "possible" || reason.when === "unseen") return reason;
  return { ...reason, when: "possible", seen: null };
}

/** A reason of which only the types tell. */
export function reason(
  span: Span,
  when: Certainty,
  words: string,
  { argument = null, code = null }: { readonly argument?: ReasonArgument | null; readonly code?: string | null } = {},
): Reason {
  return { span, when, argument, words, seen: null, code };
}

/** Whether `coalesce`, `?:`, `??`, `size` and `empty` take this failure for null: a function's, not an operator's. */
export function isSwallowed({ code }: Reason): boolean {
  return code !== null && countsAsNull({ code });
}
