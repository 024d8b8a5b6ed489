import { expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

it("a field that only comes after the first thousand records of a JSON sample is a warning, and its rows are mapped", async () => {
  const records = Array.from({ length: 1200 }, (_, at) =>
    JSON.stringify(at < 1100 ? { id: at } : { id: at, late: "x" }),
  );
  const { folder, remove } = makeFolder({
    ...exampleFiles,
    "late.ndjson": records.join("\n"),
    "m.xdmap": 'target "schema.json"\nsample "late.ndjson"\nlate -> person.name.firstName\n',
  });
  try {
    const { status, stdout } = await runCli(["check", "m.xdmap"], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain("warning[XM2001]: There is no column `late` in the first 1000 records of late.ndjson");
    const preview = await runCli(["preview", "m.xdmap"], { cwd: folder });
    expect(preview.status).toBe(0);
    expect(preview.stdout.split("\n").filter((line) => line.includes('"firstName":"x"'))).toHaveLength(100);
  } finally {
    remove();
  }
});
