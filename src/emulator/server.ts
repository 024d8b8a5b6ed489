import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Handled } from "./engine.js";
import { gatewayError } from "./errors.js";
import type { Outcome } from "./outcome.js";
import type { RawRequest } from "./raw-request.js";

/** Bodies above this are refused with 413. */
const LARGEST = 64 * 1024 * 1024;

export interface Handler {
  readonly handle: (request: RawRequest) => Promise<Handled>;
  readonly now: () => number;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 alone: nobody outside of this machine reaches it. */
export async function listen(port: number, handler: Handler): Promise<Listening> {
  const server = createServer((incoming, response) => {
    // What is thrown here comes from a hook; the client learns nothing of it.
    serve(incoming, response, handler).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  server.on("clientError", ({ code }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const line = code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
    socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return { port: portOf(server.address()), close: () => close(server) };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(incoming: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const body = await readBody(incoming);
  if (body.kind === "broken") return void incoming.destroy();
  if (body.kind === "large") {
    write(response, answerOf(gatewayError(413, "413000", "The body is too large")), handler.now());
    return void incoming.destroy();
  }
  if (body.kind === "no text") {
    return write(response, answerOf(gatewayError(400, "400000", "The body is not valid UTF-8")), handler.now());
  }
  const { outcome, done } = await handler.handle({
    method: incoming.method ?? "GET",
    target: incoming.url ?? "/",
    headers: headersOf(incoming),
    body: body.text,
  });
  await new Promise<void>((resolve) => {
    response.once("close", resolve);
    write(response, outcome, handler.now());
  });
  await done();
}

type Body =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "large" }
  | { readonly kind: "no text" }
  | { readonly kind: "broken" };

async function readBody(incoming: IncomingMessage): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.byteLength;
      if (size > LARGEST) return { kind: "large" };
      chunks.push(chunk);
    }
  } catch {
    return { kind: "broken" };
  }
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { kind: "no text" };
  }
}

function headersOf(incoming: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "string" ? value : value.join(", ")] as const],
    ),
  );
}

function write(response: ServerResponse, outcome: Outcome, now: number): void {
  if (outcome.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { answer, text, isCut } = outcome;
  const bytes = Buffer.from(text, "utf8");
  const headers: Record<string, string> = { date: new Date(now).toUTCString(), ...headersOfAnswer(answer, text) };
  if (answer.status !== 204) headers["content-length"] = String(bytes.byteLength);
  response.writeHead(answer.status, headers);
  if (!isCut || bytes.byteLength < 2) {
    response.end(answer.status === 204 ? undefined : bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => response.destroy());
}

export function headersOfAnswer(answer: { readonly headers?: Readonly<Record<string, string>> }, text: string) {
  return { ...(text === "" ? {} : { "content-type": "application/json" }), ...answer.headers };
}

function answerOf(answer: ReturnType<typeof gatewayError>): Outcome {
  return { kind: "answer", answer, text: JSON.stringify(answer.body ?? null), isCut: false };
}
