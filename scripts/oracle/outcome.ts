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
