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
import type { MappingFault, PreviewedRow } from "../services/data-prep-types.js";
import type { LocalRow, LocalTarget } from "./map-rows.js";
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
  readonly source: number;
  readonly targets: readonly ComparedTarget[];
  /** What the service told of the row, and of no target of the mapping. */
  readonly errors: readonly string[];
  /** Whether xdmap says that the platform would not take the row in. */
  readonly rejectedHere: boolean;
}

/** Holds what xdmap makes of rows against what Data Prep makes of them. */
export function createComparison(program: Program): (local: LocalRow, remote: PreviewedRow) => ComparedRow {
  const ownerOf = createOwners(program);
  const root = program.schema?.root ?? null;
  return (local, remote) => {
    const [here, there] = [leavesOfValue(local.record), leavesOfValue(xdmOfJson(remote.data))];
    const byTarget = new Map<number, Difference[]>();
    const unmapped = new Map<string, Difference[]>();
    for (const key of new Set([...here.keys(), ...there.keys()])) {
      const [mine, theirs] = [here.get(key), there.get(key)];
      const steps = mine?.steps ?? theirs?.steps ?? [];
      const at = ownerOf(steps);
      const changes = at !== null && isChanging(local.targets[at]);
      const kind = kindOf(mine?.value ?? null, theirs?.value ?? null, changes, (one, other) =>
        isDateField(root === null ? null : fieldBelow(root, steps), one, other),
      );
      if (kind === null) continue;
      const found = { kind, path: pathOfSteps(steps), here: mine?.value ?? null, there: theirs?.value ?? null };
      if (at === null) listIn(unmapped, patternOfSteps(steps)).push(found);
      else listIn(byTarget, at).push(found);
    }
    const { faults, rest } = placeFaults(remote.errors, program);
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
      source: local.row.source,
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

/** Which errors are whose: a service names the destination, or the source as it was sent. */
function placeFaults(
  errors: readonly MappingFault[],
  { mappings }: Program,
): { readonly faults: ReadonlyMap<number, readonly string[]>; readonly rest: readonly string[] } {
  const faults = new Map<number, string[]>();
  const rest: string[] = [];
  for (const { message, source, destination } of errors) {
    const path = destination === null ? null : normalPath(destination);
    const byPath = mappings.findIndex((mapping) => path !== null && normalPath(mapping.path) === path);
    const bySource = mappings.findIndex(({ emitted }) => source !== null && emitted.text === source);
    const at = byPath >= 0 ? byPath : bySource;
    if (at >= 0) listIn(faults, at).push(message);
    else rest.push([destination ?? source ?? "", message].filter((text) => text !== "").join(": "));
  }
  return { faults, rest };
}

/** A path as services write it at times: with `/`, or with the index of an item. */
function normalPath(path: string): string {
  return path
    .replace(/^\//, "")
    .replaceAll("/", ".")
    .replace(/\[\d+\]/g, "[*]");
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: V[] = [];
  lists.set(key, made);
  return made;
}
