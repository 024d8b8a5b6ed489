import { type FlowState, NO_FLOW_STATE, type Snapshot, type SnapshotObject, type State } from "../store/index.js";

/** What a rollback does to one flow, in this order. */
export interface FlowRollback {
  readonly flow: string;
  readonly before: FlowState;
  readonly now: FlowState;
  /** The id of a flow that was made since: it is disabled. */
  readonly madeSince: string | null;
  readonly mappingSet: SnapshotObject | null;
  /** The flow as it was, edited since. */
  readonly edited: SnapshotObject | null;
  /** The flow as it was, with another in its place now. */
  readonly replaced: SnapshotObject | null;
  /** The flow as it was, deleted since. */
  readonly deleted: SnapshotObject | null;
}

/** What brings a snapshot back. Flows of which nothing is left to bring back are left out. */
export function planRollback({ flows, objects }: Snapshot, state: State): readonly FlowRollback[] {
  return [...flows].flatMap(([flow, before]) => {
    const now = state.flows.get(flow) ?? NO_FLOW_STATE;
    const of = (resource: SnapshotObject["resource"]) =>
      objects.find((each) => each.flow === flow && each.resource === resource) ?? null;
    const object = of("flow");
    const isSame = before.flow !== null && before.flow.id === now.flow?.id;
    const rollback: FlowRollback = {
      flow,
      before,
      now,
      madeSince: now.flow !== null && !isSame ? now.flow.id : null,
      mappingSet: of("mapping-set"),
      edited: isSame ? object : null,
      replaced: !isSame && now.flow !== null ? object : null,
      deleted: !isSame && now.flow === null ? object : null,
    };
    const { madeSince, mappingSet, edited, replaced, deleted } = rollback;
    return madeSince === null && [mappingSet, edited, replaced, deleted].every((each) => each === null)
      ? []
      : [rollback];
  });
}

/** What it will do, a line each. */
export function describeRollback(rollbacks: readonly FlowRollback[], allowDelete: boolean): readonly string[] {
  return rollbacks.flatMap(({ flow, madeSince, mappingSet, edited, replaced, deleted }) => [
    ...(madeSince === null ? [] : [`${flow}: the flow ${madeSince} is ${allowDelete ? "deleted" : "disabled"}`]),
    ...(mappingSet === null
      ? []
      : [
          `${flow}: the mapping set ${mappingSet.id} gets the mappings of its version ${mappingSet.version ?? 0} again`,
        ]),
    ...(edited === null ? [] : [`${flow}: the flow ${edited.id} gets what was changed of it again`]),
    ...(replaced === null ? [] : [`${flow}: the flow ${replaced.id} is enabled again, as it was`]),
    ...(deleted === null ? [] : [`${flow}: the flow ${deleted.id} was deleted and cannot be brought back`]),
  ]);
}
