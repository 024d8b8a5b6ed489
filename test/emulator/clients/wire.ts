import { request } from "node:http";
import type { Emulator } from "../../../src/emulator/index.js";

export interface Sent {
  readonly method: string;
  /** Path and query, sent as they are. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  readonly body: any;
}

/** Over a socket and byte by byte as another client sends it: `fetch` would refuse a GET with a body, and mend paths. */
export async function send(emulator: Emulator, { method, target, headers, body }: Sent): Promise<Received> {
  return await new Promise((resolve, reject) => {
    const { hostname, port } = new URL(emulator.url);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const asked = request({ hostname, port, method, path: target, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: jsonOf(text) });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
