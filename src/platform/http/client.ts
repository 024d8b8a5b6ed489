import type { ConnectOptions } from "../connect-options.js";
import type { Json } from "../json.js";
import { ok, type Problem, type Reply, refuse, type Service } from "../problem.js";
import { attempt, clean, type Job, type Pace } from "./attempts.js";
import { exchange, type Wire } from "./exchange.js";
import { createInFlight } from "./in-flight.js";
import { createProxiedFetch } from "./proxied-fetch.js";
import { secretsOf } from "./proxies.js";
import { createRedactor } from "./redact.js";
import type { Answer, Method, Target } from "./request.js";
import { linkSignals, sleepFor, unlessAborted } from "./signals.js";
import { createTokens, givenToken, noTokens, readToken, SIGN_IN, type Tokens } from "./tokens.js";
import { encodePath, encodeQuery, unfitUrl } from "./urls.js";
import { ownProblem } from "./verdict.js";

/** A call to a service. */
export interface Call {
  readonly service: Exclude<Service, "sign-in">;
  readonly method: Method;
  /** Below the service's own path; each part is encoded. */
  readonly path: readonly string[];
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: object | undefined;
  /** JSON in place of `body`, where numbers have to keep their digits. */
  readonly bodyText?: string | undefined;
  readonly effect: Target["effect"];
  readonly answer: Target["answer"];
  readonly signal?: AbortSignal | undefined;
}

/** The one way to the platform. */
export interface Client {
  readonly call: (call: Call) => Promise<Reply<Answer>>;
  readonly signIn: (signal?: AbortSignal) => Promise<Reply<null>>;
  readonly serverTime: () => number;
  readonly clockSkew: () => number | null;
  /** The problem of an answer that is whole, but no answer to the call; `why` ends the sentence "the answer …". */
  readonly misread: (call: Call, why: string) => Problem;
  /** A text of an answer that is kept or shown, without what signs in. */
  readonly redact: (text: string) => string;
}

const PATHS: Readonly<Record<Exclude<Service, "sign-in">, string>> = {
  "flow-service": "/data/foundation/flowservice",
  "data-prep": "/data/foundation/conversion",
  "schema-registry": "/data/foundation/schemaregistry",
  catalog: "/data/foundation/catalog",
  export: "/data/foundation/export",
  "sandbox-management": "/data/foundation/sandbox-management",
};

