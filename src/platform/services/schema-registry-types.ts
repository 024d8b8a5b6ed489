import type { JsonObject } from "../json.js";
import type { Reply } from "../problem.js";
import type { CallOptions, Pages, Remote } from "./resource.js";

/** How a schema is written: `xed` keeps its `$ref`s, `full` resolves them; `notext` leaves titles and descriptions out. */
export type SchemaForm = "xed" | "xed-notext" | "xed-full" | "xed-full-notext" | "xed-full-desc";

export type SchemaContainer = "tenant" | "global";

export type SchemaResourceType = "schemas" | "classes" | "fieldgroups" | "datatypes" | "behaviors" | "unions";

/** An item of a list. `id` is its `$id`. */
export interface SchemaSummary extends Remote {
  readonly altId: string | null;
  readonly title: string;
  /** "1.4". */
  readonly version: string | null;
}

export interface SchemaDocument extends SchemaSummary {
  readonly etag: string | null;
  /** The `$id` of its class. */
  readonly classId: string | null;
  /** Holds "union" where the schema is enabled for Profile. */
  readonly immutableTags: readonly string[];
}

export interface SchemaLookup extends CallOptions {
  /** The default is `xed-full`. */
  readonly form?: SchemaForm | undefined;
  /** The major version; the default is 1. */
  readonly version?: number | undefined;
  /** The default is `tenant`. */
  readonly container?: SchemaContainer | undefined;
  /** The default is `schemas`. */
  readonly type?: SchemaResourceType | undefined;
}

export interface SchemaListing extends CallOptions {
  readonly container?: SchemaContainer | undefined;
  readonly type?: SchemaResourceType | undefined;
}

/** The Schema Registry. */
export interface SchemaService {
  readonly list: (options?: SchemaListing) => Pages<SchemaSummary>;
  /** Titles are unique over all types of resources, but a list may hold what was deleted or lag behind. */
  readonly titled: (title: string, options?: SchemaListing) => Promise<Reply<readonly SchemaSummary[]>>;
  /** By `$id` or `meta:altId`. */
  readonly get: (id: string, options?: SchemaLookup) => Promise<Reply<SchemaDocument>>;
  readonly create: (body: object, options?: CallOptions) => Promise<Reply<SchemaDocument>>;
  readonly stats: (options?: CallOptions) => Promise<Reply<{ readonly tenantId: string; readonly raw: JsonObject }>>;
}
