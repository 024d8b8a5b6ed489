import { describe, expect, test } from "vitest";
import { isSameMapping, type NormalMapping, readMappingSet } from "../../src/compiler/import/index.js";
import { describeShared, readShared } from "../support/shared.js";

const codesOf = (json: unknown) => readMappingSet(json).problems.map(({ code }) => code);
const schema = "https://ns.adobe.com/acme/schemas/profile";

/** One mapping of a set; fails where there is none. */
function only(rule: object): NormalMapping {
  const [mapping] = readMappingSet({ mappings: [rule] }).set?.mappings ?? [];
  if (mapping === undefined) throw new Error("no mapping");
  return mapping;
}

describe("dialects", () => {
  test("the tutorials' and today's are read into one form", () => {
    const legacy = readMappingSet({
      version: 0,
      xdmSchema: schema,
      xdmVersion: "1.0",
      id: null,
      mappings: [
        {
          destinationXdmPath: "personalEmail.address",
          sourceAttribute: "Email",
          identity: true,
          identityGroup: null,
          namespaceCode: "Email",
          version: 0,
        },
      ],
    });
    expect(legacy.problems).toEqual([]);
    expect(legacy.set).toMatchObject({ schemaId: schema, contentType: null, version: "0", name: null });
    const [old] = legacy.set?.mappings ?? [];
    expect(old).toMatchObject({ type: "ATTRIBUTE", source: "Email", identity: true, namespaceCode: "Email" });
    const contentType = "application/vnd.adobe.xed-full+json;version=1";
    const current = readMappingSet({
      name: "Orders",
      outputSchema: { schemaRef: { id: schema, contentType } },
      mappings: [{ sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" }],
    });
    expect(current).toMatchObject({ problems: [], set: { name: "Orders", schemaId: schema, contentType } });
    const [now] = current.set?.mappings ?? [];
    if (old === undefined || now === undefined) throw new Error("no mappings");
    expect(isSameMapping(old, now)).toBe(false);
    expect(isSameMapping(old, now, { identity: false })).toBe(true);
  });

  test("what GET answers has both spellings, media types and what the service wrote", () => {
    const { set, problems } = readMappingSet({
      id: "e7c80e4c0d8f4a98a7d400b4e178b635",
      version: 3,
      createdDate: 1614901254724,
      outputSchema: { id: "a", version: 1, schemaRef: { id: schema, contentType: "x" } },
      schemaRef: { id: schema, contentType: "x" },
      xdmSchema: schema,
      xdmVersion: "application/vnd.adobe.xed-full+json;version=1",
      supportVersion: "1.1",
      status: "PUBLISHED",
      allowNullValues: true,
      mappings: [
        {
          id: "394bec970d54410b98e1d4c55a3843ca",
          version: 0,
          matchScore: 0,
          functionVersion: 2,
          sourceType: "text/x.aep-xl",
          source: "lower(Email)",
          sourceAttribute: "lower(Email)",
          destination: "a.b",
          destinationXdmPath: "a.b",
          identity: false,
          primaryIdentity: false,
          required: true,
        },
      ],
    });
    expect(problems.map(({ code }) => code)).toEqual(["XM7504"]);
    expect(set).toMatchObject({ version: "3", contentType: "x" });
    expect([...(set?.other ?? [])]).toEqual([["allowNullValues", true]]);
    const [mapping] = set?.mappings ?? [];
    expect(mapping).toMatchObject({ type: "EXPRESSION", source: "lower(Email)", destination: "a.b" });
    expect([...(mapping?.other ?? [])]).toEqual([["required", true]]);
  });

  test.each([
    ["ATTRIBUTE", "ATTRIBUTE"],
    ["text/x.schema-path", "ATTRIBUTE"],
    ["text/x.aep-xl", "EXPRESSION"],
    ["TEXT/X.AEP-XL", "EXPRESSION"],
    ["STATIC", "STATIC"],
    [undefined, "ATTRIBUTE"],
    [null, "ATTRIBUTE"],
  ])("the type %s is %s", (sourceType, type) => {
    expect(only({ sourceType, source: "a", destination: "b" }).type).toBe(type);
  });
});

describeShared("tutorials", "seeds", () => {
  test("the tutorials' own sets are read without a word", () => {
    for (const seed of ["ecommerce-ko", "marketing-automation", "ecommerce-fr"]) {
      const sets = setsIn(JSON.parse(readShared(`seeds/${seed}.json`)));
      expect(sets.length).toBeGreaterThan(0);
      for (const one of sets) {
        const { set, problems } = readMappingSet(one);
        expect(problems).toEqual([]);
        expect(set?.mappings.length).toBeGreaterThan(0);
        expect(set?.schemaId).toMatch(/^https:/);
      }
    }
  });
});

/** The mapping sets anywhere inside of a JSON value, texts of JSON included. */
function setsIn(value: unknown): unknown[] {
  if (typeof value === "string" && value.includes('"mappings"')) {
    try {
      return setsIn(JSON.parse(value));
    } catch {
      return [];
    }
  }
  if (typeof value !== "object" || value === null) return [];
  if ("xdmSchema" in value && "mappings" in value) return [value];
  return Object.values(value).flatMap(setsIn);
}

describe("what is wrong", () => {
  test.each([
    [null, "null"],
    [[], "a list"],
    ["x", "a text"],
    [{}, "has no `mappings`"],
    [{ mappings: {} }, "are an object"],
    [{ data: [{ mappings: [] }, { mappings: [] }] }, "a list of 2 mapping sets"],
  ])("%j is no mapping set", (json, why) => {
    const { set, problems } = readMappingSet(json);
    expect(set).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(["XM7500"]);
    expect(problems[0]?.message).toContain(why);
  });

  test("a list of one set, and the body of a preview, hold that set", () => {
    const set = { mappings: [{ source: "a", destination: "b" }] };
    expect(readMappingSet({ data: [set], _page: { count: 0 } }).set?.mappings).toHaveLength(1);
    expect(readMappingSet({ data: [], mappingSet: set }).set?.mappings).toHaveLength(1);
  });

  test("mappings that cannot be read are left out one by one, and keep their places", () => {
    const rules = [
      7,
      { source: "a" },
      { destination: "b" },
      { sourceType: "text/plain", source: "a", destination: "b" },
      { sourceType: 3, source: "a", destination: "b" },
      { source: "a", destination: "b" },
    ];
    const { set, problems } = readMappingSet({ mappings: rules });
    expect(set?.mappings.map(({ at }) => at)).toEqual([5]);
    expect(problems.map(({ code }) => code)).toEqual(["XM7501", "XM7501", "XM7501", "XM7502", "XM7502"]);
  });

  test("duplicates and spellings that disagree are told", () => {
    const twice = { source: "a", destination: "b" };
    expect(codesOf({ mappings: [twice, twice] })).toEqual(["XM7503"]);
    expect(codesOf({ mappings: [{ ...twice, sourceAttribute: "c" }] })).toEqual(["XM7504"]);
    expect(codesOf({ xdmSchema: "a", outputSchema: { schemaRef: { id: "b" } }, mappings: [] })).toEqual(["XM7504"]);
  });

  test("names such as __proto__ are data", () => {
    const { set } = readMappingSet(
      JSON.parse('{"__proto__": {"mappings": 1}, "mappings": [{"source": "__proto__", "destination": "constructor"}]}'),
    );
    expect(set?.mappings[0]).toMatchObject({ source: "__proto__", destination: "constructor" });
    expect(set?.other.has("__proto__")).toBe(true);
  });
});

describe("comparison", () => {
  const expression = (source: string) => only({ sourceType: "EXPRESSION", source, destination: "a" });
  const constant = only({ sourceType: "STATIC", source: 'sh"op', destination: "a" });

  test("a constant is the text in quotes, unless it is asked for", () => {
    expect(isSameMapping(constant, expression('"sh\\"op"'))).toBe(true);
    expect(isSameMapping(expression("'sh\"op'"), constant)).toBe(true);
    expect(isSameMapping(constant, expression('"sh\\"op"'), { constants: false })).toBe(false);
    expect(isSameMapping(constant, expression('"shop"'))).toBe(false);
    expect(isSameMapping(only({ sourceType: "STATIC", source: "1", destination: "a" }), expression("1"))).toBe(false);
  });

  test("an expression is compared byte for byte, unless its layout is not to count", () => {
    expect(isSameMapping(expression("f(a,b)"), expression("f(a, b)"))).toBe(false);
    expect(isSameMapping(expression("f(a,b)"), expression("f(a,\n // x\n b)"), { layout: true })).toBe(true);
    expect(isSameMapping(expression("f(a,b)"), expression("f(b, a)"), { layout: true })).toBe(false);
    expect(isSameMapping(expression("f(a"), expression("f( a"), { layout: true })).toBe(false);
  });

  test("a path is no expression of the same text, and another target another mapping", () => {
    expect(isSameMapping(expression("a"), only({ source: "a", destination: "a" }))).toBe(false);
    expect(isSameMapping(expression("a"), { ...expression("a"), destination: "b" })).toBe(false);
    expect(isSameMapping(expression("a"), { ...expression("a"), description: "x" })).toBe(false);
    expect(isSameMapping(expression("a"), { ...expression("a"), description: "x" }, { words: false })).toBe(true);
  });
});
