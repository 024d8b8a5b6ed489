import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/platform/http/redact.js";
import { renderTrace } from "../../../src/platform/http/render-trace.js";
import { credentials, json, scripted, tokenAnswer } from "./scripted.js";

/** Not so short that it occurs by chance. */
const secrets = fc.string({ unit: "grapheme", minLength: 8, maxLength: 40 }).filter((text) => text.trim().length >= 8);
const tokens = fc.stringMatching(/^[\x21-\x7e]{12,40}$/);
const places = fc.constantFrom("error", "message", "detail", "x", "name", "__proto__");

/** Every text that a reader of the trace could take from it: as it stands, and out of its JSON. */
function texts(text: string): readonly string[] {
  const found = [text];
  try {
    const walk = (value: unknown): void => {
      if (typeof value === "string") found.push(value);
      else if (typeof value === "object" && value !== null) {
        for (const [key, each] of Object.entries(value)) {
          found.push(key);
          walk(each);
        }
      }
    };
    walk(JSON.parse(text));
  } catch {
    // No JSON: the text alone.
  }
  return found;
}

describe("what is shown of a request", () => {
  it("never holds a secret, wherever in headers and bodies it stands", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, tokens, places, fc.string(), async (secret, token, place, around) => {
        const quoting = {
          [place]: `${around}${secret}${around}`,
          list: [{ [secret]: token }],
          nested: JSON.stringify({ secret }),
        };
        const { platform, trace } = scripted(
          () =>
            json({ ...quoting, title: `no ${secret}`, message: `Bearer ${token} ${secret}` }, 400, {
              "x-said": token,
              "set-cookie": "a=b",
            }),
          { credentials: { ...credentials, clientSecret: secret }, signIn: () => tokenAnswer(token) },
        );
        const reply = await platform.flows.flows.create({
          ...quoting,
          auth: { specName: "Basic", params: { deep: [secret, { user: "u" }] } },
        });
        const shown = trace.flatMap((entry) => [
          ...texts(renderTrace(entry)),
          ...texts(entry.requestBody ?? ""),
          ...texts(entry.responseBody ?? ""),
          ...entry.requestHeaders.flat(),
          ...entry.responseHeaders.flat(),
        ]);
        const all = [...shown, JSON.stringify(reply), ...texts(JSON.stringify(reply))];
        expect(trace).toHaveLength(2);
        for (const text of all) {
          expect(text.includes(secret)).toBe(false);
          expect(text.includes(token)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is without what secrets are named by, also where their values are not known", () => {
    const redactor = createRedactor();
    const body = {
      access_token: "a1",
      client_secret: "b2",
      auth: { specName: "x", params: { host: "h.example", deeper: { list: ["c3"] } } },
      connection: { auth: { params: { password: "d4" } } },
      items: [{ secretKey: "e5", name: "kept", continuationToken: "kept2" }],
    };
    const shown = redactor.body(JSON.stringify(body));
    expect(JSON.parse(shown)).toEqual({
      access_token: "***",
      client_secret: "***",
      auth: { specName: "x", params: "***" },
      connection: { auth: { params: "***" } },
      items: [{ secretKey: "***", name: "kept", continuationToken: "kept2" }],
    });
    expect(redactor.body("grant_type=x&client_secret=b2&scope=s")).toBe("grant_type=x&client_secret=***&scope=s");
    expect(redactor.text("GET https://ims.example/ims/token/v2?client_secret=q&client_id=i")).not.toContain("=q");
    expect(redactor.body('{"access_token": "cut')).not.toContain("cut");
    expect(redactor.body('{"name":"n","auth":{"params":{"password":"cu')).not.toContain("cu");
    expect(
      redactor.headers([
        ["Authorization", "Bearer x"],
        ["Set-Cookie", "s"],
        ["cookie", "s"],
        ["ETag", "1"],
      ]),
    ).toEqual([
      ["Authorization", "***"],
      ["Set-Cookie", "***"],
      ["cookie", "***"],
      ["ETag", "1"],
    ]);
    expect(redactor.text("token eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEifQ.sig-nature of another")).toBe(
      "token *** of another",
    );
  });

  it("takes out the values of a connection's parameters in later texts, too", () => {
    const redactor = createRedactor();
    redactor.body(JSON.stringify({ auth: { params: { password: "hunter2-long" } } }));
    expect(redactor.text("the password hunter2-long is wrong")).toBe("the password *** is wrong");
  });

  it("finds a secret in every spelling that texts give it, and none that two make together", () => {
    const redactor = createRedactor();
    const secret = 'a"b\\c/d+e=f é';
    redactor.learn(secret);
    for (const spelling of [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      encodeURIComponent(secret).toLowerCase(),
      new URLSearchParams({ s: secret }).toString(),
      Buffer.from(secret).toString("base64"),
    ]) {
      expect(redactor.text(`x ${spelling} y`)).toMatch(/\*\*\*/);
      expect(redactor.text(`x ${spelling} y`)).not.toContain("b\\c");
    }
    redactor.learn("xx***yy");
    expect(redactor.text(`xx${secret}yy`)).toBe("***");
  });

  it("reads nested JSON without an end", () => {
    const redactor = createRedactor();
    expect(redactor.body(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)).toContain("***");
  });
});

describe("the trace", () => {
  it("is one entry a request, replays included, with what failed", async () => {
    const { platform, trace } = scripted((_, n) =>
      n === 1 ? Promise.reject(new TypeError("fetch failed")) : json({ items: [{ id: "f1" }] }),
    );
    await platform.flows.flows.get("f1");
    expect(trace.map(({ number, attempt, method, status }) => [number, attempt, method, status])).toEqual([
      [1, 1, "POST", 200],
      [2, 1, "GET", null],
      [3, 2, "GET", 200],
    ]);
    expect(trace[1]?.failure).toBe("the connection failed");
    const shown = trace.map(renderTrace);
    expect(shown[0]).toContain("> POST https://ims.example/ims/token/v3");
    expect(shown[0]).toContain("client_secret=***");
    expect(shown[1]).toContain("< no answer: the connection failed");
    expect(shown[2]).toContain("(try 2)");
    expect(shown[2]).toContain("< 200");
  });

  it("shows control characters of a service as what they are", async () => {
    const { platform, trace } = scripted(() => new Response("\u001b[2J<b>", { status: 500, headers: { "x-a": "b" } }), {
      deadline: 1,
    });
    await platform.flows.flows.get("f1");
    expect(renderTrace(trace.at(-1) ?? expect.fail())).toContain("\\u001b[2J");
  });
});
