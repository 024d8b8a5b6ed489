/** A request as it came in. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** By lower-case name; of repeated ones the values joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty without one. */
  readonly body: string;
}

export interface Target {
  /** As sent, still percent-encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

export function splitTarget(target: string): Target {
  const end = target.indexOf("?");
  return end === -1 ? { path: target, query: "" } : { path: target.slice(0, end), query: target.slice(end + 1) };
}
