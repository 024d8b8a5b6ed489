import { expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { first, mapping, openWorld, projectFile, SCHEMA_ID, type World } from "./support.js";

const scheduled = (...lines: readonly string[]) =>
  projectFile(
    "schedule: { frequency: day, interval: 1, start: 2026-12-01T00:00:00Z }",
    "delta: { column: Created_At }",
    ...lines,
  );
const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
const email = { sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" };
const firstName = { sourceType: "ATTRIBUTE", source: "First_Name", destination: "person.name.firstName" };
const forget = { ".xdmap/state/dev.json": null };

const flowOf = (world: World) => first(world.emulator, "/flowservice/flows");

async function patchFlow(world: World, body: readonly unknown[]) {
  const { id, etag } = await flowOf(world);
  const headers = { "if-match": String(etag) };
  const { status } = await ask(world.emulator, `/flowservice/flows/${id}`, { method: "PATCH", headers, body });
  expect(status).toBe(200);
}

async function putSet(world: World, body: Readonly<Record<string, unknown>>) {
  const { id } = await first(world.emulator, "/conversion/mappingSets?limit=10&start=0");
  const all = { name: "Orders", outputSchema: { schemaRef }, mappings: [email, firstName], ...body };
  const { status } = await ask(world.emulator, `/conversion/mappingSets/${id}`, { method: "PUT", body: all });
  expect(status).toBe(200);
}

async function pushed(world: World, replace = false) {
  expect((await world.push({ replace })).result).toBe("done");
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
}

it("a flow that was renamed gets no second beside it where the state is lost", async () => {
  const world = await openWorld();
  await pushed(world);
  await patchFlow(world, [{ op: "replace", path: "/name", value: "Orders of all shops" }]);
  world.write(forget);
  const { diagnostics } = await world.plan();
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join()).toMatch(
    /XM7160 There is a flow `Orders of all shops` already .* other content: `name`/,
  );
});

it("a second Mapping transformation is told, and taken away", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled() });
  await pushed(world);
  const body = { name: "Else", outputSchema: { schemaRef }, mappings: [{ ...email, source: "Phone" }] };
  const { body: other } = await ask(world.emulator, "/conversion/mappingSets", { body });
  const value = { name: "Mapping", params: { mappingId: other.id, mappingVersion: "0" } };
  await patchFlow(world, [{ op: "add", path: "/transformations/-", value }]);
  expect(await world.show()).toContain(`transformation 3 (Mapping):\n        {"mappingId":"${other.id}"`);
  await pushed(world);
  expect((await flowOf(world))["transformations"]).toHaveLength(2);
});

it("a mapping set of another version of the schema is put back", async () => {
  const world = await openWorld();
  await pushed(world);
  const contentType = "application/vnd.adobe.xed-full+json;version=2";
  await putSet(world, { outputSchema: { schemaRef: { ...schemaRef, contentType } } });
  expect(await world.show()).toContain("schema version: 2 -> 1");
  await pushed(world);
});

it("a path that somebody made of an expression is another mapping", async () => {
  const world = await openWorld({ "example.xdmap": mapping.replace("Email ->", "lower(Email) ->") });
  await pushed(world);
  await putSet(world, { mappings: [{ ...email, source: "lower(Email)" }, firstName] });
  expect(await world.show()).toContain("~ ${lower(Email)} -> personalEmail.address   becomes   lower(Email)");
  await pushed(world);
});

it("a dataset that was renamed is told of, and so is one that was deleted", async () => {
  const world = await openWorld();
  await pushed(world);
  const [id] = Object.keys((await ask(world.emulator, "/catalog/dataSets")).body);
  await ask(world.emulator, `/catalog/dataSets/${id}`, { method: "PATCH", body: { name: "Orders of 2026" } });
  const renamed = await world.plan();
  expect(renamed.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning XM7122"]);
  expect(renamed.diagnostics[0]?.message).toContain("`Orders of 2026`");
  await ask(world.emulator, `/catalog/dataSets/${id}`, { method: "DELETE" });
  expect((await world.plan()).diagnostics.map(({ code }) => code)).toEqual(["XM7161"]);
});

it("options of somebody else stay, as the plan says, and those that the file has no more go", async () => {
  const options = (text: string) => scheduled(`options: { ${text} }`);
  const world = await openWorld({ "xdmap.yaml": options("partialIngestionPercent: 5") });
  await pushed(world);
  await patchFlow(world, [{ op: "add", path: "/options/errorDiagnosticsEnabled", value: true }]);
  world.write({ "xdmap.yaml": options("partialIngestionPercent: 7") });
  expect(await world.show()).toContain("errorDiagnosticsEnabled: nothing -> true  (by the service, left as it is)");
  expect((await world.push()).result).toBe("done");
  expect((await flowOf(world))["options"]).toEqual({ partialIngestionPercent: 7, errorDiagnosticsEnabled: true });
  world.write({ "xdmap.yaml": scheduled() });
  expect((await world.push()).result).toBe("done");
  expect((await flowOf(world))["options"]).toEqual({ errorDiagnosticsEnabled: true });
});

it("a flow that is to run once loses its delta column, and keeps its start", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled() });
  await pushed(world);
  world.write({ "xdmap.yaml": projectFile("schedule: { frequency: once }") });
  expect(await world.show()).toContain("delta.column: Created_At -> nothing");
  await pushed(world);
  expect(await flowOf(world)).toMatchObject({
    transformations: [{ name: "Mapping" }],
    scheduleParams: { startTime: String(Date.UTC(2026, 11, 1) / 1000), frequency: "once" },
  });
});

it("a part of the delta column that the file has no more goes", async () => {
  const world = await openWorld({
    "xdmap.yaml": scheduled().replace("Created_At }", 'Created_At, format: "yyyy-MM-dd HH:mm:ss" }'),
  });
  await pushed(world);
  world.write({ "xdmap.yaml": scheduled() });
  await pushed(world);
  expect(JSON.stringify((await flowOf(world))["transformations"])).not.toContain("dateFormat");
});

it("a start that was changed into the past is refused before anything is sent", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled() });
  await pushed(world);
  world.write({ "xdmap.yaml": scheduled().replace("2026-12-01", "2026-11-01") });
  const { diagnostics } = await world.plan();
  expect(diagnostics.map(({ code }) => code)).toEqual(["XM7142"]);
  expect(diagnostics[0]?.message).not.toContain("made anew");
});

it("times are told as times, and a text in braces as it is", async () => {
  const world = await openWorld({ "xdmap.yaml": scheduled() });
  await pushed(world);
  world.write({ "xdmap.yaml": scheduled('description: "{see the wiki}"').replace("2026-12-01", "2026-12-02") });
  const text = await world.show();
  expect(text).toContain("schedule.start: 2026-12-01T00:00:00Z -> 2026-12-02T00:00:00Z");
  expect(text).toContain("description: nothing -> {see the wiki}");
});
