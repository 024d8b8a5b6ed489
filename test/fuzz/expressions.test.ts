import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/functions/index.js";
import { listOf, mapOf, parseJson, type Value } from "../../src/values/index.js";
import { compile } from "../compiler/support.js";
import { expressionArbitrary, type Fields, fieldsArbitrary } from "../support/expression-arbitraries.js";
import { ALL_FLAGS, runWhole, USED_FLAGS } from "./support.js";
import { randomFrom, wildText } from "./wild-text.js";

// Bad input ends in findings and in failures with a reason, never in an exception of ours, and in bounded time: at least
// 50,000 expressions a run. A failing one is printed with its text.

/** Other work may fill the machine; alone it takes a quarter of a minute. */
const PATIENCE = 180_000;

/** Far above what any of these needs, even while other work fills the machine. */
const SLOWEST = 5_000;

const WILD = 46_000;
const TYPED = 4_000;
const COMPILED = 3_000;

const rows: readonly Fields[] = [
  "{}",
  '{"Email": "Ada@Example.com", "n": 7, "items": [{"sku": "A1", "price": 2.5, "qty": 2}, {}, null], "obj": {"a": {"b": {"c": null}}}}',
  '{"Email": null, "n": "12", "items": [], "obj": "text", "First Name": "ada", "a.b": 1e300, "__proto__": {"a": 1}}',
  '{"Email": "\\ud800", "n": 99999999999999999999, "items": {"0": 1}, "obj": [[[]]], "First Name": "", "constructor": true}',
  '{"Email": ["x"], "n": -0.0, "items": "a,b", "obj": {"": {"": 1}, "__proto__": null}, "$": 1, "_": {"é": "漢"}}',
].map((json) => {
  const parsed = parseJson(json);
  const value = "value" in parsed ? parsed.value : mapOf([]);
  if (typeof value !== "object" || value?.kind !== "map") throw new Error("The row of the test is no object.");
  return new Map([...value.entries.values()].map(({ key, value }): [string, Value] => [String(key), value]));
});

function expectNoException(text: string, fields: Fields, flags = ALL_FLAGS): void {
  try {
    expect(runWhole(text, fields, flags).milliseconds).toBeLessThan(SLOWEST);
  } catch (error) {
    throw new Error(`On ${JSON.stringify(text)}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

describe("whatever is written as an expression", () => {
  it(
    `ends in values and reasons: ${WILD} texts of tokens and changed expressions`,
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = randomFrom(seed);
          expectNoException(wildText(random), rows[Math.floor(random() * rows.length)] ?? new Map(), USED_FLAGS);
        }),
        { numRuns: WILD },
      );
    },
    PATIENCE,
  );

  it(
    `ends in values and reasons: ${TYPED} expressions of the right kinds and rows`,
    () => {
      fc.assert(
        fc.property(expressionArbitrary(), fieldsArbitrary, (text, row) => expectNoException(text, row)),
        { numRuns: TYPED },
      );
    },
    PATIENCE,
  );

  it(
    `ends in findings as a mapping: ${COMPILED} texts`,
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const text = `${wildText(randomFrom(seed))} -> person.name.firstName\n`;
          for (const { code, message } of compile(text).diagnostics) {
            expect(code).toMatch(/^XM\d{4}$/);
            expect(message).not.toBe("");
          }
        }),
        { numRuns: COMPILED },
      );
    },
    PATIENCE,
  );

  it(
    "calls every function with too few, too many and odd arguments",
    () => {
      const odd = [
        "null",
        "''",
        "'\ud800'",
        "1e308",
        "-1",
        "NaN",
        "99999999999999999999",
        "1e9999B",
        "[]",
        "{:}",
        "1..3",
      ];
      const row: Fields = new Map<string, Value>([["x", listOf([null, "a"])]]);
      for (const { name, aliases } of allFunctions) {
        for (const called of [name, ...aliases]) {
          expectNoException(`${called}()`, row);
          for (const one of odd) {
            expectNoException(`${called}(${one})`, row);
            for (const other of odd) {
              expectNoException(`${called}(${one}, ${other})`, row);
              expectNoException(`${called}(x, ${one}, ${other}, ${one})`, row);
            }
          }
        }
      }
    },
    PATIENCE,
  );
});
