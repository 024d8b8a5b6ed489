import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/fixed-seed.ts", "test/support/no-fsync.ts"],
    globalSetup: ["test/support/build-cli.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxConcurrency: 4,
    // By default one core is left to the terminal: on two cores that would be half of them.
    maxWorkers: "100%",
  },
});
