import { describe, expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { contentsOf, countsOf, mapping, ONE_EACH, openWorld, projectFile, type World } from "./support.js";

/*
 * What several writers at once, or a service that is behind, bring a push to: each ends in a sentence that says what is
 * there, and nothing is made twice or lost.
 */

const idOf = (world: World, part: string): string => {
  const state: unknown = JSON.parse(world.read(".xdmap/state/dev.json"));
  return String(Object(Object(Object(Object(state).flows).orders)[part]).id);
};

/** One whose flow is there. */
async function openPushed(file?: string): Promise<World> {
  const world = await openWorld(file === undefined ? {} : { "xdmap.yaml": file });
  expect((await world.push()).result).toBe("done");
  world.writes();
  return world;
}

const edit = (world: World) => world.write({ "orders.xdmap": mapping("lower(First_Name)") });

/** Answers as the emulator does, but for what is changed of them. */
function answering(world: World, change: (method: string, path: string, body: unknown) => unknown): void {
  const { fetch } = world.emulator;
  Object.assign(world.emulator, {
    fetch: async (url: string, init: RequestInit = {}) => {
      const answer = await fetch(url, init);
      const text = await answer.text();
      const { status, headers } = answer;
      const body: unknown = text === "" ? null : JSON.parse(text);
      const changed = change(init.method ?? "GET", new URL(url).pathname, body);
      return new Response(body === null ? null : JSON.stringify(changed ?? body), { status, headers });
    },
  });
}

describe("while a question stands", () => {
  /** What another clone of the project does, which has no state of this one. */
  const otherClone = async (world: World) => {
    const [journal, state] = [".xdmap/journal/dev.json", ".xdmap/state/dev.json"];
    const held = world.read(".xdmap/locks/dev.1.json");
    world.write({ ".xdmap/locks/dev.1.json": null });
    expect((await world.push()).result).toBe("done");
    world.write({ [journal]: null, [state]: null, ".xdmap/locks/dev.1.json": held, ".xdmap/locks/dev.2.json": null });
  };

  it("another clone makes the same: a yes makes none of it a second time, and what moved is told (XM7225)", async () => {
    const world = await openWorld();
    const confirm = async () => {
      await otherClone(world);
      world.writes();
      return true;
    };
    const pushed = await world.push({ confirm, isAnsweredByPerson: true });
    expect(pushed).toMatchObject({
      result: "errors",
      text: expect.stringContaining("error[XM7225]: What was shown is"),
    });
    expect(pushed.text).toContain("flow/orders was to create, and is now to adopt.");
    expect(world.writes()).toEqual([]);
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
    expect((await world.push()).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it("the files may change, too", async () => {
    const world = await openPushed();
    edit(world);
    const confirm = async () => {
      world.write({ "orders.xdmap": mapping("upper(First_Name)") });
      return true;
    };
    const pushed = await world.push({ confirm, isAnsweredByPerson: true });
    expect(pushed.text).toContain("flow/orders/mapping-set was changed in the files.");
    expect(world.writes()).toEqual([]);
  });

  it.each([
    [true, "errors", /XM7142/],
    [false, "platform", /XM7007.*1360-400/],
  ] as const)("the start of a flow may pass: looked at again %s", async (isAnsweredByPerson, result, said) => {
    const schedule = "{ start: 2026-11-23T12:30:00Z, frequency: hour, interval: 6 }";
    const world = await openWorld({ "xdmap.yaml": projectFile({ schedule }) });
    const confirm = async () => {
      world.pass(3_600_000);
      return true;
    };
    const stopped = await world.push({ confirm, isAnsweredByPerson });
    expect(stopped).toMatchObject({ result, text: expect.stringMatching(said) });
    expect(countsOf(world.emulator)["flows"]).toBe(0);
    // Either way the next plan says what to do, and goes on from what is there.
    expect((await world.push()).text).toContain("leave it out: then it is ten minutes after the flow is made");
    world.write({ "xdmap.yaml": projectFile({ schedule: schedule.replace("start: 2026-11-23T12:30:00Z, ", "") }) });
    expect((await world.push()).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it("nothing moved: a yes does what was shown", async () => {
    const world = await openWorld();
    expect((await world.push({ isAnsweredByPerson: true })).result).toBe("done");
  });

  it("of a rollback somebody may write the mapping set", async () => {
    const world = await openPushed();
    edit(world);
    const { snapshot } = await world.push();
    world.writes();
    const confirm = async () => {
      const set = idOf(world, "mappingSet");
      const there = (await ask(world.emulator, `/conversion/mappingSets/${set}`)).body;
      const mappings = [{ sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" }];
      const { name, outputSchema } = there;
      const body = { name, outputSchema: { schemaRef: outputSchema.schemaRef }, mappings };
      expect((await ask(world.emulator, `/conversion/mappingSets/${set}`, { method: "PUT", body })).status).toBe(200);
      world.writes();
      return true;
    };
    const back = await world.rollBack(snapshot ?? "", { confirm, isAnsweredByPerson: true });
    expect(back).toMatchObject({ result: "errors", text: expect.stringContaining("XM7225") });
    expect(back.text).toContain("somebody has written the mapping set since");
    expect(world.writes()).toEqual([]);
  });
});

describe("an object of a push", () => {
  it("that two could be stops it, with their ids (XM7221)", async () => {
    const world = await openWorld();
    const path = "/flowservice/sourceConnections";
    world.emulator.faults.add({ kind: "reset-after", match: { method: "POST", path } });
    let isDone = false;
    world.emulator.onRequest = async (_, phase, request) => {
      if (isDone || phase !== "committed" || request.method !== "POST" || !request.path.endsWith(path)) return;
      isDone = true;
      const [made] = world.emulator.store.sandbox("dev").collection("sourceConnections").all();
      const { name, description, baseConnectionId, connectionSpec, data, params } = Object(made?.value);
      const body = { name, description, baseConnectionId, connectionSpec, data, params };
      expect((await ask(world.emulator, path, { body })).status).toBe(201);
    };
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7221") });
    const ids = world.emulator.store.sandbox("dev").collection("sourceConnections").all();
    expect(ids).toHaveLength(2);
    for (const { id } of ids) expect(stopped.text).toContain(id);
    world.emulator.onRequest = null;
    // As the message says.
    expect((await ask(world.emulator, `${path}/${ids[1]?.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await world.push()).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it.each(["flow", "mappingSet"])(
    "that was deleted since the plan is not made again on the quiet (XM7228): %s",
    async (part) => {
      const world = await openPushed(projectFile({ description: "before" }));
      world.write({ "xdmap.yaml": projectFile({ description: "after" }) });
      edit(world);
      const [flow, set] = [idOf(world, "flow"), idOf(world, "mappingSet")];
      let looks = 0;
      world.emulator.onRequest = async (_, phase, { method, path }) => {
        // The plan looks first, then the snapshot.
        const isLook = method === "GET" && path.includes(part === "flow" ? flow : set);
        if (phase !== "answered" || !isLook) return;
        looks += 1;
        if (looks !== 2) return;
        await ask(world.emulator, `/flowservice/flows/${flow}`, { method: "DELETE" });
        if (part === "mappingSet") await ask(world.emulator, `/conversion/mappingSets/${set}`, { method: "DELETE" });
      };
      const stopped = await world.push();
      world.emulator.onRequest = null;
      expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7228") });
      expect(world.writes().filter((write) => write.startsWith("POST"))).toEqual([]);
      expect(countsOf(world.emulator)["flows"]).toBe(0);
      const again = await world.push();
      expect(again.result, again.text).toBe("done");
      expect(countsOf(world.emulator)).toEqual(ONE_EACH);
    },
  );

  it.each([
    ["mapping set", "PUT", "/mappingSets"],
    ["flow", "PATCH", "/flows"],
  ] as const)("whose change nobody heard of and nobody sees is told of (XM7229): %s", async (what, method, path) => {
    const world = await openPushed();
    edit(world);
    world.emulator.faults.add({ kind: "5xx-before", match: { method, path }, times: "always" });
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7229") });
    expect(stopped.text).toContain(`the ${what} \`Orders\``);
    world.emulator.faults.clear();
    expect((await world.push()).result).toBe("done");
  });

  it("whose list lags behind is not made a second time (XM7236)", async () => {
    const world = await openWorld();
    world.emulator.faults.add({
      kind: "list-lag",
      milliseconds: 600_000,
      match: { method: "POST", path: "/catalog/dataSets" },
    });
    expect((await world.push()).result).toBe("done");
    world.writes();
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7236") });
    expect(stopped.text).toContain(idOf(world, "dataset"));
    expect(world.writes()).toEqual([]);
    world.pass(600_000);
    expect((await world.push()).result).toBe("nothing");
  });

  it("whose schema's title something else has is not made, and keeps its intent no longer (XM7227)", async () => {
    const world = await openWorld();
    const { person } = { person: JSON.parse(world.read("components/person.json")) };
    const body = { ...person, $id: undefined, title: "Members", "meta:resourceType": undefined };
    const made = await ask(world.emulator, "/schemaregistry/tenant/fieldgroups", { body });
    expect(made.status, made.text).toBe(201);
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7227") });
    expect(stopped.text).toContain(String(made.body.$id));
    expect(JSON.parse(world.read(".xdmap/journal/dev.json"))).toMatchObject({ intents: [] });
    expect(countsOf(world.emulator)).toMatchObject({ schemas: 0, flows: 0 });
  });
});

describe("a flow that is busy for longer than two minutes (XM7226)", () => {
  const stuck = (world: World, id: string, state: string) =>
    answering(world, (method, path, body) => {
      if (method !== "GET" || !path.endsWith(`/flows/${id}`)) return undefined;
      const [flow] = Object(body).items ?? [];
      return flow === undefined ? undefined : { items: [{ ...flow, state }] };
    });

  it.each(["initializing", "updating"])("is waited for, then told of, and what was done stays: %s", async (state) => {
    const world = await openPushed();
    edit(world);
    const { fetch } = world.emulator;
    const confirm = async () => {
      stuck(world, idOf(world, "flow"), state);
      return true;
    };
    const before = world.now();
    const stopped = await world.push({ confirm });
    expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7226") });
    expect(stopped.text).toContain(`\`${state}\``);
    expect(world.now() - before).toBeGreaterThanOrEqual(120_000);
    expect(world.now() - before).toBeLessThan(150_000);
    // The mapping set has its new version, and the flow still uses the one before.
    expect(world.writes()).toEqual([expect.stringContaining("PUT ")]);
    Object.assign(world.emulator, { fetch });
    const again = await world.push();
    expect(again.done.map(({ deed, resource }) => `${deed} ${resource}`)).toEqual(["updated flow"]);
    expect((await world.push()).result).toBe("nothing");
  });

  it("because it is still being deleted", async () => {
    const world = await openPushed();
    const [id, { fetch }] = [idOf(world, "flow"), world.emulator];
    world.write({ "xdmap.yaml": "schemas: [components]\nflows: {}\nsandboxes:\n  dev: { tenant: acme }\n" });
    const [known] = world.emulator.store.sandbox("dev").collection("flows").all();
    const shown = { items: [{ ...Object(known?.value), state: "deleting" }] };
    const confirm = async () => {
      Object.assign(world.emulator, {
        fetch: async (url: string, init: RequestInit = {}) =>
          (init.method ?? "GET") === "GET" && url.endsWith(`/flows/${id}`) ? Response.json(shown) : fetch(url, init),
      });
      return true;
    };
    const stopped = await world.push({ allowDelete: true, confirm });
    expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7226") });
    Object.assign(world.emulator, { fetch });
    expect((await world.push({ allowDelete: true })).text).toBe("");
    expect(countsOf(world.emulator)).toMatchObject({ flows: 0, sourceConnections: 0, targetConnections: 0 });
  });
});

it("a flow that somebody changes before each of our patches is given up after the second", async () => {
  const world = await openPushed(projectFile({ description: "before" }));
  world.write({ "xdmap.yaml": projectFile({ description: "after" }) });
  const flow = idOf(world, "flow");
  let [patches, isOurs] = [0, true];
  world.emulator.onRequest = async (_, phase, { method }) => {
    if (method !== "PATCH" || phase !== "received" || !isOurs) return;
    patches += 1;
    isOurs = false;
    const { etag } = (await ask(world.emulator, `/flowservice/flows/${flow}`)).body.items[0];
    const body = [{ op: "replace", path: "/name", value: `Renamed ${patches}` }];
    const headers = { "if-match": etag };
    await ask(world.emulator, `/flowservice/flows/${flow}`, { method: "PATCH", body, headers });
    isOurs = true;
  };
  const stopped = await world.push();
  expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7006") });
  expect(patches).toBe(2);
  world.emulator.onRequest = null;
  expect((await world.push()).result).toBe("done");
  expect(Object(world.emulator.store.sandbox("dev").collection("flows").get(flow)).description).toContain("after");
});

describe("what an earlier push has sent and never heard of", () => {
  /** A source connection is made, its answer is lost, and lists are behind for a minute. */
  const openLost = async () => {
    const world = await openWorld();
    const match = { method: "POST", path: "/sourceConnections" } as const;
    world.emulator.faults.add({ kind: "list-lag", milliseconds: 60_000, match }, { kind: "reset-after", match });
    expect((await world.push()).text).toContain("XM7220");
    world.writes();
    return world;
  };

  it("and the files want with another content now stops the push (XM7235)", async () => {
    const world = await openLost();
    world.write({ "xdmap.yaml": projectFile({ table: "Shopify.Refunds" }) });
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("XM7235") });
    const [lost] = world.emulator.store.sandbox("dev").collection("sourceConnections").all();
    expect(stopped.text).toContain(lost?.id);
    expect(countsOf(world.emulator)["sourceConnections"]).toBe(1);
    // As it says: the files as they were take it up.
    world.write({ "xdmap.yaml": projectFile() });
    expect((await world.push()).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it.each([60_000, 0])("and the files want no more is told once (XM7232), after %d ms", async (passed) => {
    const world = await openLost();
    world.write({ "xdmap.yaml": projectFile({ key: "other", name: "Other" }) });
    world.pass(passed);
    const [lost] = world.emulator.store.sandbox("dev").collection("sourceConnections").all();
    const told = await world.push();
    expect(told).toMatchObject({ result: "done", text: expect.stringContaining("warning[XM7232]") });
    expect(told.text).toContain(lost?.id);
    expect((await world.push()).text).not.toContain("XM7232");
  });
});

describe("a rollback", () => {
  it("of a flow that was deleted brings back the rest, and says so (XM7231)", async () => {
    const world = await openPushed();
    const contents = contentsOf(world.emulator);
    edit(world);
    const { snapshot } = await world.push();
    const flow = idOf(world, "flow");
    expect((await ask(world.emulator, `/flowservice/flows/${flow}`, { method: "DELETE" })).status).toBe(204);
    const back = await world.rollBack(snapshot ?? "");
    expect(back).toMatchObject({ result: "errors", text: expect.stringContaining("XM7231") });
    expect(back.text).toContain(flow);
    expect(contentsOf(world.emulator)["mappingSets"]).toEqual(contents["mappingSets"]);
  });

  it("that has not ended is told by the next push (XM7233), and by none after it is run again", async () => {
    const world = await openPushed();
    edit(world);
    const { snapshot } = await world.push();
    world.emulator.faults.add({ kind: "5xx-before", match: { method: "PUT" }, times: "always" });
    expect((await world.rollBack(snapshot ?? "")).result).toBe("platform");
    world.emulator.faults.clear();
    const told = await world.push();
    expect(told).toMatchObject({ result: "nothing", text: expect.stringContaining("warning[XM7233]") });
    expect((await world.rollBack(snapshot ?? "")).result).toBe("done");
    world.write({ "orders.xdmap": mapping("First_Name") });
    expect(await world.push()).toMatchObject({ result: "nothing", text: "" });
  });
});

it("a push that is interrupted says how far it came (XM7234)", async () => {
  const world = await openWorld();
  const ending = new AbortController();
  world.emulator.onRequest = async (_, phase, { method, path }) => {
    if (phase === "answered" && method === "POST" && path.endsWith("/targetConnections")) ending.abort();
  };
  const { result, text } = await world.push({ signal: ending.signal });
  expect(result).toBe("interrupted");
  expect(text).toContain(
    "error[XM7234]: The push was interrupted before `flow/orders/mapping-set`: 4 of 6 steps are done",
  );
});
