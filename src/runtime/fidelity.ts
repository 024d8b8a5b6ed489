import type { Fidelity } from "../functions/index.js";

/** How surely a result is known: the weakest of its parts. */
export type FidelityLevel = Fidelity["level"];

const LEVELS: readonly FidelityLevel[] = ["verified", "documented", "assumed"];

/** The less certain of two levels. */
export function weakest(left: FidelityLevel, right: FidelityLevel): FidelityLevel {
  return LEVELS.indexOf(left) >= LEVELS.indexOf(right) ? left : right;
}
