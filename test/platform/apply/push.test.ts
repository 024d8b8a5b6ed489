import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printPlan, readSavedPlan } from "../../../src/platform/plan/index.js";
import { fingerprintOf, openStore } from "../../../src/platform/store/index.js";
import { ask } from "../../support/emulator.js";
import {
  allFiles,
  contentsOf,
  countsOf,
  mapping,
  NOW,
  ONE_EACH,
  openWorld,
  planOf,
  projectFile,
  stateOf,
  type World,
} from "./support.js";

const idOf = (world: World, part: string) => {
  const state: unknown = JSON.parse(world.read(".xdmap/state/dev.json"));
  const entry = Object(Object(Object(state).flows).orders)[part];
  return String(entry.id);
};

const flowOf = async (world: World, id = idOf(world, "flow")) =>
  (await ask(world.emulator, `/flowservice/flows/${id}`)).body.items[0];

const later = { schedule: "{ start: 2026-12-01T00:00:00Z, frequency: hour, interval: 6, backfill: true }" };

describe("a push", () => {
  it("makes one of each, in order, and then nothing more", async () => {
    const world = await openWorld();
    const first = await world.push();
    expect(first.done.map(({ deed, resource }) => `${deed} ${resource}`)).toEqual([
      "created schema",
      "created dataset",
      "created source",
      "created target",
      "created mapping-set",
      "created flow",
    ]);
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
    world.writes();
    const [state, journal] = [world.read(".xdmap/state/dev.json"), world.read(".xdmap/journal/dev.json")];
    const second = await world.push({ confirm: async () => Promise.reject(new Error("there is nothing to ask")) });
    expect(second.result).toBe("nothing");
    expect(world.writes()).toEqual([]);
    expect(world.read(".xdmap/state/dev.json")).toBe(state);
    expect(world.read(".xdmap/journal/dev.json")).toBe(journal);
  });

  it("writes nothing where the answer is no", async () => {
    const world = await openWorld();
    expect((await world.push({ confirm: async () => false })).result).toBe("declined");
    expect(world.writes()).toEqual([]);
  });

  it("takes up everything by name and content where the state is lost", async () => {
    const world = await openWorld();
    await world.push();
    const state = stateOf(world.folder);
    world.write({ ".xdmap/state/dev.json": null, ".xdmap/journal/dev.json": null });
    world.writes();
    expect((await world.push()).result).toBe("done");
    expect(world.writes()).toEqual([]);
    expect(Object.keys(Object(Object(stateOf(world.folder)).flows).orders)).toEqual(
      Object.keys(Object(Object(state).flows).orders),
    );
    expect((await world.push()).result).toBe("nothing");
  });

  it("replaces the mapping set and pins the flow to the version it got, wherever its transformation stands", async () => {
    const world = await openWorld();
    await world.push();
    const set = idOf(world, "mappingSet");
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const updated = await world.push();
    expect(updated.done.map(({ deed, resource, version }) => [deed, resource, version])).toEqual([
      ["updated", "mapping-set", 1],
      ["updated", "flow", null],
    ]);
    expect((await flowOf(world)).transformations).toEqual([
      { name: "Mapping", params: { mappingId: set, mappingVersion: expect.anything() } },
    ]);
    expect(String((await flowOf(world)).transformations[0].params.mappingVersion)).toBe("1");
  });

  it("does what a saved plan says, and nothing where the world has moved", async () => {
    const world = await openWorld();
    const plan = planOf(await world.push({ confirm: async () => false }));
    const path = join(world.folder, "plan.json");
    writeFileSync(path, printPlan(plan));
    const saved = readSavedPlan("plan.json", readFileSync(path, "utf8"));
    if (saved.kind !== "saved") throw new Error("the plan cannot be read");
    const { document } = saved;
    world.write({ "orders.xdmap": mapping("upper(First_Name)") });
    const moved = await world.push({ saved: { path: "plan.json", document } });
    expect(moved).toMatchObject({ result: "errors", text: expect.stringContaining("XM7225") });
    expect(moved.text).toContain("flow/orders/mapping-set");
    expect(world.writes()).toEqual([]);
    world.write({ "orders.xdmap": mapping("First_Name") });
    expect((await world.push({ saved: { path: "plan.json", document } })).result).toBe("done");
  });

  it("stops between two requests when it is asked to, and goes on from there", async () => {
    const clean = await openWorld();
    let last = 0;
    clean.emulator.onRequest = (n) => {
      last = n;
    };
    await clean.push();
    expect(last).toBeGreaterThan(15);
    for (const nth of [...Array.from({ length: Math.floor(last / 3) }, (_, at) => 1 + 3 * at), last]) {
      const world = await openWorld();
      const ending = new AbortController();
      world.emulator.onRequest = (n, phase) => {
        if (n > nth && phase === "received") ending.abort();
      };
      const first = await world.push({ signal: ending.signal });
      expect(first.result, String(nth)).toBe(nth === last ? "done" : "interrupted");
      world.emulator.onRequest = null;
      expect(["done", "nothing"]).toContain((await world.push()).result);
      expect(contentsOf(world.emulator)).toEqual(contentsOf(clean.emulator));
    }
  });

  it("is refused while another is at work, without harm, and says which process", async () => {
    const world = await openWorld();
    const held = openStore({
      folder: world.folder,
      owner: { sandbox: "dev", organization: fingerprintOf(world.emulator.credentials.organization) },
      now: () => NOW,
    });
    if (held.kind === "problem") throw new Error(held.diagnostic.message);
    const refused = await world.push();
    expect(refused).toMatchObject({ result: "errors", text: expect.stringContaining("XM7205") });
    expect(refused.text).toContain(String(process.pid));
    expect(world.calls()).toEqual([]);
    held.value.release();
    expect((await world.push()).result).toBe("done");
  });

  it("lets one of two at once win", async () => {
    const world = await openWorld();
    const both = await Promise.all([world.push(), world.push()]);
    expect(both.map(({ result }) => result).toSorted()).toEqual(["done", "errors"]);
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });
});

