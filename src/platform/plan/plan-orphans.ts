import type { Flow, SourceConnection } from "../services/flow-service-types.js";
import type { Context } from "./context.js";
import type { DeleteStep, RememberedFlow } from "./plan.js";
import type { Found } from "./reader.js";
import { seeRemote } from "./step-parts.js";

/** What of the state belongs to flows that the project file has no more, as far as it is there still. */
export async function planOrphans(context: Context): Promise<readonly DeleteStep[]> {
  const { deployment, state } = context;
  const orphans = [...state.flows].filter(([key]) => !deployment.flows.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const planned = await Promise.all(orphans.map(([key, remembered]) => planOrphan(context, key, remembered)));
  return planned.flat();
}

/** The flow first: a connection that a flow uses cannot be deleted. Schemas, datasets and mapping sets stay. */
async function planOrphan(
  { reader }: Context,
  key: string,
  { flow, source, target }: RememberedFlow,
): Promise<readonly DeleteStep[]> {
  const { flows, sourceConnections, targetConnections } = reader.platform.flows;
  const [ofFlow, ofSource, ofTarget] = await Promise.all([
    flow && reader.read(`reading the flow ${key}`, (options) => flows.get(flow.id, options)),
    source &&
      reader.read(`reading the source connection of ${key}`, (options) => sourceConnections.get(source.id, options)),
    target &&
      reader.read(`reading the target connection of ${key}`, (options) => targetConnections.get(target.id, options)),
  ]);
  return [
    ...step(`flow/${key}`, key, "flow", ofFlow),
    ...step(`flow/${key}/source`, key, "source", ofSource),
    ...step(`flow/${key}/target`, key, "target", ofTarget),
  ];
}

function step(
  key: string,
  flow: string,
  resource: DeleteStep["resource"],
  found: Found<Flow | SourceConnection> | null,
): readonly DeleteStep[] {
  if (found?.kind !== "there") return [];
  const { id, name, raw } = found.value;
  const seen = seeRemote(resource, raw);
  const { hash: wanted } = seen;
  return [{ key, resource, flow, name, action: "delete", id, seen, changes: [], drift: [], wanted, content: null }];
}
