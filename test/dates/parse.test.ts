import { describe, expect, it } from "vitest";
import { compileDatePattern, isProblem } from "../../src/values/dates/index.js";
import { compile, shown, shownMillis } from "./support.js";

function parse(pattern: string, text: string, zone?: string): string {
  return shownMillis(compile(pattern).parseDateTime(text, zone === undefined ? {} : { zone }));
}

function resultType(pattern: string, text: string): string {
  const parsed = compile(pattern).parse(text);
  return isProblem(parsed) ? "problem" : parsed.resultType;
}

describe("reading dates with a pattern", () => {
  it("takes exactly the digits that the pattern asks for", () => {
    expect(parse("yyyy-MM-dd HH:mm:ss", "2020-02-29 13:05:09")).toBe("2020-02-29T13:05:09Z");
    expect(parse("M/dd/yyyy", "1/1/2020")).toMatch(/^problem/);
    expect(parse("yyyy-M-d", "2020-1-1")).toBe("2020-01-01T00:00:00Z");
    expect(parse("yyyy-MM-dd HH:mm:ss.SSS", "2020-01-01 00:00:00.12")).toMatch(/^problem/);
  });

  it("lets adjacent numbers share the digits", () => {
    expect(parse("yyyyMMddHHmmssSSS", "20200101102030123")).toBe("2020-01-01T10:20:30.123Z");
    expect(parse("dMyyyy", "1112020")).toMatch(/^problem/);
    expect(parse("yyyyMMdd", "120200101")).toMatch(/^problem/);
  });

  it("clamps a day that the month does not have, and refuses one that no month has", () => {
    expect(parse("yyyy-MM-dd", "2020-02-30")).toBe("2020-02-29T00:00:00Z");
    expect(parse("yyyy-MM-dd", "1900-02-29")).toBe("1900-02-28T00:00:00Z");
    expect(parse("yyyy-MM-dd", "2020-02-32")).toContain("the day 32 is not between 1 and 31");
    expect(parse("yyyy-MM-dd", "2020-00-01")).toContain("the month 0 is not between 1 and 12");
  });

  it("reads 24:00 as the next midnight and no other time of that hour", () => {
    expect(parse("yyyy-MM-dd HH:mm:ss", "2020-12-31 24:00:00")).toBe("2021-01-01T00:00:00Z");
    expect(parse("yyyy-MM-dd HH:mm:ss", "2020-12-31 24:00:01")).toMatch(/^problem/);
  });

  it("reads years of more than four digits only with a sign", () => {
    expect(parse("yyyy-MM-dd", "+12020-01-01")).toBe("+12020-01-01T00:00:00Z");
    expect(parse("yyyy-MM-dd", "12020-01-01")).toMatch(/^problem/);
    expect(parse("yyyy-MM-dd", "+2020-01-01")).toMatch(/^problem/);
    expect(parse("uuuu-MM-dd", "-0044-03-15")).toBe("-0044-03-15T00:00:00Z");
    expect(parse("yyyy-MM-dd G", "0045-03-15 BC")).toBe("-0044-03-15T00:00:00Z");
  });

  it("refuses what the fields contradict", () => {
    expect(parse("EEE, dd MMM yyyy", "Tue, 01 Jan 2020")).toContain("weekday");
    expect(parse("yyyy-MM-dd HH:mm a", "2020-01-01 13:00 AM")).toMatch(/^problem/);
    expect(parse("yyyy-MM-dd yyyy", "2020-01-01 2021")).toMatch(/^problem/);
  });

  it("tells names and halves of the day apart by their case", () => {
    expect(parse("dd-MMM-yyyy", "15-Oct-2020")).toBe("2020-10-15T00:00:00Z");
    expect(parse("dd-MMM-yyyy", "15-OCT-2020")).toMatch(/^problem/);
    expect(parse("M/dd/yyyy hh:mm:ss a", "1/05/2020 12:00:00 AM")).toBe("2020-01-05T00:00:00Z");
    expect(parse("M/dd/yyyy hh:mm:ss a", "1/05/2020 12:00:00 pm")).toMatch(/^problem/);
  });

  it("reads optional sections, padding and quoted text", () => {
    const pattern = "yyyy-MM-dd['T'HH:mm[:ss]][XXX]";
    expect(parse(pattern, "2020-01-02")).toBe("2020-01-02T00:00:00Z");
    expect(parse(pattern, "2020-01-02T03:04+05:30")).toBe("2020-01-02T03:04:00+05:30");
    expect(parse("ppd/MM/yyyy", " 1/01/2020")).toBe("2020-01-01T00:00:00Z");
    expect(parse("h 'o''clock' a, yyyy-MM-dd", "3 o'clock PM, 2020-01-01")).toBe("2020-01-01T15:00:00Z");
  });

  it("reads days of the year, weeks and quarters", () => {
    expect(parse("yyyy-DDD", "2020-366")).toBe("2020-12-31T00:00:00Z");
    expect(parse("yyyy-DDD", "2021-366")).toContain("has no day 366");
    expect(parse("YYYY-'W'ww-e", "2020-W09-7")).toBe("2020-02-29T00:00:00Z");
    expect(parse("yyyy-MM W E", "2020-01 2 Wed")).toBe("2020-01-08T00:00:00Z");
    expect(parse("QQQ yyyy-MM-dd", "Q2 2020-01-01")).toContain("quarter");
  });

  it("gives the first type that the fields make", () => {
    expect(resultType("yyyy-MM-dd HH:mm X", "2020-01-01 00:00 Z")).toBe("ZonedDateTime");
    expect(resultType("yyyy-MM-dd HH", "2020-01-01 05")).toBe("LocalDateTime");
    expect(resultType("yyyy-MM-dd X", "2020-01-01 +02")).toBe("LocalDate");
    expect(resultType("HH:mm XXX", "10:00 +02:00")).toBe("OffsetTime");
    expect(resultType("a", "PM")).toBe("LocalTime");
    expect(resultType("yyyy-MM", "2020-02")).toBe("YearMonth");
    expect(resultType("yyyy-MM", "2020-13")).toBe("Year");
    expect(resultType("MM-dd", "02-03")).toBe("problem");
  });

  it("asks for a whole date where a date-time is wanted", () => {
    expect(shown(compile("HH:mm").parseDateTime("10:00"))).toContain("no whole date");
    expect(shown(compile("YYYY-MM-DD", "adobe").parseDateTime("2020-01-01"))).toContain("no whole date");
  });
});

