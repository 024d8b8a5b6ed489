import type { Palette } from "../../diagnostics/index.js";
import type { Plan } from "./plan.js";

export interface RenderOptions {
  readonly palette: Palette;
  readonly width: number;
}

/** The plan for people: its steps and their changes, drift, and one line that counts. Findings are not in it. */
export declare function renderPlan(plan: Plan, options: RenderOptions): string;
