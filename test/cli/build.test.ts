import { expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";

const build = (schemaId: string) => runCli(["build", "examples/shopify-orders/orders.xdmap", "--schema-id", schemaId]);

it("refuses an empty schema id: a variable of the shell that was not set", async () => {
  const { status, stdout, stderr } = await build("");
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toContain("It is empty.");
});

it("writes the same bytes each time", async () => {
  const { stdout } = await build("https://example.com/s");
  expect(JSON.parse(stdout)).toHaveProperty("outputSchema.schemaRef.id", "https://example.com/s");
  expect((await build("https://example.com/s")).stdout).toBe(stdout);
});

it("says nothing of a schema's id where there is no schema to have one", async () => {
  const { folder, remove } = makeFolder({
    "a.xdmap": 'target "nosuch.json"\nsource { Email: string }\nEmail -> _id\n',
  });
  const { status, stderr } = await runCli(["build", "a.xdmap"], { cwd: folder });
  remove();
  expect(status).toBe(1);
  expect(stderr.match(/XM\d{4}/g)).toEqual(["XM5200"]);
});