describe("offsets and zones in texts", () => {
  it("reads each offset letter in its own forms only", () => {
    expect(parse("yyyy-MM-dd HH:mmZ", "2020-01-01 00:00+0530")).toBe("2020-01-01T00:00:00+05:30");
    expect(parse("yyyy-MM-dd HH:mmZ", "2020-01-01 00:00Z")).toMatch(/^problem/);
    expect(parse("yyyy-MM-dd HH:mmX", "2020-01-01 00:00Z")).toBe("2020-01-01T00:00:00Z");
    expect(parse("yyyy-MM-dd HH:mmX", "2020-01-01 00:00+05")).toBe("2020-01-01T00:00:00+05:00");
    expect(parse("yyyy-MM-dd HH:mmX", "2020-01-01 00:00+05:30")).toMatch(/^problem/);
    expect(parse("yyyy-MM-dd HH:mmXXX", "2020-01-01 00:00+1801")).toMatch(/^problem/);
    expect(parse("yyyy-MM-dd HH:mm O", "2020-01-01 00:00 GMT-8")).toBe("2020-01-01T00:00:00-08:00");
  });

  it("takes a quoted Z for a letter without meaning", () => {
    expect(parse("yyyy-MM-dd'T'HH:mm:ss'Z'", "2020-07-01T12:00:00Z", "Europe/Paris")).toBe("2020-07-01T12:00:00+02:00");
  });

  it("moves a time in a gap on, and takes the first of two", () => {
    const pattern = "yyyy-MM-dd HH:mm:ss";
    expect(parse(pattern, "2020-03-29 02:30:00", "Europe/Paris")).toBe("2020-03-29T03:30:00+02:00");
    expect(parse(pattern, "2020-10-25 02:30:00", "Europe/Paris")).toBe("2020-10-25T02:30:00+02:00");
    expect(parse(`${pattern} VV`, "2020-03-08 02:30:00 America/Los_Angeles")).toBe("2020-03-08T03:30:00-07:00");
  });

  it("reads names of zones, but not those that mean several", () => {
    expect(parse("yyyy-MM-dd HH:mm z", "2020-01-01 00:00 PST")).toBe("2020-01-01T00:00:00-08:00");
    expect(parse("yyyy-MM-dd HH:mm zzzz", "2020-07-01 00:00 Pacific Daylight Time")).toBe("2020-07-01T00:00:00-07:00");
    expect(parse("yyyy-MM-dd HH:mm z", "2020-01-01 00:00 IST")).toMatch(/^problem/);
  });

  it("says which zone it does not know", () => {
    expect(parse("yyyy-MM-dd", "2020-01-01", "Mars/Phobos")).toBe("problem: `Mars/Phobos` is not a time zone");
  });
});

