import { hash } from "node:crypto";
import type { Field } from "./plan.js";

/** What is told apart by a hash is written down with it: 64 bits are enough to see a change, and short to read. */
const LENGTH = 16;

export function hashText(text: string): string {
  return hash("sha256", text, "hex").slice(0, LENGTH);
}

/** Of an object's content, whatever the order of its fields. */
export function hashFields(fields: readonly Field[]): string {
  const lines = fields.map(({ path, text }) => JSON.stringify([path, text])).sort();
  return hashText(lines.join("\n"));
}
