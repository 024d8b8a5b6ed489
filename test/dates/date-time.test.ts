import { describe, expect, it } from "vitest";
import {
  dateTimeOf,
  fieldsOf,
  inZone,
  isProblem,
  type LocalFields,
  printDate,
  printDateTime,
  printDateTimeMillis,
  resolveLocal,
  withLocal,
  type Zone,
  zoneOf,
  zoneOffsetAt,
} from "../../src/values/dates/index.js";
import { shown } from "./support.js";

function local(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, nano = 0): LocalFields {
  return { year, month, day, hour, minute, second, nano };
}

function made(fields: LocalFields, zone?: string) {
  const value = dateTimeOf(fields, zone);
  if (isProblem(value)) throw new Error(value.problem);
  return value;
}

describe("making date-times", () => {
  it("takes the wall clock of a zone", () => {
    const value = made(local(2019, 10, 17, 11, 55, 12, 999), "America/Los_Angeles");
    expect(value).toEqual({
      kind: "datetime",
      epochSecond: Date.UTC(2019, 9, 17, 18, 55, 12) / 1000,
      nano: 999,
      offset: -7 * 3600,
      zone: "America/Los_Angeles",
    });
  });

  it("refuses numbers out of their range and days that the month does not have", () => {
    expect(dateTimeOf(local(2020, 13, 1))).toEqual({ problem: "the month 13 is not between 1 and 12" });
    expect(dateTimeOf(local(2021, 2, 29))).toEqual({ problem: "2021-02 has no day 29" });
    expect(dateTimeOf(local(2021, 2, 28, 24))).toEqual({ problem: "the hour 24 is not between 0 and 23" });
    expect(dateTimeOf(local(2021, 1, 1, 0, 0, 0, Number.NaN))).toHaveProperty("problem");
    expect(dateTimeOf(local(2020, 1, 1), "Mars/Phobos")).toEqual({ problem: "`Mars/Phobos` is not a time zone" });
  });

  it("changes the wall clock within the zone", () => {
    const summer = made(local(2020, 7, 1, 12), "Europe/Paris");
    expect(shown(withLocal(summer, local(2020, 1, 1, 12)))).toBe("2020-01-01T12:00:00+01:00");
    expect(shown(withLocal(summer, local(2020, 3, 29, 2, 30)))).toBe("2020-03-29T03:30:00+02:00");
    expect(shown(withLocal(summer, local(2020, 2, 30)))).toBe("problem: 2020-02 has no day 30");
  });

  it("keeps the second of two equal times where the value stood in it", () => {
    const paris = inZone(made(local(2020, 10, 25, 1, 30)), "Europe/Paris");
    if (isProblem(paris)) throw new Error(paris.problem);
    expect(printDateTime(paris)).toBe("2020-10-25T02:30:00+01:00");
    expect(shown(withLocal(paris, local(2020, 10, 25, 2, 45)))).toBe("2020-10-25T02:45:00+01:00");
  });
});

describe("the fields of a date-time", () => {
  it("are those of its own offset", () => {
    const value = made(local(2021, 1, 3, 23, 59, 58, 45_000_001), "+05:30");
    expect(fieldsOf(value)).toEqual({
      ...local(2021, 1, 3, 23, 59, 58, 45_000_001),
      millisecond: 45,
      weekday: 7,
      dayOfYear: 3,
      quarter: 1,
      week: 53,
      weekYear: 2020,
      epochDay: 18_630,
    });
  });

  it("print without the fraction, with milliseconds, and as a date", () => {
    const value = made(local(2020, 1, 5, 23, 11, 12, 45_678_901), "-08:00");
    expect(printDateTime(value)).toBe("2020-01-05T23:11:12-08:00");
    expect(printDateTimeMillis(value)).toBe("2020-01-05T23:11:12.045-08:00");
    expect(printDate(value)).toBe("2020-01-05");
    expect(printDateTimeMillis(made(local(2020, 1, 5)))).toBe("2020-01-05T00:00:00Z");
    expect(printDateTime(made(local(-43, 3, 15)))).toBe("-0043-03-15T00:00:00Z");
    expect(printDateTime(made(local(12_020, 3, 15)))).toBe("+12020-03-15T00:00:00Z");
  });
});

describe("zones", () => {
  it.each([
    ["Europe/Paris", "Europe/Paris"],
    ["PST", "America/Los_Angeles"],
    ["EST", "-05:00"],
    ["IST", "Asia/Kolkata"],
    ["UTC", "UTC"],
    ["Z", "Z"],
    ["GMT+2", "GMT+02:00"],
    ["UTC-0330", "UTC-03:30"],
    ["+5", "+05:00"],
    ["+05:30:15", "+05:30:15"],
    ["Asia/Calcutta", "Asia/Calcutta"],
  ])("%s is %s", (id, canonical) => {
    expect(zoneOf(id)?.id).toBe(canonical);
  });

  it.each(["europe/paris", "Mars/Phobos", "", "+19", "+5:30", "utc", "GMT+", "z", "CEST", "+05:60"])("no %s", (id) => {
    expect(zoneOf(id)).toBeNull();
  });

  it("know their history and their future", () => {
    const offset = (zone: string, iso: string) => zoneOffsetAt(zone, Date.parse(iso) / 1000);
    expect(offset("America/Los_Angeles", "1800-01-01T00:00:00Z")).toBe(-(7 * 3600 + 52 * 60 + 58));
    expect(offset("Europe/Paris", "1945-08-14T21:00:00Z")).toBe(2 * 3600);
    expect(offset("Pacific/Apia", "2011-12-29T12:00:00Z")).toBe(-10 * 3600);
    expect(offset("Pacific/Apia", "2011-12-30T12:00:00Z")).toBe(14 * 3600);
    expect(offset("America/Los_Angeles", "2050-07-01T00:00:00Z")).toBe(-7 * 3600);
    expect(zoneOffsetAt("Europe/Paris", 5e14)).toSatisfy((seconds) => seconds === 3600 || seconds === 7200);
    expect(zoneOffsetAt("Europe/Atlantis", 0)).toEqual({ problem: "`Europe/Atlantis` is not a time zone" });
  });

  it("resolve the wall clock as java.time does", () => {
    const lordHowe = zoneOf("Australia/Lord_Howe");
    const resolved = (zone: Zone | null, fields: LocalFields) =>
      zone === null ? "no zone" : printDateTime(resolveLocal(zone, fields));
    // Half an hour is left out, then shown twice.
    expect(resolved(lordHowe, local(2020, 10, 4, 2, 15))).toBe("2020-10-04T02:45:00+11:00");
    expect(resolved(lordHowe, local(2020, 4, 5, 1, 45))).toBe("2020-04-05T01:45:00+11:00");
    expect(resolved(lordHowe, local(2020, 4, 5, 2, 0))).toBe("2020-04-05T02:00:00+10:30");
  });

  it("change at the very second", () => {
    const change = Date.UTC(2020, 2, 29, 1) / 1000;
    expect(zoneOffsetAt("Europe/Paris", change - 1)).toBe(3600);
    expect(zoneOffsetAt("Europe/Paris", change)).toBe(7200);
  });
});
