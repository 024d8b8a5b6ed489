import { describe, expect, it } from "vitest";
import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/index.js";
import { JAVA_METHODS } from "../../src/values/index.js";

const services = fixedServices({ now: new Date(0), seed: "test" });
const context =
  '{"s":"hello","l":[1,2,"z",null],"m":{"k":"v","n":null},"n":null,"a":{"$java":"int[]","v":[4,5]},"c":{"$java":"char","v":"c"}}';

function textOfExpression(expr: string): string {
  const read = readCase(`{"id":0,"expr":${JSON.stringify(expr)},"context":${context}}`);
  if ("problem" in read) return read.problem;
  const result = evaluateCase(read.case, { services, strict: false });
  return "error" in result ? result.error.code : `${result.type} ${result.text}`;
}

/** Every answer here was given by JEXL 3.2.1 on JDK 17. */
describe("Java methods", () => {
  it.each([
    ["s.charAt(1)", "character e"],
    ["s.charAt(1L)", "character e"],
    ["s.charAt(1B)", "character e"],
    ["s.charAt(1.0)", "null null"],
    ["s.charAt(9)", "XM5057"],
    ["s.indexOf('l'.charAt(0))", "null null"],
    ["s.indexOf(108)", "integer 2"],
    ["s.concat(n)", "XM5057"],
    ["s.concat(5)", "null null"],
    ["s.replace('l','L'.charAt(0))", "null null"],
    ["s.replaceAll('(l)','[$1]')", "string he[l][l]o"],
    ["s.replaceFirst('l','$2')", "XM5057"],
    ["s.compareTo('abc')", "integer 7"],
    ["s.regionMatches(true,0,'HELL',0,3)", "boolean true"],
    ["s.format('%s-%d', 'a', 5)", "string a-5"],
    ["'%s-%5.2f'.formatted('a', 2.5)", "string a- 2.50"],
    ["'%d'.formatted('a')", "XM5057"],
    ["s.join('-', 'a', 'b')", "string a-b"],
    ["s.join('-', ['a','b'])", "string a-b"],
    ["s.hashCode()", "integer 99162322"],
    ["s.size()", "integer 5"],
    ["5.size()", "integer 1"],
    ["l.remove(1)", "integer 2"],
    ["l.remove(1L)", "boolean false"],
    ["l.get(9)", "XM5057"],
    ["l.contains(1L)", "boolean false"],
    ["l.subList(0,2)", "list [1, 2]"],
    ["a.size()", "integer 2"],
    ["a.get(0)", "integer 4"],
    ["a.isEmpty()", "XM5057"],
    ["m.get('k')", "string v"],
    ["m.get('zz')", "null null"],
    ["m.containsKey('n')", "boolean true"],
    ["m.keySet()", "set [k, n]"],
    ["m.empty", "boolean false"],
    ["s.empty", "boolean false"],
    ["5.compareTo(3L)", "XM5057"],
    ["5.compareTo(3)", "integer 1"],
    ["c + 1", "integer 100"],
    ["c == 'c'", "XM5050"],
    ["'İ'.toLowerCase().length() > 0", "boolean true"],
  ])("%s is %s", (expr, expected) => {
    expect(textOfExpression(expr)).toBe(expected);
  });

  it("are one table", () => {
    expect(
      new Set(JAVA_METHODS.map(({ receiver, name, parameters }) => `${receiver}.${name}(${parameters})`)).size,
    ).toBe(JAVA_METHODS.length);
  });
});
