import type { Draft } from "./draft.js";

/** Where the names of required fields go: `path` leads from the draft to the field, through its namespace. */
export type RequiredSink = (draft: Draft, path: readonly string[]) => void;

/** Joins the segments of a path inside a set; no name holds it. */
const JOINT = "\u0000";

export const collectRequired: RequiredSink = (draft, path) => {
  draft.required ??= new Set();
  draft.required.add(path.join(JOINT));
};

/** The required names by their first segment, with the rest of each path. A required `ns:x` makes `_ns` required too. */
export function requiredByChild(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byChild = new Map<string, string[]>();
  for (const path of paths) {
    const joint = path.indexOf(JOINT);
    const head = joint < 0 ? path : path.slice(0, joint);
    const rests = byChild.get(head) ?? [];
    if (joint >= 0) rests.push(path.slice(joint + 1));
    byChild.set(head, rests);
  }
  return byChild;
}

/**
 * Of a choice (`oneOf`, `anyOf`) only what every branch requires is required; the rest depends on the branch that a record
 * takes.
 */
export function requireInEveryBranch<B>(
  branches: readonly B[],
  outer: RequiredSink,
  define: (branch: B, required: RequiredSink) => void,
): void {
  const found = branches.map((branch) => {
    const required = new Map<Draft, Map<string, readonly string[]>>();
    define(branch, (draft, path) => {
      const paths = required.get(draft) ?? new Map<string, readonly string[]>();
      required.set(draft, paths.set(path.join(JOINT), path));
    });
    return required;
  });
  const [first, ...others] = found;
  for (const [draft, paths] of first ?? []) {
    for (const [key, path] of paths) {
      if (others.every((other) => other.get(draft)?.has(key) === true)) outer(draft, path);
    }
  }
}
