import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

function found(expression: string): readonly string[] {
  return compile(file(`${expression} -> person.name.firstName`)).found;
}

function helpOf(expression: string): string | undefined {
  return compile(file(`${expression} -> person.name.firstName`)).diagnostics[0]?.help;
}

describe("calls", () => {
  it("marks the name of an unknown function and offers a near one", () => {
    expect(found("lowr(First_Name)")).toEqual(["XM2004 lowr"]);
    expect(helpOf("lowr(First_Name)")).toBe("Did you mean `lower`?");
    // A deprecated function is not offered.
    expect(helpOf("is_se(First_Name)")).not.toContain("is_set");
  });

  it("offers definitions too", () => {
    const source = file("def initials(s) = left(s, 1)", "initals(First_Name) -> person.name.firstName");
    const { found: marks, diagnostics } = compile(source);
    expect(marks).toEqual(["XM4001 initials", "XM2004 initals"]);
    expect(diagnostics[1]?.help).toBe("Did you mean `initials`?");
  });

  it("knows functions that only the platform can run, of Analytics sources, and of destinations", () => {
    expect(found("fpid_to_ecid(Email)")).toEqual(["XM2005 fpid_to_ecid"]);
    expect(found('aa_get_event_id(Email, "event1")')).toEqual(["XM2038 aa_get_event_id"]);
    expect(found("get_url_host(Email)")).toEqual([]);
    expect(found('array_to_string(",", to_array(true, Email))')).toEqual(["XM2006 array_to_string"]);
    expect(found("filterArray(to_array(true, Email), x -> x)")).toEqual(["XM2006 filterArray"]);
    expect(helpOf('array_to_string(",", to_array(true, Email))')).toBe('Sources have `join(",", items)` for it.');
    // What is inside of its lambda is looked at all the same.
    expect(found("transformArray(to_array(true, Email), x -> uper(x, Emial))")).toEqual([
      "XM2006 transformArray",
      "XM2004 uper",
      "XM2001 Emial",
    ]);
    expect(found("coalesce(Email, x -> x)")).toEqual(["XM2033 x -> x"]);
  });

  it("counts arguments", () => {
    expect(found("substr(First_Name, 1)")).toEqual(["XM2007 substr"]);
    expect(found("lower()")).toEqual(["XM2007 lower"]);
    expect(found("lower(First_Name, 1)")).toEqual(["XM2007 lower"]);
    expect(found("concat()")).toEqual(["XM2007 concat"]);
    expect(found("concat(Email, Email, Email, Email)")).toEqual([]);
    expect(found("md5(Email)")).toEqual([]);
    expect(helpOf("substr(First_Name, 1)")).toMatch(/^Write it as `substr\(\w+, \w+, \w+\)`\.$/);
  });

  it("counts the arguments of definitions and points at them", () => {
    const source = file("def both(a, b) = concat(a, b)", "both(First_Name) -> person.name.firstName");
    const { found: marks, diagnostics, program } = compile(source);
    expect(marks).toEqual(["XM2007 both"]);
    expect(diagnostics[0]?.related[0]?.place).toMatchObject({ start: source.indexOf("both") });
    expect(program.mappings).toEqual([]);
  });

  it("tells methods from functions", () => {
    expect(found('iif(Country_Code.equals("us"), First_Name, Last_Name)')).toEqual([]);
    expect(found('iif(equals(Country_Code, "us"), First_Name, Last_Name)')).toEqual(["XM2008 equals"]);
    expect(found("iif(Country_Code.equals(), First_Name, Last_Name)")).toEqual(["XM2007 equals"]);
  });

  it("knows Java's methods, and warns where a call is null", () => {
    expect(found("Email.trim().toUpperCase()")).toEqual([]);
    expect(found("Email.toLowercase()")).toEqual(["XM2034 toLowercase"]);
    expect(helpOf("Email.toLowercase()")).toBe("Did you mean `toLowerCase`?");
  });

  it("knows no namespaces", () => {
    expect(found("str:lower(Email)")).toEqual(["XM2009 str"]);
  });

  it("marks literal arguments that cannot be read", () => {
    expect(found('substr("a", "x", 1)')).toEqual(['XM3013 "x"']);
    expect(found('substr("a", "0", 1)')).toEqual([]);
    expect(found("upper(to_array(true, First_Name))")).toEqual(["XM3013 to_array(true, First_Name)"]);
    expect(found('format(2024, "yyyy")')).toEqual(["XM3013 2024"]);
    expect(found('format(Created_At, "yyyy")')).toEqual([]);
    expect(found("left(First_Name, 2.5)")).toEqual(["XM3013 2.5"]);
    expect(found("left(First_Name, 3000000000)")).toEqual(["XM3013 3000000000"]);
    expect(found("left(First_Name, 2.0)")).toEqual([]);
    expect(found('format("soon", "yyyy")')).toEqual(['XM3013 "soon"']);
    expect(found('format("2024-01-31", "yyyy")')).toEqual([]);
  });
});
