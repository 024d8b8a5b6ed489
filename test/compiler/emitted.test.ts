import { describe, expect, it } from "vitest";
import { compile, csv, emitted, file } from "./support.js";

function sent(expression: string, overrides = {}): string | undefined {
  return emitted(file(`${expression} -> _id`), overrides)[0];
}

const anything = { sample: null, schema: null };

describe("what Data Prep is sent", () => {
  it("is an attribute for a plain path, its names raw", () => {
    expect(sent("Email")).toBe("ATTRIBUTE Email");
    expect(sent("${Created At}", anything)).toBe("ATTRIBUTE Created At");
    expect(sent("${a.b\\.c}", anything)).toBe("ATTRIBUTE a.b\\.c");
    expect(sent("a.b.'c d'", anything)).toBe("ATTRIBUTE a.b.c d");
    expect(sent("items[0].sku", anything)).toBe("ATTRIBUTE items[0].sku");
    expect(sent("${ligne}", anything)).toBe("ATTRIBUTE ligne");
    expect(sent("größe", anything)).toBe("ATTRIBUTE größe");
    expect(emitted(file("a[*].b -> productListItems[*].SKU"), anything)).toEqual(["ATTRIBUTE a[*].b"]);
  });

  it("is an expression for everything else", () => {
    expect(sent('"USD"')).toBe('EXPRESSION "USD"');
    expect(sent("(Email)")).toBe("EXPRESSION (Email)");
    expect(sent("a?.b", anything)).toBe("EXPRESSION a?.b");
    expect(sent("a[i]", anything)).toBe("EXPRESSION a[i]");
  });

  it("is what was written, to the character, where no sugar is in it", () => {
    const odd = "concat( Email,'x' ,  (First_Name) )  +\n    \"\\d\" ## note\n    + 'y'";
    expect(sent(odd)).toBe(`EXPRESSION ${odd}`);
    expect(sent("not (Email eq 'a') and Amount gt 1")).toBe("EXPRESSION not (Email eq 'a') and Amount gt 1");
  });

  it("has ${} around names that Data Prep does not read as columns", () => {
    expect(sent("lower(größe)", anything)).toBe("EXPRESSION lower(${größe})");
    expect(sent("lower( date )", anything)).toBe("EXPRESSION lower( ${date} )");
    expect(sent("lower(ua_os_name)", anything)).toBe("EXPRESSION lower(${ua_os_name})");
    expect(sent("lower(_errors)", anything)).toBe("EXPRESSION lower(${_errors})");
    expect(sent("date.equals('a')", anything)).toBe("EXPRESSION ${date}.equals('a')");
    expect(sent("lower(person.straße)", anything)).toBe("EXPRESSION lower(${person.straße})");
    expect(sent("lower(person.size)", anything)).toBe("EXPRESSION lower(${person.size})");
    expect(sent("lower(items[0].é)", anything)).toBe("EXPRESSION lower(items[0].'é')");
    expect(sent("lower(${Created At})", anything)).toBe("EXPRESSION lower(${Created At})");
    expect(sent("lower(${Email})", anything)).toBe("EXPRESSION lower(${Email})");
    expect(sent("lower(person.first)", anything)).toBe("EXPRESSION lower(person.first)");
    expect(sent("lower(a.'b c')", anything)).toBe("EXPRESSION lower(a.'b c')");
  });

  it("has a flat source's dotted column as one name", () => {
    const sample = csv("Shipping.Phone");
    expect(sent("trim(Shipping.Phone)", { sample })).toBe("EXPRESSION trim(${Shipping\\.Phone})");
    expect(sent("trim(${Shipping\\.Phone})", { sample })).toBe("EXPRESSION trim(${Shipping\\.Phone})");
    expect(sent("Shipping.Phone", { sample })).toBe("ATTRIBUTE Shipping\\.Phone");
  });

  it("is a static value for a constant that asks for it", () => {
    const statics = (source: string) => emitted(file(`${source} -> _id @static`))[0];
    expect(statics('"Say \\"hi\\""')).toBe('STATIC Say "hi"');
    expect(statics("-12")).toBe("STATIC -12");
    expect(["1.50", "10L", "-0x1F", "2.5B", "1e3"].map(statics)).toEqual([
      "STATIC 1.50",
      "STATIC 10",
      "STATIC -31",
      "STATIC 2.5",
      "STATIC 1000.0",
    ]);
    expect(emitted(file('let brand = "Acme"', "brand -> _id @static"))).toEqual(["STATIC Acme"]);
    const { found, program } = compile(file("lower(Email) -> _id @static"));
    expect(found).toEqual(["XM3017 @static"]);
    expect(program.mappings[0]?.emitted.type).toBe("EXPRESSION");
  });
});

