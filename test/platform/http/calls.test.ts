import { describe, expect, it } from "vitest";
import type { Problem, Reply } from "../../../src/platform/problem.js";
import { failure, flow, json, scripted } from "./scripted.js";

const created = () => json({ id: "new", etag: '"1"' }, 201);
const body = { name: "Orders" };

function problemOf(reply: Reply<unknown>): Problem {
  if (reply.kind === "ok") throw new Error("the call was answered");
  return reply.problem;
}

describe("what is sent", () => {
  it("has the headers of every call, the body's where there is one, and no token in the address", async () => {
    const { platform, sent } = scripted(() => created(), { sandbox: "Dev" });
    await platform.flows.flows.create(body);
    const [request] = sent;
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: "Bearer token-1",
      "content-type": "application/json",
      "user-agent": "xdmap",
      "x-api-key": "client-id",
      "x-gw-ims-org-id": "ORG@AdobeOrg",
      "x-sandbox-name": "dev",
    });
    expect(request?.url.href).toBe("https://platform.example/data/foundation/flowservice/flows");
  });

  it("asks the registry with its own Accept, and has no Content-Type without a body", async () => {
    const id = "https://ns.adobe.com/acme/schemas/1";
    const { platform, sent } = scripted(() => json({ $id: id, title: "A" }));
    await platform.schemas.get(id, { form: "xed", version: 2 });
    expect(sent[0]?.headers.get("accept")).toBe("application/vnd.adobe.xed+json; version=2");
    expect(sent[0]?.headers.has("content-type")).toBe(false);
    expect(sent[0]?.url.pathname).toContain("/tenant/schemas/https%3A%2F%2Fns.adobe.com%2Facme%2Fschemas%2F1");
  });

  it("never goes to a path that an id would lead to", async () => {
    const { platform, sent } = scripted(() => json({}));
    for (const id of ["", ".", ".."]) {
      expect(problemOf(await platform.flows.flows.remove(id))).toMatchObject({
        kind: "unreachable",
        cause: "not-sendable",
      });
    }
    expect(sent).toEqual([]);
    await platform.flows.flows.get("../runs?x=1#y");
    expect(sent[0]?.url.pathname).toBe("/data/foundation/flowservice/flows/..%2Fruns%3Fx%3D1%23y");
  });

  it("is nothing where a header cannot hold its value, or the address is not encrypted", async () => {
    const bad = { clientId: "id\nx", clientSecret: null, accessToken: "given-token", organization: "o", scopes: "s" };
    const urls = { platformUrl: "https://platform.example", imsUrl: "https://ims.example" };
    const first = scripted(() => json({}), { credentials: { ...bad, ...urls } });
    expect(problemOf(await first.platform.flows.flows.get("x"))).toMatchObject({
      cause: "not-sendable",
      kind: "unreachable",
    });
    const plain = { ...bad, ...urls, clientId: "id", platformUrl: "http://platform.example" };
    const second = scripted(() => json({}), { credentials: plain });
    expect(problemOf(await second.platform.flows.flows.get("x"))).toMatchObject({ cause: "not-sendable" });
    expect([...first.sent, ...second.sent]).toEqual([]);
  });
});

