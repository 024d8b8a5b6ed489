import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect as connectTo, createServer as createSocketServer, type Server as SocketServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, type Platform } from "../../../src/platform/connect.js";
import type { FetchInit } from "../../../src/platform/connect-options.js";
import { describeProblem } from "../../../src/platform/describe-problem.js";
import { createProxiedFetch } from "../../../src/platform/http/proxied-fetch.js";
import { type Proxies, readProxies } from "../../../src/platform/http/proxies.js";
import type { TraceEntry } from "../../../src/platform/http/trace.js";
import { type Finished, makeFolder, runCli } from "../../support/cli.js";
import { credentials, secret } from "./scripted.js";

/** Of `platform.test` and of this test alone. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmXhaIOdhMXe83tz+
LxZQ4Zuc8iwPBWdiIuB1ZjzHoGGhRANCAATp6CJT9EekO18e/guSH248zBm04y2M
OAiK2DP2t+ZEJvC0EKgTM6Cle9zzin7tHJoppjNTpEiKOmbZshuCZ51X
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUGeR3iLvGMSF9t+18D2Bo6xzk7HIwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNcGxhdGZvcm0udGVzdDAgFw0yNjExMjIxOTM1MjhaGA8yMTI2
MTAyOTE5MzUyOFowGDEWMBQGA1UEAwwNcGxhdGZvcm0udGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABOnoIlP0R6Q7Xx7+C5IfbjzMGbTjLYw4CIrYM/a35kQm
8LQQqBMzoKV73POKfu0cmimmM1OkSIo6ZtmyG4JnnVejbTBrMB0GA1UdDgQWBBRn
agJxFPko2vFWCKmcng8YWyhfEjAfBgNVHSMEGDAWgBRnagJxFPko2vFWCKmcng8Y
WyhfEjAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXBsYXRmb3JtLnRlc3Qw
CgYIKoZIzj0EAwIDSAAwRQIhAIEVUZz1XLqiyot7Ez2yl58wizcdayp0HRj0Hp3V
Y5VmAiAanCLrfbPEc97eY9V4r/fHwspIm/n6SRqgfHuLSn9cfw==
-----END CERTIFICATE-----`;

const PASSWORD = "p@ss/word:of the+proxy";
const USER = `user:${encodeURIComponent(PASSWORD)}@`;
const SENT = `Basic ${Buffer.from(`user:${PASSWORD}`).toString("base64")}`;

async function listen(server: Server | SocketServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

interface TestProxy {
  readonly port: number;
  /** What it was asked for, with the credentials that came. */
  readonly asked: (readonly [what: string, authorization: string | undefined])[];
}