describe("sugar is written out", () => {
  it("with brackets only where the place binds tighter", () => {
    const lets = ["let sum = Amount + Vid", "let pick = Email ?: Phone", "let neg = -1", "let two = 2"];
    const out = (expression: string) =>
      emitted(file(...lets, `${expression} -> _id`)).map((text) => text.replace("EXPRESSION ", ""))[0];
    expect(out("lower(sum)")).toBe("lower(Amount + Vid)");
    expect(out("sum * 2")).toBe("(Amount + Vid) * 2");
    expect(out("1 - sum")).toBe("1 - (Amount + Vid)");
    expect(out("sum + 1")).toBe("Amount + Vid + 1");
    expect(out("sum.trim()")).toBe("(Amount + Vid).trim()");
    expect(out("(sum).trim()")).toBe("(Amount + Vid).trim()");
    expect(out("-neg")).toBe("- -1");
    expect(out("-two")).toBe("-2");
    expect(out("two.toString()")).toBe("2.toString()");
    expect(out("sum > 1")).toBe("Amount + Vid > 1");
    expect(out("pick ?: 'x'")).toBe("(Email ?: Phone) ?: 'x'");
    expect(out("'x' == pick ? 1 : pick")).toBe("'x' == (Email ?: Phone) ? 1 : Email ?: Phone");
    expect(out("[sum, two]")).toBe("[Amount + Vid, 2]");
  });

  it("as an attribute where a let is only another name of a column", () => {
    expect(emitted(file("let mail = Email", "mail -> _id"))).toEqual(["ATTRIBUTE Email"]);
  });

  it("through defs, each argument where it is used", () => {
    const title = "def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))";
    expect(emitted(file(title, "title(First_Name) -> _id"))).toEqual([
      "EXPRESSION concat(upper(left(First_Name, 1)), lower(substr(First_Name, 1, 4096)))",
    ]);
    expect(emitted(file("def twice(x) = x * 2", "twice(twice(Amount + 1)) -> _id"))).toEqual([
      "EXPRESSION (Amount + 1) * 2 * 2",
    ]);
  });

  it("with tables as decode", () => {
    const table = 'table country = { "us": "United States", "kr": "Korea", else: "N/A" }';
    expect(emitted(file(table, "country(Country_Code) -> _id"))).toEqual([
      'EXPRESSION decode(Country_Code, "us", "United States", "kr", "Korea", "N/A")',
    ]);
    expect(emitted(file("table n = { 1: 'one', 2: null }", "n(lower(Vid)) -> _id"))).toEqual([
      "EXPRESSION decode(lower(Vid), 1, 'one', 2, null)",
    ]);
  });

  it("and wraps names there too", () => {
    expect(emitted(file("let key = lower(date)", "concat(key, 'a') -> _id"), anything)).toEqual([
      "EXPRESSION concat(lower(${date}), 'a')",
    ]);
  });
});

describe("the 4,096 characters", () => {
  const pad = (length: number) => `'${"x".repeat(length - 2)}'`;

  it("are counted on what is sent", () => {
    const short = `concat(Email, ${pad(4096 - "concat(Email, )".length)})`;
    expect(short).toHaveLength(4096);
    expect(compile(file(`${short} -> _id`)).found.map((one) => one.slice(0, 6))).toEqual(["XM4003"]);
    const long = short.replace("Email", "Email ");
    expect(compile(file(`${long} -> _id`)).found).toEqual([`XM4002 ${long}`]);
    const { found, diagnostics } = compile(file(`let a = ${pad(2500)}`, "concat(a, a) -> _id"));
    expect(found).toEqual(["XM4002 concat(a, a)"]);
    expect(diagnostics[0]?.message).toContain("5,010 characters");
  });

  it("are told before a table reaches them", () => {
    const entries = Array.from({ length: 140 }, (_, at) => `"key ${at}": "the value ${at}"`).join(", ");
    const { found, program } = compile(file(`table t = { ${entries} }`, "t(Vid) -> _id"));
    expect(program.mappings[0]?.emitted.text.length).toBeGreaterThan(3500);
    expect(found).toEqual(["XM4003 t(Vid)"]);
  });

  it("end an expansion that would grow without end", () => {
    const lets = Array.from({ length: 40 }, (_, at) => `let a${at} = concat(a${at + 1}, a${at + 1})`);
    const { found, program } = compile(file(...lets, "let a40 = Email", "a0 -> _id"));
    expect(found).toEqual(["XM4002 a0"]);
    expect(program.mappings).toEqual([]);
  });

  it.each([100, 1000, 1100, 2000, 2100, 3000, 50_000])("never end in a stack trace: %s levels", (levels) => {
    for (const text of [
      `${"Vid + ".repeat(levels)}1`,
      `${"Vid ?: ".repeat(levels)}1`,
      `Vid${".trim()".repeat(levels)}`,
      `Vid${".a".repeat(levels)}`,
      `${"!".repeat(levels)}Vid`,
      `${"(".repeat(levels)}Vid${")".repeat(levels)}`,
    ]) {
      compile(file(`${text} -> _id`));
      compile(file(`let deep = ${text}`, `concat(deep, ${text}) -> _id`));
      compile(file(`def deep(s) = ${text.replaceAll("Vid", "s")}`, `deep(deep(deep(Vid))) -> _id`));
    }
  });

  it("are not counted in operators: a chain of 2,000 is compiled", () => {
    const chain = `${"s+".repeat(2000)}s`;
    expect(emitted(file(`${chain} -> _id`), anything)).toEqual([`EXPRESSION ${chain}`]);
  });
});
