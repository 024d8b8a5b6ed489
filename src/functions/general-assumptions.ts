import type { Assumption } from "./function-record.js";

/** What the documentation leaves open for all functions, and how xdmap reads it. A function's own record may say more. */
export const generalAssumptions: readonly Assumption[] = [
  {
    about: "an error inside a function",
    chosen: "it makes the mapping's target null, and the report says why",
    refused: "the row is rejected",
  },
  {
    about: "a null in a required argument",
    chosen: "the result is null, unless the function says otherwise",
    refused: "an error",
  },
  {
    about: "an argument of another kind than the function takes",
    chosen:
      "a number, a boolean or a date-time is turned into text (1.0 is `1.0`), a text that spells a number is read as one",
    refused: "an error; or a number's text without `.0`",
  },
  {
    about: "an unknown function, or a wrong number of arguments",
    chosen: "an error when a mapping is checked; where it runs all the same null, in strict mode a failure",
    refused: "an error at every row",
  },
  {
    about: "a date-time as the result",
    chosen: "it is printed as `2019-10-17T11:55:12Z`, or with its offset; the value inside keeps fraction and zone",
    refused: "Java's own text with fraction and zone id, `2019-10-17T11:55:12.000000999-07:00[America/Los_Angeles]`",
  },
  {
    about: "positions and lengths in a text",
    chosen: "they count UTF-16 units, as Java's String does: an emoji counts two",
    refused: "they count characters",
  },
  {
    about: "a lambda, `x -> x > 0`",
    chosen: "it may stand only where one of the four functions of destinations takes it",
    refused: "any expression may hold one, as newer versions of JEXL have it",
  },
  {
    about: "a field with the name of a function or of a reserved word",
    chosen: "a function's name without a parenthesis after it is a field; a reserved word needs `${…}`",
    refused: "both need `${…}`, which one page demands and another's sample leaves out",
  },
];
