import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldOf, keyOf, kindName, parseJson, textOf, toJson, type Value } from "../../src/values/index.js";

function read(text: string): Value {
  const result = parseJson(text);
  if ("problem" in result) throw new Error(`${result.problem.message} at ${result.problem.offset}`);
  return result.value;
}

function problemOf(text: string): string {
  const result = parseJson(text);
  return "problem" in result ? `${result.problem.offset}: ${result.problem.message}` : "none";
}

describe("parseJson", () => {
  it.each([
    ["1", "integer"],
    ["-0", "integer"],
    ["2147483647", "integer"],
    ["2147483648", "long"],
    ["-9223372036854775808", "long"],
    ["9223372036854775808", "biginteger"],
    ["2.0", "double"],
    ["1e2", "double"],
    ['"1"', "string"],
    ["null", "null"],
    ["[]", "list"],
    ["{}", "map"],
  ])("reads %s as %s", (text, kind) => {
    expect(kindName(read(text))).toBe(kind);
  });

  it("keeps every digit of a whole number", () => {
    expect(textOf(read("12345678901234567890123"))).toBe("12345678901234567890123");
    expect(textOf(read("9007199254740993"))).toBe("9007199254740993");
  });

  it("takes the last of duplicate keys and __proto__ as data", () => {
    const value = read('{"a":1,"__proto__":{"b":2},"a":3}');
    expect(toJson(value)).toBe('{"a":3,"__proto__":{"b":2}}');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(typeof value === "object" && value?.kind === "map" ? fieldOf(value, "constructor") : "no map").toBe(
      undefined,
    );
  });

  it.each([
    ["", "0: The JSON ends before its value does."],
    ["[1,]", "3: A JSON value was expected."],
    ['{"a":1,}', "7: A key in double quotes was expected."],
    ["{a:1}", "1: A key in double quotes was expected."],
    ["[1 2]", "3: `,` or `]` was expected."],
    ['"abc', "0: This text has no closing quote."],
    ["01", "1: This is not a JSON number."],
    ["1.", "1: This is not a JSON number."],
    ["1 2", "2: Something follows the end of the JSON value."],
    ['"a\nb"', "2: A control character in a text must be written as an escape."],
    ['"\\x"', "1: Unknown escape in a text."],
    ["nul", "0: A JSON value was expected."],
    ["[", "1: The JSON ends before its value does."],
  ])("refuses %j with its place", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it("refuses deep nesting instead of running out of stack", () => {
    expect(problemOf("[".repeat(100_000))).toBe("1000: The JSON is nested more than 1000 levels deep.");
    expect(toJson(read("[".repeat(1000) + "]".repeat(1000)))).toBe("[".repeat(1000) + "]".repeat(1000));
  });

  it("reads what JSON.parse reads and refuses what it refuses", () => {
    const fragments = fc.array(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"\\u0041"',
        '"\\n"',
        "1",
        "-2.5e3",
        "0",
        "-",
        "true",
        "null",
        " ",
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fragments, (parts) => {
        const text = parts.join("");
        let expected: string;
        try {
          expected = JSON.stringify(JSON.parse(text));
        } catch {
          expected = "refused";
        }
        const result = parseJson(text);
        const actual = "problem" in result ? "refused" : JSON.stringify(JSON.parse(toJson(result.value)));
        expect(actual).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it("reads back what toJson writes", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary" }), (text) => {
        const value = read(text);
        expect(keyOf(read(toJson(value)))).toBe(keyOf(value));
      }),
    );
  });
});
