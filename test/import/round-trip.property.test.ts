import fc from "fast-check";
import { describe, test } from "vitest";
import { answeredSet, currentSet, legacySet } from "./arbitraries.js";
import { checkBuild, checkImport } from "./laws.js";

// `node scripts/run-ts.mjs bench/import-laws.ts` holds ten thousand sets to them.

describe("build(import(x)) is x", () => {
  test("in today's dialect", () => {
    fc.assert(
      fc.property(currentSet, (set) => checkImport(set, "current")),
      { numRuns: 30 },
    );
  });
  test("in the tutorials' dialect", () => {
    fc.assert(
      fc.property(legacySet, (set) => checkImport(set, "legacy")),
      { numRuns: 20 },
    );
  });
  test("as GET answers", () => {
    fc.assert(
      fc.property(answeredSet, (set) => checkImport(set, "current")),
      { numRuns: 15 },
    );
  });
});

test("import(build(y)) means what y does, and what is extracted changes nothing", () => {
  fc.assert(
    fc.property(currentSet, (set) => checkBuild(set)),
    { numRuns: 15 },
  );
});
