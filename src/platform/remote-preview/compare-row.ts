import type { Program } from "../../compiler/index.js";
import {
  compareLeaves,
  fieldBelow,
  isDateField,
  leavesOfValue,
  type XdmLeaf,
  xdmOfJson,
} from "../../runtime/compare-records.js";
import type { Loss } from "../../runtime/loss.js";
import type { PreviewedRow } from "../services/data-prep-types.js";
import type { LocalRow, LocalTarget } from "./map-rows.js";
import { createFaultPlacer } from "./place-faults.js";
import { createOwners, pathOfSteps, patternOfSteps } from "./place-target.js";

/**
 * How a place of a record differs: `missing-here` where only Data Prep has a value, `missing-there` where only xdmap has one,
 * `type` where JSON has them as other types. `text` is the same instant, written otherwise, and no difference; nor is
 * `changing`: what another run would get otherwise too cannot be compared.
 */
export type DifferenceKind = "missing-here" | "missing-there" | "value" | "type" | "text" | "changing";

export interface Difference {
  readonly kind: DifferenceKind;
  /** With the index of each item. */
  readonly path: string;
  readonly here: XdmLeaf | null;
  readonly there: XdmLeaf | null;
}

/** Whether it is one that counts. */
export function isReal({ kind }: Difference): boolean {
  return kind !== "text" && kind !== "changing";
}

/** One target in one row. */
export interface ComparedTarget {
  /** Of the mapping; null for what Data Prep gives where nothing is mapped. */
  readonly at: number | null;
  readonly path: string;
  readonly local: LocalTarget | null;
  readonly differences: readonly Difference[];
  /** Why it is null, or lost something, here. */
  readonly losses: readonly Loss[];
  /** What the service told of it. */
  readonly errors: readonly string[];
}

export interface ComparedRow {
  readonly line: number;
  /** The name of its sample, where there are several. */
  readonly sample?: string;
  readonly targets: readonly ComparedTarget[];
  /** What the service told of the row, and of no target of the mapping. */
  readonly errors: readonly string[];
  /** Whether xdmap says that the platform would not take the row in. */
  readonly rejectedHere: boolean;
}

/** Holds what xdmap makes of rows against what Data Prep makes of them. */
export function createComparison(program: Program): (local: LocalRow, remote: PreviewedRow) => ComparedRow {
  const ownersOf = createOwners(program);
  const placeFaults = createFaultPlacer(program);
  const root = program.schema?.root ?? null;
  return (local, remote) => {
    const [here, there] = [leavesOfValue(local.record), leavesOfValue(xdmOfJson(remote.data))];
    const byTarget = new Map<number, Difference[]>();
    const unmapped = new Map<string, Difference[]>();
    const isGiven = (at: number): boolean =>
      local.targets[at]?.assignments.some(({ value }) => value !== null) ?? false;
    for (const key of new Set([...here.keys(), ...there.keys()])) {
      const [mine, theirs] = [here.get(key) ?? null, there.get(key) ?? null];
      const steps = mine?.steps ?? theirs?.steps ?? [];
      const add = (at: number | null, mine: XdmLeaf | null, theirs: XdmLeaf | null): void => {
        const changes = at !== null && isChanging(local.targets[at]);
        const kind = kindOf(mine, theirs, changes, (one, other) =>
          isDateField(root === null ? null : fieldBelow(root, steps), one, other),
        );
        if (kind === null) return;
        const found = { kind, path: pathOfSteps(steps), here: mine, there: theirs };
        if (at === null) listIn(unmapped, patternOfSteps(steps)).push(found);
        else listIn(byTarget, at).push(found);
      };
      // Most are equal: whose they are need not be known.
      if (mine !== null && theirs !== null && compareLeaves(mine.value, theirs.value, false) === "same") continue;
      const owners = ownersOf(steps, isGiven);
      if (mine !== null && theirs !== null && owners.here !== owners.there) {
        add(owners.here, mine.value, null);
        add(owners.there, null, theirs.value);
      } else add(mine === null ? owners.there : owners.here, mine?.value ?? null, theirs?.value ?? null);
    }
    const { faults, rest } = placeFaults(remote.errors);
    const mapped = program.mappings.map((mapping, at): ComparedTarget => {
      const target = local.targets[at] ?? null;
      return {
        at,
        path: mapping.path,
        local: target,
        differences: byTarget.get(at) ?? [],
        losses: target?.losses ?? [],
        errors: faults.get(at) ?? [],
      };
    });
    const others = [...unmapped].map(([path, differences]): ComparedTarget => {
      return { at: null, path, local: null, differences, losses: [], errors: [] };
    });
    return {
      line: local.row.line,
      ...(local.row.sample === undefined ? {} : { sample: local.row.sample }),
      targets: [...mapped, ...others],
      errors: rest,
      rejectedHere: local.violations.some(({ rejects }) => rejects),
    };
  };
}

function isChanging(target: LocalTarget | undefined): boolean {
  return target !== undefined && [...target.parts.values()].some(({ changes }) => changes);
}

function kindOf(
  here: XdmLeaf | null,
  there: XdmLeaf | null,
  changes: boolean,
  isDate: (one: XdmLeaf, other: XdmLeaf) => boolean,
): DifferenceKind | null {
  if (here === null) return there === null ? null : "missing-here";
  if (there === null) return "missing-there";
  const relation = compareLeaves(here, there, isDate(here, there));
  switch (relation) {
    case "same":
      return null;
    case "type":
      return "type";
    case "instant":
      return changes ? "changing" : "text";
    case "value":
      return changes ? "changing" : "value";
  }
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: V[] = [];
  lists.set(key, made);
  return made;
}
