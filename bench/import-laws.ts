// Holds many generated mapping sets, of both dialects and as GET answers, to the laws of the import: what is built from the file of a set is
// that set, byte for byte in every expression. Usage: node scripts/run-ts.mjs bench/import-laws.ts [COUNT] [SEED]
import fc from "fast-check";
import { answeredSet, currentSet, legacySet } from "../test/import/arbitraries.js";
import { checkBuild, checkImport } from "../test/import/laws.js";

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 20_261_122);
const start = performance.now();
const third = Math.ceil(count / 3);
fc.assert(
  fc.property(currentSet, (set) => checkImport(set, "current")),
  { numRuns: third, seed },
);
fc.assert(
  fc.property(legacySet, (set) => checkImport(set, "legacy")),
  { numRuns: third, seed },
);
fc.assert(
  fc.property(answeredSet, (set) => checkImport(set, "current")),
  { numRuns: count - 2 * third, seed },
);
fc.assert(
  fc.property(currentSet, (set) => checkBuild(set)),
  { numRuns: Math.ceil(count / 20), seed },
);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `${count} mapping sets came back as they were, and ${Math.ceil(count / 20)} with definitions, in ${seconds} s`,
);
