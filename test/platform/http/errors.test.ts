import { describe, expect, it } from "vitest";
import { platformCalls } from "../../../src/diagnostics/platform-calls.js";
import { describeClockSkew, describeProblem } from "../../../src/platform/describe-problem.js";
import { readErrorBody } from "../../../src/platform/http/error-body.js";
import { actionFor, explainCode, knownCodes } from "../../../src/platform/http/error-codes.js";
import { ProxyFailure } from "../../../src/platform/http/proxied-fetch.js";
import type { Problem } from "../../../src/platform/problem.js";
import { describeShared, readShared } from "../../support/shared.js";
import { credentials, failure, json, type Script, scripted, secret } from "./scripted.js";

describe("the shapes of errors", () => {
  it.each([
    ["gateway", { error_code: "403010", message: "Oauth token is missing" }, "403010", null, "Oauth token is missing"],
    [
      "registry",
      {
        type: "http://ns.adobe.com/aep/errors/XDM-1010-404",
        title: "Resource not found",
        status: 404,
        detail: "no such id",
        report: { "detailed-message": "more" },
      },
      "XDM-1010-404",
      "Resource not found",
      "no such id; more",
    ],
    [
      "flow service",
      { errorCode: "1404-412", title: "Version not matching", message: "m" },
      "1404-412",
      "Version not matching",
      "m",
    ],
    [
      "flow service, nested",
      { errors: [{ code: "1360-400", title: "Bad Request", message: "past" }] },
      "1360-400",
      "Bad Request",
      "past",
    ],
    ["nested in a map", { error: { code: "1101-404", message: "gone" } }, "1101-404", null, "gone"],
    ["a list", [{ code: "1101-404", message: "gone" }], "1101-404", null, "gone"],
    [
      "dataset service",
      { timestamp: 1, status: 404, code: 3002, message: "no dataset", path: "/x" },
      "3002",
      null,
      "no dataset",
    ],
    ["sign-in", { error: "invalid_client", error_description: "wrong" }, "invalid_client", null, "wrong"],
    ["a title alone", { error: "Bad Request", status: 400 }, null, "Bad Request", "Bad Request"],
    ["none", {}, null, null, null],
    ["no object", "down", null, null, null],
    ["strange kinds", { code: { a: 1 }, message: ["x"], title: null, __proto__: null }, null, null, null],
  ])("%s", (_, body, code, title, message) => {
    expect(readErrorBody(JSON.parse(JSON.stringify(body)))).toEqual({ code, title, message });
  });
});

describe("codes", () => {
  it("of two catalogues are told apart by their words", () => {
    expect(explainCode("1403-400", "Header is missing", "The header 'If-Match' is missing")?.action).toBe(
      "fix-request",
    );
    expect(explainCode("1403-400", "Bad Request", "The start time has passed")?.action).toBe("recreate");
    expect(explainCode("1404-412", null, null)?.action).toBe("conflict");
    expect(explainCode("1404-400", null, null)?.action).toBe("recreate");
    // Some answers write the number alone, beside the status.
    expect(actionFor("flow-service", 412, { code: "1404", title: null, message: null })).toBe("conflict");
  });
});

describeShared("Adobe's catalogues of codes", "platform/aep-error-codes.json", () => {
  interface Row {
    readonly code: string;
    readonly action: string;
    readonly service: string;
  }
  const theirs: { readonly rows: readonly Row[] } = JSON.parse(readShared("platform/aep-error-codes.json"));
  /** Their classes in our words; a header that says who we are is set by a variable, so it is configuration to us. */
  const ours: Readonly<Record<string, readonly string[]>> = {
    permission: ["permission"],
    missing: ["missing"],
    retry: ["retry"],
    "retry-after-lookup": ["look-up-then-retry"],
    "fix-request": ["fix-request", "configuration"],
    "fix-input": ["fix-input", "recreate"],
    conflict: ["conflict"],
    recreate: ["recreate"],
    "wait-state": ["wait"],
    dependency: ["dependency"],
    "idempotent-ok": ["already-done"],
    auth: ["sign-in"],
    "refresh-token": ["sign-in"],
    config: ["configuration"],
    data: ["data"],
  };

  it("are all known, each with what helps", () => {
    const differing = theirs.rows.filter(({ code, action, service }) => {
      const title = service === "flow-service" ? "Header is missing" : "Bad Request";
      const known = explainCode(code, title, "");
      return known === null || !(ours[action] ?? []).includes(known.action) || known.meaning === "";
    });
    expect(differing).toEqual([]);
    expect(new Set(knownCodes()).size).toBeGreaterThanOrEqual(new Set(theirs.rows.map(({ code }) => code)).size);
  });
});

/** The problem of a call that is answered so. */
async function problemOf(
  script: Script,
  call: "read" | "write" | "sandbox" | "run" | "schema" = "read",
  options: Parameters<typeof scripted>[1] = {},
): Promise<Problem> {
  const { platform } = scripted(script, options);
  const reply =
    call === "read"
      ? await platform.flows.flows.get("f1")
      : call === "sandbox"
        ? await platform.sandboxes.get("dev")
        : call === "run"
          ? await platform.flows.runs.create({})
          : call === "schema"
            ? await platform.schemas.create({})
            : await platform.flows.flows.create({});
  if (reply.kind === "ok") throw new Error("the call was answered");
  return reply.problem;
}

const coded =
  (code: string, status: number, message = "m") =>
  () =>
    json({ code, title: "T", message }, status);

