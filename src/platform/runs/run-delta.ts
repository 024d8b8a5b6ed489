import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import { memberOf } from "../json.js";
import type { Flow, FlowSpec, Run } from "../services/flow-service-types.js";
import { describeRun } from "./run-report.js";

/** By which column a run knows the rows of its window, as the service writes it. */
export interface DeltaColumn {
  readonly name: string;
  readonly dateFormat: string | null;
  readonly timezone: string | null;
}

export type DeltaDecision =
  /** What the run carries; null where it carries none. */
  { readonly deltaColumn: DeltaColumn | null } | { readonly problem: Diagnostic };

/**
 * The first on-demand run of a flow carries the delta column (1383-400 without), which the service then writes into the
 * flow's Copy transformation; later runs leave it out, and one that differs would be refused (1382-400). Where the flow does
 * not show it although a run carried it, the same is sent again: it can differ from nothing. Flows over files have none:
 * their flow spec knows no Copy.
 */
export function decideDelta(
  flow: Flow,
  spec: Pick<FlowSpec, "transformationSpecs"> | null,
  runs: readonly Run[],
  wanted: DeltaColumn | null,
): DeltaDecision {
  const ofFlow = deltaOfFlow(flow);
  const known = ofFlow ?? firstDelta(runs);
  if (known !== null) {
    const differs = wanted === null ? null : difference(known, wanted);
    if (differs === null) return { deltaColumn: ofFlow === null ? known : null };
    return { problem: diagnostic(platformRuns.XM7306, null, { flow: flow.name, ...differs }) };
  }
  if (spec !== null && spec.transformationSpecs.size > 0 && !spec.transformationSpecs.has("Copy")) {
    return { deltaColumn: null };
  }
  if (wanted === null) return { problem: diagnostic(platformRuns.XM7305, null, { flow: flow.name }) };
  return { deltaColumn: wanted };
}

function deltaOfFlow(flow: Flow): DeltaColumn | null {
  const copy = flow.transformations.find(({ name }) => name === "Copy");
  return copy === undefined ? null : deltaIn(memberOf(copy.params, "deltaColumn"));
}

/** That of the earliest run that carried one: the flow may not show it yet. A run that failed before it was taken on does not count. */
function firstDelta(runs: readonly Run[]): DeltaColumn | null {
  const carrying = runs.flatMap((run) => {
    if (describeRun(run).state === "failed") return [];
    const delta = deltaIn(memberOf(run.params, "deltaColumn"));
    return delta === null ? [] : [{ delta, at: run.createdAt ?? 0 }];
  });
  carrying.sort((a, b) => a.at - b.at);
  return carrying[0]?.delta ?? null;
}

function deltaIn(json: ReturnType<typeof memberOf>): DeltaColumn | null {
  const text = (key: string) => {
    const value = memberOf(json, key);
    return typeof value === "string" && value !== "" ? value : null;
  };
  const name = text("name");
  return name === null ? null : { name, dateFormat: text("dateFormat"), timezone: text("timezone") };
}

/** What only one of the two says is no difference. */
function difference(
  known: DeltaColumn,
  wanted: DeltaColumn,
): { readonly part: string; readonly known: string; readonly wanted: string } | null {
  if (known.name !== wanted.name) return { part: "column", known: known.name, wanted: wanted.name };
  for (const [part, key] of [
    ["format", "dateFormat"],
    ["timezone", "timezone"],
  ] as const) {
    const [a, b] = [known[key], wanted[key]];
    if (a !== null && b !== null && a !== b) return { part, known: a, wanted: b };
  }
  return null;
}
