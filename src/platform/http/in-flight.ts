/** How many requests are under way at a time, over all that share a connection. */
export interface InFlight {
  /**
   * Waits for a place, and gives what hands it back; null where the signal came first. A call that goes on after a pause
   * comes before new ones: its deadline is running.
   */
  readonly enter: (goesOn: boolean, signal: AbortSignal) => Promise<(() => void) | null>;
}

interface Waiting {
  readonly admit: () => void;
}

export function createInFlight(most: number): InFlight {
  let free = most;
  const first: Waiting[] = [];
  const later: Waiting[] = [];
  const leave = (): void => {
    free += 1;
    const next = first.shift() ?? later.shift();
    if (next !== undefined) {
      free -= 1;
      next.admit();
    }
  };
  const place = (): (() => void) => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    enter: (goesOn, signal) => {
      if (signal.aborted) return Promise.resolve(null);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(place());
      }
      return new Promise((resolve) => {
        const queue = goesOn ? first : later;
        const waiting = {
          admit: () => {
            signal.removeEventListener("abort", stop);
            resolve(place());
          },
        };
        const stop = (): void => {
          queue.splice(queue.indexOf(waiting), 1);
          resolve(null);
        };
        queue.push(waiting);
        signal.addEventListener("abort", stop, { once: true });
      });
    },
  };
}