/** A proxy that leads everything to one port; `refuses` is the status with which it lets nothing through. */
async function startProxy(port: number, refuses: number | null = null): Promise<TestProxy> {
  const asked: [string, string | undefined][] = [];
  const server = createServer((request, response) => {
    asked.push([`${request.method} ${request.url}`, request.headers["proxy-authorization"]]);
    if (refuses !== null) response.writeHead(refuses).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(`{"host":"${request.headers.host}"}`);
  });
  server.on("connect", (request, socket, head) => {
    asked.push([`CONNECT ${request.url}`, request.headers["proxy-authorization"]]);
    if (refuses !== null) {
      socket.end(`HTTP/1.1 ${refuses} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const onward = connectTo(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [socket, onward]) each.on("error", () => undefined);
  });
  return { port: await listen(server), asked };
}

function proxiesOf(env: Readonly<Record<string, string>>): Proxies {
  const read = readProxies(env);
  if (read.kind !== "proxies") throw new Error(`no proxies: ${JSON.stringify(read)}`);
  return read.proxies;
}

function over(proxies: Proxies, trace: TraceEntry[] = []): Platform {
  return connect({
    credentials: { ...credentials, platformUrl: "https://platform.test", imsUrl: "https://platform.test" },
    sandbox: "dev",
    proxies,
    sleep: async () => undefined,
    trace: (entry) => trace.push(entry),
  });
}

const init: FetchInit = {
  method: "GET",
  headers: {},
  redirect: "manual",
  credentials: "omit",
  signal: new AbortController().signal,
};

describe("the proxies of a network", () => {
  it("are those of the environment, in small letters first", () => {
    const env = { HTTPS_PROXY: "http://big:1", https_proxy: "http://small:2", HTTP_PROXY: "plain:3", no_proxy: "a,b" };
    const { https, http, except } = proxiesOf(env);
    expect([https?.host, http?.href, except]).toEqual(["small:2", "http://plain:3/", "a,b"]);
    expect(proxiesOf({ http_proxy: "http://one:1", https_proxy: "" })).toMatchObject({ https: null, except: "" });
    expect(readProxies({ HTTPS_PROXY: "", NO_PROXY: "x" })).toEqual({ kind: "none" });
  });

  it("have an address, or are refused without a word of it", () => {
    for (const address of ["http://", "socks5://h:1", "http://u:%zz-secret@h:1", "http://u:secret@h:port"]) {
      const read = readProxies({ https_proxy: address });
      expect(read, address).toMatchObject({ kind: "problem", name: "https_proxy" });
      expect(JSON.stringify(read)).not.toContain("secret");
    }
  });

  it("lead unencrypted requests on as they are, and none to this machine or to what is excepted", async () => {
    const own = await listen(createServer((_, response) => void response.end("direct")));
    const { port, asked } = await startProxy(0);
    const proxies = proxiesOf({ HTTP_PROXY: `http://${USER}127.0.0.1:${port}`, NO_PROXY: ".localhost" });
    const fetched = createProxiedFetch(proxies);
    expect(await (await fetched("http://platform.test/a?b=1", init)).json()).toEqual({ host: "platform.test" });
    for (const host of ["127.0.0.1", "localhost", "excepted.localhost"]) {
      const response = await fetched(`http://${host}:${own}/`, init).catch(() => null);
      // Names below `localhost` are not known everywhere.
      if (response !== null) expect(await response.text()).toBe("direct");
    }
    expect(asked).toEqual([["GET http://platform.test/a?b=1", SENT]]);
  });

  it.each([
    [
      407,
      1,
      /was not reached: the proxy 127.0.0.1:\d+ wants a name and a password.*\(407\)/,
      "HTTPS_PROXY=http://NAME:",
    ],
    [403, 1, /does not let the request through \(403\)/, "NO_PROXY"],
    [502, 4, /did not reach the host \(502\)/, "NO_PROXY"],
  ])("that answer %i are told as what failed", async (status, times, said, advice) => {
    const { port, asked } = await startProxy(0, status);
    const trace: TraceEntry[] = [];
    const platform = over(proxiesOf({ HTTPS_PROXY: `http://${USER}127.0.0.1:${port}` }), trace);
    const reply = await platform.flows.flows.create({ name: "x" });
    if (reply.kind === "ok") throw new Error("it was answered");
    expect(reply.problem.service).toBe("sign-in");
    expect(asked).toEqual(Array.from({ length: times }, () => ["CONNECT platform.test:443", SENT]));
    const told = describeProblem(reply.problem, "signing in");
    expect(told.code).toBe("XM7020");
    expect(told.message).toMatch(said);
    expect(told.help).toContain(advice);
    const shown = JSON.stringify([told, trace]);
    for (const hidden of [secret, PASSWORD, encodeURIComponent(PASSWORD), SENT.slice(6)]) {
      expect(shown).not.toContain(hidden);
    }
  });

  it("that are not there are told as what was not reached, and nothing is unknown by it", async () => {
    const server = createSocketServer();
    const port = await listen(server);
    server.close();
    const platform = over(proxiesOf({ HTTPS_PROXY: `127.0.0.1:${port}` }));
    const reply = await platform.signIn();
    expect(reply).toMatchObject({ problem: { kind: "unreachable", cause: "proxy" } });
    const told = reply.kind === "problem" ? describeProblem(reply.problem, "signing in") : null;
    expect(told?.message).toMatch(
      /the proxy 127.0.0.1:\d+ was not reached: no connection could be made \(ECONNREFUSED\)/,
    );
  });
});

describe("xdmap behind a proxy", () => {
  async function list(folder: string, env: Readonly<Record<string, string>>): Promise<Finished> {
    return await runCli(["schema", "list", "--verbose", "--project", folder], {
      env: {
        XDMAP_CLIENT_ID: "id",
        XDMAP_ORG: "o@AdobeOrg",
        XDMAP_ACCESS_TOKEN: "token-of-the-test",
        XDMAP_SANDBOX: "dev",
        XDMAP_PLATFORM_URL: "https://platform.test",
        NO_PROXY: "",
        ...env,
      },
    });
  }

  it("reaches the platform over it, with the certificate that Node was told to trust, and shows no password", async () => {
    const { folder, remove } = makeFolder({ "network.pem": CERTIFICATE });
    onTestFinished(remove);
    const trusted = join(folder, "network.pem");
    const answer = JSON.stringify({ results: [{ $id: "https://ns.example/s", title: "Orders", version: "1.0" }] });
    const target = createTlsServer({ key: KEY, cert: CERTIFICATE }, (_, response) => void response.end(answer));
    const { port, asked } = await startProxy(await listen(target));
    const proxy = { HTTPS_PROXY: `http://${USER}127.0.0.1:${port}` };
    const [trusting, doubting] = await Promise.all([
      list(folder, { ...proxy, NODE_EXTRA_CA_CERTS: trusted }),
      list(folder, proxy),
    ]);
    expect(trusting.stderr).toContain("< 200");
    expect([trusting.status, trusting.stdout]).toEqual([0, expect.stringContaining("Orders")]);
    expect([doubting.status, doubting.stderr]).toEqual([
      4,
      expect.stringMatching(/XM7014.*its certificate is not trusted/),
    ]);
    expect(asked).toEqual([
      ["CONNECT platform.test:443", SENT],
      ["CONNECT platform.test:443", SENT],
    ]);
    const shown = JSON.stringify([trusting, doubting]);
    for (const hidden of [PASSWORD, encodeURIComponent(PASSWORD), SENT.slice(6), "token-of-the-test"]) {
      expect(shown).not.toContain(hidden);
    }
  });
});
