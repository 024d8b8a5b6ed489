import { expect, it } from "vitest";
import { printPlan, readSavedPlan } from "../../../src/platform/plan/index.js";
import { readMarker } from "../../../src/platform/plan/marker.js";
import { ask } from "../../support/emulator.js";
import { mapping, openWorld, projectFile, SCHEMA_ID } from "./support.js";

const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };

/** The file of the flow `orders`, and of a second one, `others`. */
function twoFlows(one: readonly string[], other: readonly string[]): string {
  const [head = "", sandboxes = ""] = projectFile(...one).split("sandboxes:");
  const [, second = ""] =
    projectFile(...other)
      .split("sandboxes:")[0]
      ?.split("flows:\n") ?? [];
  return `${head}${second.replace("  orders:", "  others:")}sandboxes:${sandboxes}`;
}

it.each(['"trailing "', "|\n      one\n      two", '"tab\\t"'])(
  "the description %j is read back",
  async (description) => {
    const files = {
      "xdmap.yaml": projectFile(`description: ${description}`),
      "example.xdmap": `/// All  \n${mapping}`,
    };
    const world = await openWorld(files);
    expect((await world.push()).result).toBe("done");
    expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
  },
);

it("a long description without a marker is read at once", () => {
  const started = performance.now();
  expect(readMarker(`${" ".repeat(200_000)}x`).owner).toBeNull();
  expect(performance.now() - started).toBeLessThan(200);
});

it("two datasets of one name are kept apart by their ids", async () => {
  const world = await openWorld();
  const [one] = Object.keys((await ask(world.emulator, "/catalog/dataSets")).body);
  const { body: made } = await ask(world.emulator, "/catalog/dataSets", { body: { name: "Orders", schemaRef } });
  const other = String(made[0]).slice(-24);
  const flows = twoFlows([`dataset: "${one}"`], ["name: Others", `dataset: "${other}"`]);
  world.write({ "xdmap.yaml": flows });
  expect((await world.push()).result).toBe("done");
  const { body } = await ask(world.emulator, "/flowservice/targetConnections");
  const items: readonly { readonly name: string; readonly params: unknown }[] = body.items;
  expect(Object.fromEntries(items.map(({ name, params }) => [name, params]))).toEqual({
    "Orders (target)": { dataSetId: one },
    "Others (target)": { dataSetId: other },
  });
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
});

it("two flows that would make one dataset in two ways are refused", async () => {
  const flows = twoFlows(["dataset: New"], ["name: Others", "dataset: New", "mapping: other.xdmap"]);
  const composition = (title: string) =>
    JSON.stringify({ title, allOf: [{ $ref: "https://ns.adobe.com/acme/mixins/buyer" }] });
  const buyer = {
    $id: "https://ns.adobe.com/acme/mixins/buyer",
    title: "Buyer",
    type: "object",
    properties: { personalEmail: { type: "object", properties: { address: { type: "string" } } } },
  };
  const line = "Email -> personalEmail.address\n";
  const files = {
    "xdmap.yaml": `schemas: [components]\n${flows}`,
    "components/buyer.json": JSON.stringify(buyer),
    "one.json": composition("One"),
    "two.json": composition("Two"),
    "example.xdmap": `target "one.json"\nsample "orders.csv"\n${line}`,
    "other.xdmap": `target "two.json"\nsample "orders.csv"\n${line}`,
  };
  const world = await openWorld(files, {}, ["components"]);
  const { diagnostics } = await world.plan();
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "XM7106 The flows `orders`, `others` would both make the dataset `New`, and each makes it otherwise.",
  ]);
});

it("`recursive` that the file has no more makes another source", async () => {
  const s3 = "5831c52c-c261-4945-b1c5-2cc261d945b2";
  const file = (more: string) =>
    projectFile(
      `connection: ${s3}`,
      `source: { path: /orders, format: delimited${more} }`,
      "schedule: { frequency: minute, interval: 15 }",
    );
  const world = await openWorld({ "xdmap.yaml": file(", recursive: true") });
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
  world.write({ "xdmap.yaml": file("") });
  expect(await world.show()).toContain("params.recursive: true -> nothing");
});

it("columns stay where a checkout without the sample names none", async () => {
  const world = await openWorld();
  await world.push();
  world.write({ "example.xdmap": mapping.replace('sample "orders.csv"\n', "") });
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
  await world.push();
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
});

it("a flow whose key was changed is told to run beside its former self", async () => {
  const world = await openWorld();
  await world.push();
  world.write({ "xdmap.yaml": projectFile().replace("  orders:", "  others:") });
  const { diagnostics } = await world.plan();
  expect(diagnostics.map(({ code }) => code)).toEqual(["XM7163"]);
  expect((await world.command()).exit).toBe(2);
});

it("a plan that was saved of one flow says so, and a file of a push is read as one of it", async () => {
  const world = await openWorld({ "xdmap.yaml": twoFlows([], ["name: Others"]) });
  const text = printPlan(await world.plan(["orders"]));
  const saved = readSavedPlan("orders.plan", text);
  expect(saved).toMatchObject({ kind: "saved", only: ["orders"] });
  expect(readSavedPlan("all.plan", printPlan(await world.plan()))).toMatchObject({ only: [] });
});

it("Profile for a schema that is to be made is told to come after it, not to be switched on where nothing is", async () => {
  const buyer = {
    $id: "https://ns.adobe.com/acme/mixins/buyer",
    title: "Buyer",
    type: "object",
    properties: { personalEmail: { type: "object", properties: { address: { type: "string" } } } },
  };
  const files = {
    "xdmap.yaml": `schemas: [components]\n${projectFile("dataset: { name: New, profile: true }")}`,
    "components/buyer.json": JSON.stringify(buyer),
    "one.json": JSON.stringify({ title: "One", allOf: [{ $ref: buyer.$id }] }),
    "example.xdmap": 'target "one.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n',
  };
  const world = await openWorld(files, {}, ["components"]);
  const { diagnostics } = await world.plan();
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join()).toContain("the new schema `One`");
  expect(await world.show()).toContain("Push without `profile` first");
});
