import { expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { first, mapping, openWorld, projectFile, SCHEMA_ID } from "./support.js";

const scheduled = projectFile(
  "schedule: { frequency: day, interval: 1, start: 2026-12-01T00:00:00Z }",
  "delta: { column: Created_At }",
);

it("everything is to be made", async () => {
  const world = await openWorld();
  expect(await world.show()).toMatchInlineSnapshot(`
    "+   source connection orders "Orders (source)"
    +   target connection orders "Orders (target)"
    +   mapping set orders "Orders", 2 mappings
    +   flow orders "Orders"

    Sandbox dev: 4 to create, 2 as they should be
    "
  `);
});

it("nothing is to be done after a push", async () => {
  const world = await openWorld();
  await world.push();
  expect(await world.show()).toMatchInlineSnapshot(`
    "Sandbox dev: nothing to do, 6 as they should be
    "
  `);
});

it("changed mappings are told as the file writes them", async () => {
  const world = await openWorld();
  await world.push();
  world.write({
    "example.xdmap": mapping
      .replace("Email ->", "lower(Email) ->")
      .replace("First_Name -> person.name.firstName", "Last_Name -> person.name.lastName"),
  });
  expect(await world.show()).toMatchInlineSnapshot(`
    "~   mapping set orders "Orders"
          ~ Email -> personalEmail.address   becomes   lower(Email)
          + Last_Name -> person.name.lastName
          - First_Name -> person.name.firstName
    ~   flow orders "Orders"
          mapping version: 0 -> the next one

    Sandbox dev: 2 to update, 4 as they should be
    "
  `);
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toContain("nothing to do");
});

it("a new name and options of a flow that has not started are edited", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled });
  await world.push();
  world.write({
    "xdmap.yaml": scheduled
      .replace("name: Orders", "name: All orders")
      .replace("interval: 1", "interval: 2")
      .replace("    delta", "    options: { partialIngestionPercent: 5 }\n    delta"),
  });
  expect(await world.show()).toMatchInlineSnapshot(`
    "~   mapping set orders "All orders"
          name: Orders -> All orders
    ~   flow orders "All orders"
          name: Orders -> All orders
          schedule.interval: 1 -> 2
          options.partialIngestionPercent: nothing -> 5
          mapping version: 0 -> the next one

    Sandbox dev: 2 to update, 4 as they should be
    "
  `);
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toContain("nothing to do");
});

it("an option that the file has no more is taken away", async () => {
  const world = await openWorld({
    "xdmap.yaml": scheduled.replace("    delta", "    options: { partialIngestionPercent: 5 }\n    delta"),
  });
  await world.push();
  world.write({ "xdmap.yaml": scheduled });
  expect(await world.show()).toContain("options.partialIngestionPercent: 5 -> nothing");
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toContain("nothing to do");
});

it("what was changed by hand is drift, and is put back where the files say otherwise", async () => {
  const world = await openWorld();
  await world.push();
  const flow = await first(world.emulator, "/flowservice/flows");
  const patched = await ask(world.emulator, `/flowservice/flows/${flow["id"]}`, {
    method: "PATCH",
    headers: { "if-match": String(flow["etag"]) },
    body: [{ op: "replace", path: "/name", value: "Orders, do not touch" }],
  });
  expect(patched.status).toBe(200);
  await ask(world.emulator, `/flowservice/flows/${flow["id"]}/action?op=disable`, { method: "POST" });
  const set = await first(world.emulator, "/conversion/mappingSets?limit=10&start=0");
  const put = await ask(world.emulator, `/conversion/mappingSets/${set["id"]}`, {
    method: "PUT",
    body: {
      name: "Orders",
      outputSchema: {
        schemaRef: { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" },
      },
      mappings: [{ sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" }],
    },
  });
  expect(put.status).toBe(200);
  expect(await world.show()).toMatchInlineSnapshot(`
    "~   mapping set orders "Orders"
          + First_Name -> person.name.firstName
    ~   flow orders "Orders"
          name: Orders, do not touch -> Orders
          mapping version: 0 -> the next one

    Changed in the sandbox since the last push:
      mapping set orders "Orders"
          - First_Name -> person.name.firstName  (by hand)
      flow orders "Orders"
          state: enabled -> disabled  (by hand)
          name: Orders -> Orders, do not touch  (by hand)

    Sandbox dev: 2 to update, 4 as they should be
    "
  `);
});

it("what the service writes itself is told apart, and left as it is", async () => {
  const world = await openWorld();
  await world.push();
  const flow = await first(world.emulator, "/flowservice/flows");
  const start = Date.UTC(2026, 10, 23, 13) / 1000;
  const run = await ask(world.emulator, "/flowservice/runs", {
    body: {
      flowId: flow["id"],
      params: {
        startTime: start,
        windowStartTime: start - 86_400,
        windowEndTime: start - 60,
        deltaColumn: { name: "Created_At" },
      },
    },
  });
  expect(run.status).toBeLessThan(300);
  expect(await world.show()).toMatchInlineSnapshot(`
    "Changed in the sandbox since the last push:
      flow orders "Orders"
          delta.column: nothing -> Created_At  (by the service, left as it is)

    Sandbox dev: nothing to do, 6 as they should be
    "
  `);
});

it("what a flow cannot be brought to has its reason, and makes a pair and a flow anew", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled });
  await world.push();
  world.write({ "xdmap.yaml": scheduled.replace("Shopify.Orders", "Shopify.Refunds") });
  const text = await world.show();
  expect(text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f-]{27}|…)/g, "ID")).toMatchInlineSnapshot(`
    "-/+ source connection orders "Orders (source)", made anew in place of ID
          params.tableName: Shopify.Orders -> Shopify.Refunds
            (a flow does not take up what changes in its connections)
    -/+ flow orders "Orders", made anew in place of ID
          source: ID -> the new one  (a flow keeps its connections)

    Sandbox dev: 2 to replace, 4 as they should be
    "
  `);
});

