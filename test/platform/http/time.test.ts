import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOff, retryAfter } from "../../../src/platform/http/pauses.js";
import { credentials, flow, json, scripted, tokenAnswer } from "./scripted.js";

describe("pauses", () => {
  it("are full jitter: from nothing to a bound that doubles up to 20 s", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, r) => {
          const pause = backOff(tries, () => r);
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThanOrEqual(Math.min(20_000, 500 * 2 ** (tries - 1)));
        },
      ),
    );
    expect([1, 2, 3, 4].map((tries) => backOff(tries, () => 0.5))).toEqual([250, 500, 1000, 2000]);
  });

  it("are as long as the service asks: seconds, or a date by its own clock", () => {
    const of = (headers: Record<string, string>, now = 0) => retryAfter(new Headers(headers), now, () => 0);
    expect(of({ "retry-after": "7" })).toBe(7_000);
    expect(of({ "retry-after": "0" })).toBe(0);
    const date = "Fri, 01 May 2026 10:00:00 GMT";
    const after = "Fri, 01 May 2026 10:00:05 GMT";
    // Our clock is an hour behind; only the service's own counts.
    expect(of({ "retry-after": after, date }, Date.parse(date) - 3_600_000)).toBe(5_000);
    expect(of({ "retry-after": after }, Date.parse(date))).toBe(5_000);
    expect(of({ "retry-after": date, date: after })).toBe(0);
    for (const no of ["", "soon", "-5", "1e3 s"]) expect(of({ "retry-after": no })).toBeNull();
  });

  it("keep to Retry-After on 429, for a POST too, and hold back other calls", async () => {
    const { platform, pauses, sent } = scripted((_, n) =>
      n === 1 ? json({ error_code: "429050" }, 429, { "retry-after": "3" }) : json({ id: "x" }, 201),
    );
    expect((await platform.flows.flows.create({})).kind).toBe("ok");
    expect(sent).toHaveLength(2);
    expect(pauses).toEqual([3_125]);
  });

  it("hold back those in the queue, too: of 60 calls only those under way are throttled", async () => {
    let now = 0;
    let early = 0;
    const { platform } = scripted(
      (_, n) => {
        if (n <= 8) return json({ error_code: "429050" }, 429, { "retry-after": "30" });
        if (now < 30_000) early += 1;
        return json({ items: [flow()] });
      },
      {
        random: () => 0,
        clock: () => now,
        // They all wait at the same time.
        sleep: async (milliseconds) => {
          const until = now + milliseconds;
          await new Promise((resolve) => setImmediate(resolve));
          now = Math.max(now, until);
        },
      },
    );
    const replies = await Promise.all(Array.from({ length: 60 }, () => platform.flows.flows.get("f1")));
    expect([replies.every(({ kind }) => kind === "ok"), early]).toEqual([true, 0]);
  });

  it("send nothing that has no time left for its answer", async () => {
    const made: { readonly wait: (ms: number) => void; now: number } = {
      now: 0,
      wait: (ms) => {
        made.now += ms;
      },
    };
    const { platform, sent } = scripted(() => json({ error_code: "401013" }, 401), {
      clock: () => made.now,
      signIn: (_, n) => {
        if (n > 1) made.wait(130_000);
        return tokenAnswer(`token-${n}`);
      },
    });
    expect(await platform.flows.flows.create({})).toMatchObject({ problem: { kind: "sign-in", status: 401 } });
    expect(sent).toHaveLength(1);
  });

  it.each(["0", "Fri, 01 May 2015 10:00:00 GMT", "-5", "soon", "1e9"])(
    "grow also where the service asks for '%s'",
    async (asked) => {
      const { platform, sent } = scripted(() => json({}, 503, { "retry-after": asked }));
      expect((await platform.flows.flows.get("f1")).kind).toBe("problem");
      expect(sent.length).toBeLessThan(25);
    },
  );

  it("end at the deadline, whatever the service answers and however long it takes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 300_000 }),
        fc.integer({ min: 0, max: 70_000 }),
        fc.array(fc.constantFrom(429, 503, 500, 408), { minLength: 1, maxLength: 5 }),
        fc.option(fc.integer({ min: 0, max: 400 })),
        async (deadline, takes, statuses, asked) => {
          const { platform, now, sent } = scripted(
            (_, n) => json({}, statuses[n % statuses.length], asked === null ? {} : { "retry-after": String(asked) }),
            { deadline, takes, random: () => 0.9 },
          );
          await platform.signIn();
          const begun = now();
          const reply = await platform.flows.flows.get("f1");
          expect(reply.kind).toBe("problem");
          // A request that is under way has its own timeout, which no fake clock ends; no pause leads beyond the deadline.
          expect(now() - begun).toBeLessThanOrEqual(deadline + takes);
          expect(sent.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are not begun where the service asks for more than there is time, and the problem says so", async () => {
    const { platform, pauses, sent } = scripted(() => json({}, 429, { "retry-after": "600" }));
    const reply = await platform.flows.flows.create({});
    expect(reply).toMatchObject({ problem: { kind: "refused", cause: "throttled", action: "retry" } });
    expect(reply.kind === "problem" ? reply.problem.message : "").toMatch(
      /tried for up to 120 s; it asks to wait 601 s/,
    );
    expect([pauses, sent.length]).toEqual([[], 1]);
  });

  it("are counted by themselves where the clock stands still", async () => {
    const { platform, sent } = scripted(() => json({}, 503), { clock: () => 0, sleep: async () => undefined });
    expect((await platform.flows.flows.get("f1")).kind).toBe("problem");
    expect(sent.length).toBeLessThan(50);
  });
});

