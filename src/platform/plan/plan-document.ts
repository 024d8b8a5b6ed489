import * as v from "valibot";
import { type Diagnostic, diagnostic, toDocument } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { Json, JsonObject } from "../json.js";
import type { Change, Drift, Plan, Step } from "./plan.js";
import { countChanges } from "./summarize-plan.js";

/** The form of saved plans; another one is another plan. */
const FORM = 1;

/** The plan as JSON, in one order: equal plans have equal texts. Saved plans are it, and `plan --json` prints it. */
export function planDocument(plan: Plan): JsonObject {
  const { sandbox, organization, only, steps, diagnostics } = plan;
  return {
    version: FORM,
    sandbox,
    organization,
    only: [...only],
    summary: countChanges(plan),
    steps: steps.map(stepDocument),
    diagnostics: diagnosticsDocument(diagnostics),
  };
}

/** The document as text: two blanks of indentation, one newline at the end. */
export function printPlan(plan: Plan): string {
  return `${JSON.stringify(planDocument(plan), null, 2)}\n`;
}

export type SavedPlan =
  /** `only`: the flows that it is of; empty for all. */
  | { readonly kind: "saved"; readonly document: JsonObject; readonly only: readonly string[] }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

const savedStep = v.looseObject({ key: v.string(), action: v.string() });
const saved = v.looseObject({
  version: v.number(),
  sandbox: v.string(),
  organization: v.string(),
  only: v.optional(v.array(v.string()), []),
  steps: v.array(savedStep),
});

/** Reads a saved plan. `path` is as messages show it. */
export function readSavedPlan(path: string, text: string): SavedPlan {
  const refuse = (why: string): SavedPlan => ({
    kind: "problem",
    diagnostic: diagnostic(codes.XM7180, { path }, { path, why }),
  });
  const document = parse(text);
  if (!isObject(document)) return refuse(text.trim() === "" ? "it is empty" : "it is no JSON object, or was cut off");
  const read = v.safeParse(saved, document);
  if (!read.success) return refuse("it has not the form of one");
  if (read.output.version !== FORM)
    return refuse(`it has the form ${read.output.version}, and this xdmap knows ${FORM}`);
  return { kind: "saved", document, only: read.output.only };
}

/**
 * What is no more as it was when a plan was saved: a sentence each. Nothing where the two are to do the same; warnings and
 * notes do not count.
 */
export function whatMoved(document: JsonObject, now: Plan): readonly string[] {
  const current = planDocument(now);
  const [before, after] = [v.safeParse(saved, document), v.safeParse(saved, current)];
  if (!before.success || !after.success) return ["The plan has not the form of one."];
  const moved: string[] = [];
  if (before.output.sandbox !== after.output.sandbox) {
    moved.push(`The plan is of the sandbox ${before.output.sandbox}, and this is ${after.output.sandbox}.`);
  }
  if (before.output.organization !== after.output.organization) moved.push("The plan is of another organisation.");
  const steps = new Map(after.output.steps.map((step) => [step.key, step]));
  const old = new Map(before.output.steps.map((step) => [step.key, step]));
  for (const [key, step] of old) {
    const other = steps.get(key);
    if (other === undefined) moved.push(`${key} is not in the plan any more; it was to ${step.action}.`);
    else if (other.action !== step.action) moved.push(`${key} was to ${step.action}, and is now to ${other.action}.`);
    else if (!isSame(step["seen"], other["seen"])) moved.push(`${key} was changed in the sandbox.`);
    else if (!isSame(step["wanted"], other["wanted"])) moved.push(`${key} was changed in the files.`);
    else if (!isSame(step, other)) moved.push(`${key} would be changed otherwise.`);
  }
  for (const [key, { action }] of steps) if (!old.has(key)) moved.push(`${key} is new in the plan: to ${action}.`);
  return moved;
}

function stepDocument(step: Step): JsonObject {
  const { key, resource, flow, name, action, id, seen, changes, drift, wanted, content } = step;
  return {
    key,
    resource,
    flow,
    name,
    action,
    id,
    seen: seen === null ? null : { etag: seen.etag, version: seen.version, hash: seen.hash },
    changes: changes.map(changeDocument),
    drift: drift.map(driftDocument),
    wanted,
    content: plain(content),
  };
}

function changeDocument({ kind, path, before, after, why }: Change): JsonObject {
  return { kind, path, before, after, why };
}

function driftDocument({ kind, path, pushed, now, by }: Drift): JsonObject {
  return { kind, path, pushed, now, by };
}

function diagnosticsDocument(diagnostics: readonly Diagnostic[]): Json {
  return plain(toDocument(diagnostics).diagnostics);
}

/** Contents and findings are made of plain values, in an order of their own. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

/** Saved plans are read back with their keys in the order in which they were written. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
