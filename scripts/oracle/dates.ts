// Compares the date engine with java.time: rows of the kind `dates`, one pattern and one text or value each.
import {
  BRITISH,
  compileDatePattern,
  compileFor,
  type DateLocale,
  dateTimeOf,
  ENGLISH,
  inZone,
  isProblem,
  type LocalFields,
  localOf,
  type ParsedDate,
} from "../../src/values/dates/index.js";
import type { DateTime } from "../../src/values/index.js";
import { reasonToExcludeDate } from "./exclusions.js";
import { compareRows, type OracleOutcome } from "./outcome.js";

export interface DateRow {
  readonly id: string;
  readonly kind: "format" | "parse";
  readonly pattern: string;
  readonly input: string;
  readonly zone?: string;
  readonly locale?: string;
  readonly result?: string;
  readonly error?: string;
  readonly resultType?: string;
  readonly zoned?: string;
  readonly instant?: string;
}

/** Runs the rows; an excluded row is one that `exclude` gives a reason for. */
export function runDates(
  rows: readonly DateRow[],
  { exclude = reasonToExcludeDate }: { readonly exclude?: (row: DateRow) => string | null } = {},
): OracleOutcome {
  return compareRows(rows, { exclude, expected: expectedOf, actual: actualOf });
}

/** `text | type | zoned | instant`, or `error`. */
function expectedOf(row: DateRow): string {
  if (row.result === undefined) return "error";
  return row.kind === "format" ? row.result : [row.result, row.resultType, row.zoned, row.instant].join(" | ");
}

function actualOf(row: DateRow): string {
  const compiled =
    row.locale === undefined
      ? compileDatePattern(row.pattern, "java")
      : compileFor(row.pattern, "java", localeOf(row.locale));
  if ("problem" in compiled) return "error";
  const { pattern } = compiled;
  if (row.kind === "format") {
    const text = pattern.format(readZoned(row.input));
    return typeof text === "string" ? text : "error";
  }
  const parsed = pattern.parse(row.input, row.zone === undefined ? {} : { zone: row.zone });
  if (isProblem(parsed)) return "error";
  const direct = pattern.parseDateTime(row.input, row.zone === undefined ? {} : { zone: row.zone });
  if ((isProblem(direct) ? null : javaZoned(direct)) !== (parsed.dateTime && javaZoned(parsed.dateTime))) {
    return `parse gives ${JSON.stringify(parsed.dateTime)} and parseDateTime ${JSON.stringify(direct)}`;
  }
  const { dateTime } = parsed;
  const zoned = dateTime === null ? [undefined, undefined] : [javaZoned(dateTime), javaInstant(dateTime)];
  return [javaText(parsed), parsed.resultType, ...zoned].join(" | ");
}

function localeOf(tag: string): DateLocale {
  return tag === "en-GB" ? BRITISH : ENGLISH;
}

/** java.time.ZonedDateTime's own text. */
function readZoned(text: string): DateTime {
  const read =
    /^([+-]?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-][\d:]+)(?:\[(.+)\])?$/.exec(text);
  if (read === null) throw new Error(`not the text of a ZonedDateTime: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = read
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const nano = Number((read[7] ?? "").padEnd(9, "0"));
  const value = dateTimeOf({ year, month, day, hour, minute, second, nano }, read[8]);
  const zoned = isProblem(value) || read[9] === undefined ? value : inZone(value, read[9]);
  if (isProblem(zoned)) throw new Error(`${text}: ${zoned.problem}`);
  return zoned;
}

function javaText({ resultType, local, offset, dateTime }: ParsedDate): string {
  switch (resultType) {
    case "ZonedDateTime":
      return dateTime === null ? "" : javaZoned(dateTime);
    case "LocalDateTime":
      return `${javaDate(local)}T${javaTime(local)}`;
    case "LocalDate":
      return javaDate(local);
    case "OffsetTime":
      return `${javaTime(local)}${offsetText(offset ?? 0)}`;
    case "LocalTime":
      return javaTime(local);
    case "YearMonth":
      // Unlike a LocalDate's, the year of a YearMonth has no plus sign.
      return javaDate(local).replace("+", "").slice(0, -3);
    case "Year":
      return String(local.year);
  }
}

function javaZoned(value: DateTime): string {
  const local = localOf(value);
  const zone = value.zone === null ? "" : `[${value.zone}]`;
  return `${javaDate(local)}T${javaTime(local)}${offsetText(value.offset)}${zone}`;
}

function javaInstant(value: DateTime): string {
  const local = localOf({ ...value, offset: 0 });
  const time = javaTime(local);
  return `${javaDate(local)}T${time.length === 5 ? `${time}:00` : time}Z`;
}

function javaDate({ year, month, day }: LocalFields): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : year > 9999 ? "+" : ""}${digits}-${two(month)}-${two(day)}`;
}

/** Seconds only where there are any, the fraction in groups of three digits. */
function javaTime({ hour, minute, second, nano }: LocalFields): string {
  const minutes = `${two(hour)}:${two(minute)}`;
  if (second === 0 && nano === 0) return minutes;
  if (nano === 0) return `${minutes}:${two(second)}`;
  return `${minutes}:${two(second)}.${String(nano)
    .padStart(9, "0")
    .replace(/(000){1,2}$/, "")}`;
}

function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const total = Math.abs(offset);
  const text = `${offset < 0 ? "-" : "+"}${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}`;
  return total % 60 === 0 ? text : `${text}:${two(total % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
