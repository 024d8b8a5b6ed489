import { describe, expect, it } from "vitest";
import { run, schemaOf } from "./support.js";

function schemaWith(properties: object, required: readonly string[] = []) {
  return schemaOf({ $id: "https://ns.adobe.com/acme/schemas/v", type: "object", required, properties });
}

/** The rejections of a CSV with one column, each value mapped to the field. */
async function reject(
  field: object,
  values: readonly string[],
  target = "field",
  expression = "a",
): Promise<readonly string[]> {
  const schema = schemaWith({ field, other: { type: "string" } });
  const csv = `a\n${values.map((value) => `"${value}"`).join("\n")}\n`;
  return (await run(`${expression} -> ${target}`, { csv }, { schema })).rejections;
}

describe("what rejects a row", () => {
  it("a pattern, found anywhere unless it is anchored", async () => {
    expect(await reject({ type: "string", pattern: "[0-9]{2}" }, ["a12b", "1"])).toEqual(["3 field pattern XM5121"]);
    expect(await reject({ type: "string", pattern: "^[A-Z]+$" }, ["AB", "aB"])).toEqual(["3 field pattern XM5121"]);
    // What does not compile is not held.
    expect(await reject({ type: "string", pattern: "(" }, ["x"])).toEqual([]);
  });

  it.each([
    ["email", "ada@example.com", "ada at example.com"],
    ["uri", "https://example.com/a", "example"],
    ["uri-reference", "/a/b?c", "a b"],
    ["ipv4", "192.168.0.1", "256.0.0.1"],
    ["ipv6", "::1", "1"],
    ["time", "10:00:00Z", "25:00:00Z"],
    ["hostname", "example.com", "-example-"],
    ["json-pointer", "/a/b", "a/b"],
  ])("the format %s", async (format, good, bad) => {
    expect(await reject({ type: "string", format }, [good, bad])).toEqual(["3 field format XM5122"]);
  });

  it("no format that is not known", async () => {
    expect(await reject({ type: "string", format: "made-up" }, ["x"])).toEqual([]);
  });

  it("numbers out of their range", async () => {
    expect(await reject({ type: "integer", minimum: 1, maximum: 5 }, ["1", "5", "0", "6"])).toEqual([
      "4 field minimum XM5123",
      "5 field maximum XM5124",
    ]);
    expect(await reject({ type: "number", minimum: 0.5 }, ["0.5", "0.4"])).toEqual(["3 field minimum XM5123"]);
    expect(
      await reject({ type: "integer", "meta:xdmType": "long", maximum: 9007199254740992 }, [
        "9007199254740992",
        "9007199254740993",
      ]),
    ).toEqual(["3 field maximum XM5124"]);
  });

  it("texts too short or too long, counted in characters", async () => {
    expect(await reject({ type: "string", minLength: 2, maxLength: 3 }, ["ab", "abc", "😀😀😀", "a", "abcd"])).toEqual([
      "5 field minLength XM5125",
      "6 field maxLength XM5126",
    ]);
  });

  it("a value outside the list of a field directly in the record", async () => {
    expect(await reject({ type: "string", enum: ["a", "b"] }, ["a", "c"])).toEqual(["3 field enum XM5127"]);
  });

  it("no value outside a list deeper down or in an array: that is a warning in the report", async () => {
    const list = { type: "string", enum: ["a", "b"] };
    const deep = await run(
      "a -> outer.field",
      { csv: "a\na\nc\n" },
      { schema: schemaWith({ outer: { type: "object", properties: { field: list } } }) },
    );
    expect(deep.rejections).toEqual([]);
    expect(deep.report.targets[0]).toMatchObject({ present: 2, reasons: [{ code: "XM5128", count: 1, rows: [3] }] });
    const inArray = await run(
      'explode(a, "|") -> list',
      { csv: "a\na|c|d\n" },
      { schema: schemaWith({ list: { type: "array", items: list } }) },
    );
    expect(inArray.rejections).toEqual([]);
    expect(inArray.report.targets[0]).toMatchObject({ present: 1, reasons: [{ code: "XM5128", count: 1, rows: [2] }] });
  });

  it("a required field that is missing, but only where its parent is there", async () => {
    const outer = {
      type: "object",
      required: ["must"],
      properties: { must: { type: "string" }, may: { type: "string" } },
    };
    const schema = schemaWith({ field: { type: "string" }, outer }, ["field"]);
    const csv = "f,must,may\nx,1,2\nx,,2\nx,,\n,1,\n";
    const { rejections, report } = await run("f -> field\nmust -> outer.must\nmay -> outer.may", { csv }, { schema });
    expect(rejections).toEqual(["3 outer.must required XM5120", "5 field required XM5120"]);
    expect(report.rows).toMatchObject({ read: 4, accepted: 2, rejected: 2 });
  });

  it("each fault of a row, with the index of the item", async () => {
    const item = {
      type: "object",
      required: ["sku"],
      properties: { sku: { type: "string", maxLength: 1 }, n: { type: "integer" } },
    };
    const schema = schemaWith({ items: { type: "array", items: item } });
    const { rejections, report } = await run(
      "i[*].s -> items[*].sku\ni[*].n -> items[*].n",
      { json: [{ i: [{ s: "a" }, { s: "bb" }, { n: 1 }] }] },
      { schema },
    );
    expect(rejections).toEqual(
      ["1 items[1].sku maxLength XM5126", "1 items[2].sku required XM5120"].map((text) => text.replace(/^1/, "2")),
    );
    expect(report.rows.rejected).toBe(1);
    expect(report.rejections).toHaveLength(2);
  });

  it("a required field that a failed conversion made null", async () => {
    const schema = schemaWith({ n: { type: "integer" } }, ["n"]);
    const { rejections, report } = await run("a -> n", { csv: "a\nx\n" }, { schema });
    expect(rejections).toEqual(["2 n required XM5120"]);
    expect(report.targets[0]).toMatchObject({ nulledByError: 1, reasons: [{ code: "XM5102" }] });
  });
});
