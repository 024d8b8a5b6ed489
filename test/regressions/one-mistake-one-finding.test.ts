import { describe, expect, it } from "vitest";
import { compile, file, mark } from "../compiler/support.js";

const target = 'target "schema.json"';

/** Errors and warnings of a text, as they are shown. */
function found(source: string): string[] {
  return compile(source)
    .diagnostics.filter(({ severity }) => severity !== "info")
    .map(mark);
}

describe("one mistake is one finding", () => {
  it.each([
    ["let clean lower(Email)\nclean -> _id", "XM1020 lower"],
    ["let clean =\nclean -> _id", "XM1021 ="],
    ["clean = lower(Email)\nclean -> _id", "XM1050 ="],
    ["const clean = lower(Email)\nclean -> _id", "XM1064 clean"],
    ["def clean = lower(Email)\nclean(Email) -> _id", "XM1020 ="],
    ['def clean(s = "x") = lower(s)\nclean(Email) -> _id', "XM1020 ="],
    ["def clean(s) { lower(s) }\nclean(Email) -> _id", "XM1020 {"],
    ['table c = { "us": "USA"\n  "kr": "Korea" }\nc(Country_Code) -> _id', 'XM1020 "kr"'],
    ['table c = {\n  "us": "USA"\nc(Country_Code) -> _id', "XM1022 {"],
    ["let a = lower(Email)\na ->", "XM1026 ->"],
    ["let a = lower(Email)\nupper(a -> _id", "XM1022 ("],
    ["Email ->", "XM1026 ->"],
    ["lower(x -> x) -> _id", "XM1057 x -> x"],
    ["Email.trim(x -> x) -> _id", "XM1057 x -> x"],
    ["lower(Email)", "XM1024 lower(Email)"],
    ["into person.name:\n  First_Name -> firstName", "XM1029 into"],
    ["into person.name {\n  let a = lower(First_Name)\n  a -> firstName\n}", "XM1030 let"],
    ["into person.name {\n  First_Name -> firstName\nEmail -> _id", "XM1028 into"],
    ['test "a"\nEmail -> _id', "XM1029 test"],
    ["${} -> _id", "XM1014 ${}"],
    ["Email\u00a0\u00a0\u00a0-> _id", "XM1008 \u00a0\u00a0\u00a0"],
    ["// xdmap-ignore XM2001: known\nEmial ->", "XM1026 ->"],
    ["let a = lower(Email) -> _id\na -> _id", "XM1020 ->"],
    ['Email -> _id @identity("Email", primary = true)', "XM1020 ="],
  ])("%j", (statements, finding) => {
    expect(found(file(statements))).toEqual([finding]);
  });

  it.each([
    ['target "schema.json" oops', "XM1020 oops"],
    ['target "schema.json";', "XM1052 ;"],
    ['target "schema.json', 'XM1001 "schema.json'],
    ["target", "XM1020 target"],
    ['target: "schema.json"', "XM1020 :"],
    ['target = "schema.json"', "XM1020 ="],
  ])("of a header: %j", (header, finding) => {
    expect(found(`${header}\nEmail -> _id\n`)).toEqual([finding]);
  });

  it("keeps the text of a header that something follows", () => {
    expect(found(`${target}\nmapping "Orders" oops\nEmail -> _id\n`)).toEqual(["XM1020 oops"]);
    expect(compile(`${target}\nmapping "Orders" oops\nEmail -> _id\n`).program.name).toBe("Orders");
  });

  it("of a source that has nothing of what is read", () => {
    const mappings = file(
      "lower(login) -> _id",
      "vorname -> person.name.firstName",
      "nachname -> person.name.lastName",
    );
    expect(found(mappings)).toEqual(["XM2040 login"]);
    // With one column that is there, each of the others is a mistake of its own.
    expect(found(`${mappings}Email -> personalEmail.address\n`)).toEqual([
      "XM2001 login",
      "XM2001 vorname",
      "XM2001 nachname",
    ]);
    // So it is where names are near: letter case is one mistake, but each has its own correction.
    expect(found(file("email -> _id", "first_name -> person.name.firstName", "x -> personID"))).toContain(
      "XM2001 email",
    );
  });

  it("of a destination's function, whatever it is given", () => {
    expect(found(file('filterArray(Email, x -> x == "vip") -> _id'))).toEqual(["XM2006 filterArray"]);
  });

  it("of a pasted mapping set", () => {
    const { diagnostics } = compile('{\n  "mappings": [ { "sourceAttribute": "Email", "identity": false } ]\n}\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM1024"]);
    expect(diagnostics[0]?.help).toContain("JSON");
  });
});

describe("what stands beside a mistake", () => {
  it("keeps mappings at the margin out of a block that is never closed", () => {
    const { program } = compile(file("into person.name {", "  First_Name -> firstName", "Email -> _id"));
    expect(program.mappings.map(({ path }) => path)).toEqual(["person.name.firstName", "_id"]);
  });

  it("does not count a comment as indentation", () => {
    const { program } = compile(file("Phone -> mobilePhone.number", "/* the login */ Email -> _id"));
    expect(program.mappings.map(({ path }) => path)).toEqual(["mobilePhone.number", "_id"]);
  });

  it("takes reserved words as keys of a table", () => {
    const { program } = compile(
      file('table c = { do: "D", or: "O", not: "N", if: "I", else: "E" }', "c(Country_Code) -> _id"),
    );
    expect(program.mappings[0]?.emitted.text).toBe(
      'decode(Country_Code, "do", "D", "or", "O", "not", "N", "if", "I", "E")',
    );
  });
});
