import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Coercion, coercions, renderCoercions } from "../../src/compiler/coercions.js";
import { isListedForm } from "../../src/runtime/convert.js";
import { compileDatePattern, isProblem, LISTED_PATTERNS, parseXdmDateTime } from "../../src/values/dates/index.js";

const all: readonly (readonly [string, Coercion])[] = Object.entries(coercions);

describe("the labels of conversions", () => {
  it("stand in docs/fidelity.md: run `npm run docs` when they do not", () => {
    expect(readFileSync("docs/fidelity.md", "utf8")).toContain(`\n\n${renderCoercions()}\n\n`);
  });

  it.each(all)("%s says which reading it refused where it is assumed, and only there", (_name, coercion) => {
    expect(coercion.refused !== undefined).toBe(coercion.fidelity.level === "assumed");
    expect(coercion.fidelity.source).not.toBe("");
  });

  it("are all used by the code that converts", () => {
    const code = ["convert.ts", "convert-number.ts"]
      .map((file) => readFileSync(`src/runtime/${file}`, "utf8"))
      .join("");
    expect(all.filter(([name]) => !code.includes(`coercions.${name}`))).toEqual([]);
  });
});

const listed = LISTED_PATTERNS.flatMap((pattern) => {
  const compiled = compileDatePattern(pattern, "java");
  return "pattern" in compiled ? [compiled.pattern] : [];
});

const DAYS = [
  "2020-11-09",
  "2020/11/09",
  "2020.11.09",
  "2020-Nov-09",
  "20201109",
  "11-09-2020",
  "11092020",
  "1/09/2020",
];
const MORE_DAYS = ["12/09/2020", "09.1.2020", "09.11.2020", "09.Nov.2020", "09-Nov-2020"];
const TIMES = ["", "10:00", "10:00:00", "10:00:00.1", "10:00:00.12", "10:00:00.123", "10:00:00.123456", "10:00:00 PM"];
const ZONES = ["", "Z", "+01", "+0100", "+01:00", "-0800"];

describe("the listed forms of dates", () => {
  it("are told from those that are read besides, as the listed patterns do", () => {
    const texts = [...DAYS, ...MORE_DAYS].flatMap((day) =>
      [" ", "T"].flatMap((between) =>
        TIMES.flatMap((time) => ZONES.map((zone) => `${day}${time === "" ? "" : between}${time}${zone}`)),
      ),
    );
    const readable = texts.filter((text) => !isProblem(parseXdmDateTime(text)));
    expect(readable.length).toBeGreaterThan(40);
    for (const text of readable) {
      const fits = listed.some((pattern) => !isProblem(pattern.parseDateTime(text)));
      expect([text, isListedForm(text)]).toEqual([text, fits]);
    }
  });
});
