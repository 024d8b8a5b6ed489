import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

const source = "source { text: string, other: string, at: timestamp }";

function found(...mappings: readonly string[]): readonly string[] {
  return compile(file(source, ...mappings), { sample: null }).found;
}

describe("a literal regular expression that cannot be used is an error at its place", () => {
  it.each([
    ['iif(matches_regex(text, "a(b"), text, other) -> _id', 'XM3018 "a(b"'],
    ['iif(matches_regex(text, "ab\\\\d{3,2}"), text, other) -> _id', "XM3018 {"],
    ['iif(matches_regex(text, "\\\\y"), text, other) -> _id', "XM3018 \\\\y"],
    ["iif(matches_regex(text, '\\y'), text, other) -> _id", "XM3018 \\y"],
    ['explode(text, "+")[0] -> _id', "XM3018 +"],
    ['extract_regex(text, "[z-a]")[0] -> _id', "XM3018 z"],
    ['text =~ "*" ? text : other -> _id', "XM3018 *"],
    ['text !~ "(?c)é" ? text : other -> _id', "XM3018 (?c)"],
    ["text =~ ~/a\\/(/ ? text : other -> _id", "XM3018 ~/a\\/(/"],
    ["text =~ ~/a\\/**/ ? text : other -> _id", "XM3018 *"],
    ['text.matches("\\\\p{IsEmoji}") ? text : other -> _id', "XM3018 \\\\p"],
    ['text.replaceAll("?", "") -> _id', "XM3018 ?"],
    ['text.split("[")[0] -> _id', "XM3018 ["],
    ['let bad = matches_regex(text, "(")\niif(bad, text, other) -> _id', 'XM3018 "("'],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
  });

  it.each([
    ['explode(text, "|")[0] -> _id'],
    ['text.replace("(", "") -> _id'],
    ["iif(matches_regex(text, other), text, other) -> _id"],
    ['text =~ "\\\\X+\\\\b{g}" ? text : other -> _id'],
    ['text =~ ["(", "["] ? text : other -> _id'],
  ])("%s has none", (mapping) => {
    expect(found(mapping)).toEqual([]);
  });
});

describe("a literal date pattern that cannot be read is an error at its place", () => {
  it.each([
    ['date(text, "yyyy-MM-ddTHH:mm") -> _repo.createDate', "XM3019 T"],
    ['date(text, "dd.MMMMMM.yyyy") -> _repo.createDate', "XM3019 MMMMMM"],
    ['date(text, "yyyy-MM-dd\'T") -> _repo.createDate', "XM3019 '"],
    ['format(at, "yyyy]") -> _id', "XM3019 ]"],
    ['dformat(1, "jj") -> _id', "XM3019 jj"],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
  });

  it("one in the data is left to the row", () => {
    expect(found("date(text, other) -> _repo.createDate")).toEqual([]);
  });
});
