import { describe, expect, it } from "vitest";
import {
  isProblem,
  LISTED_PATTERNS,
  parseDate,
  parseInstant,
  parseXdmDate,
  parseXdmDateTime,
  printDate,
} from "../../src/values/dates/index.js";
import { compile, shown, shownMillis } from "./support.js";

describe("dates without a format", () => {
  it.each([
    ["2020-01-05 10:11:12+0530", "2020-01-05T10:11:12+05:30"],
    ["2020-01-05 10:11:12.045-0800", "2020-01-05T10:11:12.045-08:00"],
    ["2020-01-05 10:11:12.045", "2020-01-05T10:11:12.045Z"],
    ["2020-01-05T10:11:12.045+02", "2020-01-05T10:11:12.045+02:00"],
    ["2020-01-05T10:11:12Z", "2020-01-05T10:11:12Z"],
    ["2020-01-05", "2020-01-05T00:00:00Z"],
    ["2020/01/05", "2020-01-05T00:00:00Z"],
    ["2020.01.05", "2020-01-05T00:00:00Z"],
    ["2020-Jan-05", "2020-01-05T00:00:00Z"],
    ["20200105", "2020-01-05T00:00:00Z"],
    ["01-05-2020", "2020-01-05T00:00:00Z"],
    ["12112020", "2020-12-11T00:00:00Z"],
    ["1/05/2020", "2020-01-05T00:00:00Z"],
    ["05.1.2020", "2020-01-05T00:00:00Z"],
    ["1/05/2020 03:04:05 PM", "2020-01-05T15:04:05Z"],
    ["05.1.2020 03:04:05 PM", "2020-01-05T15:04:05Z"],
    ["05.Jan.2020", "2020-01-05T00:00:00Z"],
    ["05-Jan-2020", "2020-01-05T00:00:00Z"],
  ])("listed: %s", (text, expected) => {
    expect(shownMillis(parseDate(text))).toBe(expected);
  });

  it.each([
    ["2019-10-23 11:24", "2019-10-23T11:24:00Z"],
    ["2019-10-17 11:55:12", "2019-10-17T11:55:12Z"],
    ["2019-10-17T11:55", "2019-10-17T11:55:00Z"],
    ["2019-10-17T11:55:12", "2019-10-17T11:55:12Z"],
    ["2016-11-09T11:44:44.797", "2016-11-09T11:44:44.797Z"],
    ["2016-11-09T11:44:44.797123456", "2016-11-09T11:44:44.797Z"],
  ])("assumed: %s", (text, expected) => {
    expect(shownMillis(parseDate(text))).toBe(expected);
  });

  it.each([
    "31/12/2020",
    "1/1/2020",
    "",
    " 2020-01-05",
    "2020-01-05T10:11:12+02:00",
    "2020-13-05",
    "1577836800",
    "Jan 5, 2020",
  ])("unreadable: %j", (text) => {
    expect(shown(parseDate(text))).toMatch(/^problem: `.*` is not written in any of the date formats/);
  });

  it("tries all eighteen patterns, each compiled", () => {
    expect(LISTED_PATTERNS).toHaveLength(18);
    for (const pattern of LISTED_PATTERNS) expect(compile(pattern).pattern).toBe(pattern);
  });
});

describe("texts assigned to fields", () => {
  it("may be RFC 3339 with any offset", () => {
    expect(shown(parseXdmDateTime("2020-01-05T10:11:12+02:00"))).toBe("2020-01-05T10:11:12+02:00");
    expect(shownMillis(parseXdmDateTime("2020-01-05T10:11:12.5-08:00"))).toBe("2020-01-05T10:11:12.500-08:00");
    expect(shown(parseXdmDateTime("2020-01-05"))).toBe("2020-01-05T00:00:00Z");
    expect(shown(parseXdmDateTime("tomorrow"))).toMatch(/^problem/);
  });

  it("are in the zone asked for where they name none", () => {
    const zone = { zone: "America/Los_Angeles" };
    expect(shown(parseXdmDateTime("2020-07-01 00:00:00", zone))).toBe("2020-07-01T00:00:00-07:00");
    expect(shown(parseXdmDateTime("2020-07-01T00:00:00Z", zone))).toBe("2020-07-01T00:00:00Z");
    expect(shown(parseXdmDateTime("2020-07-01", { zone: "Nowhere" }))).toBe("problem: `Nowhere` is not a time zone");
  });

  it("keep the date at their own offset", () => {
    const read = parseXdmDate("2020-01-05T23:30:00-08:00");
    expect(isProblem(read) ? read.problem : printDate(read)).toBe("2020-01-05");
  });
});

describe("the bounds of a window", () => {
  it.each([
    ["0", "1970-01-01T00:00:00Z"],
    ["1651579200", "2022-05-03T12:00:00Z"],
    ["-1", "1969-12-31T23:59:59Z"],
    ["2024-05-01", "2024-05-01T00:00:00Z"],
    ["2024-05-01T10:00Z", "2024-05-01T10:00:00Z"],
    [" 2024-05-01T10:00:00+02:00 ", "2024-05-01T10:00:00+02:00"],
    ["2024-05-01T10:00:00+0200", "2024-05-01T10:00:00+02:00"],
    ["2024-05-01T10:00:00.250Z", "2024-05-01T10:00:00.250Z"],
    ["2024-05-01 10:00", "2024-05-01T10:00:00Z"],
    ["2024-02-29", "2024-02-29T00:00:00Z"],
    ["2024-01-31", "2024-01-31T00:00:00Z"],
  ])("%s", (text, expected) => {
    expect(shownMillis(parseInstant(text))).toBe(expected);
  });

  it.each([
    ["20240501", "could be seconds"],
    ["1651579200000", "milliseconds"],
    ["05/01/2024", "neither"],
    ["2024-02-30", "month"],
    ["2023-02-29T00:00:00Z", "month"],
    ["", "neither"],
  ])("not %j", (text, reason) => {
    expect(shown(parseInstant(text))).toContain(reason);
  });
});
