import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { Deployment } from "../../project/deployment/settings.js";
import type { Platform } from "../connect.js";
import type { JsonObject } from "../json.js";
import { makePlan, type Plan, planDocument, whatMoved } from "../plan/index.js";
import { type Owner, openStore, type Retired, type Store } from "../store/index.js";
import { applyPlan, describeInterruption } from "./apply-plan.js";
import { keptAfterAll } from "./keep-after-all.js";
import { leftOver } from "./remove.js";
import type { ApplyOptions, Done, StopCause } from "./session.js";
import { findUnlisted } from "./unlisted.js";

export interface PushInput {
  readonly deployment: Deployment;
  readonly platform: Platform;
  readonly owner: Owner;
  /** Keys of flows; empty for all. */
  readonly only: readonly string[];
  /** The plan that was agreed to: nothing else is done. Without a path it was shown, and not saved. */
  readonly saved: { readonly path: string | null; readonly document: JsonObject } | null;
  readonly allowReplace: boolean;
  readonly allowDelete: boolean;
  /** Milliseconds. */
  readonly settle: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: ApplyOptions["sleep"];
  readonly signal: AbortSignal;
  /** Asked before anything is written; what it shows is the plan, and what of earlier pushes would be deleted. */
  readonly confirm: (proposal: Proposal) => Promise<boolean>;
  /** Whether a person answers it, who takes their time: what is there is then looked at once more after a yes. */
  readonly isAnsweredByPerson: boolean;
  /** Called when the first write may follow: from then on calls are not cut off. */
  readonly onWriting?: (() => void) | undefined;
  readonly onPlanning?: ((done: number, all: number) => void) | undefined;
  readonly onDone: (done: Done) => void;
}

export interface Proposal {
  readonly plan: Plan;
  /** Objects that others took the place of, and that this push is to delete. */
  readonly leftOver: readonly Retired[];
  /** Flows that an earlier push disabled to replace them, and that this one enables again. */
  readonly kept: readonly Retired[];
}

export interface PushOutcome {
  /** `declined`: who was asked said no. `nothing`: all was as it shall be. */
  readonly result: "done" | "nothing" | "declined" | StopCause;
  /** Null where it did not come to one. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The path of what was written down before anything changed. */
  readonly snapshot: string | null;
  /** Objects that others took the place of, and that are there still. */
  readonly leftOver: readonly Retired[];
}

/** Plans and applies under the lock of the sandbox. */
export async function push(input: PushInput): Promise<PushOutcome> {
  const { deployment, owner, now } = input;
  const opened = openStore({ folder: deployment.folder, owner, now });
  if (opened.kind === "problem") return ended("errors", null, [opened.diagnostic]);
  try {
    return await pushInto(opened.value, input);
  } finally {
    opened.value.release();
  }
}

async function pushInto(store: Store, input: PushInput): Promise<PushOutcome> {
  const { only, allowDelete, signal } = input;
  const unfinished = store.journal.rollback;
  const warnings = unfinished === null ? [] : [diagnostic(platformApply.XM7233, null, { snapshot: unfinished })];
  const planned = await planWhole(store, input, warnings);
  if (planned.kind === "ended") return planned.outcome;
  const { plan } = planned;
  const findings = [...warnings, ...plan.diagnostics];
  const refusal = whyRefused(plan, input);
  if (refusal !== null) return ended("errors", plan, [...findings, refusal]);
  const toDelete = allowDelete ? leftOver(store) : [];
  const kept = keptAfterAll(plan, store);
  const isAsked = toDelete.length > 0 || kept.length > 0 || plan.steps.some((step) => writes(step.action, allowDelete));
  const hasWork = isAsked || store.journal.intents.length > 0 || plan.steps.some(({ action }) => action === "adopt");
  const isAgreed = !isAsked || (await input.confirm({ plan, leftOver: toDelete, kept }));
  if (signal.aborted) return ended("interrupted", plan, [...findings, interruptedEarly()]);
  if (!isAgreed) return { ...ended("declined", plan, findings), leftOver: leftOver(store) };
  if (isAsked && input.isAnsweredByPerson) {
    const again = await planWhole(store, input, warnings);
    if (again.kind === "ended") return again.outcome;
    const lines = whatMoved(planDocument(plan), again.plan);
    const moved = lines.length === 0 ? null : diagnostic(platformApply.XM7225, null, { path: null, lines });
    if (moved !== null) return ended("errors", again.plan, [...findings, moved]);
  }
  input.onWriting?.();
  const applied = await applyPlan(plan, { ...input, store, isWhole: only.length === 0 });
  const { stop } = applied;
  const told = [...findings, ...applied.warnings, ...(stop?.diagnostics ?? [])];
  const result = stop?.cause ?? (hasWork ? "done" : "nothing");
  return {
    result,
    plan,
    diagnostics: result === "interrupted" ? [...told, describeInterruption(applied, plan)] : told,
    snapshot: applied.snapshot,
    leftOver: leftOver(store),
  };
}

type PlannedWhole =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "ended"; readonly outcome: PushOutcome };

/** A plan without errors, or how the push ends without one. */
async function planWhole(store: Store, input: PushInput, warnings: readonly Diagnostic[]): Promise<PlannedWhole> {
  const { deployment, platform, owner, only, signal } = input;
  const plan = await makePlan({
    deployment,
    platform,
    organization: owner.organization,
    state: store.state,
    only,
    onProgress: input.onPlanning,
  });
  const end = (result: PushOutcome["result"], found: readonly Diagnostic[]): PlannedWhole => ({
    kind: "ended",
    outcome: ended(result, plan, [...warnings, ...found]),
  });
  if (signal.aborted) return end("interrupted", [interruptedEarly()]);
  const unlisted = await findUnlisted(plan, store.state, platform);
  if (unlisted.length > 0) return end("platform", unlisted);
  if (plan.platformFailed) return end("platform", plan.diagnostics);
  return hasErrors(plan.diagnostics) ? end("errors", plan.diagnostics) : { kind: "plan", plan };
}

/** Why a plan without errors is not applied; null where it is. */
function whyRefused(plan: Plan, { saved, allowReplace }: PushInput): Diagnostic | null {
  const lines = saved === null ? [] : whatMoved(saved.document, plan);
  if (saved !== null && lines.length > 0) {
    return diagnostic(platformApply.XM7225, null, { path: saved.path, lines });
  }
  const replaced = plan.steps.flatMap(({ action, flow }) => (action === "replace" && flow !== null ? [flow] : []));
  if (replaced.length === 0 || allowReplace) return null;
  return diagnostic(platformApply.XM7224, null, { flows: [...new Set(replaced)] });
}

function writes(action: Plan["steps"][number]["action"], allowDelete: boolean): boolean {
  switch (action) {
    case "create":
    case "update":
    case "replace":
      return true;
    case "delete":
      return allowDelete;
    case "adopt":
    case "leave":
      return false;
  }
}

export function interruptedEarly(): Diagnostic {
  return diagnostic(platformApply.XM7234, null, { key: null, done: 0, all: 0 });
}

function ended(result: PushOutcome["result"], plan: Plan | null, diagnostics: readonly Diagnostic[]): PushOutcome {
  return { result, plan, diagnostics, snapshot: null, leftOver: [] };
}
