import { connect, type Platform } from "../../../src/platform/connect.js";
import type { ConnectOptions } from "../../../src/platform/connect-options.js";
import type { TraceEntry } from "../../../src/platform/http/trace.js";

export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | null;
  readonly signal: AbortSignal | null;
}

export type Script = (request: Sent, number: number) => Response | Promise<Response>;

export const secret = 'p8e-SECRET/with+signs=and"quotes';
export const credentials = {
  clientId: "client-id",
  clientSecret: secret,
  accessToken: null,
  organization: "ORG@AdobeOrg",
  scopes: "openid,AdobeID",
  platformUrl: "https://platform.example",
  imsUrl: "https://ims.example",
};

export interface Scripted {
  readonly platform: Platform;
  /** Those to the platform; sign-in is answered by itself. */
  readonly sent: readonly Sent[];
  readonly signIns: readonly Sent[];
  readonly trace: readonly TraceEntry[];
  /** The pauses that were made, in milliseconds. */
  readonly pauses: readonly number[];
  readonly now: () => number;
}

/** A platform that a script answers for, with a clock that only pauses (and `advance`) move. */
export function scripted(
  script: Script,
  options: Partial<ConnectOptions> & {
    readonly signIn?: Script;
    /** Milliseconds that each request takes. */
    readonly takes?: number;
  } = {},
): Scripted {
  const { signIn = () => tokenAnswer("token-1"), takes = 0, ...rest } = options;
  const sent: Sent[] = [];
  const signIns: Sent[] = [];
  const trace: TraceEntry[] = [];
  const pauses: number[] = [];
  let now = Date.parse("2026-05-01T00:00:00Z");
  const platform = connect({
    credentials,
    sandbox: "dev",
    clock: () => now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
    trace: (entry) => trace.push(entry),
    fetch: async (url, init) => {
      now += takes;
      const request: Sent = {
        method: init.method ?? "GET",
        url: new URL(url),
        headers: new Headers(init.headers),
        body: typeof init.body === "string" ? init.body : null,
        signal: init.signal ?? null,
      };
      const list = request.url.hostname === "ims.example" ? signIns : sent;
      list.push(request);
      return list === signIns ? await signIn(request, list.length) : await script(request, list.length);
    },
    ...rest,
  });
  return { platform, sent, signIns, trace, pauses, now: () => now };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

export function tokenAnswer(token: string, expires: unknown = 86399): Response {
  return json({ access_token: token, token_type: "bearer", expires_in: expires });
}

/** What Node's `fetch` throws for a failure below HTTP. */
export function failure(code: string, syscall = "", message = code): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code, syscall }) });
}

/** One flow, as the service answers it. */
export function flow(id = "f1", etag = '"e1"', more: object = {}): object {
  return { id, name: "Orders", etag, version: etag, state: "enabled", ...more };
}
