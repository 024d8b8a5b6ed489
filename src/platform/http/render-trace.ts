import { printable } from "../../text/terminal-text.js";
import type { TraceEntry } from "./trace.js";

/** Characters of a body that are shown. */
const MOST = 10_000;

/** A request with its answer as `--verbose` prints it, in lines that end in a newline. Secrets are out of it already. */
export function renderTrace(entry: TraceEntry): string {
  const { number, attempt, method, url, status, milliseconds, failure } = entry;
  const again = attempt > 1 ? ` (try ${attempt})` : "";
  const answer = status === null ? `no answer: ${failure ?? "unknown"}` : String(status);
  const broken = status !== null && failure !== null ? `, ${failure}` : "";
  return [
    `[${number}] > ${method} ${printable(url)}${again}`,
    ...entry.requestHeaders.map(([name, value]) => `[${number}] > ${printable(`${name}: ${value}`)}`),
    ...shown(entry.requestBody, `[${number}] > `),
    `[${number}] < ${printable(answer)}${printable(broken)} (${Math.round(milliseconds)} ms)`,
    ...entry.responseHeaders.map(([name, value]) => `[${number}] < ${printable(`${name}: ${value}`)}`),
    ...shown(entry.responseBody, `[${number}] < `),
    "",
  ].join("\n");
}

function shown(body: string | null, prefix: string): readonly string[] {
  if (body === null || body === "") return [];
  const rest = body.length - MOST;
  return [`${prefix}${printable(body.slice(0, MOST))}${rest > 0 ? ` … ${rest} characters more` : ""}`];
}
