import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../src/text/index.js";

describe("nearest", () => {
  it.each([
    ["Emial", ["Email", "Phone"], "Email"],
    ["email", ["Email", "Phone"], "Email"],
    ["first_name", ["FirstName", "LastName"], "FirstName"],
    ["Phone", ["Email", "Created At"], undefined],
    ["x", ["y"], "y"],
    ["id", ["name"], undefined],
    ["personalEmail", ["personEmail", "personalEmails"], "personalEmails"],
  ])("%s among %j is %s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it("never offers the name itself, nor one that is more than a third of the name away", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.array(fc.string({ maxLength: 12 })), (name, candidates) => {
        const found = nearest(name, candidates);
        if (found === undefined) return;
        expect(found).not.toBe(name);
        expect(Math.abs(found.length - name.length)).toBeLessThanOrEqual(Math.max(1, Math.floor(name.length / 3)));
      }),
    );
  });
});
