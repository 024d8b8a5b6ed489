import { expect, it } from "vitest";
import { ask } from "../support/emulator.js";
import { FLOWS, look, makeFlow, makeWorld, type World } from "./flow-service/world.js";

/** What is written, and a look at it: whatever was kept, the look would break Adobe's contract, and the test with it. */
const registered = async ({ emulator, schemaId }: World, operation: object) =>
  await ask(emulator, `/schemaregistry/tenant/schemas/${encodeURIComponent(schemaId)}`, {
    method: "PATCH",
    body: [operation],
  });
const patched = (kind: "source" | "target") => async (world: World, operation: object) => {
  const path = `${FLOWS}/${kind}Connections/${world[kind]}`;
  return await world.patch(path, (await look(world, path)).etag, [operation]);
};
const patchedFlow = async (world: World, operation: object) => {
  const { path, etag } = await makeFlow(world);
  return await world.patch(path, etag, [operation]);
};
const described = async ({ emulator, schemaId }: World, more: object) =>
  await ask(emulator, "/schemaregistry/tenant/descriptors", {
    body: {
      "@type": "xdm:descriptorIdentity",
      "xdm:sourceSchema": schemaId,
      "xdm:sourceProperty": "/_id",
      "xdm:namespace": "Email",
      ...more,
    },
  });
const mapped = async (world: World, more: object) => {
  const path = `/conversion/mappingSets/${world.mappingId}`;
  const { body } = await world.get(path);
  return await ask(world.emulator, path, { method: "PUT", body: { ...body, ...more } });
};

it.each([
  ["a schema", registered, { op: "add", path: "/description", value: 5 }],
  ["a schema", registered, { op: "add", path: "/definitions", value: [] }],
  ["a schema", registered, { op: "add", path: "/allOf", value: ["x"] }],
  ["a source connection", patched("source"), { op: "replace", path: "/name", value: null }],
  ["a source connection", patched("source"), { op: "replace", path: "/params", value: [] }],
  ["a target connection", patched("target"), { op: "add", path: "/data/schema/id", value: 5 }],
  ["a flow", patchedFlow, { op: "add", path: "/description", value: {} }],
  ["a descriptor", described, { "xdm:isPrimary": 5 }],
  ["a descriptor", described, { "xdm:namespace": {} }],
  ["a mapping set", mapped, { name: { id: 5 } }],
  ["a mapping set", mapped, { tags: "x" }],
])("%s is not written in a type that cannot be shown", async (_what, write, change) => {
  const told = await write(await makeWorld(), change);
  expect([told.status, told.text]).toEqual([400, expect.stringMatching(/has to be|needs a name/)]);
});
