import type { Program } from "../../compiler/index.js";
import type { TargetPath, TargetSegment } from "../../grammar/index.js";
import type { Loss } from "../loss.js";
import type { RowResult } from "../map-row.js";
import type { Assignment } from "../record.js";
import { pathOf, writersOf } from "./record-paths.js";

/** Whether an item that was assigned is the one that a step of a path means. */
type Fits = (index: number) => boolean;

interface Mapped {
  readonly program: Program;
  readonly result: RowResult;
}

/**
 * The losses that concern a path of a record, and no other item of its arrays or child of its object copy: the reason of
 * one null is not that of its neighbour.
 */
export function lossesAt(path: TargetPath, { program, result }: Mapped): readonly Loss[] {
  const fits = itemsMeant(path.segments, { program, result });
  return writersOf(path, program).flatMap(({ mapping, at }) =>
    (result.targets[at]?.losses ?? []).filter((loss) => concerns(loss, mapping.target.segments, path.segments, fits)),
  );
}

function concerns(
  { items, part }: Loss,
  target: readonly TargetSegment[],
  path: readonly TargetSegment[],
  fits: readonly (Fits | undefined)[],
): boolean {
  const own = items === undefined ? undefined : itemIndexes(target, items);
  if (own?.some((index, at) => index !== undefined && fits[at]?.(index) === false)) return false;
  return isPart(path.slice(target.length), part);
}

/** The index at each step of a target, for one of its items; undefined where the step is a name. */
function itemIndexes(target: readonly TargetSegment[], indexes: readonly number[]): readonly (number | undefined)[] {
  let wildcards = 0;
  return target.map((segment) => {
    if (segment.kind === "wildcard") return indexes[wildcards++];
    return segment.kind === "index" ? segment.index : undefined;
  });
}

/** Whether a path inside of a value, and the part of it that was lost, lead through each other. */
function isPart(path: readonly TargetSegment[], part: string): boolean {
  const lost = pathOf(part.replaceAll("{*}", ".{*}")).segments;
  return path.slice(0, lost.length).every((segment, at) => {
    const other = lost[at];
    // `{*}` is any entry of a map, `[*]` any item.
    if (other?.kind !== "name" || segment.kind !== "name") return other?.kind !== "name";
    return other.name === "{*}" || other.name === segment.name;
  });
}

/**
 * Which of the assigned items each index of a path means. Items that hold nothing are left out of a record, so that those
 * after them move up; an index behind the last of the record means any of those that were left out.
 */
function itemsMeant(path: readonly TargetSegment[], { program, result }: Mapped): readonly (Fits | undefined)[] {
  const fits: (Fits | undefined)[] = [];
  for (const [at, segment] of path.entries()) {
    if (segment.kind !== "index") {
      fits.push(undefined);
      continue;
    }
    const kept = new Set<number>();
    for (const [place, { target }] of program.mappings.entries()) {
      for (const assignment of result.targets[place]?.assignments ?? []) {
        for (const index of indexesAt(at, target.segments, assignment, path, fits)) kept.add(index);
      }
    }
    const meant = [...kept].toSorted((left, right) => left - right)[segment.index];
    fits.push((index) => (meant === undefined ? !kept.has(index) : index === meant));
  }
  return fits;
}

/** The items that an assignment puts into the array that a path comes to at one of its steps. */
function indexesAt(
  at: number,
  target: readonly TargetSegment[],
  { indexes, value }: Assignment,
  path: readonly TargetSegment[],
  fits: readonly (Fits | undefined)[],
): readonly number[] {
  if (value === null || target.length < at) return [];
  const own = itemIndexes(target, indexes);
  const leadsThere = path.slice(0, at).every((segment, step) => {
    const index = own[step];
    if (index !== undefined) return fits[step]?.(index) ?? true;
    const other = target[step];
    return segment.kind === "name" && other?.kind === "name" ? other.name === segment.name : true;
  });
  if (!leadsThere) return [];
  if (target.length === at) return Array.isArray(value) ? value.map((_, index) => index) : [];
  const index = own[at];
  return index === undefined ? [] : [index];
}
