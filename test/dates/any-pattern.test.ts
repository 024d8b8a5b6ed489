import fc from "fast-check";
import { expect, it } from "vitest";
import { compileDatePattern, dateTimeAt, isProblem, zoneOf } from "../../src/values/dates/index.js";

const pieces = fc.constantFrom(
  ..."GuyYDMLdQqwWEecFaBhKkHmsSAnNVvzOXxZpg[]'#{}-/.: T",
  "yyyy",
  "MM",
  "dd",
  "HH",
  "mm",
  "ss",
  "SSS",
  "MMM",
  "EEEE",
  "VV",
  "XXX",
  "''",
  "'T'",
  "ppp",
  "hh:mm a",
);
const pattern = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
const zone = fc.constantFrom("Z", "Europe/Paris", "America/St_Johns", "+18:00");
const changes = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(..."0129+-:. ZAM", "")), { maxLength: 2 });

it("any text is a date pattern or a problem with its place; what it prints it reads again or refuses, and nothing throws", () => {
  let read = 0;
  fc.assert(
    fc.property(
      pattern,
      fc.constantFrom("java" as const, "adobe" as const),
      fc.tuple(zone, fc.integer({ min: -70_000_000_000, max: 300_000_000_000 }), fc.nat(999_999_999)),
      changes,
      (source, dialect, [zoneId, second, nano], edits) => {
        const compiled = compileDatePattern(source, dialect);
        if ("problem" in compiled) {
          expect(compiled.problem.offset).toBeLessThanOrEqual(source.length);
          return;
        }
        const known = zoneOf(zoneId);
        if (known === null) throw new Error(zoneId);
        const printed = compiled.pattern.format(dateTimeAt(known, second, nano));
        const text = typeof printed === "string" ? printed : "2020-01-01";
        const units = [...text];
        for (const [at, unit] of edits) units[at % (units.length + 1)] = unit;
        for (const candidate of [text, units.join("")]) {
          const parsed = compiled.pattern.parse(candidate, { zone: zoneId });
          const direct = compiled.pattern.parseDateTime(candidate, { zone: zoneId });
          if (isProblem(parsed)) {
            expect(isProblem(direct)).toBe(true);
            continue;
          }
          read++;
          // The two ways agree, and whoever only wants to know gets the same answer.
          expect(isProblem(direct) ? null : direct).toEqual(parsed.dateTime);
          expect(compiled.pattern.tryDateTime(candidate, known)).toEqual(parsed.dateTime);
        }
      },
    ),
    { numRuns: 4000 },
  );
  expect(read).toBeGreaterThan(100);
});
