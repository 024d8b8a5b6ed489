import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importCommand } from "../../../src/cli/import.js";
import type { ImportOptions } from "../../../src/cli/import-options.js";
import { blocksOf } from "../../docs/support.js";
import { ask } from "../../support/emulator.js";
import { currentSet, openWorld } from "./support.js";

type World = Awaited<ReturnType<typeof openWorld>>;

/** Writes the mapping set anew, so often. */
async function rewrite({ emulator }: World, set: string, times: number): Promise<void> {
  for (let time = 1; time <= times; time++) {
    const mappings = [...currentSet.mappings.slice(0, 2), { ...currentSet.mappings[2], source: `"version ${time}"` }];
    const path = `/conversion/mappingSets/${set}`;
    const { status } = await ask(emulator, path, { method: "PUT", body: { ...currentSet, id: set, mappings } });
    expect(status).toBe(200);
  }
}

describe("--pull-schema", () => {
  it("gets a schema that two flows share as one file of the project, which both mappings name", async () => {
    const world = await openWorld();
    await world.make({ name: "First" });
    await world.make({ name: "Second" });
    expect(await world.import([], { all: true, pullSchema: true })).toMatchObject({ exit: 0 });
    const targets = ["first", "second"].map((key) => {
      const text = readFileSync(join(world.folder, `${key}.xdmap`), "utf8");
      return /^target +"(.+)"$/m.exec(text)?.[1] ?? "none";
    });
    expect(targets[1]).toBe(targets[0]);
    const schema = JSON.parse(readFileSync(join(world.folder, targets[0] ?? ""), "utf8"));
    expect(schema.$id).toBe("https://ns.adobe.com/acme/schemas/example");
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do") });
  });

  it("into a folder of a project that is made by it", async () => {
    const world = await openWorld();
    await world.make();
    const output = join(world.folder, "mappings");
    expect(await world.import([], { all: true, output, pullSchema: true })).toMatchObject({ exit: 0 });
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do") });
  });

  it("of a schema that is gone says so, and imports the flow with its id", async () => {
    const world = await openWorld();
    await world.make();
    const id = encodeURIComponent(currentSet.outputSchema.schemaRef.id);
    const path = `/schemaregistry/tenant/schemas/${id}`;
    expect(await ask(world.emulator, path, { method: "DELETE" })).toMatchObject({ status: 204 });
    const { exit, stderr } = await world.import(["flow:Orders of the shop"], { pullSchema: true });
    expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining("schemas/example") });
    expect(readFileSync(join(world.folder, "orders-of-the-shop.xdmap"), "utf8")).toContain(
      currentSet.outputSchema.schemaRef.id,
    );
  });
});

it("a flow that runs an older version of its mapping set is imported at that one, and told (XM7556)", async () => {
  const world = await openWorld();
  const { set } = await world.make();
  await rewrite(world, set, 2);
  const { exit, stderr } = await world.import(["flow:Orders of the shop"]);
  expect(stderr).toContain("[XM7556]");
  expect(stderr).toContain("runs version 0 of its mapping set, whose latest is 2");
  expect(exit).toBe(0);
  const text = readFileSync(join(world.folder, "orders-of-the-shop.xdmap"), "utf8");
  expect(text).toContain('"x"');
  expect(text).not.toContain("version 2");
});

describe("a flow from files", () => {
  it("becomes what it becomes from its sandbox, by ids, with nothing in the state", async () => {
    const world = await openWorld();
    const made = await world.make();
    const files = await world.download(made);
    expect(await world.importFiles(files)).toMatchObject({ exit: 0 });
    const mapping = readFileSync(join(world.folder, "orders-of-the-shop.xdmap"), "utf8");
    expect(existsSync(join(world.folder, ".xdmap", "state"))).toBe(false);
    expect(readFileSync(join(world.folder, "xdmap.yaml"), "utf8")).toContain("582f4f8d-71e9-4a5c-a164-9d2056318d6c");
    for (const name of ["xdmap.yaml", "orders-of-the-shop.xdmap"]) rmSync(join(world.folder, name));
    expect(await world.import([`flow:${made.flow}`])).toMatchObject({ exit: 0 });
    expect(readFileSync(join(world.folder, "orders-of-the-shop.xdmap"), "utf8")).toBe(mapping);
  });

  it("without one of them is left out and told, and comes with that from the sandbox", async () => {
    for (const left of ["source.json", "target.json", "set.json"]) {
      const world = await openWorld();
      const files = (await world.download(await world.make())).filter((path) => !path.endsWith(left));
      rmSync(join(world.folder, left));
      const alone = await world.importFiles(files);
      expect(alone).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM7552") });
      expect(existsSync(join(world.folder, "xdmap.yaml"))).toBe(false);
      expect(await world.import(files), left).toMatchObject({ exit: 0 });
      expect(await world.plan()).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do") });
    }
  });

  it("in a folder, its mapping set is not written a second time", async () => {
    const world = await openWorld();
    await world.download(await world.make());
    const { exit, stderr } = await world.importFiles([world.folder]);
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("1 of 1 flow") });
    expect(existsSync(join(world.folder, "set.xdmap"))).toBe(false);
  });
});

const EXAMPLES = blocksOf("docs/importing.md")
  .flatMap(({ text }) => text.split("\n"))
  .filter((line) => line.includes("--sandbox") || line.includes("flow.json"));

describe("the examples of docs/importing.md for flows", () => {
  it("are there", () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(5);
  });

  it.each(EXAMPLES)("%s", async (line) => {
    const world = await openWorld();
    const made = await world.make({ name: "Orders" });
    await rewrite(world, made.set, 3);
    await world.download(made);
    const words = line
      .replace(/ #.*/, "")
      .replaceAll("0d6f7a1e3b1c4a5f9e2d8c7b6a594837", made.set)
      .trim()
      .split(/ +/)
      .slice(2);
    const command = importCommand();
    const { operands, unknown } = command.parseOptions(words);
    expect(unknown).toEqual([]);
    const given = operands.map((one) => (one.endsWith(".json") ? join(world.folder, one) : one));
    const { output, ...options } = command.opts<ImportOptions>();
    const placed = output === undefined ? options : { ...options, output: join(world.folder, output) };
    if (operands.includes("flow.json")) {
      const set = JSON.stringify({ ...currentSet, id: made.set, version: 0 });
      world.write("set.json", set);
    }
    const { exit, stdout, stderr } = await world.importFiles(given, placed);
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    if (line.includes("remote:")) expect(stdout).toContain('"version 3"');
    else expect(stderr).toContain("1 of 1 flow");
  });
});
