import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

const use = "clean -> personalEmail.address";

describe("definitions", () => {
  it("may not take the name of a column, a function or another definition", () => {
    expect(compile(file("let Email = lower(Phone)", "Email -> _id")).found).toEqual(["XM2011 Email"]);
    expect(compile(file("def upper(s) = s", "upper(Email) -> _id")).found).toEqual(["XM2012 upper"]);
    expect(compile(file("def get_url_host(s) = s", "get_url_host(Email) -> _id")).found).toEqual([
      "XM2012 get_url_host",
    ]);
    const twice = file("let clean = trim(Email)", "table clean = { 'a': 'b' }", use);
    const { found, diagnostics } = compile(twice);
    expect(found).toEqual(["XM2013 clean"]);
    expect(diagnostics[0]?.related[0]?.place).toMatchObject({ start: twice.indexOf("clean") });
  });

  it("may be used before they are written, and must be used", () => {
    expect(compile(file(use, "let clean = trim(Email)")).found).toEqual([]);
    expect(compile(file("let clean = trim(Email)", "Email -> _id")).found).toEqual(["XM4001 clean"]);
  });

  it("count as unused where only unused ones use them", () => {
    const source = file("let one = Email", "let two = one", "def three(s) = s", "Email -> _id");
    expect(compile(source).found).toEqual(["XM4001 one", "XM4001 two", "XM4001 three"]);
  });

  it("need no use in a file that holds nothing else", () => {
    expect(compile("def clean(s) = lower(trim(s))\ntable country = { 'us': 'USA' }\n").found).toEqual([]);
  });

  it("may not contain themselves", () => {
    const { found, diagnostics, program } = compile(
      file("let a = concat(b, '1')", "let b = trim(a)", "a -> _id", "Vid -> tier"),
    );
    expect(found).toEqual(["XM2014 a"]);
    expect(diagnostics[0]?.message).toContain("a → b → a");
    expect(program.mappings.map(({ path }) => path)).toEqual(["tier"]);
    expect(compile(file("def f(x) = g(x)", "def g(x) = f(x)", "f(Vid) -> _id")).found).toEqual(["XM2014 f"]);
    expect(compile(file("def f(x) = f(x)", "f(Vid) -> _id")).found).toEqual(["XM2014 f"]);
  });

  it("are called when they have parameters, and only then", () => {
    expect(compile(file("def clean(s) = trim(s)", use)).found).toEqual(["XM2016 clean"]);
    expect(compile(file("let clean = trim(Email)", "clean(Email) -> _id")).found).toEqual(["XM2017 clean"]);
  });

  it("have parameters of different names, which hide columns and lets", () => {
    expect(compile(file("def both(a, a) = concat(a, a)", "both(Email, Vid) -> _id")).found).toEqual(["XM2018 a"]);
    const source = file(
      "let s = Phone",
      "def f(Email) = trim(Email)",
      "def g(s) = s",
      "concat(f(Vid), g(Vid), s) -> _id",
    );
    const { found, program } = compile(source);
    expect(found).toEqual([]);
    expect(program.mappings[0]?.emitted.text).toBe("concat(trim(Vid), Vid, Phone)");
  });

  it("are checked in their bodies", () => {
    expect(compile(file("let clean = trim(Emial)", use)).found).toEqual(["XM2001 Emial"]);
    expect(compile(file("def clean(s) = lowr(s)", "clean(Email) -> _id")).found).toEqual(["XM2004 lowr"]);
    expect(compile(file("def odd(s) = substr(s, 'x', 1)", "concat(odd(Email), odd(Phone)) -> _id")).found).toEqual([
      "XM3013 'x'",
    ]);
  });

  it("have table keys once", () => {
    const { found, diagnostics } = compile(file(`table t = { "us": "USA", 'us': "US" }`, "t(Country_Code) -> _id"));
    expect(found).toEqual(["XM2029 'us'"]);
    expect(diagnostics[0]?.related).toHaveLength(1);
  });
});

describe("a let with a changing value", () => {
  it("may be used once", () => {
    expect(compile(file("let id = uuid()", "id -> _id")).found).toEqual([]);
  });

  it("may not be used twice, within one mapping or over several", () => {
    const { found, diagnostics } = compile(file("let id = uuid()", "id -> _id", "concat(id, Vid) -> tier"));
    expect(found).toEqual(["XM2015 id"]);
    expect(diagnostics[0]?.place).toMatchObject({ start: file("let id = uuid()", "id -> _id", "concat(").length - 1 });
    expect(compile(file("let t = now()", "t == t -> active")).found).toEqual(["XM2015 t"]);
  });

  it("is found through other definitions", () => {
    expect(compile(file("let id = uuid()", "let name = concat(id, '')", "concat(name, name) -> _id")).found).toEqual([
      "XM2015 name",
    ]);
    expect(compile(file("let id = uuid()", "def f(s) = concat(s, id)", "concat(f(Vid), f(Vid)) -> _id")).found).toEqual(
      ["XM2015 id"],
    );
    expect(compile(file("def fresh(s) = concat(s, uuid())", "concat(fresh(Vid), fresh(Vid)) -> _id")).found).toEqual(
      [],
    );
  });

  it("is not meant where the value stays the same", () => {
    expect(compile(file("let clean = trim(Email)", "concat(clean, clean) -> _id")).found).toEqual([]);
  });
});
