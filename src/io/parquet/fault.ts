import { diagnostic } from "../../diagnostics/define.js";
import { parquet } from "../../diagnostics/parquet.js";
import type { Problem } from "../sample-options.js";
import { readingFailed } from "../text.js";

/** Where in a Parquet file something is wrong. */
export interface ParquetPlace {
  /** The row group, counted from 1; null for the file as a whole. */
  readonly group: number | null;
  /** The column by its path; null where it is not one column's fault. */
  readonly column: string | null;
}

export type FaultKind = "damaged" | "encrypted" | "unsupported";

/** Why a Parquet file cannot be read; caught where its reading began, and told as a diagnostic. */
export class ParquetFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, why: string) {
    super(why);
    this.kind = kind;
  }
}

export function damaged(why: string): ParquetFault {
  return new ParquetFault("damaged", why);
}

/** The host could not read the file. */
export class HostFault extends Error {
  readonly error: unknown;

  constructor(error: unknown) {
    super("the host could not read");
    this.error = error;
  }
}

/**
 * What was thrown while a file was read, as a diagnostic. Decoders of broken bytes throw anything: an index out of range, a
 * stack that is too deep. The reason is told where it is known.
 */
export function explainFault(name: string, place: ParquetPlace, error: unknown): Problem {
  if (error instanceof HostFault) return { kind: "problem", diagnostic: readingFailed(name, error.error) };
  const where = { name, group: place.group, column: place.column };
  const kind = error instanceof ParquetFault ? error.kind : "damaged";
  const why = error instanceof ParquetFault ? error.message : null;
  switch (kind) {
    case "damaged":
      return { kind: "problem", diagnostic: diagnostic(parquet.XM5260, { path: name }, { ...where, why }) };
    case "encrypted":
      return { kind: "problem", diagnostic: diagnostic(parquet.XM5261, { path: name }, where) };
    case "unsupported":
      return {
        kind: "problem",
        diagnostic: diagnostic(parquet.XM5262, { path: name }, { ...where, found: why ?? "something" }),
      };
  }
}
