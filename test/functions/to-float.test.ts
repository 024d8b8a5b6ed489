import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

describe("a Float is rounded once", () => {
  // The nearest double of each lies halfway between two floats; what java.lang.Float.parseFloat gives.
  it.each([
    ["1.00000017881393432617187499", 1.0000001],
    ["1.000000178813934326171875", 1.0000002],
    ["1.00000005960464477539062501", 1.0000001],
    ["-1.00000005960464477539062501", -1.0000001],
    ["7.1e-46", 1.4e-45],
  ])("%s", (text, float) => {
    expect(evaluated(`to_float("${text}")`)).toBe(float);
    expect(evaluated(`${text}F`)).toBe(float);
  });
});
