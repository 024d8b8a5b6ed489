import { describe, expect, it } from "vitest";
import { type Leaf, leavesOf, writeXedFull } from "../../src/schema/index.js";
import { describeShared } from "../support/shared.js";
import { composeShared, sharedComponents, sharedComposition } from "./shared-components.js";
import { load } from "./support.js";

const CONTEXT = "https://ns.adobe.com/xdm/context";

/** How many leaves have each type. */
function typesOf(leaves: readonly Leaf[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of leaves) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

const having = (leaves: readonly Leaf[], mark: keyof Leaf) =>
  leaves.filter((leaf) => leaf[mark] !== undefined).map(({ path }) => path);
const through = (leaves: readonly Leaf[], mark: string) => leaves.filter(({ path }) => path.includes(mark)).length;

describeShared("the compositions beside the oracles", "xdm/compositions.json", () => {
  const { index } = sharedComponents();
  const leavesOfKey = (key: string) => leavesOf(sharedComposition(index, key));

  it("A, a profile, has 198 leaves of the counted types", () => {
    const leaves = leavesOfKey("A");
    expect(leaves).toHaveLength(198);
    expect(typesOf(leaves)).toEqual({
      string: 142,
      "date-time": 20,
      date: 5,
      number: 12,
      int: 8,
      short: 1,
      boolean: 10,
    });
    expect(having(leaves, "enum")).toHaveLength(2);
    expect(having(leaves, "deprecated")).toEqual(["person.taxId"]);
    expect([...having(leaves, "array"), ...having(leaves, "map"), ...having(leaves, "required")]).toEqual([]);
  });

  it("A holds the destinations of the tutorials", () => {
    const byPath = new Map(leavesOfKey("A").map((leaf) => [leaf.path, leaf]));
    expect(byPath.get("personalEmail.address")).toMatchObject({ type: "string", format: "email" });
    expect(byPath.get("mobilePhone.number")).toMatchObject({ type: "string" });
    expect(byPath.get("_id")).toMatchObject({ type: "string", format: "uri-reference" });
    expect(byPath.get("person.name.firstName")).toMatchObject({ type: "string" });
    expect(byPath.get("_repo.createDate")).toMatchObject({ type: "date-time" });
    expect(byPath.has("homeAddress.latitude")).toBe(false);
    expect(byPath.has("homeAddress._schema.latitude")).toBe(true);
  });

  it("B has 339 leaves: 95 under arrays, 3 under the identity map, 10 with closed values", () => {
    const leaves = leavesOfKey("B");
    expect(leaves).toHaveLength(339);
    expect([through(leaves, "[*]"), through(leaves, "identityMap{*}[*]."), having(leaves, "enum").length]).toEqual([
      95, 3, 10,
    ]);
  });

  it("C, an event, has 376 leaves: two required, 101 under arrays, 11 segments deep", () => {
    const leaves = leavesOfKey("C");
    expect(leaves).toHaveLength(376);
    expect(through(leaves, "[*]")).toBe(101);
    expect(having(leaves, "required").filter((path) => !path.includes("."))).toEqual(["_id", "timestamp"]);
    expect(Math.max(...leaves.map(({ path }) => path.split(".").length))).toBe(11);
    // Rule 5: across a reference a namespace is repeated.
    expect(leaves.map(({ path }) => path)).toContain(
      "placeContext.POIinteraction.poiDetail.geoInteractionDetails.geoShape._schema.circle._schema.coordinates._schema.latitude",
    );
  });

  it("load again from their written xed-full form", () => {
    for (const key of ["A", "B", "C"]) {
      const schema = sharedComposition(index, key);
      const { schema: again } = load(writeXedFull(schema));
      expect(again === null ? null : leavesOf(again)).toEqual(leavesOf(schema));
    }
  });

  describe("and others over the same components", () => {
    const profile = `${CONTEXT}/profile`;
    const groups = [
      "profile-person-details",
      "profile-personal-details",
      "profile-work-details",
      "profile-subscriptions",
    ];

    it("have the leaves of their parts, each once, in any order", () => {
      const ids = [profile, ...groups.map((group) => `${CONTEXT}/${group}`), `${CONTEXT}/identitymap`];
      const parts = new Set(ids.flatMap((id) => leavesOf(composeShared(index, [id])).map(({ path }) => path)));
      for (const order of [ids, [...ids].reverse(), [...ids, ...ids]]) {
        const paths = leavesOf(composeShared(index, order)).map(({ path }) => path);
        expect([...paths].sort()).toEqual([...parts].sort());
        expect(new Set(paths).size).toBe(paths.length);
      }
    });

    it("may mix a class with any field group", () => {
      const ids = [`${CONTEXT}/experienceevent`, `${CONTEXT}/experienceevent-commerce`, `${CONTEXT}/identitymap`];
      const leaves = leavesOf(composeShared(index, ids));
      expect(having(leaves, "required")).toEqual(expect.arrayContaining(["_id", "timestamp"]));
      expect(through(leaves, "identityMap{*}[*].")).toBe(3);
      expect(leaves.some(({ path }) => path.startsWith("web."))).toBe(false);
    });
  });
});
