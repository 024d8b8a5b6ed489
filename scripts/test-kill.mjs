// Kills pushes at every request and every write, and meets every call with every fault: all points of which `npm test`
// tries a spread. It takes some minutes.
process.env.XDMAP_EVERY_POINT = "1";
process.argv.push(
  "run",
  "test/platform/apply/kill.test.ts",
  "test/platform/apply/faults.test.ts",
  "test/platform/apply/lost-answers.test.ts",
  "--testTimeout=1200000",
);
await import("../node_modules/vitest/vitest.mjs");
