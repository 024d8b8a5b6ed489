import type { Diagnostic } from "../diagnostics/index.js";
import type { AskedFlow } from "../platform/runs/read-status.js";
import type { DeltaColumn } from "../platform/runs/run-delta.js";
import type { State } from "../platform/store/index.js";
import { type Deployment, loadMapping } from "../project/index.js";
import { chooseFlows } from "./platform-options.js";

/** How AEP writes the ids of flows. */
const FLOW_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type NamedFlow =
  | { readonly kind: "flow"; readonly flow: AskedFlow }
  | { readonly kind: "misuse"; readonly message: string };

/** A flow by its key in xdmap.yaml or in the state, or by its id. */
export function findFlow(named: string, deployment: Deployment, { flows }: Pick<State, "flows">): NamedFlow {
  const known = flows.get(named);
  if (deployment.flows.has(named) || known !== undefined) {
    return { kind: "flow", flow: { key: named, id: known?.flow?.id ?? null } };
  }
  if (FLOW_ID.test(named)) {
    const key = [...flows].find(([, { flow }]) => flow?.id === named)?.[0] ?? null;
    return { kind: "flow", flow: { key, id: named } };
  }
  const chosen = chooseFlows(deployment, [named]);
  return { kind: "misuse", message: "misuse" in chosen ? chosen.misuse : `there is no flow ${named}` };
}

/** All flows of the files, then those that only the state knows. */
export function allFlows(deployment: Deployment, { flows }: Pick<State, "flows">): readonly AskedFlow[] {
  const keys = new Set([...deployment.flows.keys(), ...flows.keys()]);
  return [...keys].map((key) => ({ key, id: flows.get(key)?.flow?.id ?? null }));
}

export type FlowDelta =
  | { readonly kind: "ok"; readonly delta: DeltaColumn | null }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** The delta column that the files give a flow: what xdmap.yaml says, else the header of the mapping. */
export async function deltaOfFlow(key: string | null, deployment: Deployment): Promise<FlowDelta> {
  const settings = key === null ? undefined : deployment.flows.get(key);
  if (settings === undefined || settings.source.value.kind === "path") return { kind: "ok", delta: null };
  if (settings.delta !== undefined) {
    const { column, format, timezone } = settings.delta.value;
    const delta = { name: column.value, dateFormat: format?.value ?? null, timezone: timezone?.value ?? null };
    return { kind: "ok", delta };
  }
  const how = { inputs: [], read: "columns", projects: deployment.projects } as const;
  const loaded = await loadMapping(settings.mappingPath, { sample: {} }, how);
  if (loaded.kind === "problem") return loaded;
  if (loaded.kind === "misuse") return { kind: "ok", delta: null };
  const { delta } = loaded.workspace.program;
  if (delta === null) return { kind: "ok", delta: null };
  return { kind: "ok", delta: { name: delta.path.join("."), dateFormat: delta.format, timezone: delta.timezone } };
}
