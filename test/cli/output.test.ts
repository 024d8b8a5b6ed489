import { describe, expect, it } from "vitest";
import { takesColor } from "../../src/cli/output.js";

describe("colour", () => {
  it.each<[Readonly<Record<string, string>>, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: "dumb" }, true, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, false, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
  ])("with %j, on a terminal %j: %j", (env, isTerminal, colour) => {
    expect(takesColor(env, isTerminal)).toBe(colour);
  });
});
