import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createPlainIndexer, createSimdIndexer } from "../../src/io/csv-scan/byte-index.js";
import { countPlainly, createSimdCounter } from "../../src/io/csv-scan/count-bytes.js";
import { WINDOW } from "../../src/io/csv-scan/simd-code.js";

const COMMA = 0x2c;
const QUOTE = 0x22;

function indexes(text: string, delimiter = COMMA, quote = QUOTE) {
  const bytes = new TextEncoder().encode(text);
  const simd = createSimdIndexer(delimiter, quote);
  if (simd === null) throw new Error("this Node has no WebAssembly SIMD");
  return [createPlainIndexer(delimiter, quote), simd].map((indexer) => {
    const { places, count, ...rest } = indexer.index(bytes);
    return { places: [...places.subarray(0, count)], ...rest };
  });
}

const part = fc.constantFrom("a", "word", ",", ",", '"', '""', "\n", "\r\n", "\r", "é", "漢字", "😀", " ", ";", "|");
const text = fc.array(part, { maxLength: 300 }).map((parts) => parts.join(""));

describe("the index of a block's bytes", () => {
  it("counts UTF-16 units, tells the kinds of places, and passes over what is inside quotes", () => {
    for (const index of indexes('é,"a,\r\n",😀\r\n1,2\n')) {
      expect(index.places.map((place) => [place >> 2, place & 3])).toEqual([
        [1, 0],
        [5, 3],
        [8, 0],
        [11, 2],
        [14, 0],
        [16, 1],
      ]);
      expect(index).toMatchObject({ isFaulty: false, isOpen: false, hasDoubled: false });
    }
  });

  it("is the same in WebAssembly and in plain JavaScript, for right and wrong texts", () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(COMMA, 0x3b, 0x09),
        fc.constantFrom(QUOTE, 0x7c, -1),
        (body, delimiter, quote) => {
          const [plain, simd] = indexes(body, delimiter, quote);
          expect(simd).toEqual(plain);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("says of any bytes whether they are ASCII", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (random, low) => {
        const bytes = low ? random.map((byte) => byte & 0x7f) : random;
        const isAscii = bytes.every((byte) => byte < 0x80);
        expect(createPlainIndexer(COMMA, QUOTE).index(bytes).isAscii).toBe(isAscii);
        expect(createSimdIndexer(COMMA, QUOTE)?.index(bytes).isAscii).toBe(isAscii);
      }),
    );
  });

  it("is the same across the windows of WebAssembly", () => {
    const edges = fc.integer({ min: -70, max: 70 });
    fc.assert(
      fc.property(text, edges, fc.constantFrom("a", "é", '"\n"'), (body, edge, filler) => {
        const size = new TextEncoder().encode(filler).length;
        const before = `${filler.repeat(Math.ceil((WINDOW + edge) / size))},`;
        const [plain, simd] = indexes(before + body);
        expect(simd).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a host without WebAssembly", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each([undefined, { Module: refuse }])("reads in plain JavaScript", async (webAssembly) => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", webAssembly);
    const { createIndexer } = await import("../../src/io/csv-scan/byte-index.js");
    const { createCounter, countPlainly: count } = await import("../../src/io/csv-scan/count-bytes.js");
    const bytes = new TextEncoder().encode('a,"é\n",c\r\n'.repeat(20_000));
    const found = createIndexer(COMMA, QUOTE).index(bytes);
    expect(found).toEqual(createPlainIndexer(COMMA, QUOTE).index(bytes));
    expect(found.count).toBe(80_000);
    expect(createCounter()(bytes, 0, bytes.length, QUOTE)).toEqual(count(bytes, 0, bytes.length, QUOTE));
  });

  function refuse(): never {
    throw new Error("Content-Security-Policy");
  }
});

describe("the count of quotes and line breaks", () => {
  it("is the same in WebAssembly and in plain JavaScript, of any part of the bytes", () => {
    const count = createSimdCounter();
    if (count === null) return expect.unreachable();
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.constantFrom(0, 1, WINDOW - 30), (body, one, other, before) => {
        const bytes = new TextEncoder().encode("x".repeat(before) + body);
        const [from = 0, to = 0] = [one % (bytes.length + 1), other % (bytes.length + 1)].toSorted((a, b) => a - b);
        for (const quote of [QUOTE, -1]) {
          expect(count(bytes, from, to, quote)).toEqual(countPlainly(bytes, from, to, quote));
        }
      }),
      { numRuns: 500 },
    );
    const lines = new TextEncoder().encode('a\r\n"b"\r\r\n\n');
    expect(count(lines, 0, lines.length, QUOTE)).toEqual({ quotes: 2, lineBreaks: 4 });
    expect(count(lines, 2, lines.length, QUOTE)).toEqual({ quotes: 2, lineBreaks: 3 });
  });
});
