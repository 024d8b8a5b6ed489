import { sameTree, type TargetPath, type TargetSegment } from "../../grammar/index.js";

/** Mappings that follow each other; with a prefix they stand in an `into`. */
export interface Group<T> {
  readonly prefix: readonly TargetSegment[] | null;
  readonly items: readonly T[];
}

/** Fewer would take as many lines with an `into` as without. */
const LEAST = 3;

/**
 * Groups mappings by what their targets begin with, in their order: where two write the same, the order counts. Runs of
 * three or more with one parent stand in an `into`, and those that share nothing with their neighbours together. What may
 * not be `nested` stands in none: a comment has its whole target, and would write another where it is mended in an `into`.
 */
export function groupByTarget<T extends { readonly target: TargetPath }>(
  items: readonly T[],
  nested: (item: T) => boolean,
): readonly Group<T>[] {
  const under = (item: T | undefined, parent: readonly TargetSegment[]) =>
    item !== undefined && nested(item) && isUnder(item, parent);
  const groups: Group<T>[] = [];
  let loose: T[] = [];
  let single: T[] = [];
  const flush = () => {
    if (single.length > 0) groups.push({ prefix: null, items: single });
    single = [];
  };
  const release = () => {
    if (loose.length === 1) single.push(...loose);
    else if (loose.length > 1) {
      flush();
      groups.push({ prefix: null, items: loose });
    }
    loose = [];
  };
  for (let at = 0; at < items.length; ) {
    const first = items[at];
    if (first === undefined) break;
    const parent = nested(first) ? parentOf(first.target) : null;
    let end = at + 1;
    while (parent !== null && end < items.length && under(items[end], parent)) end++;
    if (parent !== null && end - at >= LEAST) {
      release();
      flush();
      groups.push({ prefix: parent, items: items.slice(at, end) });
    } else {
      const before = loose.at(-1);
      if (before !== undefined && !sameTree(before.target.segments[0], first.target.segments[0])) release();
      loose.push(first);
      end = at + 1;
    }
    at = end;
  }
  release();
  flush();
  return groups;
}

/** All but the last name of a path, if there is more than it. */
function parentOf({ segments }: TargetPath): readonly TargetSegment[] | null {
  const last = segments.findLastIndex(({ kind }) => kind === "name" || kind === "tenant");
  return last > 0 ? segments.slice(0, last) : null;
}

function isUnder({ target }: { readonly target: TargetPath }, parent: readonly TargetSegment[]): boolean {
  const other = parentOf(target);
  return other !== null && other.length === parent.length && other.every((one, at) => isSameSegment(one, parent[at]));
}

/** Nearly all are names, which need no walk through their trees. */
function isSameSegment(one: TargetSegment, other: TargetSegment | undefined): boolean {
  return one.kind === "name" && other?.kind === "name" ? one.name === other.name : sameTree(one, other);
}
