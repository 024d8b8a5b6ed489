import type { Handled } from "./engine.js";
import type { RawRequest } from "./raw-request.js";
import { headersOfAnswer } from "./server.js";

/**
 * What `fetch` does over a socket, without one. A reset and a body that is cut reject as Node's `fetch` does: the first
 * before there is an answer, the second when its body is read.
 */
export function fetchFrom(
  handle: (request: RawRequest) => Promise<Handled>,
  now: () => number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const raw = {
      method: request.method,
      target: `${pathname}${search}`,
      headers: new Map(request.headers),
      body: await request.text(),
    };
    const { signal } = request;
    const { outcome, done } = await unlessAborted(handle(raw), signal);
    await done();
    if (outcome.kind === "reset") throw new TypeError("fetch failed", { cause: networkError("ECONNRESET") });
    const { answer, text, isCut } = outcome;
    const headers = { date: new Date(now()).toUTCString(), ...headersOfAnswer(answer, text) };
    const body = isCut ? cut(text) : answer.status === 204 ? null : text;
    return new Response(body, { status: answer.status, headers });
  };
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function cut(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.byteLength / 2)));
    },
    pull(controller) {
      controller.error(new TypeError("terminated", { cause: networkError("UND_ERR_SOCKET") }));
    },
  });
}

function networkError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
