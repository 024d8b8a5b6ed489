import type { Report } from "../diagnostics/index.js";
import { tests } from "../diagnostics/tests.js";
import type { Test, TestSetting } from "../grammar/index.js";
import { dateTimeAt, isProblem, OFFSET_UTC, parseInstant } from "../values/dates/index.js";
import type { DateTime } from "../values/index.js";

/** What a test fixes of the world; what is left out has a default that never changes. */
export interface TestWorld {
  readonly now: DateTime | null;
  /** In the order of the calls. */
  readonly uuids: readonly string[];
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the settings of a test; what cannot be followed is reported and left out. */
export function readTestWorld({ settings }: Test, report: Report): TestWorld {
  let now: DateTime | null = null;
  let clock: TestSetting | null = null;
  const uuids: string[] = [];
  for (const setting of settings) {
    if (setting.word.text === "uuid") {
      for (const value of setting.values) {
        if (value.kind === "text" && UUID.test(value.value)) uuids.push(value.value.toLowerCase());
        else
          report(tests.XM5305, value.span, {
            word: "uuid",
            why: "takes texts of the form 8-4-4-4-12 hexadecimal digits",
          });
      }
      continue;
    }
    const instant = readInstant(setting, report);
    if (instant === null) continue;
    if (now !== null && clock !== null && !isSame(now, instant)) {
      const why = `says another time than \`${clock.word.text}\`, and a record has one clock`;
      const related = [{ message: "The other one is here.", place: clock.span }];
      report(tests.XM5305, setting.span, { word: setting.word.text, why }, { related });
      continue;
    }
    now = instant;
    clock = setting;
  }
  return { now, uuids };
}

function isSame(left: DateTime, right: DateTime): boolean {
  return left.epochSecond === right.epochSecond && left.nano === right.nano;
}

function readInstant({ word, values }: TestSetting, report: Report): DateTime | null {
  const [value, second] = values;
  if (value === undefined) return null;
  if (second !== undefined) {
    report(tests.XM5305, second.span, { word: word.text, why: "takes one value" });
    return null;
  }
  if (word.text === "timestamp") {
    if (value.kind === "number" && /^-?\d{1,15}$/.test(value.text)) {
      const milliseconds = Number(value.text);
      const second = Math.floor(milliseconds / 1000);
      return dateTimeAt(OFFSET_UTC, second, (milliseconds - second * 1000) * 1_000_000);
    }
    report(tests.XM5305, value.span, { word: "timestamp", why: "takes milliseconds since 1970, a whole number" });
    return null;
  }
  if (value.kind === "text" && /\D/.test(value.value.trim())) {
    const instant = parseInstant(value.value);
    if (!isProblem(instant)) return instant;
  }
  report(tests.XM5305, value.span, { word: word.text, why: "takes an ISO 8601 time in quotes" });
  return null;
}
