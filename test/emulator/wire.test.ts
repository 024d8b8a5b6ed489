import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";
import { ask, emulatorForTest, emulatorInProcess } from "../support/emulator.js";
import { send } from "./clients/wire.js";

const dataSets = "/data/foundation/catalog/dataSets";

const signed = ({ credentials }: Emulator): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${credentials.token}`,
  "x-api-key": credentials.clientId,
  "x-gw-ims-org-id": credentials.organization,
  "x-sandbox-name": "dev",
});

/** What comes back for bytes that are no whole request, or none at all. */
async function answerTo(emulator: Emulator, bytes: string | Uint8Array): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

describe("over the wire", () => {
  it.each([
    ["evil.example", 421],
    ["127.0.0.1.evil.example:80", 421],
    ["adobe.io.evil.example", 421],
    ["localhost:8080", 200],
    ["127.0.0.1", 200],
    ["platform.adobe.io", 200],
  ])(
    "a request for the host %s is answered %s: no page of a browser may have its name point here",
    async (host, status) => {
      const emulator = await emulatorForTest();
      const headers = { ...signed(emulator), host };
      expect((await send(emulator, { method: "GET", target: dataSets, headers })).status).toBe(status);
      const faults = await send(emulator, { method: "GET", target: "/__emulator/faults", headers });
      expect(faults.status).toBe(status);
    },
  );

  it.each([
    ["/data/foundation//catalog/dataSets/", 200],
    ["//data//foundation/catalog/dataSets", 200],
    [`http://platform.adobe.io${dataSets}?limit=1`, 200],
    ["/data/foundation/schemaregistry/tenant/schemas/https://ns.adobe.com/acme/schemas/x", 404],
    [`${dataSets}/%zz`, 400],
  ])("%s is answered %s", async (target, status) => {
    const emulator = await emulatorForTest();
    const headers = { ...signed(emulator), accept: "application/vnd.adobe.xed+json; version=1" };
    const { body, ...told } = await send(emulator, { method: "GET", target, headers });
    expect(told.status).toBe(status);
    if (target.includes("https:/")) expect(body.detail).toContain("https://ns.adobe.com/acme/schemas/x does not");
  });

  it("tells what is allowed", async () => {
    const emulator = await emulatorForTest();
    const allowOf = async (method: string, target: string) => {
      const { status, headers } = await send(emulator, { method, target, headers: signed(emulator) });
      return [status, headers["allow"]];
    };
    expect(await allowOf("OPTIONS", dataSets)).toEqual([204, "GET, HEAD, POST"]);
    expect(await allowOf("TRACE", dataSets)).toEqual([405, "GET, HEAD, POST"]);
    expect(await allowOf("DELETE", dataSets)).toEqual([405, "GET, HEAD, POST"]);
    expect(await allowOf("TRACE", "/data/foundation/catalog/none")).toEqual([404, undefined]);
    expect(await allowOf("GET", "/ims/token/v3")).toEqual([405, "POST"]);
  });

  it("what is no HTTP, and headers without end, are told so", async () => {
    const emulator = await emulatorForTest();
    expect(await answerTo(emulator, "nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await answerTo(emulator, `GET / HTTP/1.1\r\nx: ${"a".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("a body that is no UTF-8 is refused, and nothing is made of it", async () => {
    const emulator = await emulatorForTest();
    const headers = Object.entries({
      host: "localhost",
      ...signed(emulator),
      connection: "close",
      "content-length": 12,
    });
    const head = `POST ${dataSets} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
    const body = Uint8Array.from([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')]);
    expect(await answerTo(emulator, Buffer.concat([Buffer.from(head), body]))).toMatch(/^HTTP\/1\.1 400 .*UTF-8/s);
    expect((await ask(emulator, "/catalog/dataSets")).body).toEqual({});
  });
});

describe("what is sent", () => {
  it.each([
    ["/catalog/dataSets", "["],
    ["/schemaregistry/tenant/schemas", '{"properties":'],
    ["/flowservice/connections", '{"a":'],
    ["/conversion/mappingSets", "["],
  ])("to %s nested ever deeper is refused", async (path, open) => {
    const emulator = await emulatorInProcess();
    const body = `{"name":"x","title":"x","type":"object","x":${open.repeat(100_000)}1${open.startsWith("[") ? "]".repeat(100_000) : "}".repeat(100_000)}}`;
    const { status, text } = await ask(emulator, path, { body });
    expect([status, text]).toEqual([400, expect.stringContaining("nested more than 256 deep")]);
    // Brackets inside of texts are no depth.
    const flat = await ask(emulator, "/catalog/dataSets", { body: { name: `\\"${"[".repeat(500)}` } });
    expect(flat.status).toBe(201);
  });

  it("by a hundred at once under one version changes something once", async () => {
    const emulator = await emulatorInProcess();
    const made = await ask(emulator, "/flowservice/connections", {
      body: { name: "c", connectionSpec: { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" } },
    });
    const told = await Promise.all(
      Array.from({ length: 100 }, async (_, nth) => {
        const body = [{ op: "replace", path: "/name", value: String(nth) }];
        const headers = { "if-match": made.body.etag };
        return (await ask(emulator, `/flowservice/connections/${made.body.id}`, { method: "PATCH", headers, body }))
          .status;
      }),
    );
    expect(told.filter((status) => status === 200)).toHaveLength(1);
    expect(told.filter((status) => status === 412)).toHaveLength(99);
  });

  it("to sign in to sources is neither kept nor logged", async () => {
    const emulator = await emulatorInProcess();
    const secret = "hunter2";
    const auth = { specName: "Access Key", params: { s3AccessKey: secret, other: secret } };
    const made = await ask(emulator, "/flowservice/connections", {
      body: { name: "c", auth, connectionSpec: { id: "ecadc60c-7455-4d87-84dc-2a0e293d997b", version: "1.0" } },
    });
    const path = `/flowservice/connections/${made.body.id}`;
    for (const operation of [
      { op: "replace", path: "/auth/params", value: { password: secret, plain: secret } },
      { op: "add", path: "/auth/params/more", value: secret },
    ]) {
      const { etag } = (await ask(emulator, path)).body.items[0];
      const told = await ask(emulator, path, { method: "PATCH", headers: { "if-match": etag }, body: [operation] });
      expect(told.status).toBe(200);
    }
    const kept = emulator.store.sandbox("dev").collection("connections").all();
    expect(JSON.stringify([kept, emulator.requests])).not.toContain(secret);
  });
});