describe("what is tried again", () => {
  const passing = [408, 500, 502, 503, 504, 520];

  it.each(passing)("a read after %i, until there is an answer", async (status) => {
    const { platform, sent } = scripted((_, n) => (n < 4 ? json({}, status) : json({ items: [flow()] })));
    expect((await platform.flows.flows.get("f1")).kind).toBe("ok");
    expect(sent).toHaveLength(4);
  });

  it.each(passing)("never a POST after %i: its outcome is not known", async (status) => {
    const { platform, sent } = scripted(() => json({}, status));
    expect(problemOf(await platform.flows.flows.create(body))).toMatchObject({ kind: "unknown", status });
    expect(sent).toHaveLength(1);
  });

  it.each([400, 403, 404, 409, 412, 501])("nothing after %i, which is a no", async (status) => {
    const { platform, sent } = scripted(() => json({}, status));
    expect(problemOf(await platform.flows.flows.create(body))).toMatchObject({ kind: "refused", status });
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ kind: "refused", status });
    expect(sent).toHaveLength(2);
  });

  it("a POST that never went out: no connection, no name, no TLS", async () => {
    for (const error of [
      failure("ECONNREFUSED", "connect"),
      failure("EAI_AGAIN", "getaddrinfo"),
      failure("UND_ERR_CONNECT_TIMEOUT"),
      failure("ECONNRESET", "", "Client network socket disconnected before secure TLS connection was established"),
    ]) {
      const { platform, sent } = scripted((_, n) => (n < 3 ? Promise.reject(error) : created()));
      expect((await platform.flows.flows.create(body)).kind).toBe("ok");
      expect(sent).toHaveLength(3);
      const never = scripted(() => Promise.reject(error));
      expect(problemOf(await never.platform.flows.flows.create(body)).kind).toBe("unreachable");
      expect(never.sent).toHaveLength(4);
    }
  });

  it("not a POST that may have gone out: a reset, a timeout, an error that nobody knows", async () => {
    for (const error of [
      failure("ECONNRESET", "read"),
      failure("EPIPE", "write"),
      failure("ETIMEDOUT", "read"),
      failure("EHOSTUNREACH", "read"),
      failure("UND_ERR_SOCKET"),
      failure("UND_ERR_HEADERS_TIMEOUT"),
      failure("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"),
      new TypeError("fetch failed"),
    ]) {
      const { platform, sent } = scripted(() => Promise.reject(error));
      expect(problemOf(await platform.flows.flows.create(body)).kind).toBe("unknown");
      expect(sent).toHaveLength(1);
    }
  });

  it("nothing where the certificate is not trusted", async () => {
    const { platform, sent } = scripted(() => Promise.reject(failure("CERT_HAS_EXPIRED")));
    const problem = problemOf(await platform.flows.flows.get("f1"));
    expect(problem).toMatchObject({ kind: "unreachable", cause: "certificate", action: "configuration" });
    expect(sent).toHaveLength(1);
  });

  it("a POST that changes nothing: validation, preview", async () => {
    const answer = { validationResponse: [{ status: "SUCCESS", errors: null }] };
    const { platform, sent } = scripted((_, n) => (n === 1 ? json({}, 503) : json(answer)));
    expect((await platform.mappingSets.validate({ mappings: [{}] })).kind).toBe("ok");
    expect(sent).toHaveLength(2);
  });

  it("a PUT and a DELETE; what is refused after an unclear outcome is still unclear", async () => {
    const put = scripted((_, n) => (n === 1 ? json({}, 504) : json({ id: "m", version: 3 })));
    expect(await put.platform.mappingSets.replace("m", {})).toEqual({ kind: "ok", value: { id: "m", version: 3 } });
    const refused = scripted((_, n) => (n === 1 ? json({}, 504) : json({ title: "no" }, 400)));
    expect(problemOf(await refused.platform.mappingSets.replace("m", {}))).toMatchObject({
      kind: "unknown",
      status: 400,
    });
    const gone = scripted((_, n) => (n === 1 ? json({}, 503) : json({ title: "Not Found" }, 404)));
    expect(await gone.platform.flows.flows.remove("f1")).toEqual({ kind: "ok", value: { wasThere: true } });
    const never = scripted(() => json({ errorCode: "1439-400" }, 400));
    expect(await never.platform.flows.flows.remove("f1")).toEqual({ kind: "ok", value: { wasThere: false } });
  });

  it("not a DELETE that somebody between does not know, nor one in a sandbox that is not there", async () => {
    const page = scripted(() => new Response("<html><title>404</title></html>", { status: 404 }));
    expect(problemOf(await page.platform.flows.flows.remove("f1")).kind).toBe("refused");
    const sandbox = scripted(() => json({ code: "2100-404" }, 404));
    expect(problemOf(await sandbox.platform.flows.flows.remove("f1")).action).toBe("configuration");
  });
});

describe("a change with an etag", () => {
  const change = [{ op: "replace", path: "/name", value: "B" }] as const;

  it("is sent with If-Match, and once more where nothing was done yet", async () => {
    const { platform, sent } = scripted(({ method }, n) =>
      method === "GET" ? json({ items: [flow()] }) : n === 1 ? json({}, 503) : json({ id: "f1", etag: '"e2"' }),
    );
    expect(await platform.flows.flows.patch("f1", '"e1"', change)).toEqual({
      kind: "ok",
      value: { id: "f1", etag: '"e2"' },
    });
    expect(sent.map(({ method }) => method)).toEqual(["PATCH", "GET", "PATCH"]);
    expect(sent[0]?.headers.get("if-match")).toBe('"e1"');
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(change);
  });

  it("is unknown where the object has another etag by then, and where the second finds one", async () => {
    const done = scripted(({ method }) => (method === "GET" ? json({ items: [flow("f1", '"e2"')] }) : json({}, 503)));
    expect(problemOf(await done.platform.flows.flows.patch("f1", '"e1"', change)).kind).toBe("unknown");
    expect(done.sent).toHaveLength(2);
    const late = scripted(({ method }, n) =>
      method === "GET" ? json({ items: [flow()] }) : n === 1 ? json({}, 503) : json({ code: "1404-412" }, 412),
    );
    expect(problemOf(await late.platform.flows.flows.patch("f1", '"e1"', change))).toMatchObject({
      kind: "unknown",
      code: "1404-412",
    });
  });

  it("is a conflict where another has changed it before", async () => {
    const { platform, sent } = scripted(() => json({ code: "1404-412", title: "Version not matching" }, 412));
    const problem = problemOf(await platform.flows.flows.patch("f1", '"e1"', change));
    expect(problem).toMatchObject({ kind: "refused", action: "conflict", code: "1404-412" });
    expect(sent).toHaveLength(1);
  });

  it("a state is looked at before it is set again", async () => {
    const done = scripted(({ method }) => (method === "GET" ? json({ items: [flow("f1", '"e9"')] }) : json({}, 503)));
    expect(await done.platform.flows.flows.setState("f1", "enabled")).toEqual({
      kind: "ok",
      value: { id: "f1", etag: '"e9"' },
    });
    expect(done.sent.map(({ method, url }) => `${method} ${url.search}`)).toEqual(["POST ?op=enable", "GET "]);
    const again = scripted(({ method }, n) =>
      method === "GET" ? json({ items: [flow()] }) : n === 1 ? json({}, 503) : json({ id: "f1", etag: '"e2"' }),
    );
    expect((await again.platform.flows.flows.setState("f1", "disabled")).kind).toBe("ok");
  });
});

