import type { Type } from "../values/index.js";
import type { SourceProfile, ValueProfile } from "./source-profile.js";

/** The columns (CSV) or top-level fields (JSON) of the source, from the `source` block or from a sample. */
export interface SourceShape {
  /** How messages name it: `orders.csv`, or `the source block`. */
  readonly label: string;
  /** In the order of the header. Fields of JSON objects nest in the type. */
  readonly columns: ReadonlyMap<string, Type>;
  /** A CSV header names columns only; dots in it are part of the name. */
  readonly flat: boolean;
  /** How many records were looked at, where there are more: a field may come later. */
  readonly firstRecords?: number;
  /**
   * What the first rows of the sample hold; absent without a sample, without a row, and where the columns alone were
   * asked for. A `source` block has that of the sample it is compared with.
   */
  readonly profile?: SourceProfile;
}

/** The profile of a column or of a field within: `{ kind: "each" }` goes through the items of a list. */
export function profileOf(source: SourceShape | null, path: readonly (string | EachItem)[]): ValueProfile | null {
  const [column, ...rest] = path;
  if (typeof column !== "string") return null;
  let place = source?.profile?.columns.get(column) ?? null;
  for (const step of rest) {
    if (place === null) return null;
    place = (typeof step === "string" ? place.fields.get(step) : place.items) ?? null;
  }
  return place;
}

/** The step of a path to the items of a list. */
export interface EachItem {
  readonly kind: "each";
}
