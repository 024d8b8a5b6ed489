import type { Palette } from "../../diagnostics/index.js";
import { cut, padEnd, printable } from "../../text/terminal-text.js";
import type { Action, Change, Plan, Step } from "./plan.js";
import { type RenderOptions, renderChange } from "./render-change.js";
import { RESOURCE_NAMES } from "./resource-names.js";
import { countChanges, type PlanCounts } from "./summarize-plan.js";

const SIGNS: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  adopt: "=",
  leave: " ",
  delete: "?",
};

/** More of one object would hide the others. `--json` has all. */
const MOST_CHANGES = 20;

/**
 * The plan for people: a line for each object that is not left as it is, with its sign, and its changes below it; drift; and
 * one line that counts. Findings are not in it.
 */
export function renderPlan(plan: Plan, options: RenderOptions): string {
  const { palette } = options;
  const orphans = plan.steps.filter(({ action }) => action === "delete");
  const changed = plan.steps.filter(({ action }) => action !== "leave" && action !== "delete");
  const drifted = plan.steps.filter(({ drift }) => drift.length > 0);
  const sections = [
    changed.flatMap((step) => renderStep(step, options)),
    drifted.length === 0
      ? []
      : [
          palette.bold("Changed in the sandbox since the last push:"),
          ...drifted.flatMap((one) => renderDrift(one, options)),
        ],
    orphans.length === 0
      ? []
      : [
          palette.bold("In the sandbox, and no more in xdmap.yaml (deleted only with --allow-delete):"),
          ...orphans.flatMap((step) => renderStep(step, options)),
        ],
    [renderSummary(plan, palette)],
  ];
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function renderStep(step: Step, options: RenderOptions): readonly string[] {
  const { palette, width } = options;
  const sign = padEnd(SIGNS[step.action], 3);
  const head = cut(`${sign} ${describe(step)}${printable(how(step))}`, width);
  return [paint(palette, step.action)(head), ...renderChanges(step.changes, options)];
}

/** `flow shopify-orders "Shopify orders"` */
function describe({ resource, flow, name }: Step): string {
  const key = flow === null ? "" : ` ${flow}`;
  return printable(`${RESOURCE_NAMES[resource]}${key} "${name}"`);
}

function how({ action, id, content }: Step): string {
  switch (action) {
    case "create": {
      if (content?.resource !== "mapping-set") return "";
      const { length } = content.mappings;
      return length === 1 ? ", 1 mapping" : `, ${length} mappings`;
    }
    case "adopt":
      return ", is there just so";
    case "replace":
      return `, made anew in place of ${(id ?? "").slice(0, 8)}…`;
    case "delete":
      return ` ${id}`;
    case "update":
    case "leave":
      return "";
  }
}

function renderChanges(changes: readonly Change[], options: RenderOptions): readonly string[] {
  const shown = changes.slice(0, MOST_CHANGES);
  const lines = shown.flatMap((change) => renderChange(change, change.why, options));
  const left = changes.length - shown.length;
  return left === 0 ? lines : [...lines, `      ${options.palette.dim(`and ${left} more`)}`];
}

function renderDrift(step: Step, options: RenderOptions): readonly string[] {
  const { palette, width } = options;
  const byHand = step.drift.some(({ by }) => by === "hand");
  const head = `  ${describe(step)}`;
  const painted = byHand ? palette.warning(cut(head, width)) : palette.dim(cut(head, width));
  const shown = step.drift.slice(0, MOST_CHANGES);
  const lines = shown.flatMap(({ kind, path, pushed, now, by }) => {
    const whose = by === "hand" ? "by hand" : "by the service, left as it is";
    return renderChange({ kind, path, before: pushed, after: now }, whose, options);
  });
  const left = step.drift.length - shown.length;
  return [painted, ...lines, ...(left === 0 ? [] : [`      ${palette.dim(`and ${left} more`)}`])];
}

const WORDS: readonly (readonly [keyof PlanCounts, string])[] = [
  ["create", "to create"],
  ["update", "to update"],
  ["replace", "to replace"],
  ["adopt", "to adopt"],
];

function renderSummary(plan: Plan, palette: Palette): string {
  const counts = countChanges(plan);
  const toDo = WORDS.filter(([action]) => counts[action] > 0).map(([action, words]) => `${counts[action]} ${words}`);
  const { leave } = counts;
  const asIs = leave === 0 ? [] : [leave === 1 ? "1 as it should be" : `${leave} as they should be`];
  const orphans = counts.delete === 0 ? "" : `, ${counts.delete} orphaned`;
  const text = [...(toDo.length === 0 ? ["nothing to do"] : toDo), ...asIs].join(", ");
  const none = plan.steps.length === 0 ? ": xdmap.yaml has no flows" : "";
  return palette.bold(`Sandbox ${printable(plan.sandbox)}: ${text}${orphans}${none}`);
}

function paint(palette: Palette, action: Action): (text: string) => string {
  switch (action) {
    case "create":
    case "adopt":
      return palette.info;
    case "update":
      return palette.warning;
    case "replace":
    case "delete":
      return palette.error;
    case "leave":
      return palette.dim;
  }
}
