import { describe, expect, it } from "vitest";
import { compileDatePattern, dateTimeOf, inZone, isProblem, localOf } from "../../src/values/dates/index.js";
import type { DateTime } from "../../src/values/index.js";
import { compile, shown } from "./support.js";

// What java.time.format.DateTimeFormatter of JDK 17 does with Locale.ENGLISH, resolver style SMART: one rule a row.

/** What the text's fields make, and the date-time where they make one: `LocalDate 2020-02-29T00:00:00Z`. */
function read(pattern: string, text: string, zone: string): string {
  const parsed = compile(pattern).parse(text, { zone });
  if (isProblem(parsed)) return "problem";
  const { resultType, dateTime, local, offset } = parsed;
  if (dateTime !== null) return `${resultType} ${shown(dateTime)}${dateTime.zone === null ? "" : `[${dateTime.zone}]`}`;
  const { hour, minute, second, nano, year, month } = local;
  if (resultType === "Year") return `Year ${year}`;
  if (resultType === "YearMonth") return `YearMonth ${year}-${month}`;
  return `${resultType} ${hour}:${minute}:${second}.${nano}${offset === null ? "" : ` ${offset}`}`;
}

describe("reading", () => {
  it.each<[pattern: string, text: string, result: string, rule: string]>([
    // Widths
    ["yyyy-MM-dd", "2020-2-3", "problem", "two letters are two digits"],
    ["yyyy-MM-dd", "2020-02-03 ", "problem", "nothing may be left over"],
    ["yyyy-MM-dd", "２０２０-01-01", "problem", "digits are ASCII"],
    ["y-M-d", "20-1-1", "LocalDate 0020-01-01T00:00:00Z", "one letter of the year takes what is there"],
    ["yyyyyy-M-d", "002020-1-1", "LocalDate 2020-01-01T00:00:00Z", "six letters are six digits"],
    ["uuuu-MM-dd", "0000-01-01", "LocalDate 0000-01-01T00:00:00Z", "u has a year 0"],
    ["yyyy-MM-dd", "0000-01-01", "problem", "the year of an era has none"],
    ["yyyy-MM-dd", "-0044-03-15", "problem", "nor is it negative"],
    ["yyyy-MM-dd", "-0000-03-15", "problem", "there is no minus zero"],
    // Adjacent numbers
    ["yyMMdd", "200101", "LocalDate 2020-01-01T00:00:00Z", "two digits count from 2000"],
    ["yyMMdd", "20200101", "problem", "and are two"],
    ["yyyyDDD", "2020060", "LocalDate 2020-02-29T00:00:00Z", "day of the year"],
    ["Hmm", "102", "LocalTime 1:2:0.0", "the first number gives to those after it"],
    ["Hmm", "1022", "LocalTime 10:22:0.0", "as many as they need"],
    ["HHmmssSSS", "102030123", "LocalTime 10:20:30.123000000", "a fraction is a number too"],
    ["yyyyMMddHHmmssSSSX", "20200101102030123Z", "ZonedDateTime 2020-01-01T10:20:30Z", "then the offset"],
    // Sections, padding, literals
    ["[dd/MM/yyyy][MM/dd/yyyy]", "12/31/2020", "problem", "a section that was read stays, wrong as it is"],
    ["[yyyy-MM-dd][yyyy/MM/dd]", "2020/01/02", "LocalDate 2020-01-02T00:00:00Z", "one that does not fit is left out"],
    ["[yyyy-MM-dd][yyyy/MM/dd]", "", "problem", "nothing is no date"],
    ["yyyy[-MM[-dd]]", "2020-03", "YearMonth 2020-3", "sections nest"],
    ["ppH:mm", " 9:05", "LocalTime 9:5:0.0", "padding"],
    ["ppH:mm", "9:05", "problem", "is not left out"],
    ["''yyyy''", "'2020'", "Year 2020", "two quotes are one"],
    // Names
    ["MMM yyyy", "Sept 2020", "problem", "English has Sep"],
    ["d MMMM uuuu", "31 April 2020", "LocalDate 2020-04-30T00:00:00Z", "the 31st is clamped"],
    ["MMMMM yyyy", "J 2020", "YearMonth 2020-7", "of months with one letter the last"],
    ["QQQQ yyyy", "1st quarter 2020", "Year 2020", "a quarter makes no date"],
    ["EEE d MMM yyyy", "Thu 1 Jan 2020", "problem", "it was a Wednesday"],
    ["E", "Mon", "problem", "a weekday alone is nothing"],
    // Days, weeks, quarters
    ["yyyy-D", "2021-366", "problem", "no such day"],
    ["YYYY-'W'ww-e", "2020-W53-7", "LocalDate 2020-12-26T00:00:00Z", "a week too many is the last"],
    ["YYYY-'W'ww-e", "2020-W54-1", "problem", "beyond 53 is none"],
    ["YYYY-'W'ww", "2020-W09", "problem", "a week without a day"],
    ["YYYY-MM-dd", "2020-01-01", "problem", "a week's year is no year"],
    ["yyyy-'W'ww-e", "2020-W09-7", "Year 2020", "nor the other way round"],
    ["yyyy-MM W e", "2020-01 1 4", "LocalDate 2020-01-01T00:00:00Z", "the week of a month"],
    ["e yyyy-MM-dd", "4 2020-01-01", "LocalDate 2020-01-01T00:00:00Z", "Sunday is 1"],
    ["e yyyy-MM-dd", "3 2020-01-01", "problem", "so Wednesday is 4"],
    ["yyyy-MM F E", "2020-01 2 Wed", "YearMonth 2020-1", "F of JDK 17 is no week"],
    ["Q yyyy-MM-dd", "1 2020-05-01", "problem", "quarters are compared"],
    ["g", "58849", "LocalDate 2020-01-01T00:00:00Z", "modified Julian day"],
    // Eras
    ["yyyy-MM-dd G", "0044-03-15 BC", "LocalDate -0043-03-15T00:00:00Z", "44 BC is the year -43"],
    ["uuuu yyyy G", "-0043 0044 BC", "Year -43", "both may stand there"],
    // Times
    ["yyyy-MM-dd HH:mm:ss", "2020-12-31 24:00:00", "LocalDateTime 2021-01-01T00:00:00Z", "the next midnight"],
    ["HH:mm", "24:00", "LocalTime 0:0:0.0", "without a date just midnight"],
    ["h:mm B", "3:30 PM", "LocalTime 15:30:0.0", "halves of the day are read where its parts are"],
    ["BBBBB", "p", "LocalTime 18:0:0.0", "their short forms too"],
    ["h BBBBB", "11 at night", "LocalTime 23:0:0.0", "which begin other names"],
    ["yyyy-MM-dd HH:mm:ss", "2016-12-31 23:59:60", "problem", "leap seconds are no seconds"],
    ["k:mm", "24:00", "LocalTime 0:0:0.0", "k counts from 1 to 24"],
    ["k:mm", "0:00", "LocalTime 0:0:0.0", "SMART takes 0 for 24"],
    ["h:mm a", "0:30 PM", "LocalTime 12:30:0.0", "and for 12"],
    ["h:mm a", "13:30 PM", "problem", "not more"],
    ["H:mm a", "13:00 PM", "LocalTime 13:0:0.0", "a half that agrees"],
    ["a", "AM", "LocalTime 6:0:0.0", "a half alone is its middle"],
    ["hh:mm", "10:00", "problem", "an hour of twelve without its half"],
    ["yyyy-MM-dd hh:mm", "2020-01-01 10:00", "LocalDate 2020-01-01T00:00:00Z", "which leaves the date"],
    ["HH", "10", "LocalTime 10:0:0.0", "minutes may be left out"],
    ["mm:ss", "10:20", "problem", "hours may not"],
    ["A", "86400000", "problem", "a day has fewer milliseconds"],
    ["N", "45000500000000", "LocalTime 12:30:0.500000000", "nanoseconds of the day"],
    // Offsets and zones
    ["HH:mm X", "10:00 Z", "OffsetTime 10:0:0.0 0", "a time with an offset"],
    ["HH:mm VV", "10:00 Europe/Paris", "LocalTime 10:0:0.0", "a region gives a time none"],
    ["yyyy-MM-dd X", "2020-01-01 +05", "LocalDate 2020-01-01T00:00:00Z", "nor does an offset a date"],
    ["yyyy-MM-dd HH X", "2020-01-01 00 +05:30", "problem", "X has no colon"],
    ["yyyy-MM-dd HH X", "2020-01-01 00 +0530", "ZonedDateTime 2020-01-01T00:00:00+05:30", "its minutes are optional"],
    ["yyyy-MM-dd HH x", "2020-01-01 00 Z", "problem", "x has no Z"],
    ["yyyy-MM-dd HH Z", "2020-01-01 00 +00:00", "problem", "Z has no colon"],
    ["yyyy-MM-dd HH X", "2020-01-01 00 +19", "problem", "18 hours at most"],
    ["yyyy-MM-dd HH OOOO", "2020-01-01 00 GMT+5", "problem", "four letters want two digits and minutes"],
    ["yyyy-MM-dd HH O", "2020-01-01 00 GMT+5", "ZonedDateTime 2020-01-01T00:00:00+05:00", "one letter does not"],
    ["yyyy-MM-dd HH VV", "2020-01-01 00 europe/paris", "problem", "regions have their letter case"],
    ["yyyy-MM-dd HH VV", "2020-01-01 00 EST", "problem", "EST is no region of Java's"],
    ["yyyy-MM-dd HH VV", "2020-01-01 00 GMT+2", "problem", "GMT wants hours of two digits"],
    [
      "yyyy-MM-dd HH VV",
      "2020-01-01 00 UTC+01:00",
      "ZonedDateTime 2020-01-01T00:00:00+01:00[UTC+01:00]",
      "an offset with a name",
    ],
    [
      "yyyy-MM-dd HH:mm VV",
      "2020-03-29 02:30 Europe/Paris",
      "ZonedDateTime 2020-03-29T03:30:00+02:00[Europe/Paris]",
      "a time that the clock skips is later",
    ],
    [
      "yyyy-MM-dd HH:mm VV",
      "2020-10-25 02:30 Europe/Paris",
      "ZonedDateTime 2020-10-25T02:30:00+02:00[Europe/Paris]",
      "one that it shows twice is the first",
    ],
  ])("%s of %j: %s (%s)", (pattern, text, result) => {
    expect(read(pattern, text, "Z")).toBe(result);
  });

  it.each<[text: string, zone: string, result: string]>([
    ["1800-01-01 00:00:00", "Europe/Paris", "LocalDateTime 1800-01-01T00:00:00+00:09:21[Europe/Paris]"],
    ["1943-01-01 00:00:00", "Asia/Kolkata", "LocalDateTime 1943-01-01T00:00:00+06:30[Asia/Kolkata]"],
    ["2020-03-08 02:00:00", "America/Los_Angeles", "LocalDateTime 2020-03-08T03:00:00-07:00[America/Los_Angeles]"],
    ["2020-11-01 01:30:00", "America/Los_Angeles", "LocalDateTime 2020-11-01T01:30:00-07:00[America/Los_Angeles]"],
    ["9999-12-31 23:59:59", "America/Los_Angeles", "LocalDateTime 9999-12-31T23:59:59-08:00[America/Los_Angeles]"],
  ])("%s in %s", (text, zone, result) => {
    expect(read("yyyy-MM-dd HH:mm:ss", text, zone)).toBe(result);
  });
});

