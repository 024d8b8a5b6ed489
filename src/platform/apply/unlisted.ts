import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { Platform } from "../connect.js";
import { memberOf } from "../json.js";
import type { Plan } from "../plan/index.js";
import type { State } from "../store/index.js";

/**
 * Schemas and datasets are planned by what lists show. What the state knows, and is there when it is asked for by its id,
 * must not be made a second time because its list lags behind.
 */
export async function findUnlisted(plan: Plan, state: State, platform: Platform): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { resource, action, name } of plan.steps) {
    if (action !== "create" || (resource !== "schema" && resource !== "dataset")) continue;
    const ids = new Set([...state.flows.values()].flatMap((flow) => flow[resource]?.id ?? []));
    for (const id of ids) {
      const reply =
        resource === "schema"
          ? await platform.schemas.get(id, { form: "xed" })
          : await platform.catalog.datasets.get(id);
      if (reply.kind === "problem") continue;
      const there = memberOf(reply.value.raw, resource === "schema" ? "title" : "name");
      if (there === name) found.push(diagnostic(platformApply.XM7236, null, { what: resource, name, id }));
    }
  }
  return found;
}
