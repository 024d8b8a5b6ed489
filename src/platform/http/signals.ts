/** Waits so many milliseconds, or until the signal. */
export function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });
}

/**
 * One signal that follows several. `AbortSignal.any` would do, but a signal that lives as long as the process (Ctrl-C) then
 * keeps something of every call.
 */
export function linkSignals(signals: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal;
  readonly unlink: () => void;
} {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of signals) {
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: controller.signal,
    unlink: () => {
      for (const signal of signals) signal?.removeEventListener("abort", abort);
    },
  };
}

/** What is waited for, or null as soon as the signal comes. What is waited for goes on: others may wait for it, too. */
export function unlessAborted<T>(awaited: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(null);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    awaited.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
