import type { Place } from "../../diagnostics/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { Deployment } from "../../project/deployment/settings.js";
import type { Flow } from "../services/flow-service-types.js";
import type { Applied, Remembered, RememberedFlow, RememberedState } from "./plan.js";
import type { Found, Reader } from "./reader.js";

/** What planning one object needs to know. */
export interface Context {
  readonly deployment: Deployment;
  readonly state: RememberedState;
  readonly reader: Reader;
  /** Seconds since 1970, by the platform's clock. */
  readonly now: number;
  /** What the steps planned so far stand for, by their keys; nothing for what is to be made. */
  readonly applied: Map<string, Applied>;
  /** Every flow of the sandbox, read at the first call. */
  readonly allFlows: () => Promise<Found<readonly Flow[]>>;
}

/** Whether an object belongs to another flow of the state: services keep no marker of some, and names change owners. */
export function isAnothers(state: RememberedState, flow: string, part: keyof RememberedFlow, id: string): boolean {
  return [...state.flows].some(([key, remembered]) => key !== flow && remembered[part]?.id === id);
}

export function rememberedOf(state: RememberedState, flow: string, part: keyof RememberedFlow): Remembered | null {
  return state.flows.get(flow)?.[part] ?? null;
}

/** Picks the only one of a name. `undefined` where there is none. */
export function onlyOne<T extends { readonly id: string }>(
  found: Extract<Found<readonly T[]>, { readonly kind: "there" }>,
  what: string,
  name: string,
  place: Place,
): { readonly value: T | undefined } | { readonly problem: Diagnostic } {
  const { value: all } = found;
  if (all.length <= 1) return { value: all[0] };
  const ids = all.map(({ id }) => id).toSorted();
  return { problem: diagnostic(codes.XM7104, place, { what, name, ids }) };
}

export function missing(what: string, name: string, sandbox: string, place: Place, advice: string): Diagnostic {
  return diagnostic(codes.XM7105, place, { what, name, sandbox, advice });
}
