import type { Action, Plan } from "./plan.js";

/** How many steps of each kind a plan has. */
export type PlanCounts = { readonly [A in Action]: number };

export function countChanges({ steps }: Pick<Plan, "steps">): PlanCounts {
  const count = (action: Action) => steps.filter((step) => step.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    adopt: count("adopt"),
    leave: count("leave"),
    delete: count("delete"),
  };
}

/** Whether a push would do anything. Orphans stay unless their deletion is asked for, so they are nothing to do. */
export function hasChanges(plan: Pick<Plan, "steps">): boolean {
  return plan.steps.some(({ action }) => action !== "leave" && action !== "delete");
}
