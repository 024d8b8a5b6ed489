/** The kinds of sources that a mapping set can hold. */
export type SourceType = "ATTRIBUTE" | "EXPRESSION" | "STATIC";

/** One mapping of a set, whatever dialect it was written in. */
export interface NormalMapping {
  /** Its place among the set's mappings, from 0. */
  readonly at: number;
  readonly type: SourceType;
  /** Raw, as the service has it: the path of a column, an expression, or a constant. */
  readonly source: string;
  /** The target's path as the service has it. */
  readonly destination: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly identity: boolean;
  readonly identityGroup: string | null;
  readonly namespaceCode: string | null;
  readonly primaryIdentity: boolean;
  /** What the service keeps beside these, by its name there: it is carried no further. */
  readonly other: ReadonlyMap<string, unknown>;
}

/** What cannot be read as a mapping. */
export interface UnreadMapping {
  /** Its place among the set's mappings, from 0. */
  readonly at: number;
  /** As it stands in the set. */
  readonly value: unknown;
  readonly why: string;
  /** As it stands in a file that is no JSON. */
  readonly text?: string;
}

/** A mapping set in one form, whatever dialect it was written in. */
export interface NormalMappingSet {
  readonly id: string | null;
  /** The service counts from 0; here as text, for some dialects write it so. */
  readonly version: string | null;
  readonly name: string | null;
  readonly description: string | null;
  /** The `$id` of the schema that it maps to. */
  readonly schemaId: string | null;
  /** The form that the schema is asked for in, as `application/vnd.adobe.xed-full+json;version=1`. */
  readonly contentType: string | null;
  readonly mappings: readonly NormalMapping[];
  /** What stands among the mappings and is none: a file keeps it as a comment. */
  readonly unread?: readonly UnreadMapping[];
  /** What the service keeps beside these, by its name there: it is carried no further. */
  readonly other: ReadonlyMap<string, unknown>;
}

/** The form that a schema is asked for in where nothing else is said. */
export const DEFAULT_CONTENT_TYPE = "application/vnd.adobe.xed-full+json;version=1";
