import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Router, segmentsOf } from "../../src/emulator/router.js";
import { services } from "../../src/emulator/services.js";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { describeShared, readSharedLines } from "../support/shared.js";

const { folder, remove } = makeFolder({ "broken.json": '{"version":1,' });
afterAll(remove);

const firstLine = (child: ChildProcessWithoutNullStreams) =>
  new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith("\n")) resolve(text);
    });
  });

describe("xdmap emulator", () => {
  it("says where it is, serves, logs without secrets, and ends with Ctrl-C", async () => {
    const state = join(folder, "aep.json");
    const args = [cliPath, "emulator", "--json", "--verbose", "--state", state, "--fault", "429:path=/catalog"];
    const child = spawn(process.execPath, args, { env: { ...process.env, NO_COLOR: "1" } });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const { url, credentials } = JSON.parse(await firstLine(child));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const query = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: "openid",
    });
    expect((await fetch(`${url}/ims/token/v2?${query}`, { method: "POST" })).status).toBe(200);
    expect((await fetch(`${url}/data/foundation/catalog/dataSets`)).status).toBe(429);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(errors).toContain("GET /data/foundation/catalog/dataSets 429 fault 429\n");
    for (const secret of [credentials.clientSecret, credentials.token]) expect(errors).not.toContain(secret);
  });

  it("ends with 1 when its state is broken or its port taken, with 3 when it is misused", async () => {
    const broken = await runCli(["emulator", "--state", join(folder, "broken.json")]);
    expect([broken.status, broken.stderr]).toEqual([1, expect.stringContaining("no state of the emulator")]);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const taken = await runCli(["emulator", "--port", port]);
    other.close();
    expect([taken.status, taken.stderr]).toEqual([1, expect.stringContaining("is taken")]);
    for (const wrong of [
      ["--fault", "fire"],
      ["--behaviour", "mood=good"],
      ["--sample", "x"],
      ["--port", "70000"],
    ]) {
      expect((await runCli(["emulator", ...wrong])).status).toBe(3);
    }
  });
});

interface PostmanRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
}

describeShared("the requests of Adobe's Postman collections", "platform/postman-requests.jsonl", () => {
  /** What docs/emulator.md says is not served. */
  const notServed = /\/rpc\/|\/uniques\/|\/credentials|\/ims\//;

  it("have a route each", () => {
    const routers = new Map<string, Router>(services.map((service) => [service.name, new Router(service)]));
    const missing = readSharedLines<PostmanRequest>("platform/postman-requests.jsonl")
      .filter(({ url }) => !notServed.test(url))
      .filter(({ method, url }) => {
        const [, service = "", path = ""] = /\/data\/foundation\/([^/?]+)([^?]*)/.exec(url) ?? [];
        const filled = path.replace(":CONTAINER_ID", "tenant");
        return routers.get(service)?.find(method, segmentsOf(filled)).kind !== "match";
      });
    expect(missing.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  });
});
