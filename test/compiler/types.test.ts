import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

const source =
  "source { text: string, flag: boolean, count: integer, big: long, rate: decimal, at: timestamp, list: string[], thing: { city: string }, flags: boolean[] }";

function found(mapping: string): readonly string[] {
  return compile(file(source, mapping), { sample: null }).found;
}

function severityOf(mapping: string): string | undefined {
  return compile(file(source, mapping), { sample: null }).diagnostics[0]?.severity;
}

describe("assignments that the conversion table calls impossible are errors", () => {
  it.each([
    ["text -> personalEmail", "XM3001 personalEmail"],
    ["flag -> person", "XM3001 person"],
    ["text -> labels", "XM3001 labels"],
    ["thing -> _id", "XM3002 thing"],
    ["list -> _id", "XM3003 list"],
    ["list -> homeAddress", "XM3003 list"],
    ["flag -> _id", "XM3005 flag"],
    ["flag -> visits", "XM3005 flag"],
    ["flag -> _repo.createDate", "XM3005 flag"],
    ["flags -> tags", "XM3005 flags"],
    ["count > 1 -> _id", "XM3005 count > 1"],
    ["true -> _id", "XM3005 true"],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
    expect(severityOf(mapping)).toBe("error");
  });
});

describe("conversions that the table leaves blank, or that nobody documents, are warnings", () => {
  it.each([
    ["at -> _id", "XM3006 at"],
    ["date(text) -> visits", "XM3006 date(text)"],
    ["count -> person.birthDate", "XM3006 count"],
    ["rate -> _repo.createDate", "XM3006 rate"],
    ["rate -> visits", "XM3007 rate"],
    ["1.5 -> visits", "XM3007 1.5"],
    ["count -> active", "XM3007 count"],
    ["at -> active", "XM3007 at"],
    ["text -> tags", "XM3007 text"],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
    expect(severityOf(mapping)).toBe("warning");
  });
});

describe("what the table converts is silent", () => {
  it.each([
    "text -> visits",
    "text -> active",
    "text -> _repo.createDate",
    "count -> _id",
    "rate -> _id",
    "rate -> score",
    "big -> _repo.createDate",
    "at -> _repo.createDate",
    "at -> person.birthDate",
    "flag -> active",
    "list -> tags",
    "thing -> homeAddress",
    "json_to_object(text) -> homeAddress",
    "null -> _id",
    "nullify() -> homeAddress",
  ])("%s", (mapping) => {
    expect(found(mapping)).toEqual([]);
  });
});

describe("constants are compared with what the field takes", () => {
  it.each([
    ['"many" -> visits', 'XM3008 "many"'],
    ['"1.5" -> visits', 'XM3008 "1.5"'],
    ['"x" -> score', 'XM3008 "x"'],
    ['"perhaps" -> active', 'XM3008 "perhaps"'],
    ['"True" -> active', 'XM3007 "True"'],
    ['"31 Dec" -> _repo.createDate', 'XM3008 "31 Dec"'],
    ['"gold" -> tier', 'XM3009 "gold"'],
    ['iif(flag, "premium", "basik") -> tier', 'XM3009 "basik"'],
    ['decode(text, "a", "gold", "basic") -> tier', 'XM3009 "gold"'],
    ['"u1" -> code', 'XM3010 "u1"'],
    ["2 -> score", "XM3011 2"],
    ["-1 -> score", "XM3011 -1"],
    ["3000000000 -> visits", "XM3011 3000000000"],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
  });

  it.each([
    '"basic" -> tier',
    '"US" -> code',
    "0.5 -> score",
    '"12" -> visits',
    '"YES" -> active',
    '"2024-12-31" -> person.birthDate',
    "3 -> visits",
  ])("%s is fine", (mapping) => {
    expect(found(mapping)).toEqual([]);
  });

  it("says of a value that a pattern and a length refuse only the pattern: it is one mistake", () => {
    expect(found('"USA" -> code')).toEqual(['XM3010 "USA"']);
  });

  it("warns where the platform does not enforce a list of values", () => {
    expect(severityOf('"gold" -> tier')).toBe("error");
    expect(severityOf('"mobil" -> mobilePhone.kind')).toBe("warning");
    expect(compile(file(source, '"hom" -> mobilePhone.kind'), { sample: null }).diagnostics[0]?.help).toBe(
      "Did you mean `home`?",
    );
  });

  it("follows constants through definitions", () => {
    expect(found('let vip = "gold"\nvip -> tier')).toEqual(['XM3009 "gold"']);
    expect(found('table t = { "a": "gold", "b": "basic" }\nt(text) -> tier')).toEqual(['XM3009 "gold"']);
  });
});
