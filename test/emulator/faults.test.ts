import { describe, expect, it } from "vitest";
import { type Emulator, type FaultKind, faultKinds } from "../../src/emulator/index.js";
import { readFaultOption } from "../../src/emulator/read-fault.js";
import { ask, emulatorForTest, emulatorInProcess } from "../support/emulator.js";

const create = (emulator: Emulator, name: string) => ask(emulator, "/catalog/dataSets", { body: { name } });
const count = (emulator: Emulator) => emulator.store.sandbox("dev").collection("dataSets").all().length;

/** What a client sees of a POST that meets the fault, and whether it was done. */
const outcomes: Readonly<Record<FaultKind, readonly [seen: string, done: number]>> = {
  latency: ["201", 1],
  "401": ["401", 0],
  "429": ["429", 0],
  "429-retry-after": ["429", 0],
  "429-retry-date": ["429", 0],
  "5xx-before": ["503", 0],
  "5xx-after": ["503", 1],
  "reset-before": ["rejected", 0],
  "reset-after": ["rejected", 1],
  truncated: ["rejected", 1],
  empty: ["201", 1],
  html: ["201", 1],
  "list-lag": ["201", 1],
};

describe.each([
  ["over a socket", emulatorForTest],
  ["in process", emulatorInProcess],
] as const)("a fault %s", (_way, start) => {
  it.each(faultKinds)("%s shows as it should, once", async (kind) => {
    const emulator = await start({ sleep: async () => {} });
    emulator.faults.add({ kind });
    const seen = await create(emulator, "one").then(
      ({ status }) => String(status),
      () => "rejected",
    );
    expect([seen, count(emulator)]).toEqual(outcomes[kind]);
    expect(emulator.requests.at(-1)).toMatchObject({ faults: [kind], committed: outcomes[kind][1] === 1 });
    expect((await create(emulator, "two")).status).toBe(201);
  });
});

describe("faults", () => {
  it("wait for the nth request that matches", async () => {
    const emulator = await emulatorInProcess();
    emulator.faults.add({ kind: "429", match: { method: "POST", path: "/catalog/", nth: 2 }, times: 2 });
    await ask(emulator, "/catalog/dataSets");
    const told = [];
    for (const name of ["a", "b", "c", "d"]) told.push((await create(emulator, name)).status);
    expect(told).toEqual([201, 429, 429, 201]);
  });

  it("say when to come again, or not", async () => {
    const now = Date.UTC(2026, 0, 1);
    const emulator = await emulatorInProcess({ now: () => now });
    const retryAfter = async (kind: FaultKind) => {
      emulator.faults.add({ kind, milliseconds: 2500 });
      return (await ask(emulator, "/catalog/dataSets")).headers.get("retry-after");
    };
    expect(await retryAfter("429")).toBeNull();
    expect(await retryAfter("429-retry-after")).toBe("3");
    expect(await retryAfter("429-retry-date")).toBe("Thu, 01 Jan 2026 00:00:03 GMT");
  });

  it("hide what was made from lists for a while, but not from a look at it", async () => {
    let now = 1000;
    const emulator = await emulatorInProcess({ now: () => now });
    emulator.faults.add({ kind: "list-lag", match: { method: "POST" }, milliseconds: 500 });
    const { body } = await create(emulator, "late");
    const id = body[0].slice("@/dataSets/".length);
    const listed = async () => Object.keys((await ask(emulator, "/catalog/dataSets")).body);
    expect(await listed()).toEqual([]);
    expect((await ask(emulator, `/catalog/dataSets/${id}`)).status).toBe(200);
    now += 500;
    expect(await listed()).toEqual([id]);
  });

  it("hide what is young from one list", async () => {
    const emulator = await emulatorInProcess({ now: () => 1000 });
    await create(emulator, "young");
    emulator.faults.add({ kind: "list-lag", match: { method: "GET" }, milliseconds: 500 });
    expect((await ask(emulator, "/catalog/dataSets")).body).toEqual({});
    expect(Object.keys((await ask(emulator, "/catalog/dataSets")).body)).toHaveLength(1);
  });

  it("are read from options", () => {
    expect(readFaultOption("5xx-after:method=post,path=/flows,nth=2,status=504,times=always")).toEqual({
      kind: "faults",
      faults: [{ kind: "5xx-after", match: { method: "POST", path: "/flows", nth: 2 }, status: 504, times: "always" }],
    });
    for (const wrong of ["500", "latency:milliseconds", "latency:seconds=1", "5xx-before:status=200", "429:nth=0"]) {
      expect(readFaultOption(wrong).kind).toBe("problem");
    }
  });

  it("are added from outside with the token, and the log is read there", async () => {
    const emulator = await emulatorForTest();
    const control = (path: string, init: RequestInit = {}, token = emulator.credentials.token) =>
      fetch(`${emulator.url}/__emulator/${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
    const fault = { kind: "5xx-after", match: { path: "/catalog" } };
    expect((await control("faults", { method: "POST", body: JSON.stringify(fault) }, "nobody")).status).toBe(401);
    expect((await control("faults", { method: "POST", body: '{"kind": "fire"}' })).status).toBe(400);
    expect((await control("faults", { method: "POST", body: JSON.stringify(fault) })).status).toBe(201);
    expect((await create(emulator, "one")).status).toBe(503);
    const text = await (await control("requests")).text();
    expect(JSON.parse(text).requests).toMatchObject([{ n: 1, status: 503, committed: true, sandbox: "dev" }]);
    expect(text).not.toContain(emulator.credentials.token);
  });
});

describe("the phases of a request", () => {
  it("are awaited in their order, committed only where something was written", async () => {
    const emulator = await emulatorForTest();
    const phases: string[] = [];
    emulator.onRequest = (n, phase) => {
      phases.push(`${n} ${phase}`);
    };
    await ask(emulator, "/catalog/dataSets");
    await create(emulator, "one");
    await expect.poll(() => phases).toHaveLength(5);
    expect(phases).toEqual(["1 received", "1 answered", "2 received", "2 committed", "2 answered"]);
  });
});
