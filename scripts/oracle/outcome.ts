/** What a suite of oracle rows gives. A failure keeps its row, so that it can be looked at. */
export interface OracleOutcome {
  readonly passed: number;
  /** Without the excluded rows. */
  readonly total: number;
  readonly excluded: number;
  readonly failures: readonly OracleFailure[];
  /** What the kind tells beyond its total, a line each. */
  readonly details?: readonly string[];
}

export interface OracleFailure {
  readonly id: string;
  readonly expected: string;
  readonly actual: string;
  readonly row: unknown;
}

export interface OracleSettings {
  /** Compare with the engine's strict mode where the kind has one. */
  readonly strict: boolean;
}

/** `jexl: 2400 of 2400 (46 left out): 100.00 %`. */
export function describeOutcome(kind: string, { passed, total, excluded }: OracleOutcome): string {
  return `${kind}: ${passed} of ${total} (${excluded} left out): ${percentOf({ passed, total }).toFixed(2)} %`;
}

/** Rounded down, so that 100 means all. */
export function percentOf({ passed, total }: { readonly passed: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((passed * 10_000) / total) / 100;
}

/** How rows are compared. An answer is a text that is the same where the answers are. */
export interface Comparison<Row> {
  /** Why a row is left out, or null. */
  readonly exclude?: (row: Row) => string | null;
  readonly expected: (row: Row) => string;
  /** `at` counts the rows from 0. */
  readonly actual: (row: Row, at: number) => string;
}

/** Holds the engine to every row. An exception of ours is the answer to its row, and the others are run all the same. */
export function compareRows<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { exclude = () => null, expected, actual }: Comparison<Row>,
): OracleOutcome {
  const failures: OracleFailure[] = [];
  let total = 0;
  for (const [at, row] of rows.entries()) {
    if (exclude(row) !== null) continue;
    total += 1;
    const wanted = expected(row);
    const given = answerOrException(() => actual(row, at));
    if (given !== wanted) failures.push({ id: row.id, expected: wanted, actual: given, row });
  }
  return { passed: total - failures.length, total, excluded: rows.length - total, failures };
}

function answerOrException(answer: () => string): string {
  try {
    return answer();
  } catch (error) {
    return `threw ${String(error)}`;
  }
}
