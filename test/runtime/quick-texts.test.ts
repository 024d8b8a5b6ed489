import fc from "fast-check";
import { expect, it } from "vitest";
import { toFiniteNumber, toWholeNumber } from "../../src/runtime/convert-number.js";
import { decimalKind, isPlainWhole } from "../../src/runtime/generate/quick-texts.js";

const numeral = fc.oneof(
  fc.string({ unit: fc.constantFrom("0", "0", "1", "9", ".", "-", "+", "e", " "), maxLength: 18 }),
  fc.double().map(String),
  fc.maxSafeInteger().map(String),
  fc.constantFrom(
    "-0",
    "-0.0",
    "00",
    "0.5",
    "0.0000001",
    "0.000001",
    "1.",
    ".5",
    "999999999999999",
    "9007199254740993",
  ),
);

it("takes for whole numbers what stays as it is", () => {
  fc.assert(
    fc.property(numeral, (text) => {
      if (!isPlainWhole(text)) return;
      const read = toWholeNumber(text, "long", "a long");
      expect("value" in read && String(read.value)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

it("takes for decimals what is read as it stands, and tells which are printed so", () => {
  fc.assert(
    fc.property(numeral, (text) => {
      const kind = decimalKind(text);
      if (kind === 0) return;
      const read = toFiniteNumber(text);
      const printed = "value" in read ? JSON.stringify(read.value) : "";
      expect(kind === 1 ? text : String(Number(text) + 0)).toBe(printed);
    }),
    { numRuns: 2000 },
  );
});

it("takes the numbers that columns hold", () => {
  expect(["0", "7", "-12", "123456789012345"].filter(isPlainWhole)).toHaveLength(4);
  expect(["1.5", "0.5", "12", "-3.25"].map(decimalKind)).toEqual([1, 1, 1, 1]);
  expect(["1.50", "007", "-0.0", "0.05"].map(decimalKind)).toEqual([2, 2, 2, 2]);
});