function value(zone: string | null): DateTime {
  const fields = { year: 2020, month: 2, day: 29, hour: 13, minute: 5, second: 9, nano: 123_456_789 };
  const made = dateTimeOf(fields, zone === null ? "Z" : "-08:00");
  const zoned = isProblem(made) || zone === null ? made : inZone(made, zone);
  if (isProblem(zoned)) throw new Error(zoned.problem);
  expect(localOf(zoned).day).toBe(29);
  return zoned;
}

describe("the letters by their counts, of 2020-02-29T13:05:09.123456789-08:00", () => {
  it.each<[letter: string, results: readonly (string | null)[]]>([
    ["G", ["AD", "AD", "AD", "Anno Domini", "A", null]],
    ["u", ["2020", "20", "2020", "2020", "02020", "002020"]],
    ["Y", ["2020", "20", "2020", "2020", "02020", "002020"]],
    ["D", ["60", "60", "060", null]],
    ["M", ["2", "02", "Feb", "February", "F", null]],
    ["L", ["2", "02", "Feb", "February", "F", null]],
    ["d", ["29", "29", null]],
    ["Q", ["1", "01", "Q1", "1st quarter", "1", null]],
    ["q", ["1", "01", "Q1", "1st quarter", "1", null]],
    ["w", ["9", "09", null]],
    ["W", ["5", null]],
    ["E", ["Sat", "Sat", "Sat", "Saturday", "S", null]],
    ["e", ["7", "07", "Sat", "Saturday", "S", null]],
    ["c", ["7", null, "Sat", "Saturday", "S", null]],
    ["F", ["1", null]],
    ["a", ["PM", null]],
    ["h", ["1", "01", null]],
    ["K", ["1", "01", null]],
    ["k", ["13", "13", null]],
    ["H", ["13", "13", null]],
    ["m", ["5", "05", null]],
    ["s", ["9", "09", null]],
    ["S", ["1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", null]],
    ["A", ["47109123", "47109123"]],
    ["n", ["123456789", "123456789"]],
    ["N", ["47109123456789", "47109123456789"]],
    ["V", [null, "America/Los_Angeles", null]],
    ["O", ["GMT-8", null, null, "GMT-08:00", null]],
    ["X", ["-08", "-0800", "-08:00", "-0800", "-08:00", null]],
    ["x", ["-08", "-0800", "-08:00", "-0800", "-08:00", null]],
    ["Z", ["-0800", "-0800", "-0800", "GMT-08:00", "-08:00", null]],
    ["g", ["58908", "58908"]],
    ...[..."CIJPRTUbfijlort"].map((letter): [string, null[]] => [letter, [null, null]]),
  ])("%s: %j", (letter, results) => {
    const texts = results.map((_result, at) => {
      const compiled = compileDatePattern(letter.repeat(at + 1), "java");
      return "problem" in compiled ? null : compiled.pattern.format(value("America/Los_Angeles"));
    });
    expect(texts).toEqual(results);
  });

  it.each([
    ["X", "Z"],
    ["x", "+00"],
    ["Z", "+0000"],
    ["ZZZZ", "GMT"],
    ["ZZZZZ", "Z"],
    ["O", "GMT"],
    ["VV", "Z"],
  ])("%s of UTC: %s", (pattern, result) => {
    expect(compile(pattern).format(value(null))).toBe(result);
  });
});
