import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type Server as SocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, type Platform } from "../../../src/platform/connect.js";
import type { ConnectOptions } from "../../../src/platform/connect-options.js";
import type { Problem, Reply } from "../../../src/platform/problem.js";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(server: Server | SocketServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function to(platformUrl: string, options: Partial<ConnectOptions> = {}): Platform {
  const given = { clientId: "id", clientSecret: null, accessToken: "token-of-test", organization: "o", scopes: "s" };
  const credentials = { ...given, platformUrl, imsUrl: platformUrl };
  return connect({ credentials, sandbox: "dev", sleep: async () => undefined, ...options });
}

async function served(handler: Handler, options: Partial<ConnectOptions> = {}): Promise<Platform> {
  return to(`http://127.0.0.1:${await listen(createServer(handler))}`, options);
}

function problemOf(reply: Reply<unknown>): Problem {
  if (reply.kind === "ok") throw new Error("the call was answered");
  return reply.problem;
}

const one = JSON.stringify({ items: [{ id: "f1", name: "Ö" }] });

describe("over a socket", () => {
  it("unpacks gzip, and keeps the connection", async () => {
    const ports = new Set<number | undefined>();
    const platform = await served((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" }).end(gzipSync(one));
    });
    for (let n = 0; n < 3; n += 1) {
      expect(await platform.flows.flows.get("f1")).toMatchObject({ kind: "ok", value: { name: "Ö" } });
    }
    expect(ports.size).toBe(1);
  });

  it("takes no more than it may of an answer, however well it is packed", async () => {
    const packed = gzipSync(`{"items":[${"1,".repeat(500_000)}1]}`);
    const platform = await served(
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
      { largestAnswer: 100_000 },
    );
    expect(packed.length).toBeLessThan(10_000);
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ cause: "too-large", kind: "unexpected" });
  });

  it.each([
    [
      "cut by its length",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": String(one.length + 10) }).write(one);
        setImmediate(() => response.destroy());
      },
    ],
    [
      "cut while it came in pieces",
      (response: ServerResponse) => {
        response.writeHead(200).write(one.slice(0, 20));
        setImmediate(() => response.destroy());
      },
    ],
    [
      "packed and cut",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(one).subarray(0, 25));
      },
    ],
    ["reset before it began", (response: ServerResponse) => void response.socket?.destroy()],
  ])("an answer that is %s: a read is tried again, a POST is unknown and sent once", async (_, breakIt) => {
    let requests = 0;
    const platform = await served((request, response) => {
      requests += 1;
      if (request.method === "POST" || requests === 1) breakIt(response);
      else response.end(one);
    });
    expect(await platform.flows.flows.get("f1")).toMatchObject({ kind: "ok" });
    expect(requests).toBe(2);
    expect(problemOf(await platform.flows.flows.create({})).kind).toBe("unknown");
    expect(requests).toBe(3);
  });

  it("follows no redirect: the token stays with its host", async () => {
    let reached = 0;
    const other = await listen(
      createServer((_, response) => {
        reached += 1;
        response.end(one);
      }),
    );
    const platform = await served(
      (_, response) => void response.writeHead(302, { location: `http://127.0.0.1:${other}/` }).end(),
    );
    expect(problemOf(await platform.flows.flows.get("f1")).cause).toBe("redirect");
    expect(reached).toBe(0);
  });

  it("waits for an answer so long and no longer; a POST is unknown then", async () => {
    const platform = await served(() => undefined, { requestTimeout: 40, deadline: 60 });
    expect(problemOf(await platform.flows.flows.create({}))).toMatchObject({ kind: "unknown", cause: "timeout" });
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ kind: "unreachable", cause: "timeout" });
  });

  it("waits no longer for a body that comes drop by drop", async () => {
    const platform = await served(
      (_, response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      },
      { requestTimeout: 60, deadline: 80 },
    );
    expect(problemOf(await platform.flows.flows.create({}))).toMatchObject({
      kind: "unknown",
      cause: "timeout",
      status: 200,
    });
  });

  it("ends at Ctrl-C", async () => {
    const controller = new AbortController();
    const platform = await served(() => controller.abort(), { signal: controller.signal });
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ kind: "unreachable", cause: "cancelled" });
  });

  it("tells what was never sent from what may have been: a closed port, no such host, no TLS", async () => {
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const refused = problemOf(await to(`http://127.0.0.1:${port}`).flows.flows.create({}));
    expect(refused).toMatchObject({ kind: "unreachable", cause: "connection" });
    expect(refused.message).toContain("ECONNREFUSED");

    const nowhere = problemOf(await to("https://platform.invalid").flows.flows.create({}));
    expect(nowhere).toMatchObject({ kind: "unreachable", cause: "dns" });

    const plain = await listen(createServer((_, response) => void response.end(one)));
    const noTls = problemOf(await to(`https://127.0.0.1:${plain}`).flows.flows.create({}));
    expect(noTls).toMatchObject({ kind: "unreachable", cause: "certificate" });

    const hangsUp = await listen(createSocketServer((socket) => void socket.end()));
    const ended = problemOf(await to(`https://127.0.0.1:${hangsUp}`).flows.flows.create({}));
    expect(ended).toMatchObject({ kind: "unreachable", cause: "connection" });
    // The same without TLS: the request had gone out by then.
    expect(problemOf(await to(`http://127.0.0.1:${hangsUp}`).flows.flows.create({})).kind).toBe("unknown");
  });
});
