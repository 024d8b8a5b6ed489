import type { XdmType } from "./field.js";
import type { JsonType } from "./xdm-type.js";

/** A field while its definitions are being merged. The first definition of a keyword stays. */
export interface Draft {
  type: JsonType | null;
  writtenType: XdmType | null;
  /** An object, unless what a reference leads to says otherwise. */
  assumedObject: boolean;
  title: string | null;
  format: string | null;
  /** The formats that the branches of a choice give this very field. */
  branchFormats: readonly string[];
  pattern: string | null;
  enum: readonly string[] | null;
  /** Whether the closed list came from a `oneOf` or `anyOf` branch, to which other branches add. */
  enumFromBranch: boolean;
  suggested: readonly string[] | null;
  minimum: number | null;
  maximum: number | null;
  minLength: number | null;
  maxLength: number | null;
  deprecated: boolean;
  recursive: boolean;
  children: Map<string, Draft> | null;
  /** Paths of required fields below, as `required.ts` writes them. */
  required: Set<string> | null;
  items: Draft | null;
  /** What `additionalProperties` describes. */
  values: Draft | null;
}

export function createDraft(): Draft {
  return {
    type: null,
    writtenType: null,
    assumedObject: false,
    title: null,
    format: null,
    branchFormats: [],
    pattern: null,
    enum: null,
    enumFromBranch: false,
    suggested: null,
    minimum: null,
    maximum: null,
    minLength: null,
    maxLength: null,
    deprecated: false,
    recursive: false,
    children: null,
    required: null,
    items: null,
    values: null,
  };
}

/** The child of a name, made where it is not there yet. */
export function childOf(parent: Draft, name: string): Draft {
  const known = parent.children?.get(name);
  if (known !== undefined) return known;
  const child = createDraft();
  parent.children ??= new Map();
  parent.children.set(name, child);
  return child;
}
