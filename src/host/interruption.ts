/** Whether somebody asked for an end, for those who wait for something else meanwhile. */
export interface Interruption {
  readonly happened: boolean;
  readonly interrupt: () => void;
  /** What is waited for; null as soon as there is an interruption. One at a time may wait. */
  readonly unlessFirst: <T>(awaited: Promise<T>) => Promise<T | null>;
}

export function createInterruption(): Interruption {
  let happened = false;
  let stop: () => void = () => undefined;
  return {
    get happened() {
      return happened;
    },
    interrupt: () => {
      happened = true;
      stop();
    },
    // Promise.race would keep all that it ever waited for.
    unlessFirst: <T>(awaited: Promise<T>) =>
      new Promise<T | null>((resolve, reject) => {
        stop = () => resolve(null);
        awaited.then(resolve, reject);
        if (happened) stop();
      }),
  };
}
