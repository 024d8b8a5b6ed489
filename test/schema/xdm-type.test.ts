import { describe, expect, it } from "vitest";
import { computeXdmType, effectiveBounds } from "../../src/schema/xdm-type.js";

const LONG = 9_007_199_254_740_992;

describe("meta:xdmType where it is not written", () => {
  it.each([
    [null, null, "int"],
    [0, null, "int"],
    [null, 100, "int"],
    [0, 100, "byte"],
    [-128, 127, "byte"],
    [0, 128, "short"],
    [1, 32_767, "short"],
    [0, 32_768, "int"],
    [0, 2_147_483_647, "int"],
    [0, 2_147_483_648, "long"],
    [null, 9_223_372_036_854_770_000, "long"],
    [-2_147_483_649, null, "long"],
  ] as const)("integer from %s to %s is %s", (minimum, maximum, type) => {
    expect(computeXdmType("integer", null, { minimum, maximum })).toBe(type);
  });

  it.each([
    ["string", "date", "date"],
    ["string", "date-time", "date-time"],
    ["string", "uri-reference", "string"],
    ["string", null, "string"],
    ["number", null, "number"],
    ["boolean", null, "boolean"],
    ["array", null, "array"],
    ["object", null, "object"],
  ] as const)("%s with format %s is %s", (type, format, xdmType) => {
    expect(computeXdmType(type, format, { minimum: null, maximum: null })).toBe(xdmType);
  });

  it("gives every integer both bounds and cuts those that the platform cannot keep", () => {
    expect(effectiveBounds("int", { minimum: 0, maximum: null })).toEqual({ minimum: 0, maximum: 2_147_483_647 });
    expect(effectiveBounds("long", { minimum: null, maximum: 9_223_372_036_854_770_000 })).toEqual({
      minimum: -LONG,
      maximum: LONG,
    });
    expect(effectiveBounds("number", { minimum: -90, maximum: null })).toEqual({ minimum: -90, maximum: null });
    expect(effectiveBounds("string", { minimum: null, maximum: null })).toEqual({ minimum: null, maximum: null });
  });
});
