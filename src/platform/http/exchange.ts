import type { Fetch } from "../connect-options.js";
import type { Json } from "../json.js";
import { explainLost } from "./lost-request.js";
import { dateOf } from "./pauses.js";
import { readBody, readBytes } from "./read-answer.js";
import type { Redactor } from "./redact.js";
import type { Method, Outcome } from "./request.js";
import type { Trace, TraceEntry } from "./trace.js";

/** What goes over the wire. */
export interface WireRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the answer is to be read as JSON; an error's is, always, where it can. */
  readonly wantsJson: boolean;
  /** Counts from 1. */
  readonly attempt: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface Wire {
  readonly fetch: Fetch;
  readonly clock: () => number;
  readonly redactor: Redactor;
  readonly trace: Trace | null;
  readonly largestAnswer: number;
  /** Told of every answer's `Date`, with the own clock's time in the middle of its request. */
  readonly sawDate: (date: number, at: number) => void;
  /** Told of the values of a JSON answer before anything of it is shown: a new token is a secret. */
  readonly sawJson?: ((json: Json) => void) | undefined;
  readonly nextNumber: () => number;
}

/** Sends one request and reads its answer. It never throws: what fails is an outcome. */
export async function exchange(wire: Wire, request: WireRequest): Promise<Outcome> {
  const begun = wire.clock();
  const shown: { headers: Headers | null; status: number | null; body: string | null } = {
    headers: null,
    status: null,
    body: null,
  };
  const outcome = await send(wire, request, shown, begun);
  wire.trace?.(entryOf(wire, request, outcome, shown, begun));
  return outcome;
}

async function send(
  wire: Wire,
  request: WireRequest,
  shown: { headers: Headers | null; status: number | null; body: string | null },
  begun: number,
): Promise<Outcome> {
  const unfit = unfitHeader(request.headers);
  if (unfit !== null) return lost("no", "not-sendable", unfit, null);
  const ending = new AbortController();
  const end = (): void => ending.abort();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, request.timeout);
  request.signal.addEventListener("abort", end, { once: true });
  if (request.signal.aborted) end();
  const failed = (error: unknown, status: number | null): Outcome => {
    if (request.signal.aborted) return lost("maybe", "cancelled", "it was cancelled", status);
    const within = `no whole answer within ${Math.round(request.timeout / 100) / 10} s`;
    if (isLate) return lost("maybe", "timeout", within, status);
    const why = explainLost(error);
    if (status !== null) return lost("maybe", "cut-off", `the answer was cut off: ${why.message}`, status);
    return lost(why.sent, why.cause, why.message, null);
  };
  try {
    const { method, headers, body } = request;
    const response = await wire.fetch(request.url, {
      method,
      headers: { ...headers },
      redirect: "manual",
      credentials: "omit",
      signal: ending.signal,
      ...(body === null ? {} : { body }),
    });
    const { status } = response;
    shown.status = status;
    shown.headers = response.headers;
    const date = dateOf(response.headers);
    if (date !== null) wire.sawDate(date, (begun + wire.clock()) / 2);
    let bytes: Uint8Array | "too-large";
    try {
      bytes = await readBytes(response, wire.largestAnswer);
    } catch (error) {
      const isError = status >= 300;
      // An error is one by its status, however little of its text came.
      if (isError && !request.signal.aborted)
        return { kind: "answer", status, headers: response.headers, body: nothing };
      return failed(error, status);
    }
    if (bytes === "too-large") {
      if (status >= 300) return { kind: "answer", status, headers: response.headers, body: nothing };
      return lost("maybe", "too-large", `the answer is over ${wire.largestAnswer} bytes long`, status);
    }
    if (!request.wantsJson && status < 300) {
      const text = new TextDecoder().decode(bytes);
      shown.body = text;
      return { kind: "answer", status, headers: response.headers, body: { kind: "text", text } };
    }
    const read = readBody(bytes, response.headers);
    if (read.kind === "json") wire.sawJson?.(read.json);
    shown.body = read.text;
    return { kind: "answer", status, headers: response.headers, body: read };
  } catch (error) {
    return failed(error, null);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener("abort", end);
  }
}

const nothing = { kind: "text", text: "" } as const;

function lost(
  sent: "no" | "maybe",
  cause: Extract<Outcome, { kind: "lost" }>["cause"],
  message: string,
  status: number | null,
): Outcome {
  return { kind: "lost", sent, cause, message, status };
}

/** `fetch` throws at a header that HTTP has no form for, and quotes its value in the message. */
function unfitHeader(headers: Readonly<Record<string, string>>): string | null {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]]);
    } catch {
      return `the header ${name} cannot hold this value: it has characters that HTTP does not allow there`;
    }
  }
  return null;
}

function entryOf(
  { redactor, clock, nextNumber }: Wire,
  { method, url, headers, body, attempt }: WireRequest,
  outcome: Outcome,
  shown: { readonly headers: Headers | null; readonly status: number | null; readonly body: string | null },
  begun: number,
): TraceEntry {
  return {
    number: nextNumber(),
    attempt,
    method,
    url: redactor.text(url),
    requestHeaders: redactor.headers(Object.entries(headers)),
    requestBody: body === null ? null : redactor.body(body),
    status: shown.status,
    milliseconds: clock() - begun,
    responseHeaders: redactor.headers(shown.headers ?? []),
    responseBody: shown.body === null ? null : redactor.body(shown.body),
    failure: outcome.kind === "lost" ? redactor.text(outcome.message) : null,
  };
}
