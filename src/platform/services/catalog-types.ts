import type { Json } from "../json.js";
import type { Reply } from "../problem.js";
import type { SchemaReference } from "./data-prep-types.js";
import type { CallOptions, CountedError, Pages, Readable, Remote, Written } from "./resource.js";

export interface Dataset extends Remote {
  readonly name: string;
  readonly description: string | null;
  readonly schema: SchemaReference | null;
  /** The values of each tag: `unifiedProfile` → ["enabled:true"]. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly enableErrorDiagnostics: boolean | null;
  readonly etag: string | null;
}

export interface Batch extends Remote {
  readonly status: string | null;
  readonly recordCount: number | null;
  readonly failedRecordCount: number | null;
  readonly errors: readonly CountedError[];
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly datasetIds: readonly string[];
}

export interface RowErrorFile {
  readonly name: string;
  /** In bytes; null where it is not said. */
  readonly length: number | null;
}

export interface DatasetCollection extends Readable<Dataset> {
  readonly create: (body: object, options?: CallOptions) => Promise<Reply<Written>>;
  /** Lays the members of `body` over the dataset's. */
  readonly merge: (id: string, body: object, options?: CallOptions) => Promise<Reply<Written>>;
}

export interface BatchCollection {
  readonly get: (id: string, options?: CallOptions) => Promise<Reply<Batch>>;
  /** Which files of row errors the platform still has: it keeps them for 30 days. None is no problem. */
  readonly rowErrorFiles: (id: string, options?: CallOptions) => Promise<Reply<readonly RowErrorFile[]>>;
  /** What one of them says of each row, as the service writes it: one JSON value a line. */
  readonly rowErrors: (id: string, file: string, options?: CallOptions) => Promise<Reply<readonly Json[]>>;
}

/** Catalog: datasets and batches. */
export interface CatalogService {
  readonly datasets: DatasetCollection;
  readonly batches: BatchCollection;
  /** The batches of a dataset, newest first as far as the service sorts. */
  readonly batchesOf: (datasetId: string, options?: CallOptions) => Pages<Batch>;
}

export interface Sandbox extends Remote {
  readonly name: string;
  readonly title: string | null;
  /** "active" where it can be used. */
  readonly state: string | null;
  /** "production" or "development". */
  readonly type: string | null;
}

/** Sandbox management. */
export interface SandboxService {
  readonly get: (name: string, options?: CallOptions) => Promise<Reply<Sandbox>>;
  readonly list: (options?: CallOptions) => Pages<Sandbox>;
}
