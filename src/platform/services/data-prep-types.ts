import type { JavaMap } from "../../values/index.js";
import type { JsonObject } from "../json.js";
import type { Reply } from "../problem.js";
import type { CallOptions, Pages, Remote } from "./resource.js";

/** One mapping as the service writes it: both spellings of its fields are read. */
export interface RemoteMapping {
  readonly id: string | null;
  /** "ATTRIBUTE", "EXPRESSION", "STATIC", "text/x.schema-path", "text/x.aep-xl"; null in the legacy form. */
  readonly sourceType: string | null;
  /** `source`, or else `sourceAttribute`. */
  readonly source: string;
  /** `destination`, or else `destinationXdmPath`. */
  readonly destination: string;
  readonly raw: JsonObject;
}

export interface SchemaReference {
  readonly id: string;
  readonly contentType: string | null;
}

export interface MappingSet extends Remote {
  /** Null where the set has none: legacy sets do not. */
  readonly name: string | null;
  readonly version: number;
  /** From `outputSchema.schemaRef`, `schemaRef`, or `xdmSchema`. */
  readonly schema: SchemaReference | null;
  readonly mappings: readonly RemoteMapping[];
  readonly status: string | null;
}

/** Which version of a mapping set a write made; null where the answer does not say, so that it has to be read. */
export interface WrittenMappingSet {
  readonly id: string;
  readonly version: number | null;
}

/** Of one mapping, in the order of the set that was sent. */
export interface MappingValidation {
  readonly ok: boolean;
  /** As the service writes it. */
  readonly status: string;
  readonly errors: readonly MappingFault[];
}

export interface MappingFault {
  readonly message: string;
  readonly source: string | null;
  readonly destination: string | null;
}

export interface PreviewedRow {
  /** With the digits of its numbers; without fields where the service gives no record. */
  readonly data: JavaMap;
  readonly errors: readonly MappingFault[];
}

/**
 * In which form a preview's rows are sent: the OpenAPI file wants a list, while its own example and a community client send
 * one row as it is.
 */
export type PreviewForm = "list" | "object";

/** Data Prep: mapping sets. */
export interface MappingSetService {
  /** Without a version, the latest. */
  readonly get: (id: string, version?: number | null, options?: CallOptions) => Promise<Reply<MappingSet>>;
  readonly list: (options?: CallOptions) => Pages<MappingSet>;
  readonly named: (name: string, options?: CallOptions) => Promise<Reply<readonly MappingSet[]>>;
  readonly create: (body: object, options?: CallOptions) => Promise<Reply<WrittenMappingSet>>;
  /**
   * PUT of the whole set; its last writer wins, since the service knows no precondition. A replay makes another version:
   * read the set after it and take the version that is seen.
   */
  readonly replace: (id: string, body: object, options?: CallOptions) => Promise<Reply<WrittenMappingSet>>;
  /** Changes nothing. As many items as the set has mappings, else the answer is `unexpected`. */
  readonly validate: (body: object, options?: CallOptions) => Promise<Reply<readonly MappingValidation[]>>;
  /**
   * Maps rows, and changes nothing. `body` is JSON, `{data, mappingSet}` with so many rows in either form; as many items as
   * rows, else the answer is `unexpected`.
   */
  readonly preview: (body: string, rows: number, options?: CallOptions) => Promise<Reply<readonly PreviewedRow[]>>;
}
