import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainPalette } from "../../../src/diagnostics/index.js";
import { renderPlan, type Step } from "../../../src/platform/plan/index.js";
import { renderChange } from "../../../src/platform/plan/render-change.js";
import { widthOf } from "../../../src/text/terminal-text.js";

const mapping = (before: string | null, after: string | null) =>
  ({ kind: "mapping", path: "person.name.firstName", before, after }) as const;
const field = (before: string | null, after: string | null) =>
  ({ kind: "field", path: "description", before, after }) as const;
const show = (change: Parameters<typeof renderChange>[0], width: number, reason: string | null = null) =>
  renderChange(change, reason, { palette: plainPalette, width });

describe("a change of a plan", () => {
  it.each([
    [200, ["      ~ lower(First_Name) -> person.name.firstName   becomes   upper(First_Name)"]],
    [80, ["      ~ lower(First_Name) -> person.name.firstName   becomes   upper(First_Name)"]],
    [40, ["      ~ person.name.firstName", "        lower(First_Name)", "        becomes upper(First_Name)"]],
  ])("shows both texts, %d columns wide", (width, lines) => {
    expect(show(mapping("lower(First_Name)", "upper(First_Name)"), width)).toEqual(lines);
  });

  it("shows where two long expressions differ, and not what they begin with", () => {
    const long = (end: string) => `${"concat(Email, ".repeat(20)}${end}`;
    expect(show(mapping(long("one"), long("two")), 60)).toEqual([
      "      ~ person.name.firstName",
      "        …(Email, one",
      "        becomes …(Email, two",
    ]);
    expect(show(field(`${"x".repeat(90)}🙂a`, `${"x".repeat(90)}🙃b`), 80)).toEqual([
      "      description:",
      "        …xxxxxxx🙂a",
      "        -> …xxxxxxx🙃b",
    ]);
  });

  it("keeps its reason, and the target of what is new or goes", () => {
    expect(show(mapping(null, "First_Name"), 30)).toEqual(["      + person.name.firstName", "        First_Name"]);
    expect(show(mapping("First_Name", null), 30)).toEqual(["      - person.name.firstName", "        First_Name"]);
    expect(show(field("a".repeat(50), "b"), 40, "by hand").at(-1)).toBe("        (by hand)");
    expect(show(field("a", "b"), 40, "by hand")).toEqual(["      description: a -> b  (by hand)"]);
    expect(show(field(null, "by a hand"), 40, "by hand")).toEqual([
      "      description: nothing -> by a hand",
      "        (by hand)",
    ]);
  });

  it("is never wider than the terminal, never hides that two texts differ, and never writes to the terminal", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.string({ unit: fc.constantFrom("a", "b", "注", "\u001b", "\n", "🙂", "\u202e"), maxLength: 120 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom("mapping" as const, "field" as const),
        text,
        text,
        text,
        fc.integer({ min: 40, max: 200 }),
        (kind, same, before, after, width) => {
          fc.pre(before !== after);
          const lines = show({ kind, path: "a.b", before: same + before, after: same + after }, width);
          for (const line of lines) {
            expect(widthOf(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
          }
          if (lines.length === 3) expect(lines[1]?.trim()).not.toBe(lines[2]?.trim().replace(/^(becomes|->) /, ""));
        },
      ),
    );
  });
});

describe("a plan of a mapping set with 1,000 changes", () => {
  const changes = Array.from({ length: 1000 }, (_, at) => ({
    kind: "mapping" as const,
    path: `attributes.field${at}`,
    before: `concat(Email, "${at}")`,
    after: `concat(Email, "${at + 1}")`,
    why: null,
  }));
  const set: Step = {
    key: "flow/orders/mapping-set",
    resource: "mapping-set",
    flow: "orders",
    name: `Orders ${"注".repeat(40)}`,
    action: "update",
    id: "1",
    seen: null,
    changes,
    drift: changes.map(({ kind, path, before, after }) => ({ kind, path, pushed: before, now: after, by: "hand" })),
    wanted: "",
    content: {
      resource: "mapping-set",
      name: "Orders",
      description: "",
      schema: { kind: "id", id: "s" },
      contentType: "",
      mappings: [],
    },
  };
  const plan = { sandbox: "dev", organization: "", only: [], steps: [set], diagnostics: [], platformFailed: false };

  it.each([40, 80, 200])("is short, and fits %d columns", (width) => {
    const lines = renderPlan(plan, { palette: plainPalette, width }).trimEnd().split("\n");
    expect(lines.filter((line) => line === "      and 980 more")).toHaveLength(2);
    expect(lines.length).toBeLessThan(160);
    const [last = "", ...others] = lines.toReversed();
    expect(last).toBe("Sandbox dev: 1 to update");
    const isHead = (line: string) => line.startsWith("Changed in the sandbox");
    for (const line of others) expect(isHead(line) || widthOf(line) <= width, line).toBe(true);
    expect(lines.join("")).not.toContain("\u001b");
  });
});
