/** One request with its answer, as `--verbose` shows it. Every secret in it is replaced already. */
export interface TraceEntry {
  /** Counts from 1 over all requests of a connection. */
  readonly number: number;
  /** Counts from 1 for each call: above 1 it is a replay. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly (readonly [name: string, value: string])[];
  /** Null where nothing was sent in it. */
  readonly requestBody: string | null;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly milliseconds: number;
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  readonly responseBody: string | null;
  /** What failed, where no whole answer came. */
  readonly failure: string | null;
}

export type Trace = (entry: TraceEntry) => void;
