import { describe, expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { contentsOf, countsOf, mapping, ONE_EACH, openWorld, projectFile, type World } from "./support.js";

const later = { schedule: "{ start: 2026-12-01T00:00:00Z, frequency: hour, interval: 6, backfill: true }" };
const other = { ...later, table: "Shopify.Refunds" };

const idOf = (world: World, part: string): string => {
  const state: unknown = JSON.parse(world.read(".xdmap/state/dev.json"));
  return String(Object(Object(Object(Object(state).flows).orders)[part]).id);
};

const stateOfFlow = async (world: World, id: string) =>
  (await ask(world.emulator, `/flowservice/flows/${id}`)).body.items[0].state;

const POSTS = ["/schemaregistry/", "/catalog/", "/sourceConnections", "/targetConnections", "/mappingSets", "/flows"];
const KINDS = ["reset-after", "5xx-after", "5xx-before", "truncated", "html"] as const;
/** Set, every fault is tried at every path: `npm run test:kill`. */
const isWhole = process.env["XDMAP_EVERY_POINT"] !== undefined;

describe("a creation whose answer is lost", () => {
  it.each(POSTS)("again and again is made once: %s", async (path) => {
    for (const kind of isWhole ? KINDS : KINDS.filter((_, at) => (at + POSTS.indexOf(path)) % KINDS.length === 0)) {
      const world = await openWorld();
      world.emulator.faults.add({ kind, match: { method: "POST", path }, times: 3 });
      const first = await world.push();
      if (first.result !== "done") expect(first.text).toMatch(/XM7\d{3}/);
      world.emulator.faults.clear();
      expect(["done", "nothing"], `${kind} ${first.text}`).toContain((await world.push()).result);
      expect(countsOf(world.emulator), kind).toEqual(ONE_EACH);
    }
  });

  it("is not sent again on the word of a list that had been behind", async () => {
    const world = await openWorld();
    const source = { method: "POST", path: "/sourceConnections" } as const;
    const target = { method: "POST", path: "/targetConnections" } as const;
    // The source shows up while it is looked for; the target does so only after that.
    world.emulator.faults.add(
      { kind: "list-lag", milliseconds: 10_000, match: source },
      { kind: "reset-after", match: source },
      { kind: "list-lag", milliseconds: 60_000, match: target },
      { kind: "reset-after", match: target },
    );
    const stopped = await world.push();
    expect(stopped).toMatchObject({ result: "platform", text: expect.stringContaining("XM7220") });
    expect(countsOf(world.emulator)["targetConnections"]).toBe(1);
    world.pass(60_000);
    expect((await world.push()).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });

  it("is waited for no longer because the clock was set back", async () => {
    const world = await openWorld();
    const flows = { method: "POST", path: "/sourceConnections" } as const;
    world.emulator.faults.add({ kind: "reset-before", match: flows, times: "always" });
    await world.push();
    world.emulator.faults.clear();
    const journal = Object(JSON.parse(world.read(".xdmap/journal/dev.json")));
    const intents = journal.intents.map((each: object) => ({ ...each, time: world.now() + 24 * 3_600_000 }));
    world.write({ ".xdmap/journal/dev.json": JSON.stringify({ ...journal, intents }) });
    const before = world.now();
    expect((await world.push()).result).toBe("done");
    expect(world.now() - before).toBeLessThan(120_000);
  });
});

describe("a replacement that was ended midway", () => {
  /** The old flow is disabled, nothing else is done yet. */
  const half = async (at: "source" | "flow") => {
    const world = await openWorld({ "xdmap.yaml": projectFile(later) });
    await world.push();
    const old = { flow: idOf(world, "flow"), source: idOf(world, "source") };
    world.write({ "xdmap.yaml": projectFile(other) });
    const path = at === "source" ? "/sourceConnections" : "/flows";
    world.emulator.faults.add({ kind: "401", match: { method: "POST", path }, times: "always" });
    // The action that disables it is a POST to a flow, too.
    if (at === "flow") world.emulator.faults.clear();
    const ending = new AbortController();
    if (at === "flow") {
      world.emulator.onRequest = (_, phase, { method, path: called }) => {
        if (phase === "answered" && method === "POST" && called.includes("/sourceConnections")) ending.abort();
      };
    }
    const stopped = await world.push({ allowReplace: true, signal: ending.signal });
    expect(stopped.result).toBe(at === "source" ? "platform" : "interrupted");
    world.emulator.faults.clear();
    world.emulator.onRequest = null;
    expect(await stateOfFlow(world, old.flow)).toBe("disabled");
    return { world, old, snapshot: stopped.snapshot ?? "" };
  };

  it.each(["source", "flow"] as const)("goes on from its %s", async (at) => {
    const { world, old } = await half(at);
    expect((await world.push({ allowReplace: true })).result).toBe("done");
    expect(countsOf(world.emulator)).toEqual({ ...ONE_EACH, sourceConnections: 2, flows: 2 });
    expect(await stateOfFlow(world, old.flow)).toBe("disabled");
    expect(await stateOfFlow(world, idOf(world, "flow"))).toBe("enabled");
  });

  it.each(["source", "flow"] as const)("from its %s on is taken back by its snapshot", async (at) => {
    const { world, old, snapshot } = await half(at);
    const back = await world.rollBack(snapshot, { allowDelete: true });
    expect(back.text).toBe("");
    expect(await stateOfFlow(world, old.flow)).toBe("enabled");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
    world.write({ "xdmap.yaml": projectFile(later) });
    expect((await world.push()).result).toBe("nothing");
  });

  it("is at work again when the files are as they were", async () => {
    const { world, old } = await half("source");
    world.write({ "xdmap.yaml": projectFile(later) });
    let asked = 0;
    const kept = await world.push({
      confirm: async ({ kept }) => {
        asked = kept.length;
        return true;
      },
    });
    expect(asked).toBe(1);
    expect(kept.done.map(({ deed, id }) => `${deed} ${id}`)).toContain(`enabled ${old.flow}`);
    expect(await stateOfFlow(world, old.flow)).toBe("enabled");
    expect((await world.push({ allowDelete: true })).result).toBe("nothing");
    expect(countsOf(world.emulator)).toEqual(ONE_EACH);
  });
});

describe("two clones of a project", () => {
  it("whose states do not know of each other make nothing twice", async () => {
    const world = await openWorld({ "xdmap.yaml": projectFile(later) });
    await world.push();
    const stale = world.read(".xdmap/state/dev.json");
    world.write({ "xdmap.yaml": projectFile(other) });
    await world.push({ allowReplace: true });
    const [flow, contents] = [idOf(world, "flow"), contentsOf(world.emulator)];
    // The other clone has the new files and the old state, and nothing else of what xdmap keeps.
    world.write({ ".xdmap/state/dev.json": stale, ".xdmap/journal/dev.json": null });
    expect((await world.push({ allowReplace: true })).text).not.toContain("error[");
    expect(contentsOf(world.emulator)).toEqual(contents);
    expect(idOf(world, "flow")).toBe(flow);
    expect((await world.push()).result).toBe("nothing");
  });

  it("of which one has an old state only brings its own up to date", async () => {
    const world = await openWorld();
    await world.push();
    const stale = world.read(".xdmap/state/dev.json");
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    await world.push();
    const state = JSON.parse(world.read(".xdmap/state/dev.json"));
    world.write({ ".xdmap/state/dev.json": stale });
    world.writes();
    expect((await world.push()).result).toBe("nothing");
    expect(world.writes()).toEqual([]);
    const entries = (of: object) => Object.values(Object(of).flows.orders).map((entry) => Object(entry).version);
    expect(entries(JSON.parse(world.read(".xdmap/state/dev.json")))).toEqual(entries(state));
  });
});

describe("a question that is answered by Ctrl-C", () => {
  it("is an interruption", async () => {
    const world = await openWorld();
    const ending = new AbortController();
    const confirm = async () => {
      ending.abort();
      return false;
    };
    expect((await world.push({ signal: ending.signal, confirm })).result).toBe("interrupted");
    expect(world.writes()).toEqual([]);
  });
});
