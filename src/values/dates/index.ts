export { dateOfEpochDay, epochDayOf, type LocalFields } from "./calendar.js";
export {
  compileDatePattern,
  compileFor,
  type DatePattern,
  type ParsedDate,
} from "./date-pattern.js";
export {
  type DateTimeFields,
  dateTimeAt,
  dateTimeOf,
  fieldsOf,
  inZone,
  localOf,
  printDate,
  printDateTime,
  printDateTimeMillis,
  resolveLocal,
  withLocal,
  zoneOffsetAt,
} from "./date-time.js";
export { BRITISH, type DateLocale, ENGLISH } from "./locale.js";
export type { Dialect } from "./pattern-syntax.js";
export {
  EXTRA_PATTERNS,
  LISTED_PATTERNS,
  OFFSET_PATTERNS,
  parseDate,
  parseInstant,
  parseXdmDate,
  parseXdmDateTime,
} from "./read-date.js";
export { isProblem, OFFSET_UTC, type Problem, type Zone, zoneOf } from "./zones.js";
