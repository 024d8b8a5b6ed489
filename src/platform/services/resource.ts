import type { Json, JsonObject } from "../json.js";
import type { Reply } from "../problem.js";

export interface CallOptions {
  /** Ends the call: it then has a problem with the cause `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** Something that the platform keeps, with the JSON it was read from. */
export interface Remote {
  readonly id: string;
  readonly raw: JsonObject;
}

/** The list's own order. The first problem is the last item. */
export type Pages<T> = AsyncIterable<Reply<T>>;

/** What a write is answered with. */
export interface Written {
  readonly id: string;
  /** What the next change has to be based on; null where the service gives none. */
  readonly etag: string | null;
}

/** RFC 6902, as far as the services take it. */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove";
  /** A JSON Pointer (RFC 6901). */
  readonly path: string;
  readonly value?: Json | undefined;
}

/** What can be read. */
export interface Readable<T> {
  readonly get: (id: string, options?: CallOptions) => Promise<Reply<T>>;
  /** All of them, page after page. */
  readonly list: (options?: CallOptions) => Pages<T>;
  /** Those of exactly this name, whatever the service's filter lets through. Names are not unique. */
  readonly named: (name: string, options?: CallOptions) => Promise<Reply<readonly T[]>>;
}

/** What can be made, changed with the etag it was read with, and removed. */
export interface Editable<T> extends Readable<T> {
  /** Sent once: whoever gets `unknown` has to look for it by name and content before making it again. */
  readonly create: (body: object, options?: CallOptions) => Promise<Reply<Written>>;
  /**
   * With `If-Match: etag`. Where the outcome was unclear and the object still has this etag, it is sent once more; what is
   * unclear after that is `unknown`: compare the object with what was wanted. Another's change is `refused`, `conflict`.
   */
  readonly patch: (
    id: string,
    etag: string,
    operations: readonly PatchOperation[],
    options?: CallOptions,
  ) => Promise<Reply<Written>>;
  /** Removes it. That it was gone already is no problem. */
  readonly remove: (id: string, options?: CallOptions) => Promise<Reply<{ readonly wasThere: boolean }>>;
}

/** An error that a run or a batch tells of, with how many records it stopped. */
export interface CountedError {
  readonly code: string | null;
  readonly message: string;
  readonly recordCount: number | null;
}