export function createClient(options: ConnectOptions): Client {
  const { credentials, sandbox, clock = Date.now, proxies = null } = options;
  const redactor = createRedactor();
  redactor.learn(credentials.clientSecret);
  redactor.learn(credentials.accessToken);
  for (const each of proxies === null ? [] : secretsOf(proxies)) redactor.learn(each);
  const clocks = createSkew(clock);
  let numbers = 0;
  const wire: Wire = {
    fetch: options.fetch ?? (proxies === null ? (url, init) => fetch(url, init) : createProxiedFetch(proxies)),
    clock,
    redactor,
    trace: options.trace ?? null,
    largestAnswer: options.largestAnswer ?? 64 * 1024 * 1024,
    sawDate: clocks.sawDate,
    nextNumber: () => {
      numbers += 1;
      return numbers;
    },
  };
  const pace: Pace = {
    clock,
    sleep: options.sleep ?? sleepFor,
    random: options.random ?? Math.random,
    requestTimeout: options.requestTimeout ?? 60_000,
    deadline: options.deadline ?? 120_000,
    redactor,
    throttledUntil: 0,
  };
  const inFlight = createInFlight(options.inFlight ?? 8);
  const never = new AbortController().signal;
  const tokens = tokensOf(options, wire, pace, options.signal ?? never);

  const call = async (asked: Call): Promise<Reply<Answer>> => {
    const target = targetOf(asked);
    const url = `${credentials.platformUrl}${target.path}${encodeQuery(asked.query ?? [])}`;
    const unfit = encodePath(asked.path) === null ? "an id in its path is empty, or `.` or `..`" : unfitUrl(url);
    if (unfit !== null) return refuse(clean(ownProblem(target, "unreachable", "not-sendable", unfit), redactor));
    const body = asked.bodyText ?? (asked.body === undefined ? null : JSON.stringify(asked.body));
    const linked = linkSignals([options.signal, asked.signal]);
    const job: Job = {
      target,
      signal: linked.signal,
      inFlight,
      prepare: () => tokens.get(),
      renew: tokens.renew,
      send: (token, number, timeout, signal) => {
        const headers = {
          authorization: `Bearer ${token}`,
          "x-api-key": credentials.clientId,
          "x-gw-ims-org-id": credentials.organization,
          "x-sandbox-name": sandbox.toLowerCase(),
          accept: "application/json",
          "user-agent": "xdmap",
          ...(body === null ? {} : { "content-type": "application/json" }),
          ...asked.headers,
        };
        const wantsJson = asked.answer === "json";
        return exchange(wire, {
          method: asked.method,
          url,
          headers,
          body,
          wantsJson,
          attempt: number,
          timeout,
          signal,
        });
      },
    };
    try {
      return await attempt(job, pace);
    } finally {
      linked.unlink();
    }
  };

  return {
    call,
    signIn: async (signal) => {
      const token = await unlessAborted(tokens.get(), signal ?? never);
      if (token === null) return refuse(ownProblem(SIGN_IN, "unreachable", "cancelled", "it was cancelled"));
      return token.kind === "ok" ? ok(null) : token;
    },
    serverTime: () => clock() + (clocks.skew() ?? 0),
    clockSkew: clocks.skew,
    misread: (asked, why) => {
      const kind = asked.effect === "nothing" ? "unexpected" : "unknown";
      return clean(ownProblem(targetOf(asked), kind, "wrong-shape", `the answer ${why}`), redactor);
    },
    redact: redactor.text,
  };
}

function targetOf({ service, method, path, effect, answer }: Call): Target {
  return { service, method, path: `${PATHS[service]}${encodePath(path) ?? ""}`, effect, answer };
}

/** The platform's clock against ours, by the `Date` of its last answer. */
function createSkew(clock: () => number): {
  readonly sawDate: (date: number, at: number) => void;
  readonly skew: () => number | null;
} {
  let skew: number | null = null;
  return {
    sawDate: (date, at) => {
      // `Date` has whole seconds: on the average it is half a second late.
      skew = Math.round((date + 500 - (Number.isFinite(at) ? at : clock())) / 1000) * 1000;
    },
    skew: () => skew,
  };
}

function tokensOf({ credentials }: ConnectOptions, wire: Wire, pace: Pace, signal: AbortSignal): Tokens {
  const { accessToken, clientSecret, clientId, scopes, imsUrl } = credentials;
  if (accessToken !== null) return givenToken(accessToken);
  if (clientSecret === null) return noTokens();
  const url = `${imsUrl}${SIGN_IN.path}`;
  const unfit = unfitUrl(url);
  if (unfit !== null) {
    const problem = clean(ownProblem(SIGN_IN, "sign-in", "not-sendable", unfit), pace.redactor);
    return { get: async () => refuse(problem), renew: null };
  }
  // In the body and never in the address, which servers and proxies write to their logs.
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, scope: scopes };
  const body = new URLSearchParams(form).toString();
  const learn = (json: Json): void => wire.redactor.learn(readToken(json));
  const headers = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": "xdmap",
  };
  const job: Job = {
    target: SIGN_IN,
    signal,
    inFlight: null,
    prepare: async () => ok(""),
    renew: null,
    send: (_token, number, timeout, ending) =>
      exchange(
        { ...wire, sawJson: learn },
        { method: "POST", url, headers, body, wantsJson: true, attempt: number, timeout, signal: ending },
      ),
  };
  return createTokens(() => attempt(job, pace), pace.clock);
}
