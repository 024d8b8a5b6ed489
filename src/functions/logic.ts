import { isTruthy } from "../values/coerce.js";
import { isFailure, javaEquals, MISSING, type Outcome } from "../values/index.js";
import { assumed, fn, verified } from "./define.js";
import { any, lazy, lazyRest } from "./kinds.js";
import { oneOfTheArms, oneOfTheValues } from "./result-types.js";

const DOCS = "Data Prep functions";

export const iif = fn({
  name: "iif",
  category: "Logic",
  summary: "One value where a condition holds, another where it does not; only that one is evaluated.",
  assumptions: [
    {
      about: "a condition that is not true or false",
      chosen: 'it is read as JEXL reads one: null, 0, the empty text and "false" do not hold',
      refused: "an error, or null as the result",
    },
    {
      about: "the arm that is not taken",
      chosen: "it is not evaluated, so it cannot fail",
      refused: "both arms are evaluated, as arguments of any other function",
    },
  ],
  params: { expression: lazy, trueValue: lazy, falseValue: lazy },
  returns: any,
  typeOf: oneOfTheArms,
  onNull: "handled",
  fidelity: verified(`${DOCS}, iif`),
  examples: [
    { expr: 'iif("s".equalsIgnoreCase("S"), "True", "False")', gives: "True" },
    { expr: 'iif(null, "yes", "no")', gives: "no", fidelity: assumed("JEXL's truth of a null") },
    { expr: 'iif(true, "yes", date("?"))', gives: "yes", fidelity: assumed("only the chosen arm is evaluated") },
  ],
  run: ({ expression, trueValue, falseValue }) => {
    const condition = expression();
    if (isFailure(condition)) return condition;
    return present(isTruthy(condition === MISSING ? null : condition) ? trueValue() : falseValue());
  },
});

export const decode = fn({
  name: "decode",
  category: "Logic",
  summary: "The value that follows the first option equal to the key; an odd last option is the default.",
  assumptions: [
    { about: "no match and no default", chosen: "null", refused: "the key itself, or an error" },
    {
      about: "keys of different kinds",
      chosen: 'Java\'s equals decides: "1" is not 1, and 1 is not 1.0',
      refused: "JEXL's ==, for which both are equal",
    },
    { about: "a null key", chosen: "null is equal to null", refused: "a null key takes the default" },
  ],
  params: { key: lazy, options: lazyRest },
  returns: any,
  typeOf: oneOfTheValues,
  onNull: "handled",
  fidelity: verified(`${DOCS}, decode`),
  examples: [
    {
      expr: 'decode(stateCode, "ca", "California", "pa", "Pennsylvania", "N/A")',
      context: { stateCode: "pa" },
      gives: "Pennsylvania",
    },
    { expr: 'decode("zz", "ca", "California", "N/A")', gives: "N/A" },
    { expr: 'decode("zz", "ca", "California")', gives: null, fidelity: assumed("no default gives null") },
    { expr: 'decode("1", 1, "one", "other")', gives: "other", fidelity: assumed("Java's equals") },
  ],
  run: ({ key, options }) => {
    const wanted = present(key());
    if (isFailure(wanted)) return wanted;
    let at = 0;
    for (; at + 1 < options.length; at += 2) {
      const option = present(options[at]?.() ?? null);
      if (isFailure(option)) return option;
      if (javaEquals(wanted, option)) return present(options[at + 1]?.() ?? null);
    }
    return present(options[at]?.() ?? null);
  },
});

function present(outcome: Outcome): Exclude<Outcome, typeof MISSING> {
  return outcome === MISSING ? null : outcome;
}
