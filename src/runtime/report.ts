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
  /** Only where the preview was asked for some of the rows or targets. */
  readonly selection?: Selection;
}

/** What of the source and of the mapping a report covers. What was not asked for is left out. */
export interface Selection {
  /** Row numbers, as they were given. */
  readonly rows?: string;
  /** The condition, as it was given, and for how many rows it had no value; they count as left out. */
  readonly where?: { readonly expression: string; readonly failed: number };
  /** By chance, so many rows of those in the window. */
  readonly sample?: { readonly size: number; readonly seed: number; readonly of: number };
  /** No more rows of the window than this. */
  readonly limit?: number;
  /** The targets that were mapped, of how many. */
  readonly targets?: { readonly select: readonly string[]; readonly mapped: number; readonly of: number };
  /** How many of the rows that were read it left out; they are in no other count than `rows.read`. */
  readonly leftOut: number;
}

/** The report of chosen rows and targets: it says what it covers, and counts as read what was left out. */
export function withSelection(report: Report, selection: Selection): Report {
  const { rows } = report;
  return { ...report, rows: { ...rows, read: rows.read + selection.leftOut }, selection };
}

/** What was asked for, in words: of each option one. */
export function describeSelection({ rows, where, sample, limit, targets }: Selection): readonly string[] {
  return [
    ...(rows === undefined ? [] : [`rows ${rows}`]),
    ...(where === undefined ? [] : [`where ${where.expression}`]),
    ...(sample === undefined
      ? []
      : [`${Math.min(sample.size, sample.of)} of ${sample.of} rows by chance (seed ${sample.seed})`]),
    ...(limit === undefined ? [] : [`${limit} rows at most`]),
    ...(targets === undefined ? [] : [`${targets.mapped} of ${targets.of} targets`]),
  ];
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
  /** Null where the reason has no sub-expression. */
  readonly span: ReasonSpan | null;
  readonly count: number;
  /** The first lines concerned, ten at most. */
  readonly rows: readonly number[];
  /** Up to three different values that were concerned, as text and cut where they are long. */
  readonly examples: readonly string[];
}

/** Offsets in the mapping file, or in `file`, which it uses: the failing part is in a definition of that. */
export interface ReasonSpan {
  readonly start: number;
  readonly end: number;
  readonly file?: string;
}

/** The targets that lose most come first; among equals the order of the mappings stays. */
export function sortByHarm(targets: readonly TargetReport[]): readonly TargetReport[] {
  return targets.toSorted(
    (left, right) => right.nulledByError - left.nulledByError || right.missing - left.missing || right.null - left.null,
  );
}

/** Rejections that broke the same constraint at the same path. */
export interface RejectionGroup {
  readonly path: string;
  readonly constraint: string;
  readonly code: string;
  /** The lines concerned, each once. */
  readonly lines: readonly number[];
}

/** Rejections by path (an index is `[*]`) and constraint, the most frequent first. */
export function groupRejections(rejections: readonly Rejection[]): readonly RejectionGroup[] {
  const groups = new Map<string, RejectionGroup & { readonly lines: number[] }>();
  for (const { line, path, constraint, code } of rejections) {
    const pattern = patternOf(path);
    const key = JSON.stringify([pattern, constraint]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { path: pattern, constraint, code, lines: [line] });
    else if (group.lines.at(-1) !== line) group.lines.push(line);
  }
  return [...groups.values()].toSorted((left, right) => right.lines.length - left.lines.length);
}

/** A path with `[*]` for every index: what the items of an array share. */
export function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, "[*]");
}

/** `lines 3, 4, …`: the first lines of so many. */
export function listLines(rows: readonly number[], times: number): string {
  const shown = rows.slice(0, 5).join(", ");
  return `${rows.length === 1 ? "line" : "lines"} ${shown}${times > Math.min(rows.length, 5) ? ", …" : ""}`;
}

/** What the labels of a report mean. */
export const FIDELITY: Readonly<Record<Report["fidelity"], string>> = {
  verified: "every function and conversion used is verified by a documented example or an oracle",
  documented: "every function and conversion used is documented",
  assumed: "some functions or conversions used are documented only in part",
};
