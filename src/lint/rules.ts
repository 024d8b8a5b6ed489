import type { Rule } from "./rule.js";
import { alwaysNullColumn } from "./rules/always-null-column.js";
import { approximateFunction } from "./rules/approximate-function.js";
import { arrayWithoutUpsert } from "./rules/array-without-upsert.js";
import { bitwiseForLogical } from "./rules/bitwise-for-logical.js";
import { branchesOfDifferentTypes } from "./rules/branches-of-different-types.js";
import { childBeforeObjectCopy } from "./rules/child-before-object-copy.js";
import { constantCondition } from "./rules/constant-condition.js";
import { dayOfYearInDatePattern } from "./rules/day-of-year-in-date-pattern.js";
import { decodeDefaultLikeKey } from "./rules/decode-default-like-key.js";
import { decodeKeyRepeated } from "./rules/decode-key-repeated.js";
import { deprecatedTarget } from "./rules/deprecated-target.js";
import { hashOfRawEmail } from "./rules/hash-of-raw-email.js";
import { identityMapOverwritten } from "./rules/identity-map-overwritten.js";
import { identityNotNormalized } from "./rules/identity-not-normalized.js";
import { integerDivision } from "./rules/integer-division.js";
import { minutesForMonths } from "./rules/minutes-for-months.js";
import { noIdentity } from "./rules/no-identity.js";
import { numberOutOfRange } from "./rules/number-out-of-range.js";
import { personalDataInFreeText } from "./rules/personal-data-in-free-text.js";
import { plusOnNumericText } from "./rules/plus-on-numeric-text.js";
import { regexConstantOnSample } from "./rules/regex-constant-on-sample.js";
import { requiredFieldUnmapped } from "./rules/required-field-unmapped.js";
import { textAsCondition } from "./rules/text-as-condition.js";
import { textComparedWithNumber } from "./rules/text-compared-with-number.js";
import { textIntoDate } from "./rules/text-into-date.js";
import { textOverMaximumLength } from "./rules/text-over-maximum-length.js";
import { twelveHoursWithoutHalfDay } from "./rules/twelve-hours-without-half-day.js";
import { twoPrimaryIdentities } from "./rules/two-primary-identities.js";
import { unusedColumn } from "./rules/unused-column.js";
import { valueNotAccepted } from "./rules/value-not-accepted.js";
import { valueNotSuggested } from "./rules/value-not-suggested.js";
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
  childBeforeObjectCopy,
  deprecatedTarget,
  valueNotSuggested,
  noIdentity,
  identityNotNormalized,
  twoPrimaryIdentities,
  identityMapOverwritten,
  arrayWithoutUpsert,
  requiredFieldUnmapped,
  unusedColumn,
  personalDataInFreeText,
  hashOfRawEmail,
  approximateFunction,
  alwaysNullColumn,
  textOverMaximumLength,
  numberOutOfRange,
  valueNotAccepted,
];
