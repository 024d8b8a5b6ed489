import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonNode, readJsonTree } from "../../src/schema/json-tree.js";

/** The value of a tree as `JSON.parse` would give it. */
function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries([...node.members].map(([name, value]) => [name, plainValue(value)]));
    case "array":
      return node.items.map(plainValue);
    case "null":
      return null;
    default:
      return node.value;
  }
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function expectAgreement(text: string): void {
  const wanted = parsed(text);
  const read = readJsonTree(text);
  expect("root" in read, text).toBe(wanted !== null);
  if ("root" in read && wanted !== null) expect(plainValue(read.root)).toEqual(wanted.value);
}

describe("reading JSON with places", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), expectAgreement));
    fc.assert(fc.property(fc.jsonValue(), (value) => expectAgreement(JSON.stringify(value, null, 2))));
  });

  it("refuses what JSON.parse refuses", () => {
    const edited = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom("", ",", '"', "\\", "{", "]", "0", "e", "\n", "\t", "tru"),
      )
      .map(([text, at, insert]) => {
        const cut = text.length === 0 ? 0 : at % text.length;
        return text.slice(0, cut) + insert + text.slice(cut + 1);
      });
    fc.assert(fc.property(edited, expectAgreement), { numRuns: 2000 });
  });

  it.each([
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "NaN",
    "'a'",
    "[1,]",
    "{,}",
    '"\\x41"',
    '"\\u12g4"',
    '"a\nb"',
    "",
    " ",
    "//x",
  ])("agrees on %j", expectAgreement);

  it("says where it stopped and what should stand there", () => {
    expect(readJsonTree('{ "a": 1, }')).toEqual({
      problem: { message: "A key in double quotes was expected.", offset: 10 },
    });
    expect(readJsonTree('{ "a": [1, 2')).toEqual({
      problem: { message: "The JSON ends before its `]`.", offset: 12 },
    });
  });

  it("keeps a member that is called __proto__", () => {
    const read = readJsonTree('{ "__proto__": { "polluted": true } }');
    expect("root" in read && read.root.kind === "object" && [...read.root.members.keys()]).toEqual(["__proto__"]);
  });

  it("knows the place of every value", () => {
    const text = '{ "a": [true, "x"] }';
    const read = readJsonTree(text);
    const list = "root" in read && read.root.kind === "object" ? read.root.members.get("a") : undefined;
    expect(list === undefined ? "" : text.slice(list.start, list.end)).toBe('[true, "x"]');
  });

  it("stops at text that nests without end instead of exhausting the stack", () => {
    expect("problem" in readJsonTree("[".repeat(1_000_000))).toBe(true);
  });
});
