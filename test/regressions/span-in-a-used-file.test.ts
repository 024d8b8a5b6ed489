import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

// The report gave the offsets of a used file as if they were those of the mapping file, and its page quoted from there.
const LIBRARY = `// ${"-".repeat(100)}\ndef whole(s) = to_integer(trim(s))\n`;
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "lib.xdmap": LIBRARY,
  "m.xdmap": 'target "schema.json"\nsample "s.csv"\nuse "lib.xdmap"\nwhole(n) -> visits\nto_integer(m) -> _id\n',
  "s.csv": "n,m\nmany,1\n2,few\n",
});
afterAll(remove);

it("a reason says in which file its part stands, and the page quotes it from there", async () => {
  const { status } = await runCli(["preview", "m.xdmap", "--report", "r.json", "--report-html", "r.html"], {
    cwd: folder,
  });
  expect(status).toBe(0);
  const { targets } = JSON.parse(readFileSync(join(folder, "r.json"), "utf8"));
  const start = LIBRARY.indexOf("to_integer");
  expect(targets[0].reasons[0].span).toEqual({ start, end: start + "to_integer(trim(s))".length, file: "lib.xdmap" });
  expect(Object.keys(targets[1].reasons[0].span)).toEqual(["start", "end"]);
  expect(targets[0].reasons[0].examples).toEqual(["many"]);
  const page = readFileSync(join(folder, "r.html"), "utf8");
  expect(page).toContain("<pre>to_integer(trim(s))</pre>");
  expect(page).toContain("<pre>to_integer(m)</pre>");
});
