import { describe, expect, it } from "vitest";
import { cut, printable } from "../../src/text/terminal-text.js";

describe("texts of a terminal", () => {
  it("are cut between letters", () => {
    expect(cut("abcdef", 4)).toBe("abc…");
    expect(cut("漢字漢字", 5)).toBe("漢字…");
    expect(cut("漢字漢字", 6)).toBe("漢字…");
    expect(cut("👨‍👩‍👧👨‍👩‍👧", 3)).toBe("👨‍👩‍👧…");
    expect(cut("abc", 3)).toBe("abc");
  });

  it("hide no control character, nor one that turns the direction", () => {
    expect(printable("a\u001b\u202eb\u0085\t\r")).toBe("a\\u001b\\u202eb\\u0085\\t\\r");
  });
});
