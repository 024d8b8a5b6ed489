import type { Deployment } from "../../project/deployment/settings.js";
import type { Platform } from "../connect.js";
import type { Plan, RememberedState } from "./plan.js";

export interface PlanInput {
  readonly deployment: Deployment;
  readonly platform: Platform;
  /** A fingerprint of the organisation. */
  readonly organization: string;
  /** As the last push left it; without flows where there was none. */
  readonly state: RememberedState;
  /** Keys of flows; empty for all of them. Orphans are told only where all flows are planned. */
  readonly only: readonly string[];
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** Reads what there is in the sandbox, checks everything, and tells what would have to be done. Nothing is written. */
export declare function makePlan(input: PlanInput): Promise<Plan>;
