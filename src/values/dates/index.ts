export { type CalendarDate, dateOfEpochDay, epochDayOf, type LocalFields } from "./calendar.js";
export {
  type Compiled,
  compileDatePattern,
  compileFor,
  type DatePattern,
  type ParsedDate,
  type ParseOptions,
  type ResultType,
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
export type { Dialect, PatternProblem } from "./pattern-syntax.js";
export {
  LISTED_PATTERNS,
  parseDate,
  parseInstant,
  parseXdmDate,
  parseXdmDateTime,
} from "./read-date.js";
export { isProblem, OFFSET_UTC, type Problem, UTC, type Zone, zoneOf } from "./zones.js";
