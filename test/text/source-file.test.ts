import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSourceFile, lineText, positionAt } from "../../src/text/index.js";

describe("a source file", () => {
  it("counts lines at LF, CRLF and CR, from 1", () => {
    const file = createSourceFile("a", "one\ntwo\r\nthree\rfour");
    expect(positionAt(file, 0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(positionAt(file, 9)).toEqual({ line: 3, column: 1, offset: 9 });
    expect(positionAt(file, 17)).toEqual({ line: 4, column: 3, offset: 17 });
    expect([1, 2, 3, 4].map((line) => lineText(file, line))).toEqual(["one", "two", "three", "four"]);
  });

  it("leaves the byte order mark out of offsets", () => {
    expect(createSourceFile("a", "\uFEFFx").text).toBe("x");
  });

  it("places every offset so that line start and column give it back", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "😀")), fc.nat(40), (parts, offset) => {
        const file = createSourceFile("a", parts.join(""));
        const { line, column } = positionAt(file, offset);
        expect((file.lineStarts[line - 1] ?? 0) + column - 1).toBe(Math.min(offset, file.text.length));
      }),
    );
  });
});
