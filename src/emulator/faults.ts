import type { Method } from "./service.js";

export const faultKinds = [
  "latency",
  "401",
  "429",
  "429-retry-after",
  "429-retry-date",
  "5xx-before",
  "5xx-after",
  "reset-before",
  "reset-after",
  "truncated",
  "empty",
  "html",
  "list-lag",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** All requests when left out. */
  readonly match?: FaultMatch;
  /** How many matching requests it hits; 1 when left out. */
  readonly times?: number | "always";
  /** Of a 5xx; 503 when left out. */
  readonly status?: number;
  /** Latency, list lag; 1000 when left out. The `Retry-After` of a 429 is this in whole seconds, rounded up. */
  readonly milliseconds?: number;
}

export interface FaultMatch {
  readonly method?: Method;
  /** A part of the path, as it was sent: `/flowservice/flows`. */
  readonly path?: string;
  /** Begins with the nth request that matches, counted from 1 and from when the fault was added. */
  readonly nth?: number;
}

interface Armed {
  readonly fault: Fault;
  seen: number;
  hits: number;
}

/** The faults that wait for their requests. */
export class Faults {
  private armed: Armed[] = [];

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.armed.push({ fault, seen: 0, hits: 0 });
  }

  clear(): void {
    this.armed = [];
  }

  /** Those that wait still. */
  list(): readonly Fault[] {
    return this.armed.map(({ fault }) => fault);
  }

  /** The faults that this request meets, each counted as one hit. */
  take(method: string, path: string): readonly Fault[] {
    const met: Fault[] = [];
    for (const armed of this.armed) {
      const { match, times = 1 } = armed.fault;
      if (match?.method !== undefined && match.method !== method) continue;
      if (match?.path !== undefined && !path.includes(match.path)) continue;
      armed.seen += 1;
      if (armed.seen < (match?.nth ?? 1)) continue;
      armed.hits += 1;
      met.push(armed.fault);
      if (times !== "always" && armed.hits >= times) this.armed = this.armed.filter((other) => other !== armed);
    }
    return met;
  }
}
