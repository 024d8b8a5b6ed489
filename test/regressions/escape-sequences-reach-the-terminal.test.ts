import { afterAll, expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";

// `xdmap schema leaves` printed paths and values of enumerations as they stood in the schema file.
const EVIL = "\u001b[31m\u001b]0;title\u0007\u009b2J\u202e";
const { folder, remove } = makeFolder({
  "schema.json": JSON.stringify({
    $id: "https://ns.adobe.com/acme/schemas/1",
    type: "object",
    title: EVIL,
    properties: { [`a${EVIL}`]: { type: "string" }, b: { type: "string", enum: [EVIL] }, n: { type: "integer" } },
  }),
  "a.csv": `A,B${EVIL}\n${EVIL},1\n`,
  "good.xdmap": `mapping "${EVIL}"\ntarget "schema.json"\nsample "a.csv"\n\nA -> \${a${EVIL}}\nto_integer(A) -> n\n`,
  "bad.xdmap": `target "schema${EVIL}.json"\nsample "a.csv"\n\n\${C${EVIL}} -> n${EVIL}\nD -> n\n`,
});
afterAll(remove);

it.each([
  ["schema", "leaves", "schema.json"],
  ["check", "good.xdmap"],
  ["check", "bad.xdmap"],
  ["preview", "good.xdmap", "--format", "table"],
  ["preview", "bad.xdmap"],
])("xdmap %s %s shows none of what a file hides", async (...args) => {
  const { stdout, stderr } = await runCli(args, { cwd: folder });
  expect(stdout + stderr).not.toBe("");
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});