describe("what cannot be edited", () => {
  it("is replaced only when that is allowed: the old flow is disabled, and stays", async () => {
    const world = await openWorld({ "xdmap.yaml": projectFile(later) });
    await world.push();
    const old = { flow: idOf(world, "flow"), source: idOf(world, "source") };
    world.write({ "xdmap.yaml": projectFile({ ...later, table: "Shopify.Refunds" }) });
    const refused = await world.push();
    expect(refused).toMatchObject({ result: "errors", text: expect.stringContaining("XM7224") });
    world.writes();
    const replaced = await world.push({ allowReplace: true });
    expect(replaced.result).toBe("done");
    expect(replaced.done.map(({ deed, resource }) => `${deed} ${resource}`)).toEqual([
      "disabled flow",
      "replaced source",
      "replaced flow",
    ]);
    expect(countsOf(world.emulator)).toEqual({ ...ONE_EACH, sourceConnections: 2, flows: 2 });
    expect((await flowOf(world, old.flow)).state).toBe("disabled");
    expect((await flowOf(world)).state).toBe("enabled");
    expect(replaced.leftOver.map(({ id }) => id)).toEqual([old.flow, old.source]);
    expect((await world.push()).result).toBe("nothing");
    const deleted = await world.push({ allowDelete: true });
    expect(deleted.done.map(({ deed, id }) => `${deed} ${id}`)).toEqual([
      `deleted ${old.flow}`,
      `deleted ${old.source}`,
    ]);
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it("comes back by a rollback: the new flow is disabled, the old one enabled", async () => {
    const world = await openWorld({ "xdmap.yaml": projectFile(later) });
    await world.push();
    const [before, old] = [stateOf(world.folder), idOf(world, "flow")];
    world.write({ "xdmap.yaml": projectFile({ ...later, table: "Shopify.Refunds" }) });
    const { snapshot } = await world.push({ allowReplace: true });
    const made = idOf(world, "flow");
    const back = await world.rollBack(snapshot ?? "");
    expect(back.text).toBe("");
    expect(back.done.map(({ deed, id }) => `${deed} ${id}`)).toEqual([`disabled ${made}`, `enabled ${old}`]);
    expect((await flowOf(world, old)).state).toBe("enabled");
    expect((await flowOf(world, made)).state).toBe("disabled");
    expect(stateOf(world.folder)).toEqual(before);
    world.write({ "xdmap.yaml": projectFile(later) });
    expect((await world.push()).result).toBe("nothing");
  });
});

describe("a rollback", () => {
  it("brings the mappings back as a new version, and pins the flow to it; again it has nothing to do", async () => {
    const world = await openWorld();
    await world.push();
    const contents = contentsOf(world.emulator);
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const { snapshot } = await world.push();
    const back = await world.rollBack(snapshot ?? "");
    expect(back).toMatchObject({ result: "done", text: "" });
    expect(back.done.map(({ deed, resource, version }) => [deed, resource, version])).toEqual([
      ["updated", "mapping-set", 2],
      ["updated", "flow", null],
    ]);
    expect(contentsOf(world.emulator)).toEqual(contents);
    world.writes();
    expect((await world.rollBack(snapshot ?? "")).done).toEqual([]);
    expect(world.writes()).toEqual([]);
    world.write({ "orders.xdmap": mapping("First_Name") });
    expect((await world.push()).result).toBe("nothing");
  });

  it("that was interrupted anywhere does the rest when it is run again", async () => {
    for (const nth of [2, 4, 6, 8, 10]) {
      const world = await openWorld();
      await world.push();
      const contents = contentsOf(world.emulator);
      world.write({ "orders.xdmap": mapping("lower(First_Name)") });
      const { snapshot } = await world.push();
      world.emulator.faults.add({ kind: "reset-after", match: { nth }, times: "always" });
      await world.rollBack(snapshot ?? "");
      world.emulator.faults.clear();
      expect((await world.rollBack(snapshot ?? "")).text).toBe("");
      expect(contentsOf(world.emulator)).toEqual(contents);
    }
  });

  it("of what is no snapshot names those that there are", async () => {
    const world = await openWorld();
    expect((await world.rollBack("gone.json")).text).toContain("XM7230");
    const other = await world.rollBack("../state/dev.json");
    expect(other.text).toContain("XM7230");
  });
});

describe("somebody else", () => {
  it("who wrote the mapping set since the plan stops the push, and nothing is written over", async () => {
    const world = await openWorld();
    await world.push();
    const set = idOf(world, "mappingSet");
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    world.writes();
    const stopped = await world.push({
      confirm: async () => {
        const there = (await ask(world.emulator, `/conversion/mappingSets/${set}`)).body;
        const mappings = [{ sourceType: "EXPRESSION", source: "upper(Email)", destination: "personalEmail.address" }];
        await ask(world.emulator, `/conversion/mappingSets/${set}`, {
          method: "PUT",
          body: { outputSchema: { schemaRef: there.outputSchema.schemaRef }, name: there.name, mappings },
        });
        return true;
      },
    });
    expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7223") });
    expect(world.writes()).toHaveLength(1);
  });

  it("who writes it between our look and our write is told of, and the flow keeps its version", async () => {
    const world = await openWorld();
    await world.push();
    const set = idOf(world, "mappingSet");
    const there = (await ask(world.emulator, `/conversion/mappingSets/${set}`)).body;
    const theirs = {
      name: there.name,
      outputSchema: { schemaRef: there.outputSchema.schemaRef },
      mappings: [{ sourceType: "EXPRESSION", source: "upper(Email)", destination: "personalEmail.address" }],
    };
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    let once = true;
    world.emulator.onRequest = async (_, phase, { method }) => {
      if (method !== "PUT" || phase !== "received" || !once) return;
      once = false;
      await ask(world.emulator, `/conversion/mappingSets/${set}`, { method: "PUT", body: theirs });
    };
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7222") });
    expect(String((await flowOf(world)).transformations[0].params.mappingVersion)).toBe("0");
    world.emulator.onRequest = null;
    expect((await world.push()).result).toBe("done");
    expect(String((await flowOf(world)).transformations[0].params.mappingVersion)).toBe("2");
  });

  const patchDuring = async (operation: object) => {
    const world = await openWorld({ "xdmap.yaml": projectFile({ description: "as it was" }) });
    await world.push();
    const flow = idOf(world, "flow");
    world.write({ "xdmap.yaml": projectFile({ description: "as it shall be" }) });
    let once = true;
    world.emulator.onRequest = async (_, phase, { method }) => {
      if (method !== "PATCH" || phase !== "received" || !once) return;
      once = false;
      const { etag } = await flowOf(world, flow);
      await ask(world.emulator, `/flowservice/flows/${flow}`, {
        method: "PATCH",
        body: [operation],
        headers: { "if-match": etag },
      });
    };
    const pushed = await world.push();
    return { pushed, flow: await flowOf(world, flow) };
  };

  it("who changes other fields of the flow at the same time keeps them, and so do we ours", async () => {
    const { pushed, flow } = await patchDuring({ op: "replace", path: "/name", value: "Renamed" });
    expect(pushed).toMatchObject({ result: "done" });
    expect(flow).toMatchObject({ name: "Renamed", description: expect.stringContaining("as it shall be") });
  });

  it("who changes the same field stops the push, which shows both", async () => {
    const { pushed, flow } = await patchDuring({ op: "replace", path: "/description", value: "theirs" });
    expect(pushed).toMatchObject({ result: "errors", text: expect.stringContaining("XM7223") });
    expect(pushed.text).toContain("theirs");
    expect(pushed.text).toContain("as it shall be");
    expect(flow.description).toBe("theirs");
  });
});

describe("orphans", () => {
  it("are deleted only when that is allowed: the flow, then its connections, never dataset and schema", async () => {
    const world = await openWorld({ "xdmap.yaml": projectFile({}, { key: "more", name: "More" }) });
    expect((await world.push()).result).toBe("done");
    world.write({ "xdmap.yaml": projectFile({}) });
    expect((await world.push()).result).toBe("nothing");
    const deleted = await world.push({ allowDelete: true });
    expect(deleted.done.map(({ deed, resource }) => `${deed} ${resource}`)).toEqual([
      "deleted flow",
      "deleted source",
      "deleted target",
    ]);
    expect(countsOf(world.emulator)).toEqual({ ...ONE_EACH, mappingSets: 2 });
    expect(world.read(".xdmap/state/dev.json")).not.toContain('"more"');
  });
});

describe("secrets", () => {
  it("are in nothing that is written or shown, faults and all", async () => {
    const world = await openWorld();
    const { clientSecret, token, organization } = world.emulator.credentials;
    world.emulator.faults.add({ kind: "5xx-before", match: { nth: 9 } }, { kind: "html", match: { nth: 15 } });
    await world.push();
    await world.push();
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const { snapshot } = await world.push();
    await world.rollBack(snapshot ?? "");
    expect(readdirSync(join(world.folder, ".xdmap/snapshots")).length).toBeGreaterThan(0);
    const all = `${allFiles(world.folder)}\n${world.shown()}`;
    for (const secret of [clientSecret, token]) expect(all).not.toContain(secret);
    expect(allFiles(join(world.folder, ".xdmap/state"))).not.toContain(organization);
    expect(world.shown()).not.toMatch(/Bearer (?!\[|…|\*)\S{8}/);
  });
});

describe("what AEP leaves unknown", () => {
  it.each([
    { errorEnvelope: "nested" },
    { scheduleReadBack: "numbers" },
    { nameFilterQuoting: "quoted" },
    { missingFlow: "1439-400" },
    { flowTransitions: "slow" },
    { oldMappingVersionUsable: "no" },
    { typesReadBack: "asSent" },
    { staticReadBack: "expression" },
    { identicalPutBumpsVersion: "no" },
    { catalogReferenceCase: "datasets" },
    { catalogMissing: "emptyMap" },
    { mappingSetCount: "total" },
    { integersAsStrings: "refused" },
  ] as const)("is borne: %j", async (behaviour) => {
    const world = await openWorld({ "xdmap.yaml": projectFile(later) }, { behaviour });
    expect((await world.push()).text).not.toContain("error[");
    world.pass(60_000);
    expect((await world.push()).result).toBe("nothing");
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const updated = await world.push();
    expect(updated).toMatchObject({ result: "done" });
    world.pass(60_000);
    expect((await world.push()).result).toBe("nothing");
    expect((await world.rollBack(updated.snapshot ?? "")).text).toBe("");
    world.write({ "xdmap.yaml": projectFile({ ...later, table: "Shopify.Refunds" }) });
    world.pass(60_000);
    const replaced = await world.push({ allowReplace: true, allowDelete: true });
    expect(replaced.text).not.toContain("error[");
    expect(replaced.result).toBe("done");
    expect(countsOf(world.emulator)).toMatchObject({ sourceConnections: 1, targetConnections: 1 });
    expect((await ask(world.emulator, "/flowservice/flows")).body.items).toHaveLength(1);
    world.pass(60_000);
    expect((await world.push()).result).toBe("nothing");
  });
});
