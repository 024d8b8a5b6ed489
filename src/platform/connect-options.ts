import type { Credentials } from "../project/index.js";
import type { Proxies } from "./http/proxies.js";
import type { Trace } from "./http/trace.js";

/** What a request is, as far as `fetch` has to know. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** Absent where there is none. */
  readonly body?: string;
  readonly redirect: "manual";
  readonly credentials: "omit";
  readonly signal: AbortSignal;
}

export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface ConnectOptions {
  readonly credentials: Credentials;
  /** Sent with every request; another is never tried. */
  readonly sandbox: string;
  /** Node's own, or one over the network's proxies, where it is left out. */
  readonly fetch?: Fetch | undefined;
  /** The network's proxies; null where there are none. */
  readonly proxies?: Proxies | null | undefined;
  /** Milliseconds since 1970. */
  readonly clock?: (() => number) | undefined;
  /** Waits so many milliseconds, or until the signal. */
  readonly sleep?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** From 0 to below 1. */
  readonly random?: (() => number) | undefined;
  readonly trace?: Trace | undefined;
  /** Milliseconds that one request may take; 60,000. */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds that a call may take with all its replays and pauses, from its first request on; 120,000. */
  readonly deadline?: number | undefined;
  /** Requests at a time; 8. */
  readonly inFlight?: number | undefined;
  /** Bytes of one answer, unpacked; 64 MB. */
  readonly largestAnswer?: number | undefined;
  /** Ends all calls: Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
}
