import type { SourceFile } from "../text/index.js";
import type { Draft } from "./draft.js";
import type { JsonNode, JsonObject } from "./json-tree.js";
import type { RequiredSink } from "./required.js";

/** A `$ref` that is being followed, and the field that it defines. */
export interface ActiveRef {
  readonly target: JsonNode;
  readonly draft: Draft;
  readonly outer: ActiveRef | null;
}

/** A part of the path from the record to a field. */
interface Step {
  readonly names: readonly string[];
  /** The path inside is read anew: a namespace that was opened outside is repeated. */
  readonly anew: boolean;
  readonly outer: Step | null;
}

/** Where a definition stands. */
export interface Scope {
  readonly file: SourceFile;
  /** The whole resource, in which `#/…` is looked up. */
  readonly resource: JsonObject;
  readonly refs: ActiveRef;
  /** How many fields, items and references are around. */
  readonly depth: number;
  readonly step: Step | null;
  /** Inside `oneOf` or `anyOf`: the field that has the choice. */
  readonly branchOf: Draft | null;
  readonly required: RequiredSink;
}

/** The scope of a field, an item or a map's value inside. */
export function enter(scope: Scope, names: readonly string[], anew = false): Scope {
  const { file, resource, refs, depth, branchOf, required, step: outer } = scope;
  return { file, resource, refs, depth: depth + 1, step: { names, anew, outer }, branchOf, required };
}

/** The scope of what a reference leads to. */
export function enterReference(
  scope: Scope,
  target: { readonly file: SourceFile; readonly resource: JsonObject; readonly node: JsonNode },
  draft: Draft,
): Scope {
  const { depth, branchOf, required, step: outer } = scope;
  const { file, resource } = target;
  const refs = { target: target.node, draft, outer: scope.refs };
  return { file, resource, refs, depth: depth + 1, step: { names: [], anew: true, outer }, branchOf, required };
}

/** XED names from the record to here. */
export function pathOf({ step }: Scope): readonly string[] {
  const path: string[] = [];
  for (let at = step; at !== null; at = at.outer) path.unshift(...at.names);
  return path;
}

/** The end of that path since the last reference or map. */
export function inlinePathOf({ step }: Scope): readonly string[] {
  const path: string[] = [];
  for (let at = step; at !== null && !at.anew; at = at.outer) path.unshift(...at.names);
  return path;
}
