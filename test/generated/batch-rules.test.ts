import { expect, it } from "vitest";
import { mapBatches, mapRows, programOf } from "./batch-support.js";

const VALUES = ["-2", "-1", "0", "1", "19.99", "20", "20.5", "21", "127", "128", "-129", "40000", "3000000000", "1e2"];
const TEXTS = [
  "",
  "a",
  "A",
  "abcd",
  "abcde",
  "🎉🎉",
  "a🎉🎉🎉",
  "a🎉🎉🎉🎉",
  "us",
  "kr",
  "home",
  "ada@example.com",
  "ada@",
];
const DATES = ["2020-02-29", "2020-01-05 10:11:12", "2020-01-05T10:11:12+02:00", "20200105", "soon"];
const rows = [...VALUES, ...TEXTS, ...DATES].map((value) => new Map([["v", value]]));

// One rule alone, so that nothing else calls for a second look.
it.each([
  "v -> score",
  "to_decimal(v) -> score",
  "to_float(v) -> score",
  "to_integer(v) -> score",
  "v -> amount",
  "v -> visits",
  "to_integer(v) -> visits",
  "v -> tiny",
  "to_integer(v) -> tiny",
  "v -> small",
  "v -> large",
  "v -> code",
  "lower(v) -> code",
  "to_integer(v) -> code",
  "v -> tier",
  "v -> phone.kind",
  "v -> mail.address",
  "v -> day",
  "v -> at",
  "date(v) -> day",
  "date(v) -> at",
  'v == "us" -> active',
  "v -> active",
  "v -> free.x",
  "v -> _id",
])("%s: what breaks a rule, and what just does not", (mapping) => {
  for (const schema of ["limits", "needs"] as const) {
    const program = programOf(`target "schema.json"\n${mapping}\n`, schema);
    expect(program.mappings).toHaveLength(1);
    const options = { window: null, strict: false };
    const expected = mapRows(program, rows, options);
    expect(mapBatches(program, rows, { ...options, cuts: [], warm: 0 })).toEqual(expected);
    // Each row alone too: the weakest label of all of them hides those of each.
    for (const row of rows) {
      const alone = mapRows(program, [row], options);
      expect(mapBatches(program, [row], { ...options, cuts: [], warm: 0 })).toEqual(alone);
    }
  }
});
