import { createInterface } from "node:readline";
import type { Output } from "./output.js";

/** Asks on the terminal; only a yes is one. An interruption is a no. */
export function ask(question: string, output: Pick<Output, "note">, signal: AbortSignal): Promise<boolean> {
  output.note(`${question} [y/N] `);
  // Not as a terminal of its own: Ctrl-C is to reach the process.
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise<boolean>((resolve) => {
    const answer = (text: string | null) => {
      resolve(text !== null && /^\s*y(es)?\s*$/i.test(text));
      lines.close();
    };
    lines.once("line", answer);
    lines.once("close", () => answer(null));
    signal.addEventListener("abort", () => answer(null), { once: true });
  });
}