describe("the platform's clock", () => {
  it("is that of its last answer, and ours before it", async () => {
    const { platform, now } = scripted(() => json({ items: [flow()] }, 200, { date: "Fri, 01 May 2026 00:12:00 GMT" }));
    expect([platform.serverTime(), platform.clockSkew()]).toEqual([now(), null]);
    await platform.flows.flows.get("f1");
    expect(platform.clockSkew()).toBeGreaterThanOrEqual(12 * 60_000);
    expect(platform.clockSkew()).toBeLessThanOrEqual(12 * 60_000 + 1_000);
    expect(platform.serverTime()).toBe(now() + (platform.clockSkew() ?? 0));
  });
});

describe("tokens", () => {
  it("are asked for with a form in the body, once for all who need one", async () => {
    const { platform, signIns } = scripted(({ url }) => json({ items: [flow(url.pathname.split("/").at(-1))] }));
    const replies = await Promise.all(["a", "b", "c"].map((id) => platform.flows.flows.get(id)));
    expect(replies.map(({ kind }) => kind)).toEqual(["ok", "ok", "ok"]);
    expect(signIns).toHaveLength(1);
    const [signIn] = signIns;
    expect(signIn?.url.href).toBe("https://ims.example/ims/token/v3");
    expect(signIn?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(signIn?.headers.has("x-gw-ims-org-id")).toBe(false);
    expect(Object.fromEntries(new URLSearchParams(signIn?.body ?? ""))).toEqual({
      grant_type: "client_credentials",
      client_id: "client-id",
      client_secret: 'p8e-SECRET/with+signs=and"quotes',
      scope: "openid,AdobeID",
    });
  });

  it.each([
    ["seconds", 86_399, 86_399_000],
    ["milliseconds, as the legacy answer", 86_399_992, 86_399_992],
    ["seconds as text", "3600", 3_600_000],
  ])("are renewed five minutes before their end: %s", async (_, expires, life) => {
    let passed = 0;
    const { platform, signIns } = scripted(() => json({ items: [flow()] }), {
      signIn: (_request, n) => tokenAnswer(`token-${n}`, expires),
      clock: () => passed,
    });
    await platform.flows.flows.get("f1");
    passed = life - 300_001;
    await platform.flows.flows.get("f1");
    expect(signIns).toHaveLength(1);
    passed = life - 300_000;
    await platform.flows.flows.get("f1");
    expect(signIns).toHaveLength(2);
  });

  it("that live for a minute only are used for half of it", async () => {
    let passed = 0;
    const options = { signIn: () => tokenAnswer("t", 60), clock: () => passed };
    const { platform, signIns } = scripted(() => json({ items: [flow()] }), options);
    await platform.flows.flows.get("f1");
    passed = 29_999;
    await platform.flows.flows.get("f1");
    expect(signIns).toHaveLength(1);
    passed = 30_000;
    await platform.flows.flows.get("f1");
    expect(signIns).toHaveLength(2);
  });

  it("that are refused are renewed once, for all calls together, and a POST is sent again", async () => {
    const { platform, sent, signIns } = scripted(
      ({ headers }) =>
        headers.get("authorization") === "Bearer token-1"
          ? json({ error_code: "401013", message: "Oauth token is not valid" }, 401)
          : json({ id: "x" }, 201),
      { signIn: (_request, n) => tokenAnswer(`token-${n}`) },
    );
    const replies = await Promise.all([1, 2, 3, 4].map(() => platform.flows.flows.create({})));
    expect(replies.map(({ kind }) => kind)).toEqual(["ok", "ok", "ok", "ok"]);
    expect([sent.length, signIns.length]).toEqual([8, 2]);
  });

  it("that are refused again are a problem, and so are given ones at once", async () => {
    const refuses = () => json({ error_code: "401013", message: "Oauth token is not valid" }, 401);
    const { platform, sent, signIns } = scripted(refuses);
    const reply = await platform.flows.flows.create({});
    expect(reply).toMatchObject({ problem: { kind: "sign-in", code: "401013", action: "sign-in" } });
    expect([sent.length, signIns.length]).toEqual([2, 2]);
    const given = scripted(refuses, { credentials: { ...credentials, accessToken: "made-elsewhere" } });
    expect(await given.platform.flows.flows.create({})).toMatchObject({ problem: { kind: "sign-in" } });
    expect([given.sent.length, given.signIns.length]).toEqual([1, 0]);
    expect(given.sent[0]?.headers.get("authorization")).toBe("Bearer made-elsewhere");
  });

  it("that are refused after an unclear outcome leave it unclear", async () => {
    const { platform } = scripted((_, n) => (n === 1 ? json({}, 503) : json({ error_code: "401013" }, 401)));
    expect(await platform.mappingSets.replace("m", {})).toMatchObject({ problem: { kind: "unknown" } });
  });

  it("cannot be had with a wrong secret, which is no reason to try again", async () => {
    const { platform, sent, signIns } = scripted(() => json({}), {
      signIn: () => json({ error: "invalid_client", error_description: "invalid client_secret parameter" }, 400),
    });
    const expected = { service: "sign-in", kind: "sign-in", code: "invalid_client", status: 400, action: "sign-in" };
    expect(await platform.signIn()).toMatchObject({ problem: expected });
    expect(await platform.flows.flows.create({})).toMatchObject({ problem: expected });
    expect([sent.length, signIns.length]).toEqual([0, 2]);
  });

  it("are asked for again where the service fails, and what is no token is none", async () => {
    const flaky = scripted(() => json({ items: [flow()] }), {
      signIn: (_request, n) => (n < 3 ? json({}, 503) : tokenAnswer("t")),
    });
    expect((await flaky.platform.flows.flows.get("f1")).kind).toBe("ok");
    for (const answer of [{}, { access_token: "" }, { access_token: "two\nlines" }, { access_token: 7 }]) {
      const { platform } = scripted(() => json({}), { signIn: () => json(answer) });
      expect(await platform.signIn()).toMatchObject({ problem: { kind: "sign-in", cause: "wrong-shape" } });
    }
    const nowhere = scripted(() => json({}), { signIn: () => Promise.reject(new TypeError("fetch failed")) });
    expect(await nowhere.platform.signIn()).toMatchObject({ problem: { service: "sign-in", kind: "unreachable" } });
  });

  it("do not keep a cancelled call waiting", async () => {
    const controller = new AbortController();
    const { platform, sent } = scripted(() => json({}), { signIn: () => new Promise(() => undefined) });
    const reply = platform.flows.flows.create({}, { signal: controller.signal });
    controller.abort();
    expect(await reply).toMatchObject({ problem: { kind: "unreachable", cause: "cancelled" } });
    expect(sent).toEqual([]);
  });
});

describe("requests in flight", () => {
  it("are never more than eight, over all services", async () => {
    let now = 0;
    let most = 0;
    const { platform } = scripted(async ({ url }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      const id = url.pathname.split("/").at(-1) ?? "";
      return url.pathname.includes("catalog") ? json({ [id]: { name: "A" } }) : json({ items: [flow(id)] });
    });
    const ids = Array.from({ length: 40 }, (_, at) => `id${at}`);
    const replies = await Promise.all(
      ids.map((id, at) => (at % 2 === 0 ? platform.flows.flows.get(id) : platform.catalog.datasets.get(id))),
    );
    expect(replies.filter(({ kind }) => kind === "ok")).toHaveLength(40);
    expect(most).toBe(8);
  });

  it("do not count calls that pause, and one that is cancelled in the queue leaves its place", async () => {
    const controller = new AbortController();
    const order: string[] = [];
    const { platform } = scripted(
      async ({ url }, n) => {
        const id = url.pathname.split("/").at(-1) ?? "";
        order.push(id);
        await new Promise((resolve) => setImmediate(resolve));
        return n === 1 ? json({}, 503) : json({ items: [flow(id)] });
      },
      { inFlight: 1, sleep: async () => await new Promise((resolve) => setImmediate(resolve)) },
    );
    const calls = ["a", "b", "c"].map((id) =>
      platform.flows.flows.get(id, id === "b" ? { signal: controller.signal } : {}),
    );
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(["ok", "problem", "ok"]);
    expect(order.toSorted()).toEqual(["a", "a", "c"]);
  });
});
