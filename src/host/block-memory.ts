/** Memory for blocks, which goes round: what is given back is given out again. */
export interface BlockMemory {
  readonly allocate: (size: number) => Uint8Array;
  /** Nobody reads it any more. */
  readonly release: (memory: ArrayBufferLike) => void;
  /** How many bytes were given out so far. */
  readonly given: number;
}

/** Pieces that wait to be used again; more are left to the garbage collector. */
const KEPT = 32;

export function createBlockMemory(): BlockMemory {
  const free: ArrayBufferLike[] = [];
  let given = 0;
  return {
    get given() {
      return given;
    },
    allocate: (size) => {
      given += size;
      const at = free.findIndex(({ byteLength }) => byteLength === size);
      if (at < 0) return new Uint8Array(size);
      const [memory] = free.splice(at, 1);
      return memory === undefined ? new Uint8Array(size) : new Uint8Array(memory);
    },
    release: (memory) => {
      if (free.length < KEPT) free.push(memory);
    },
  };
}