describe("findings", () => {
  const cases: readonly (readonly [keyof typeof platformCalls, () => Promise<Problem>, RegExp])[] = [
    [
      "XM7000",
      () => problemOf(coded("", 200), "read", { signIn: () => json({ error: "invalid_client" }, 400) }),
      /XDMAP_CLIENT_SECRET/,
    ],
    [
      "XM7000",
      () => problemOf(coded("", 200), "read", { signIn: () => json({ error: "invalid_scope" }, 400) }),
      /XDMAP_SCOPES/,
    ],
    [
      "XM7000",
      () => problemOf(coded("", 200), "read", { credentials: { ...credentials, clientSecret: null } }),
      /XDMAP_ACCESS_TOKEN/,
    ],
    ["XM7001", () => problemOf(coded("401013", 401)), /XDMAP_ORG/],
    ["XM7002", () => problemOf(coded("2118-403", 403), "write"), /Manage Sources/],
    ["XM7002", () => problemOf(coded("403025", 403)), /XDMAP_ORG/],
    ["XM7003", () => problemOf(coded("403003", 403)), /XDMAP_CLIENT_ID/],
    ["XM7003", () => problemOf(coded("400003", 400)), /XDMAP_ORG/],
    ["XM7004", () => problemOf(coded("2100-404", 404)), /--sandbox/],
    ["XM7004", () => problemOf(() => json({}, 404), "sandbox"), /No other sandbox/],
    ["XM7005", () => problemOf(coded("1101-404", 404)), /xdmap plan/],
    ["XM7006", () => problemOf(coded("1404-412", 412)), /xdmap plan/],
    ["XM7006", () => problemOf(() => json({ title: "Title must be unique" }, 400), "schema"), /another title/],
    ["XM7007", () => problemOf(coded("1360-400", 400), "write"), /xdmap.yaml/],
    ["XM7008", () => problemOf(coded("1451-400", 400)), /report it/],
    ["XM7009", () => problemOf(coded("1421-400", 400)), /Wait/],
    ["XM7010", () => problemOf(coded("1366-400", 400)), /replacement/],
    ["XM7010", () => problemOf(coded("1447-400", 400)), /Remove what uses it/],
    ["XM7011", () => problemOf(coded("429050", 429), "write", { deadline: 1 }), /goes on where it stopped/],
    ["XM7012", () => problemOf(coded("1103-503", 503), "read", { deadline: 1 }), /Nothing was done/],
    [
      "XM7012",
      () => problemOf(() => Promise.reject(failure("ECONNRESET", "read")), "read", { deadline: 1 }),
      /Nothing was done/,
    ],
    ["XM7013", () => problemOf(() => Promise.reject(failure("ECONNREFUSED", "connect"))), /XDMAP_PLATFORM_URL/],
    [
      "XM7013",
      () => problemOf(coded("", 200), "read", { signIn: () => Promise.reject(failure("ENOTFOUND", "getaddrinfo")) }),
      /XDMAP_IMS_URL/,
    ],
    [
      "XM7020",
      () => problemOf(() => Promise.reject(new ProxyFailure("proxy.example:8080", 407, null))),
      /HTTPS_PROXY=http:\/\/NAME/,
    ],
    ["XM7014", () => problemOf(() => Promise.reject(failure("CERT_HAS_EXPIRED"))), /NODE_EXTRA_CA_CERTS/],
    ["XM7015", () => problemOf(coded("1103-503", 503), "write"), /looks first/],
    ["XM7015", () => problemOf(() => Promise.reject(failure("ECONNRESET", "read")), "run"), /xdmap status/],
    ["XM7016", () => problemOf(() => new Response("<html>")), /--verbose/],
    ["XM7017", () => problemOf(coded("", 200), "read", { signal: AbortSignal.abort() }), /Run the command again/],
    [
      "XM7019",
      () => problemOf(coded("", 200), "read", { credentials: { ...credentials, clientId: "a\nb" } }),
      /XDMAP_CLIENT_ID/,
    ],
  ];

  it.each(cases)("%s", async (code, problem, help) => {
    const finding = describeProblem(await problem(), "reading the flows");
    expect(finding.code).toBe(code);
    expect(finding.message).toMatch(/^[A-Z].*\.$/);
    expect(finding.help).toMatch(help);
  });

  it("cover all codes but that of the clock", () => {
    const covered = new Set([...cases.map(([code]) => code), "XM7018"]);
    expect(Object.keys(platformCalls).filter((code) => !new Set<string>(covered).has(code))).toEqual([]);
  });

  it("say what the service said, without secrets and fit for a terminal", async () => {
    const problem = await problemOf(() =>
      json({ code: "1360-400", title: "Bad Request", message: `\u001b[31m ${secret} in the past.` }, 400, {
        "x-request-id": "req-7",
      }),
    );
    const { message } = describeProblem(problem, "making the flow");
    expect(message).toBe(
      "Making the flow failed: Flow Service refused it (HTTP 400, 1360-400): the start time lies in the past. It says: “Bad Request: \\u001b[31m *** in the past” [request req-7].",
    );
  });

  it("tell a clock that is off, and no other", () => {
    expect([null, 0, 119_000, -119_000].map(describeClockSkew)).toEqual([null, null, null, null]);
    expect(describeClockSkew(-12 * 60_000)).toMatchObject({ code: "XM7018", severity: "warning" });
    expect(describeClockSkew(-12 * 60_000)?.message).toBe(
      "The clock of this machine is 12 minutes ahead of the platform's.",
    );
    expect(describeClockSkew(5 * 3_600_000)?.message).toBe(
      "The clock of this machine is 5 hours behind the platform's.",
    );
  });
});