describe("Data Prep's letters", () => {
  const value = compile("yyyy-MM-dd HH:mm:ss.SSS").parseDateTime("2021-01-03 04:05:06.045");

  it("differ from Java's in u, S, F and the weeks", () => {
    if (isProblem(value)) throw new Error(value.problem);
    expect(compile("u", "adobe").format(value)).toBe("7");
    expect(compile("u", "java").format(value)).toBe("2021");
    expect(compile("S", "adobe").format(value)).toBe("45");
    expect(compile("S", "java").format(value)).toBe("0");
    expect(compile("SSS", "adobe").format(value)).toBe("045");
    expect(compile("YYYY-'W'ww-e", "adobe").format(value)).toBe("2020-W53-7");
    expect(compile("YYYY-'W'ww-e", "java").format(value)).toBe("2021-W02-1");
    expect(compile("F", "adobe").format(value)).toBe("1");
    expect(compile("F", "java").format(value)).toBe("3");
  });

  it("read milliseconds and weekdays", () => {
    const read = (pattern: string, text: string) => shownMillis(compile(pattern, "adobe").parseDateTime(text));
    expect(read("yyyy-MM-dd HH:mm:ss.S", "2020-01-01 00:00:00.5")).toBe("2020-01-01T00:00:00.005Z");
    expect(read("yyyy-MM-dd HH:mm:ss.SSSSSS", "2020-01-01 00:00:00.250999")).toBe("2020-01-01T00:00:00.250Z");
    expect(read("uuuu-MM-dd", "2020-01-01")).toBe("2020-01-01T00:00:00Z");
    expect(read("yyyy-MM-dd u", "2020-01-01 3")).toBe("2020-01-01T00:00:00Z");
    expect(read("yyyy-MM-dd u", "2020-01-01 4")).toMatch(/^problem/);
    expect(read("YYYY-'W'ww-u", "2020-W53-7")).toBe("2021-01-03T00:00:00Z");
  });
});

describe("patterns that are none", () => {
  it.each([
    ["yyyy-MM-ddTHH", "`T` is not a letter", 10],
    ["yyyy-MM-dd'T", "not closed", 10],
    ["HHH", "too many letters", 0],
    ["yyyy]", "closes no", 4],
    ["yyyy#", "reserved", 4],
    ["d VVV", "two letters", 2],
    ["SSSSSSSSSS", "nine", 0],
    ["yyyy-p", "`p`", 5],
    ["ppdMM", "padded number", 3],
  ])("%s: %s", (pattern, message, offset) => {
    const compiled = compileDatePattern(pattern, "java");
    if (!("problem" in compiled)) throw new Error("it compiled");
    expect(compiled.problem.message).toContain(message);
    expect(compiled.problem.offset).toBe(offset);
  });
});
