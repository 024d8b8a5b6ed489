import { expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";

// Which sample a row is in was told by its line, which has to be smaller than the one before.
it("rows of samples with one row each have identifiers of their own where rows are chosen", async () => {
  const { folder, remove } = makeFolder({
    "u.xdmap": 'target "schema.json"\nsample "a.csv", "b.csv"\nuuid() -> _id\n',
    "schema.json": '{"type":"object","properties":{"_id":{"type":"string"}}}',
    "a.csv": "name\nada\n",
    "b.csv": "name\nlou\n",
  });
  try {
    const args = ["preview", "u.xdmap", "--format", "ndjson", "--now", "2024-01-01T00:00:00Z"];
    const all = (await runCli(args, { cwd: folder })).stdout;
    expect(new Set(all.trim().split("\n")).size).toBe(2);
    expect((await runCli([...args, "--rows", "1-"], { cwd: folder })).stdout).toBe(all);
  } finally {
    remove();
  }
});
