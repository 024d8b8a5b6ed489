/**
 * Some values that were read ahead, then the rest. Unlike with a generator, giving up before the first value closes the
 * rest too, so that the host's file is closed.
 */
export function resume<T>(ahead: readonly T[], rest: AsyncIterator<T>): AsyncIterableIterator<T> {
  let at = 0;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const value = ahead[at];
      if (value === undefined) return rest.next();
      at++;
      return { done: false, value };
    },
    return: async () => {
      await rest.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** A generator over something that is closed with it, even if it never ran. */
export function closing<T>(generator: AsyncGenerator<T>, close: () => Promise<void>): AsyncIterableIterator<T> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => generator.next(),
    return: async () => {
      await generator.return(undefined);
      await close();
      return { done: true, value: undefined };
    },
  };
}

/** Gives up on a sequence: nothing more is read of it. */
export async function abandon(sequence: AsyncIterable<unknown>): Promise<void> {
  await sequence[Symbol.asyncIterator]().return?.();
}
