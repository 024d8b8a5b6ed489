import type { Rule } from "./rule.js";
import { bitwiseForLogical } from "./rules/bitwise-for-logical.js";
import { branchesOfDifferentTypes } from "./rules/branches-of-different-types.js";
import { constantCondition } from "./rules/constant-condition.js";
import { dayOfYearInDatePattern } from "./rules/day-of-year-in-date-pattern.js";
import { decodeDefaultLikeKey } from "./rules/decode-default-like-key.js";
import { decodeKeyRepeated } from "./rules/decode-key-repeated.js";
import { integerDivision } from "./rules/integer-division.js";
import { minutesForMonths } from "./rules/minutes-for-months.js";
import { plusOnNumericText } from "./rules/plus-on-numeric-text.js";
import { regexConstantOnSample } from "./rules/regex-constant-on-sample.js";
import { textAsCondition } from "./rules/text-as-condition.js";
import { textComparedWithNumber } from "./rules/text-compared-with-number.js";
import { textIntoDate } from "./rules/text-into-date.js";
import { twelveHoursWithoutHalfDay } from "./rules/twelve-hours-without-half-day.js";
import { weekYearInDatePattern } from "./rules/week-year-in-date-pattern.js";

/** Every rule there is, in the order of the codes. */
export const rules: readonly Rule[] = [
  weekYearInDatePattern,
  dayOfYearInDatePattern,
  twelveHoursWithoutHalfDay,
  minutesForMonths,
  textIntoDate,
  textComparedWithNumber,
  plusOnNumericText,
  integerDivision,
  textAsCondition,
  bitwiseForLogical,
  constantCondition,
  branchesOfDifferentTypes,
  decodeKeyRepeated,
  decodeDefaultLikeKey,
  regexConstantOnSample,
];
