import { createInterface } from "node:readline";
import type { Output } from "./output.js";

/** Asks on the terminal; only a yes is one. An interruption is a no. */
export async function ask(question: string, output: Pick<Output, "note">, signal: AbortSignal): Promise<boolean> {
  const text = await askFor(`${question} [y/N] `, output, signal);
  return text !== null && /^\s*y(es)?\s*$/i.test(text);
}

/** What is typed on the terminal; null for an interruption, or an end without a line. */
export function askFor(question: string, output: Pick<Output, "note">, signal: AbortSignal): Promise<string | null> {
  output.note(question);
  // Not as a terminal of its own: Ctrl-C is to reach the process.
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise<string | null>((resolve) => {
    const answer = (text: string | null) => {
      resolve(text);
      lines.close();
    };
    lines.once("line", answer);
    lines.once("close", () => answer(null));
    signal.addEventListener("abort", () => answer(null), { once: true });
  });
}
