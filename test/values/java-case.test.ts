import { describe, expect, it } from "vitest";
import { javaLowerCase, javaUpperCase } from "../../src/values/java-case.js";

// The expected texts were printed by Java 17's String.toLowerCase and toUpperCase with Locale.ROOT.

describe("letter case as Java 17 has it", () => {
  it.each([
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["ΚΩΣΤΑΣ-ΣΤΑΥΡΟΣ", "κωστασ-σταυρος"],
    ["AΣB", "aσb"],
    ["A.Σ", "a.ς"],
    ["A.ΣB", "a.σb"],
    ["Σ", "σ"],
    ["A Σ", "a σ"],
    ["AΣΣ", "aσς"],
    ["1Σ", "1σ"],
    ["A-Σ", "a-ς"],
    ["A:Σ", "a:σ"],
    ["AΣ:B", "aς:b"],
    ["A_Σ", "a_ς"],
    ["A’Σ", "a’σ"],
    ["AΣ\u0301B", "aσ\u0301b"],
    ["日Σ", "日σ"],
    ["İ", "i̇"],
    ["\ua7c0", "\ua7c0"],
  ])("%s in lower case", (text, lower) => {
    expect(javaLowerCase(text)).toBe(lower);
  });

  it.each([
    ["straße", "STRASSE"],
    ["ŉ ﬁ ǰ", "ʼN FI J̌"],
    ["ǆ", "Ǆ"],
    ["aƛ", "Aƛ"],
    ["ა", "Ა"],
  ])("%s in upper case", (text, upper) => {
    expect(javaUpperCase(text)).toBe(upper);
  });

  it("takes its time by the length of the text alone", () => {
    const text = "ΑΣ ".repeat(300_000);
    expect(javaLowerCase(text)).toBe("ας ".repeat(300_000));
    expect(javaLowerCase("Σ".repeat(300_000)).endsWith("σς")).toBe(true);
  });
});
