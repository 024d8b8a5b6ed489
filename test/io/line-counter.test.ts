import fc from "fast-check";
import { expect, it } from "vitest";
import { LineCounter } from "../../src/io/text.js";

it("counts lines and columns the same, however a text is cut", () => {
  const part = fc
    .array(fc.constantFrom("a", "é", "\n", "\r", "\r\n", "", "bc"), { maxLength: 8 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const counter = new LineCounter();
      for (const text of parts) counter.advance(text);
      const lines = parts.join("").split(/\r\n|\r|\n/);
      expect([counter.line, counter.column]).toEqual([lines.length, (lines.at(-1) ?? "").length + 1]);
    }),
    { numRuns: 500 },
  );
});
