import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;
const datePattern = (pattern: string, marks: string) => ({
  source: `${files}date(Created_At, "${pattern}") -> _repo.createDate\n`,
  marks,
});

/** XM4007–4011: dates that are read as something else than they say. */
export const lintDates = diagnostics({
  XM4007: {
    severity: "error",
    title: "Week's year in a date pattern",
    what: (p: { letters: string; prints: boolean }) =>
      `${quote(p.letters)} is the year that the week belongs to, and not the year of the date: ${
        p.prints
          ? "the last days of December and the first of January come out a year off."
          : "beside a month and a day it says nothing, so no date can be read and the field becomes null."
      }`,
    todo: (p: { instead: string }) => `Write ${quote(p.instead)}.`,
    details:
      "Rule `week-year-in-date-pattern`. In Java's patterns a capital `Y` counts the years of weeks: 30 December 2024 is in the first week of 2025, and is written with that year; to read a date, Java wants the number of the week with it. With the number of the week (`YYYY-'W'ww`) that is right; with a month and a day it never is. The fix is safe.",
    examples: [datePattern("YYYY-MM-dd HH:mm:ss", "YYYY")],
  },
  XM4008: {
    severity: "error",
    title: "Day of the year in a date pattern",
    what: (p: { letters: string; prints: boolean }) =>
      `${quote(p.letters)} is the day of the year, 1 to 366, and not the day of the month: ${
        p.prints ? "the 1st of February comes out as day 32." : "dates after January cannot be read with it."
      }`,
    todo: (p: { instead: string }) => `Write ${quote(p.instead)}.`,
    details:
      "Rule `day-of-year-in-date-pattern`. A capital `D` beside a month and without a `d` is a slip; `yyyy-DDD`, an ordinal date, is left alone. The fix is safe.",
    examples: [datePattern("yyyy-MM-DD HH:mm:ss", "DD")],
  },
  XM4009: {
    severity: "warning",
    title: "Twelve hours without AM and PM",
    what: (p: { letters: string; prints: boolean }) =>
      p.prints
        ? `${quote(p.letters)} counts the hours to 12, and the pattern has no \`a\`: 3 in the morning and 3 in the afternoon are written alike.`
        : `${quote(p.letters)} counts the hours to 12, and the pattern has no \`a\` that says which half of the day: the time is lost, and hours after 12 cannot be read.`,
    todo: (p: { instead: string }) => `Write ${quote(p.instead)} for hours from 0 to 23, or add \`a\` for AM and PM.`,
    details:
      "Rule `twelve-hours-without-half-day`. The fix writes `HH`; it is safe where a text is read, because the pattern as it stands gives no time, and unsafe where one is written.",
    examples: [datePattern("yyyy-MM-dd hh:mm:ss", "hh")],
  },
  XM4010: {
    severity: "error",
    title: "Minutes for months in a date pattern",
    what: (p: { letters: string; is: "minutes" | "months" }) =>
      p.is === "minutes"
        ? `${quote(p.letters)} are minutes, and they stand where the month belongs.`
        : `${quote(p.letters)} are months, and they stand where the minutes belong.`,
    todo: (p: { instead: string }) => `Write ${quote(p.instead)}.`,
    details:
      "Rule `minutes-for-months`. `M` is the month and `m` the minute. Which is meant follows from its neighbours: a month stands beside a year or a day, minutes after hours. The fix is safe.",
    examples: [datePattern("yyyy-mm-dd HH:mm:ss", "mm"), datePattern("yyyy-MM-dd HH:MM:ss", "MM")],
  },
  XM4011: {
    severity: "warning",
    title: "Text read as a date without a format",
    needs: "sample",
    what: (p: {
      text: string;
      row: { value: string; line: number; pattern: string; day: string; other: string } | null;
    }) =>
      p.row === null
        ? `${quote(p.text)} is text, and nothing says how its dates are written: Data Prep tries 18 patterns, and where day and month could change places it takes the month first.`
        : `${quote(p.text)} is text, and nothing says how its dates are written: of the 18 patterns that Data Prep tries, ${quote(p.row.pattern)} reads "${p.row.value}" (line ${p.row.line} of the sample) as ${p.row.day}, and it could be ${p.row.other}.`,
    todo: (p: { text: string }) => `Say it: ${quote(`date(${p.text}, "dd/MM/yyyy")`)}, with the pattern that is right.`,
    details:
      "Rule `text-into-date`. It looks for a value of the sample whose day and month could change places. Dates that begin with the year are read alike by everyone, and nothing is said of them. Without a sample, a column that the `source` block declares as `string` is a note; declare it as `date` or `timestamp` where the source delivers one.\n\nThe patterns, in their order: `yyyy-MM-dd HH:mm:ssZ`, `yyyy-MM-dd HH:mm:ss.SSSZ`, `yyyy-MM-dd HH:mm:ss.SSS`, `yyyy-MM-dd'T'HH:mm:ss.SSSX`, `yyyy-MM-dd'T'HH:mm:ss'Z'`, `yyyy-MM-dd`, `yyyy/MM/dd`, `yyyy.MM.dd`, `yyyy-MMM-dd`, `yyyyMMdd`, `MM-dd-yyyy`, `MMddyyyy`, `M/dd/yyyy`, `dd.M.yyyy`, `M/dd/yyyy hh:mm:ss a`, `dd.M.yyyy hh:mm:ss a`, `dd.MMM.yyyy`, `dd-MMM-yyyy`.",
    examples: [
      {
        source: `${files}Ordered -> _repo.createDate\n`,
        marks: "Ordered",
        files: { "orders.csv": "Email,Ordered\nada@example.com,05/06/2024\nbob@example.com,12/24/2024\n" },
      },
      {
        source: `target "schema.json"\nsource { Ordered: string }\nOrdered -> _repo.createDate\n`,
        marks: "Ordered",
      },
    ],
  },
});
