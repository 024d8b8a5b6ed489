import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compileDatePattern,
  type Dialect,
  dateOfEpochDay,
  dateTimeAt,
  epochDayOf,
  fieldsOf,
  isProblem,
  LISTED_PATTERNS,
  parseDate,
  withLocal,
  zoneOf,
  zoneOffsetAt,
} from "../../src/values/dates/index.js";
import type { DateTime } from "../../src/values/index.js";
import { compile } from "./support.js";

const ZONES = ["Z", "UTC", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "+05:30"];

function at(zoneId: string, epochSecond: number, nano: number): DateTime {
  const zone = zoneOf(zoneId);
  if (zone === null) throw new Error(`${zoneId} is no zone`);
  return dateTimeAt(zone, epochSecond, nano);
}

function second(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** Date-times of a span of years, in zones with and without daylight saving. */
function dateTimes(from: string, to: string): fc.Arbitrary<DateTime> {
  return fc
    .tuple(
      fc.constantFrom(...ZONES),
      fc.integer({ min: second(from), max: second(to) }),
      fc.integer({ min: 0, max: 999_999_999 }),
    )
    .map(([zone, epochSecond, nano]) => at(zone, epochSecond, nano));
}

function roundTrip(pattern: string, dialect: Dialect, values: fc.Arbitrary<DateTime>): void {
  const { format, parseDateTime, parse } = compile(pattern, dialect);
  fc.assert(
    fc.property(values, (value) => {
      const text = format(value);
      if (typeof text !== "string") throw new Error(text.problem);
      expect(instantOf(parseDateTime(text))).toEqual(instantOf(value));
      const parsed = parse(text);
      expect(isProblem(parsed) ? parsed : instantOf(parsed.dateTime)).toEqual(instantOf(value));
    }),
  );
}

function instantOf(value: DateTime | { readonly problem: string } | null): unknown {
  return value === null || isProblem(value) ? value : [value.epochSecond, value.nano];
}

describe("formatting and reading back gives the same instant", () => {
  const anyTime = dateTimes("0001-01-02T00:00:00Z", "9999-12-30T00:00:00Z");
  it.each([
    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXXXX",
    "uuuuMMddHHmmssSSSSSSSSSxxxxx",
    "EEEE, d MMMM yyyy h:mm:ss a 'and' n xxxxx",
    "D yyyy k:m:s n ZZZZ",
    "YYYY-'W'ww-e N XXXXX",
    "g N XXXXX",
    "ppd.MM.yyyy[ N][ O]",
  ])("java: %s", (pattern) => roundTrip(pattern, "java", anyTime));

  it.each(["yyyy-MM-dd'T'HH:mm:ss XXXXX n", "YYYY-'W'ww-u N XXXXX", "d MMM yyyy A nnnnnnnnn xxxxx"])(
    "adobe: %s",
    (pattern) => roundTrip(pattern, "adobe", anyTime),
  );

  it("with two digits of the year, from 2000 to 2099", () => {
    roundTrip("yy-DDD N ZZZZ", "java", dateTimes("2000-01-02T00:00:00Z", "2099-12-30T00:00:00Z"));
  });

  it("with a sign, for years that need one", () => {
    const years = fc.tuple(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: 0, max: 365 * 86_400 - 1 }));
    const values = years.map(([year, rest]) => at("Z", epochDayOf(year, 1, 1) * 86_400 + rest, 0));
    roundTrip("uuuu-MM-dd HH:mm:ss", "java", values);
    roundTrip("y G MM dd HHmmss", "java", values);
  });

  it("with a region, where the wall clock shows the time once", () => {
    const shownOnce = dateTimes("1950-01-01T00:00:00Z", "2100-01-01T00:00:00Z").filter(({ zone, ...value }) => {
      const before = zoneOffsetAt(zone ?? "Z", value.epochSecond - 7200);
      const after = zoneOffsetAt(zone ?? "Z", value.epochSecond + 7200);
      return before === after || zone === null;
    });
    roundTrip("yyyy-MM-dd HH:mm:ss n VV", "java", shownOnce);
  });
});

