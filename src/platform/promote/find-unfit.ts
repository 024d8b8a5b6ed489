import { type Known, type Plan, RESOURCE_NAMES, type Step, wantedFields } from "../plan/index.js";

/**
 * The flows that a sandbox does not have as the files say them, by their keys, each with what differs, a line each. A flow
 * that was disabled there is no difference, nor is what the service writes by itself.
 */
export function findUnfit(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const unfit = new Map<string, string[]>();
  const known = knownIn(plan);
  for (const step of plan.steps) {
    if (step.flow === null || step.action === "delete") continue;
    const lines = differencesOf(step, known);
    if (lines.length > 0) unfit.set(step.flow, [...(unfit.get(step.flow) ?? []), ...lines]);
  }
  return unfit;
}

function knownIn(plan: Plan): Known {
  const steps = new Map(plan.steps.map((step) => [step.key, step]));
  return (key) => {
    const step = steps.get(key);
    return step?.id === null || step === undefined ? undefined : { id: step.id, version: step.seen?.version ?? null };
  };
}

/** Of more the first are told. */
const MOST = 5;

function differencesOf(step: Step, known: Known): readonly string[] {
  const what = RESOURCE_NAMES[step.resource];
  if (step.action === "create") return [`${what}: it is not there`];
  const changed = step.changes.map(({ path, before, after }) => line(path, before, after));
  const lines = step.action === "update" || step.action === "replace" ? changed : driftOf(step, known);
  const shown = lines.slice(0, MOST).map((text) => `${what}: ${text}`);
  return lines.length > MOST ? [...shown, `${what}: and ${lines.length - MOST} more`] : shown;
}

/** What was changed by hand and the files say nothing of. Where they say the same by now, it is no difference. */
function driftOf({ content, drift }: Step, known: Known): readonly string[] {
  const wanted = new Map(content === null ? [] : wantedFields(content, known).map(({ path, text }) => [path, text]));
  const byHand = drift.filter(({ kind, path, now, by }) => {
    if (by !== "hand" || kind === "mapping" || path === "state") return false;
    return !wanted.has(path) || wanted.get(path) !== now;
  });
  return byHand.map(({ path, pushed, now }) => `${path} was pushed as ${shown(pushed)}, and is ${shown(now)} there`);
}

function line(path: string, before: string | null, after: string | null): string {
  return `${path} is ${shown(before)} there, and ${shown(after)} in the files`;
}

function shown(text: string | null): string {
  if (text === null) return "nothing";
  return /^\{.*\}$/.test(text) ? "another one" : `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}
