import { describe, expect, it } from "vitest";
import { isSpan } from "../../src/diagnostics/index.js";
import { spanText } from "../../src/text/index.js";
import { checkText } from "./support.js";

const found = async (mappings: string) => {
  const { diagnostics } = await checkText(`target "schema.json"\nsample "orders.csv"\n${mappings}\n`);
  return diagnostics.map(({ code, severity, place }) => [severity, code, isSpan(place) ? spanText(place) : null]);
};

describe("one mistake is one finding", () => {
  it.each([
    ["a branch that no field of the kind takes", 'iif(Vid == "C1", to_integer(Quantity), "none") -> visits', "XM3008"],
    ["the same, as the first branch", 'iif(Vid == "C1", "none", to_integer(Quantity)) -> visits', "XM3008"],
    ["a key of decode without its value", 'decode(Vid, "C1", 1, "C2", 2, "C3") -> note', "XM4023"],
    ["minutes where months are written out", 'format(now(), "mmm d, yyyy") -> note', "XM4010"],
    ["a number that cannot be read", "to_integer(Amount) -> rating", "XM3022"],
    ["an identity that is no text", 'lower([Email]) -> personalEmail.address @identity("Email")', "XM3013"],
    ["a mapping written twice, with other blanks", "trim(Email) -> note\ntrim( Email ) -> note", "XM2010"],
  ])("%s", async (_, mappings, code) => {
    expect((await found(mappings)).map(([, one]) => one)).toEqual([code]);
  });

  it("leaves an identity that is not trimmed to its own rule", async () => {
    const mappings = 'target "schema.json"\nsample "orders.csv"\nMail -> mail';
    const codes = async (annotation: string) => {
      const { diagnostics } = await checkText(`${mappings}${annotation}\n`, "test/lint/cases/value-not-accepted");
      return diagnostics.map(({ code }) => code);
    };
    expect(await codes("")).toEqual(["XM4043"]);
    expect(await codes(' @identity("Email")')).toEqual(["XM4029"]);
  });

  it("marks what a def calculates, and not what stands between its arguments", async () => {
    expect(await found("def sum(a, b) = a + b\nsum(Amount, Quantity) -> note")).toEqual([
      ["warning", "XM4013", "a + b"],
    ]);
  });

  it("is an error where a null costs the row", async () => {
    const mapping = 'iif(Amount > 10, "a", "b") -> _id @identity("CRM")';
    expect(await found(mapping)).toEqual([["error", "XM4012", ">"]]);
    expect(await found(mapping.replace("Amount", "Quantity"))).toEqual([["warning", "XM4012", ">"]]);
  });
});
