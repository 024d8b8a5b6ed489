import { describe, expect, it } from "vitest";
import type { SourceShape } from "../../src/compiler/index.js";
import { isSpan } from "../../src/diagnostics/index.js";
import { compile, emitted, file } from "./support.js";

const shape: SourceShape = {
  label: "orders.json",
  columns: new Map([
    [
      "contact",
      {
        kind: "object",
        fields: new Map([
          ["email", { kind: "string" }],
          ["home.phone", { kind: "string" }],
          ["tags", { kind: "array", items: { kind: "object", fields: new Map([["name", { kind: "string" }]]) } }],
          ["open", { kind: "any" }],
        ]),
      },
    ],
    ["id", { kind: "string" }],
    ["price[usd]", { kind: "string" }],
  ]),
  flat: false,
};

function check(argument: string, sample: SourceShape = shape) {
  return compile(file(`iif(contains_key(${argument}), id, "none") -> person.name.firstName`), { sample });
}

describe("the path of contains_key", () => {
  it.each([
    '"id"',
    '"contact.email"',
    '"contact.home\\\\.phone"',
    '"contact.tags[3].name"',
    '"contact.open.anything[0]"',
    '"price[usd]"',
    "contact.email",
  ])("finds %s", (argument) => expect(check(argument).found).toEqual([]));

  it.each([
    ['"ids"', "Did you mean `id`?"],
    ['"contact.emial"', "Did you mean `contact.email`?"],
    ['"contact.home\\\\.phon"', "Did you mean `contact.home\\.phone`?"],
    ['"contact.tags[0].nam"', "Did you mean `contact.tags[0].name`?"],
    ['"contact.elsewhere"', "Correct the path, or declare what may come in the `source` block."],
    ['"contact.email.deeper"', "Correct the path, or declare what may come in the `source` block."],
    ['"contact[0]"', "Correct the path, or declare what may come in the `source` block."],
    ['"contact.tags.name"', "Correct the path, or declare what may come in the `source` block."],
    ['"price[eur]"', "Did you mean `price\\[usd\\]`?"],
  ])("warns of %s", (argument, help) => {
    const { found, diagnostics } = check(argument);
    expect(found).toEqual([`XM2039 ${argument}`]);
    expect(diagnostics[0]).toMatchObject({ severity: "warning", help });
  });

  it("says of how many records it speaks", () => {
    const { diagnostics } = check('"nowhere"', { ...shape, firstRecords: 1000 });
    expect(diagnostics[0]?.message).toBe(
      "contains_key() looks up `nowhere`, and there is no `nowhere` in the first 1000 records of orders.json: the answer would be false in every row.",
    );
  });

  it("says nothing where nothing is known of the source", () => {
    const { found } = compile(file('iif(contains_key("ids"), "a", "b") -> person.name.firstName'), { sample: null });
    expect(found).not.toContain('XM2039 "ids"');
  });
});

describe("is_set", () => {
  const source = file('iif(is_set("contact.email"), concat(is_set("id"), id), "none") -> person.name.firstName');

  it("is deprecated, with a safe fix that makes it contains_key", () => {
    const { found, diagnostics } = compile(source, { sample: shape });
    expect(found).toEqual(["XM2037 is_set", "XM2037 is_set"]);
    const fixes = diagnostics.flatMap((one) => one.fixes);
    expect(fixes.map(({ title, safe }) => ({ title, safe }))).toEqual([
      { title: "Write `contains_key`", safe: true },
      { title: "Write `contains_key`", safe: true },
    ]);
    let fixed = source;
    for (const { span, text } of fixes.flatMap(({ edits }) => edits).toReversed()) {
      fixed = fixed.slice(0, span.start) + text + fixed.slice(span.end);
    }
    expect(fixed).toBe(source.replaceAll("is_set", "contains_key"));
    expect(compile(fixed, { sample: shape }).found).toEqual([]);
    expect(emitted(fixed, { sample: shape })).toEqual(
      emitted(source, { sample: shape }).map((text) => text.replaceAll("is_set", "contains_key")),
    );
  });

  it("marks the name, not the whole call", () => {
    const { diagnostics } = compile(source, { sample: shape });
    const [edit] = diagnostics[0]?.fixes[0]?.edits ?? [];
    expect(edit?.span).toEqual(diagnostics[0] !== undefined && isSpan(diagnostics[0].place) && diagnostics[0].place);
  });
});

describe("the bare field of object_to_map", () => {
  const addresses: SourceShape = {
    label: "orders.json",
    columns: new Map([
      ["addresses", { kind: "array", items: { kind: "object", fields: null } }],
      ["key", { kind: "string" }],
    ]),
    flat: false,
  };
  const found = (expression: string) =>
    compile(file(`size_of(get_keys(${expression})) -> person.name.firstName`), { sample: addresses }).found;

  it("is no unknown column after an array", () => {
    expect(found("object_to_map(addresses, type)")).toEqual([]);
    expect(found("object_to_map(addresses, key)")).toEqual([]);
    expect(found('object_to_map("k", type)')).toEqual(["XM2001 type"]);
    expect(found("object_to_map(addresses, type, key, key)")).toEqual(["XM2001 type"]);
    expect(found("array_to_map(addresses, type)")).toEqual(["XM2001 type"]);
  });
});
