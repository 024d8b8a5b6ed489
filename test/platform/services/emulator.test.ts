import { describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions, Fault, FaultKind } from "../../../src/emulator/index.js";
import { connect, type Platform } from "../../../src/platform/connect.js";
import type { ConnectOptions } from "../../../src/platform/connect-options.js";
import { emulatorForTest, emulatorInProcess } from "../../support/emulator.js";

const NOW = Date.UTC(2026, 10, 23, 12);

function to(emulator: Emulator, options: Partial<ConnectOptions> = {}): Platform {
  const { clientId, clientSecret, organization } = emulator.credentials;
  let now = NOW;
  return connect({
    credentials: {
      clientId,
      clientSecret,
      accessToken: null,
      organization,
      scopes: "openid",
      platformUrl: emulator.url,
      imsUrl: emulator.url,
    },
    sandbox: "dev",
    fetch: (url, init) => emulator.fetch(url, init),
    clock: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    ...options,
  });
}

async function inProcess(
  options: Omit<EmulatorOptions, "port"> = {},
): Promise<{ emulator: Emulator; platform: Platform }> {
  const emulator = await emulatorInProcess({ now: () => NOW, ...options });
  return { emulator, platform: to(emulator) };
}

const source = (name: string) => ({
  name,
  description: "orders of the shop",
  baseConnectionId: "582f4f8d-71e9-4a5c-a164-9d2056318d6c",
  data: { format: "tabular" },
  params: { tableName: "Shopify.Orders", columns: [{ name: "Email", type: "string" }] },
  connectionSpec: { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" },
});

describe("against the emulator", () => {
  it("signs in over a socket, and reads every service", async () => {
    const emulator = await emulatorForTest({ strict: true });
    const platform = to(emulator, { fetch: undefined, clock: undefined, sleep: undefined });
    expect(await platform.signIn()).toEqual({ kind: "ok", value: null });
    expect(await platform.sandboxes.get("dev")).toMatchObject({ value: { state: "active" } });
    expect(await platform.schemas.stats()).toMatchObject({ value: { tenantId: "acme" } });
    expect(await platform.flows.flowSpecs.named("CRMToAEP")).toMatchObject({ value: [{ name: "CRMToAEP" }] });
    expect(await platform.flows.connectionSpecs.named("datalake")).toMatchObject({ kind: "ok" });
    expect(await platform.catalog.datasets.named("none")).toEqual({ kind: "ok", value: [] });
    expect(await platform.mappingSets.named("none")).toEqual({ kind: "ok", value: [] });
    expect(await platform.schemas.titled("none")).toEqual({ kind: "ok", value: [] });
    expect(Math.abs(platform.clockSkew() ?? Number.NaN)).toBeLessThanOrEqual(2_000);
  });

  it("finds objects by names of every kind, over more than a page of others", async () => {
    const { platform } = await inProcess();
    const names = ['quote " in', "back\\slash", "a & b", "100% #1 + x = y?", "注文 🙂", "it's, or not"];
    for (let n = 0; n < 100; n += 1) await platform.flows.sourceConnections.create(source(`filler ${n}`));
    for (const name of names) {
      const made = await platform.flows.sourceConnections.create(source(name));
      const found = await platform.flows.sourceConnections.named(name);
      expect(found, name).toMatchObject({ kind: "ok", value: [{ id: made.kind === "ok" ? made.value.id : "" }] });
    }
    let count = 0;
    for await (const item of platform.flows.sourceConnections.list()) count += item.kind === "ok" ? 1 : 0;
    expect(count).toBe(106);
  });

  it("changes with the etag, and sees what another changed before", async () => {
    const { platform } = await inProcess();
    const made = await platform.flows.sourceConnections.create(source("A"));
    const { id } = made.kind === "ok" ? made.value : expect.fail();
    const read = await platform.flows.sourceConnections.get(id);
    const etag = (read.kind === "ok" ? read.value.etag : null) ?? expect.fail();
    const change = [{ op: "replace", path: "/description", value: "B" }] as const;
    expect(await platform.flows.sourceConnections.patch(id, etag, change)).toMatchObject({ kind: "ok" });
    expect(await platform.flows.sourceConnections.patch(id, etag, change)).toMatchObject({
      problem: { kind: "refused", action: "conflict", code: "1404-412" },
    });
    expect(await platform.flows.sourceConnections.remove(id)).toEqual({ kind: "ok", value: { wasThere: true } });
    expect(await platform.flows.sourceConnections.remove(id)).toEqual({ kind: "ok", value: { wasThere: false } });
    expect(await platform.flows.sourceConnections.get(id)).toMatchObject({ problem: { action: "missing" } });
  });

  it.each(["errorCode", "code", "error_code", "nested"] as const)(
    "reads its errors, told as %s",
    async (errorEnvelope) => {
      const { platform } = await inProcess({ behaviour: { errorEnvelope } });
      const reply = await platform.flows.flows.create({ flowSpec: { id: "none", version: "1.0" }, state: "enabled" });
      expect(reply).toMatchObject({ problem: { kind: "refused", status: 400 } });
      expect(reply.kind === "problem" ? reply.problem.code : "").toMatch(/^\d{4}-400$/);
    },
  );

  it("does not know a sandbox that is not there, and takes no other", async () => {
    const emulator = await emulatorInProcess({ now: () => NOW });
    const platform = to(emulator, { sandbox: "qa" });
    expect(await platform.sandboxes.get("qa")).toMatchObject({ problem: { kind: "refused" } });
    expect(await platform.flows.flows.named("x")).toMatchObject({
      problem: { kind: "refused", action: "configuration" },
    });
  });

  it("renews a token that is refused, once", async () => {
    const { emulator, platform } = await inProcess();
    await platform.signIn();
    emulator.expireTokens();
    expect((await platform.flows.sourceConnections.create(source("A"))).kind).toBe("ok");
    emulator.faults.add({ kind: "401", times: "always", match: { path: "/flowservice" } });
    expect(await platform.flows.sourceConnections.create(source("B"))).toMatchObject({ problem: { kind: "sign-in" } });
  });
});

/** What a fault makes of a read, and of a POST; and how many objects the POST left. */
const faults: Readonly<
  Record<Exclude<FaultKind, "latency" | "list-lag">, readonly [read: string, post: string, made: number]>
> = {
  "401": ["ok", "ok", 1],
  "429": ["ok", "ok", 1],
  "429-retry-after": ["ok", "ok", 1],
  "429-retry-date": ["ok", "ok", 1],
  "5xx-before": ["ok", "unknown", 0],
  "5xx-after": ["ok", "unknown", 1],
  "reset-before": ["ok", "unknown", 0],
  "reset-after": ["ok", "unknown", 1],
  truncated: ["ok", "unknown", 1],
  empty: ["ok", "unknown", 1],
  html: ["unexpected", "unknown", 1],
};

describe("each fault of the emulator", () => {
  it.each(Object.entries(faults))("%s", async (kind, [read, post, made]) => {
    const { emulator, platform } = await inProcess();
    const fault = (method: "GET" | "POST"): Fault => ({
      kind: Object.keys(faults).find((each): each is keyof typeof faults => each === kind) ?? expect.fail(),
      match: { method, path: "/flowservice/sourceConnections" },
    });
    emulator.faults.add(fault("GET"));
    const listed = await platform.flows.sourceConnections.named("A");
    expect(listed.kind === "ok" ? "ok" : listed.problem.kind).toBe(read);
    emulator.faults.clear();
    emulator.faults.add(fault("POST"));
    const created = await platform.flows.sourceConnections.create(source("A"));
    expect(created.kind === "ok" ? "ok" : created.problem.kind).toBe(post);
    const found = await platform.flows.sourceConnections.named("A");
    expect(found).toMatchObject({ kind: "ok" });
    expect(found.kind === "ok" ? found.value.length : -1).toBe(made);
  });
});
