import { tooLarge } from "./coerce.js";
import { LONGEST_TEXT } from "./limits.js";
import type { Failure } from "./value.js";

export { LONGEST_TEXT } from "./limits.js";

export function textTooLong(): Failure {
  return tooLarge("The text", `${LONGEST_TEXT} characters`);
}

/** How long texts put together with a separator would be. */
export function joinedLength(parts: readonly string[], separator = ""): number {
  return parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(parts.length - 1, 0));
}

/** How long a text would be with every occurrence of another replaced; Java finds the empty text around each unit. */
export function replacedLength(text: string, from: string, to: string): number {
  const growth = to.length - from.length;
  const most = text.length + (Math.floor(text.length / Math.max(from.length, 1)) + 1) * Math.max(growth, 0);
  // Occurrences are counted only where they decide.
  return most <= LONGEST_TEXT ? most : text.length + growth * (text.split(from).length - (from === "" ? -1 : 1));
}
