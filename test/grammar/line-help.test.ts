import { describe, expect, it } from "vitest";
import { parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

/** The one finding of a line, with what it says to do. */
function help(line: string): string {
  const { diagnostics } = parseMapping(createSourceFile("m.xdmap", `${line}\nPhone -> mobilePhone.number\n`));
  return diagnostics.map((one) => `${one.code} ${one.help}`).join("\n");
}

describe("a line without its arrow says so", () => {
  it.each([
    [
      "Email personalEmail.address",
      "XM1064 For a mapping, write `Email -> personalEmail.address`. If it is one column, write `${Email personalEmail}`.",
    ],
    ["lower(Email) personalEmail.address", "XM1064 For a mapping, write `lower(Email) -> personalEmail.address`."],
    ["Email > personalEmail.address", "XM1024 Between source and target stands `->`, with both signs."],
    ["Email - personalEmail.address", "XM1024 Between source and target stands `->`, with both signs."],
    [
      "personalEmail.address = Email",
      "XM1050 A mapping is written `source -> target`. A name for a value is made with a `let` statement.",
    ],
    ["-- a comment of SQL", "XM1064 A comment begins with `//`, `##` or `/*`."],
    ["-- comment", "XM1024 A comment begins with `//`, `##` or `/*`."],
  ])("%s", (line, expected) => {
    expect(help(line)).toBe(expected);
  });
});

describe("words of other languages are told what stands for them", () => {
  it.each([
    ["Country in (1, 2) -> a.b", "XM1064 Whether a list holds a value is written `value =~ [1, 2]`."],
    ["Country is null -> a.b", "XM1064 Whether a value is null is written `value == null`."],
    ["const x = Email", "XM1064 A name for a value is made with `let name = expression`."],
    ['import "common.xdmap"', 'XM1064 Definitions of another file come in with `use "file.xdmap"`.'],
  ])("%s", (line, expected) => {
    expect(help(line)).toBe(expected);
  });
});

describe("a target that goes on wrongly", () => {
  it.each([
    ["a -> b.c,", "XM1036 Remove it: each mapping is a line of its own, with nothing at its end."],
    ["a -> b.[0]", "XM1036 The number of an item follows its list without a dot: `items[0]`."],
    ["a -> .b", "XM1036 One dot stands between two names."],
  ])("%s", (line, expected) => {
    expect(help(line)).toBe(expected);
  });
});

describe("a date without quotes", () => {
  it.each(["2020-01-31", "31/12/2020", "2020/12/31"])("is one finding: %s", (date) => {
    expect(help(`date(${date}, "x") -> a.b`)).toMatch(/^XM1010 [^\n]*$/);
  });

  it("is none where it is a calculation", () => {
    expect(help("Amount/12/2020 -> a.b\n1/2 -> c\n10 / 2 / 2020 -> d")).toBe("");
  });
});