describe("a pattern in the fast shape", () => {
  it("answers as the machinery does for any text near to its own", () => {
    // An optional section that no text has changes nothing, but the pattern has no fixed shape any more.
    for (const pattern of ["yyyy-MM-dd HH:mm:ss.SSSZ", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "MM-dd-yyyy"]) {
      const fast = compile(pattern);
      const slow = compile(`${pattern}['never']`);
      const texts = fc
        .tuple(
          dateTimes("0001-01-02T00:00:00Z", "9999-12-30T00:00:00Z"),
          fc.array(fc.tuple(fc.nat(40), fc.constantFrom(..."0123456789+-:. TZ", ""))),
        )
        .map(([value, changes]) => {
          const text = fast.format(value);
          const units = typeof text === "string" ? [...text] : [];
          for (const [place, unit] of changes.slice(0, 3)) units[place % units.length] = unit;
          return units.join("");
        });
      fc.assert(
        fc.property(texts, (text) => {
          const zone = zoneOf("Europe/Paris");
          if (zone === null) throw new Error("no zone");
          const expected = slow.parseDateTime(text, { zone: "Europe/Paris" });
          const actual = fast.parseDateTime(text, { zone: "Europe/Paris" });
          expect(isProblem(actual) ? "problem" : actual).toEqual(isProblem(expected) ? "problem" : expected);
          expect(fast.tryDateTime(text, zone)).toEqual(isProblem(expected) ? null : expected);
        }),
      );
    }
  });
});

describe("dates without a format", () => {
  it("are read by the first listed pattern that reads them", () => {
    const patterns = LISTED_PATTERNS.map((pattern) => compile(pattern));
    const texts = fc.oneof(
      fc
        .tuple(fc.constantFrom(...patterns), dateTimes("0001-01-02T00:00:00Z", "9999-12-30T00:00:00Z"))
        .map(([pattern, value]) => String(pattern.format(value))),
      fc.stringMatching(/^[0-9]{1,4}[-/. ]?[0-9]{1,4}[-/. ]?[0-9]{0,4}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const readings = patterns.map((pattern) => pattern.parseDateTime(text));
        const first = readings.find((reading) => !isProblem(reading));
        if (first !== undefined) expect(parseDate(text)).toEqual(first);
      }),
    );
  });
});

describe("the calendar", () => {
  it("counts days both ways", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (epochDay) => {
        const { year, month, day } = dateOfEpochDay(epochDay);
        expect(epochDayOf(year, month, day)).toBe(epochDay);
        const date = new Date(epochDay * 86_400_000);
        expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
      }),
    );
  });

  it("keeps a date-time whose wall clock is set to what it shows", () => {
    fc.assert(
      fc.property(dateTimes("1900-01-01T00:00:00Z", "2200-01-01T00:00:00Z"), (value) => {
        expect(withLocal(value, fieldsOf(value))).toEqual(value);
      }),
    );
  });
});

describe("any pattern and any text", () => {
  it("end in a result or a problem, never in an exception", () => {
    const chunk = fc.oneof(
      fc.constantFrom(
        "yyyy",
        "MM",
        "d",
        "MMM",
        "HH",
        "mm",
        "ss",
        "SSS",
        "a",
        "h",
        "X",
        "VV",
        "z",
        "B",
        "[",
        "]",
        "'",
        "p",
      ),
      fc.string({ maxLength: 3 }),
    );
    const patterns = fc.array(chunk, { maxLength: 8 }).map((chunks) => chunks.join(""));
    const values = dateTimes("-000044-01-01T00:00:00Z", "9999-01-01T00:00:00Z");
    fc.assert(
      fc.property(
        patterns,
        fc.constantFrom<Dialect>("java", "adobe"),
        fc.string(),
        values,
        (pattern, dialect, text, value) => {
          const compiled = compileDatePattern(pattern, dialect);
          if ("problem" in compiled) {
            expect(compiled.problem.offset).toBeLessThanOrEqual(pattern.length);
            return;
          }
          const printed = compiled.pattern.format(value);
          compiled.pattern.parse(typeof printed === "string" ? printed : text);
          expect(compiled.pattern.parse(text)).toBeTypeOf("object");
        },
      ),
      { numRuns: 2000 },
    );
  });
});