it("what is there just so is adopted where the state is lost", async () => {
  const world = await openWorld();
  await world.push();
  world.write({ ".xdmap/state/dev.json": null });
  const text = await world.show();
  expect(text).toMatchInlineSnapshot(`
    "=   source connection orders "Orders (source)", is there just so
    =   target connection orders "Orders (target)", is there just so
    =   mapping set orders "Orders", is there just so
    =   flow orders "Orders", is there just so

    Sandbox dev: 4 to adopt, 2 as they should be
    "
  `);
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toContain("nothing to do");
});

it("another's object of the same name is a conflict", async () => {
  const world = await openWorld();
  const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  await ask(world.emulator, "/conversion/mappingSets", {
    body: {
      name: "Orders",
      outputSchema: { schemaRef },
      mappings: [{ sourceType: "ATTRIBUTE", source: "Phone", destination: "mobilePhone.number" }],
    },
  });
  const text = await world.show();
  expect(text.replace(/\([0-9a-f]{32}\)/, "(ID)")).toMatchInlineSnapshot(`
    "error[XM7160]: There is a mapping set \`Orders\` already (ID), of which the state of this project knows nothing. It has other content: \`-> personalEmail.address\`, \`-> person.name.firstName\`, \`-> mobilePhone.number\`.
      = Give the flow another name; or bring the state file (\`.xdmap/state\`) of the last push; or make the files as it is: with \`xdmap import\`, or, where only this sandbox has it so, by saying it under \`sandboxes\` in xdmap.yaml.

    +   source connection orders "Orders (source)"
    +   target connection orders "Orders (target)"

    Sandbox dev: 2 to create, 2 as they should be
    "
  `);
});

it("flows that the file has no more are orphans", async () => {
  const world = await openWorld();
  await world.push();
  world.write({ "xdmap.yaml": projectFile("name: Others").replace("  orders:", "  others:") });
  const text = await world.show();
  expect(text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")).toMatchInlineSnapshot(`
    "+   source connection others "Others (source)"
    +   target connection others "Others (target)"
    +   mapping set others "Others", 2 mappings
    +   flow others "Others"

    In the sandbox, and no more in xdmap.yaml (deleted only with --allow-delete):
    ?   flow orders "Orders" ID
    ?   source connection orders "Orders (source)" ID
    ?   target connection orders "Orders (target)" ID

    Sandbox dev: 4 to create, 2 as they should be, 3 orphaned
    "
  `);
  expect(await world.show(["others"])).not.toContain("no more in xdmap.yaml");
});

it("an error blocks what builds on it", async () => {
  const world = await openWorld({ "xdmap.yaml": projectFile("dataset: 0123456789abcdef01234567") });
  expect(await world.show()).toMatchInlineSnapshot(`
    "error[XM7105]: The sandbox \`dev\` has no dataset \`0123456789abcdef01234567\`.
      = Give the id of another dataset, or a name: xdmap makes a dataset of a name that is not there.

    +   source connection orders "Orders (source)"
    +   mapping set orders "Orders", 2 mappings

    Sandbox dev: 2 to create, 1 as it should be
    "
  `);
});

it("a connection whose name is misspelt is offered as the sandbox has it", async () => {
  const { emulator } = await openWorld();
  const { name } = await first(emulator, "/flowservice/connections");
  const world = await openWorld({ "xdmap.yaml": projectFile(`connection: ${String(name).slice(0, -1)}`) });
  expect(await world.show()).toContain(`= Did you mean \`${name}\`? Make the base connection`);
});

it("an object that was deleted is made anew, with a warning", async () => {
  const world = await openWorld();
  await world.push();
  const flow = await first(world.emulator, "/flowservice/flows");
  await ask(world.emulator, `/flowservice/flows/${flow["id"]}`, { method: "DELETE" });
  const plan = await world.plan();
  expect(plan.diagnostics.map(({ code }) => code)).toEqual(["XM7161"]);
  expect(plan.steps.map(({ key, action }) => `${action} ${key}`)).toContain("create flow/orders");
});
