import type { Diagnostic } from "../../diagnostics/index.js";
import type { JsonObject } from "../json.js";
import type { Plan } from "./plan.js";

/** The plan as JSON, in one order: equal plans have equal texts. Saved plans are it, and `plan --json` prints it. */
export declare function planDocument(plan: Plan): JsonObject;

/** The document as text: two blanks of indentation, one newline at the end. */
export declare function printPlan(plan: Plan): string;

export type SavedPlan =
  | { readonly kind: "saved"; readonly document: JsonObject }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

/** Reads a saved plan. `path` is as messages show it. */
export declare function readSavedPlan(path: string, text: string): SavedPlan;

/** What is no more as it was when a plan was saved: a sentence each. Nothing where the two are the same. */
export declare function whatMoved(saved: JsonObject, now: Plan): readonly string[];
