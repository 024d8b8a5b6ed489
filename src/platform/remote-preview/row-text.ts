import type { Row } from "../../runtime/index.js";
import { fieldOf, type JavaMap, MISSING, mapOf, parseJson, textOf, toJson, type Value } from "../../values/index.js";
import type { Mask } from "./mask-values.js";

/** A row as it is sent, and as it is read again: what is compared is what both engines were given. */
export interface SentRow {
  /** Where it starts in its sample: counts from 1. */
  readonly line: number;
  /** Which of the samples it is in: counts from 0. */
  readonly source: number;
  /** What that sample is called, where there are several. */
  readonly sample?: string;
  /** One JSON object. */
  readonly text: string;
  readonly fields: JavaMap;
}

/**
 * A row as Data Prep gets it: the cells of a CSV as texts, records of JSON as they are. What JSON has no form for (dates and
 * decimals of Parquet) is sent as `toJson` prints it. Columns that the row has not are left out. `samples` are the names of
 * all samples.
 */
export function sentRow(
  row: Row,
  columns: Iterable<string>,
  masking: Masking | null = null,
  samples: readonly string[] = [],
): SentRow {
  const source = row.source ?? 0;
  const sample = samples.length > 1 ? samples[source] : undefined;
  const place = { line: row.line, source, ...(sample === undefined ? {} : { sample }) };
  const fields = fieldsOf(row, columns);
  const text = toJson(fields);
  const read = parseJson(text);
  const again = "value" in read && isMap(read.value) ? read.value : fields;
  if (masking === null) return { ...place, text, fields: again };
  const masked = mapOf(
    [...again.entries.values()].map(({ key, value }): [Value, Value] => [
      key,
      masking.columns.has(textOf(key)) ? masking.mask(value) : value,
    ]),
  );
  return { ...place, text: toJson(masked), fields: masked };
}

/** Which columns nobody is to see, and what is put in the place of their values. */
export interface Masking {
  readonly columns: ReadonlySet<string>;
  readonly mask: Mask;
}

/** The named fields of a row; what it has not is not there. */
export function fieldsOf(row: Pick<Row, "get">, columns: Iterable<string>): JavaMap {
  return mapOf(
    [...new Set(columns)].flatMap((name): [Value, Value][] => {
      const value = row.get(name);
      return value === MISSING ? [] : [[name, value]];
    }),
  );
}

/** The row that the text stands for. */
export function rowOf({ line, source, fields }: SentRow): Row {
  return {
    line,
    source,
    get: (name) => {
      const value = fieldOf(fields, name);
      return value === undefined ? MISSING : value;
    },
  };
}

function isMap(value: Value): value is JavaMap {
  return value !== null && typeof value === "object" && value.kind === "map";
}
