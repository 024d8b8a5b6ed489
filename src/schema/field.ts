/** The registry's `meta:xdmType`, computed where it is not written (facts: XDM section 2). */
export type XdmType =
  | "string"
  | "boolean"
  | "byte"
  | "short"
  | "int"
  | "long"
  | "number"
  | "date"
  | "date-time"
  | "object"
  | "array"
  | "map";

/** One field of a composed schema, under its XED name. */
export interface Field {
  readonly name: string;
  readonly type: XdmType;
  readonly title: string | null;
  readonly format: string | null;
  readonly pattern: string | null;
  /** Closed list of values. */
  readonly enum: readonly string[] | null;
  /** `meta:enum` alone: suggested values, never validated. */
  readonly suggested: readonly string[] | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** Required in its parent. */
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Cut here because it would contain itself. */
  readonly recursive: boolean;
  /** Children of an object by XED name; empty for a free object and for every other type. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The items of an array. */
  readonly items: Field | null;
  /** The values of a map. */
  readonly values: Field | null;
}

/** A schema that was loaded: its fields under XED names, and what identifies it. */
export interface XdmSchema {
  readonly id: string | null;
  readonly title: string | null;
  readonly version: string | null;
  /** `https://ns.adobe.com/xdm/context/profile`, or null. */
  readonly class: string | null;
  /** `_acme`, where the export names one. */
  readonly tenant: string | null;
  /** The record itself: an object field without a name. */
  readonly root: Field;
}
