import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteSink } from "../../src/runtime/byte-sink.js";
import { printDate, printDateTimeMillis } from "../../src/values/dates/index.js";

/** What is written at the start of a small piece of memory, so that it has to grow. */
function written(write: (sink: ByteSink, at: number) => number): string {
  const sink = new ByteSink(new ArrayBuffer(64), 48);
  sink.reserve(1);
  sink.bytes[0] = 34;
  const end = write(sink, 1);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(sink.bytes.subarray(0, end));
}

const units = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});
const odd = fc.string({
  unit: fc.constantFrom("a", '"', "\\", "\n", "\u0000", "\u007f", "é", "\u2028", "한", "\ud800", "\udc00", "🎉"),
  maxLength: 30,
});

describe("a text", () => {
  it("is written as JSON.stringify has it, whatever its characters", () => {
    fc.assert(
      fc.property(fc.oneof(odd, units, fc.string()), (text) => {
        expect(written((sink, at) => sink.text(text, at))).toBe(`${JSON.stringify(text)},`);
      }),
    );
  });

  it.each([4095, 4096, 4097, 100_000])("of %s units is written in pieces that keep pairs together", (length) => {
    for (const start of ["", "a"]) {
      const text = start + "🎉".repeat(length / 2);
      expect(written((sink, at) => sink.text(text, at))).toBe(`${JSON.stringify(text)},`);
    }
    const quotes = '"'.repeat(length);
    expect(written((sink, at) => sink.text(quotes, at))).toBe(`${JSON.stringify(quotes)},`);
  });
});

describe("numbers and dates", () => {
  it("print whole numbers", () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1100, max: 1100 })), (value) => {
        expect(written((sink, at) => sink.whole(value, at))).toBe(`"${value}`);
      }),
    );
  });

  it("print date-times of the years 0 to 9999 as they are printed elsewhere", () => {
    const second = fc.oneof(
      fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }),
      fc.constantFrom(-62_167_219_200, -62_162_035_200, 253_402_300_799, 0, -1, 951_782_400, 951_868_799),
    );
    const offset = fc.integer({ min: -18 * 60, max: 18 * 60 }).map((minutes) => minutes * 60);
    const nano = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999_999 }));
    fc.assert(
      fc.property(second, nano, offset, (localSecond, fraction, ahead) => {
        const epochSecond = localSecond - ahead;
        const value = { kind: "datetime", epochSecond, nano: fraction, offset: ahead, zone: null } as const;
        expect(written((sink, at) => sink.offset(ahead, sink.dateTime(localSecond, fraction, at)))).toBe(
          `"${printDateTimeMillis(value)}`,
        );
        expect(written((sink, at) => sink.day(localSecond, at))).toBe(`"${printDate(value)}`);
      }),
      { numRuns: 1000 },
    );
  });
});
