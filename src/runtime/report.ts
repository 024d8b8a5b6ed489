/** The loss report of `xdmap preview`: the JSON of `--report`, field by field. */
export interface Report {
  readonly rows: {
    readonly read: number;
    readonly inWindow: number;
    readonly outsideWindow: number;
    readonly accepted: number;
    readonly rejected: number;
  };
  /** Delta values that were null or could not be read; `rows` are the first lines, ten at most. */
  readonly delta: { readonly null: number; readonly unreadable: number; readonly rows: readonly number[] };
  readonly rejections: readonly Rejection[];
  readonly targets: readonly TargetReport[];
  /** The weakest label that the preview used. */
  readonly fidelity: "verified" | "documented" | "assumed";
  /** Only where expressions were evaluated in JEXL's strict mode. */
  readonly expressions?: "strict";
}

/** A place where a row broke the schema, so that the platform would not take it in. */
export interface Rejection {
  readonly line: number;
  readonly path: string;
  /** `required`, `pattern`, `format`, `minimum`, `maximum`, `minLength`, `maxLength` or `enum`. */
  readonly constraint: string;
  readonly code: string;
}

/** present + missing + null + nulledByError = rows.inWindow. */
export interface TargetReport {
  readonly path: string;
  readonly present: number;
  readonly missing: number;
  readonly null: number;
  readonly nulledByError: number;
  readonly reasons: readonly Reason[];
}

/** Why a target lost values, and how often. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  /** Offsets in the mapping file; null where the reason has no sub-expression. */
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly count: number;
  /** The first lines concerned, ten at most. */
  readonly rows: readonly number[];
}

/** A path with `[*]` for every index: what the items of an array share. */
export function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, "[*]");
}