describe("answers that are none", () => {
  const broken = [
    ["empty", () => new Response("")],
    ["cut", () => new Response('{"items": [{"id": "f1", "na')],
    [
      "a page",
      () => new Response("<!doctype html><title>Maintenance</title>", { headers: { "content-type": "text/html" } }),
    ],
  ] as const;

  it.each(broken)("%s: a read is unexpected, a write unknown", async (name, answer) => {
    const read = scripted(answer);
    expect(problemOf(await read.platform.flows.flows.get("f1"))).toMatchObject({ kind: "unexpected", status: 200 });
    expect(read.sent).toHaveLength(name === "a page" ? 1 : 3);
    const write = scripted(answer);
    expect(problemOf(await write.platform.flows.flows.create(body)).kind).toBe("unknown");
    expect(problemOf(await write.platform.mappingSets.replace("m", {})).kind).toBe("unknown");
    expect(write.sent).toHaveLength(2);
  });

  it("whole, but of another shape: never an empty list, never an object without its id", async () => {
    const strange = scripted(() => json({ message: "ok" }));
    expect(problemOf(await strange.platform.flows.flows.named("A"))).toMatchObject({
      kind: "unexpected",
      cause: "wrong-shape",
    });
    expect(problemOf(await strange.platform.mappingSets.named("A")).cause).toBe("wrong-shape");
    expect(problemOf(await strange.platform.schemas.titled("A")).cause).toBe("wrong-shape");
    expect(problemOf(await strange.platform.catalog.datasets.named("A")).cause).toBe("wrong-shape");
    expect(problemOf(await strange.platform.flows.flows.create(body))).toMatchObject({
      kind: "unknown",
      cause: "wrong-shape",
    });
    const other = scripted(() => json({ items: [flow("f2")] }));
    expect(problemOf(await other.platform.flows.flows.get("f1"))).toMatchObject({ kind: "unexpected" });
    const none = scripted(() => json({ items: [] }));
    expect(problemOf(await none.platform.flows.flows.get("f1"))).toMatchObject({ kind: "refused", action: "missing" });
  });

  it("a redirect is not followed", async () => {
    const { platform, sent } = scripted(
      () => new Response("", { status: 307, headers: { location: "https://evil.example/" } }),
    );
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ kind: "unexpected", cause: "redirect" });
    expect(problemOf(await platform.flows.flows.create(body))).toMatchObject({ kind: "unknown", cause: "redirect" });
    expect(sent.map(({ url }) => url.hostname)).toEqual(["platform.example", "platform.example"]);
  });

  it("nested without an end", async () => {
    const { platform } = scripted(() => new Response("[".repeat(200_000)));
    expect(problemOf(await platform.flows.flows.get("f1")).kind).toBe("unexpected");
  });

  it("longer than an answer may be", async () => {
    const { platform } = scripted(() => new Response("x".repeat(2_000)), { largestAnswer: 1_000 });
    expect(problemOf(await platform.flows.flows.get("f1"))).toMatchObject({ kind: "unexpected", cause: "too-large" });
  });
});

describe("cancelling", () => {
  it("ends a read, a pause and a write that is under way, and sends nothing after", async () => {
    const hanging = new AbortController();
    const hangs = scripted(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
          queueMicrotask(() => hanging.abort());
        }),
      { signal: hanging.signal },
    );
    expect(problemOf(await hangs.platform.flows.flows.create(body))).toMatchObject({
      kind: "unknown",
      cause: "cancelled",
    });
    expect(problemOf(await hangs.platform.flows.flows.create(body))).toMatchObject({
      kind: "unreachable",
      cause: "cancelled",
    });
    expect(hangs.sent).toHaveLength(1);

    const pausing = new AbortController();
    const pauses = scripted(() => json({}, 503), { sleep: async () => pausing.abort() });
    expect(problemOf(await pauses.platform.flows.flows.get("f1", { signal: pausing.signal })).cause).toBe("cancelled");
    expect(pauses.sent).toHaveLength(1);
  });
});
