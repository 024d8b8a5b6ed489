import { describe, expect, it } from "vitest";
import { parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const REST = "Phone -> mobilePhone.number\n";

function read(text: string) {
  const { tree, diagnostics } = parseMapping(createSourceFile("m.xdmap", text));
  const found = diagnostics.map(
    ({ code, place }) => `${code} ${place !== null && "start" in place ? place.start : "?"}`,
  );
  return { tree, diagnostics, found };
}

// Lines inside of a bracket were each a statement of their own: as many findings as lines for one mistake.
describe("lines up to a closing bracket that are not indented are one finding, and one statement", () => {
  it.each([
    ["lower(\ntrim(Email)\n) -> personalEmail.address\n", "XM1022 5"],
    ["concat(a,\nb) -> c.d\n", "XM1022 6"],
    ["concat(\na,\nb,\nc\n) -> c.d\n", "XM1022 6"],
    ["let x = concat(\na,\nb\n)\n", "XM1022 14"],
    ['table t = {\n"a": "b",\n"c": "d"\n}\n', "XM1022 10"],
    ["source {\nEmail: string,\nPhone: string\n}\n", "XM1022 7"],
    ['test "a" {\n  given {\n  Email: "x",\n  d: 1\n  }\n  expect { a: 1 }\n}\n', "XM1022 19"],
    ['test "a" {\ngiven {\nEmail: "x"\n}\nexpect { a: 1 }\n}\n', "XM1022 17"],
    ["into x {\nconcat(a,\nb) -> c\n}\n", "XM1022 15"],
  ])("%j", (text, finding) => {
    const { tree, diagnostics, found } = read(text + REST);
    expect(found).toEqual([finding]);
    expect(tree.unread).toEqual([]);
    expect(tree.statements.length).toBe(2);

    // The fix indents them: then nothing is wrong.
    const edits = diagnostics[0]?.fixes[0]?.edits ?? [];
    let fixed = text + REST;
    for (const { span, text: put } of edits.toReversed()) {
      fixed = fixed.slice(0, span.start) + put + fixed.slice(span.end);
    }
    expect(read(fixed).found, fixed).toEqual([]);
  });

  it("a bracket that is forgotten takes nothing from the statements after it", () => {
    const { tree, found } = read(`lower(trim(Email)\n${REST}upper(Name -> person.name.lastName\n${REST}`);
    expect(found).toEqual(["XM1022 5", "XM1022 51"]);
    expect(tree.statements.length).toBe(2);
  });

  it("nor does one before an arrow, with a bracket too many in the next statement", () => {
    expect(read("lower(Email -> a.b\ntrim(Phone)) -> c.d\n").found).toEqual(["XM1022 5", "XM1023 30"]);
  });
});

describe("a line that begins with a sign after a header", () => {
  it("is a statement of its own", () => {
    expect(read('sample "orders.csv"\n-> personalEmail.address\n').found).toEqual(["XM1025 20"]);
    expect(read("sample\n-> personalEmail.address\n").found).toEqual([]);
  });
});
