import { describe, expect, it } from "vitest";
import { FLOWS, look, makeFlow, makeWorld, SECOND, START } from "./world.js";

describe("a flow", () => {
  it("is made, read back with its schedule as texts, and found by its name", async () => {
    const world = await makeWorld();
    const { id, etag, path } = await makeFlow(world);
    const flow = await look(world, path);
    expect(flow).toMatchObject({
      id,
      etag,
      version: etag,
      state: "enabled",
      scheduleParams: { startTime: "1767229200", frequency: "hour", interval: "1", backfill: "true" },
      runs: `/runs?property=flowId==${id}`,
      lastOperation: { operation: "create" },
      inheritedAttributes: { sourceConnections: [{ id: world.source }], targetConnections: [{ id: world.target }] },
    });
    for (const filter of ["name==Orders", "name==%22Orders%22", "state==%22enabled%22", "name!=%22Other%22"]) {
      const found = await world.get(`${FLOWS}/flows?property=${filter}`);
      expect([filter, found.body.items.length]).toEqual([filter, 1]);
    }
    expect(world.emulator.requests.flatMap(({ violations }) => violations)).toEqual([]);
    const none = await world.get(`${FLOWS}/flows?property=name==%22Other%22`);
    expect(none.body).toEqual({ items: [], _links: {} });
  });

  it("is not given an id, an etag or a time by its body", async () => {
    const world = await makeWorld();
    const { id, path } = await makeFlow(world, { id: "mine", etag: "mine", version: "mine", createdAt: 1 });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await look(world, path)).toMatchObject({
      id,
      createdAt: world.clock.now,
      etag: expect.not.stringMatching("mine"),
    });
  });

  it("reads its schedule back as numbers where the switch says so", async () => {
    const world = await makeWorld({ behaviour: { scheduleReadBack: "numbers" } });
    const { path } = await makeFlow(world);
    expect((await look(world, path)).scheduleParams).toEqual({
      startTime: START / SECOND + 3600,
      frequency: "hour",
      interval: 1,
      backfill: true,
    });
  });

  it("is changed by a patch under its etag, and gets another", async () => {
    const world = await makeWorld();
    const { id, etag, path } = await makeFlow(world);
    const patched = await world.patch(path, etag, [{ op: "replace", path: "/name", value: "Renamed" }]);
    expect(patched.status).toBe(200);
    expect(patched.body).toEqual({ id, etag: expect.not.stringMatching(etag) });
    expect(await look(world, path)).toMatchObject({ name: "Renamed", etag: patched.body.etag });
  });

  it("is disabled, enabled, and gone after its deletion", async () => {
    const world = await makeWorld();
    const { path } = await makeFlow(world);
    await world.post(`${path}/action?op=disable`, undefined);
    expect((await look(world, path)).state).toBe("disabled");
    await world.post(`${path}/action?op=enable`, undefined);
    expect((await look(world, path)).state).toBe("enabled");
    expect((await world.remove(path)).status).toBe(204);
    expect((await world.get(path)).status).toBe(404);
    expect((await world.remove(path)).status).toBe(404);
  });

  it("passes through states where transitions are slow", async () => {
    const world = await makeWorld({ behaviour: { flowTransitions: "slow" } });
    const { path } = await makeFlow(world);
    expect((await look(world, path)).state).toBe("initializing");
    world.clock.now += 6 * SECOND;
    expect((await look(world, path)).state).toBe("enabled");
    await world.remove(path);
    expect((await look(world, path)).state).toBe("deleting");
    world.clock.now += 6 * SECOND;
    expect((await world.get(path)).status).toBe(404);
    expect((await world.get(`${FLOWS}/flows`)).body.items).toEqual([]);
  });
});
