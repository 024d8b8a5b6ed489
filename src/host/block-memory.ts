/** Memory for blocks, which goes round: what is given back is given out again. */
export interface BlockMemory {
  /** Of a block, in bytes. */
  readonly size: number;
  readonly allocate: (size: number) => Uint8Array;
  /** Nobody reads it any more. */
  readonly release: (memory: ArrayBufferLike) => void;
  /** How many bytes were given out so far. */
  readonly given: number;
}

/** Pieces that wait to be used again; more are left to the garbage collector. */
const KEPT = 32;

/**
 * Of a million bytes Node decodes ASCII into a text outside of the heap, which costs more to make, to read and to clear away
 * than what a larger block saves.
 */
const SIZE = 768 * 1024;

export function createBlockMemory(size = SIZE): BlockMemory {
  const free: ArrayBufferLike[] = [];
  let given = 0;
  return {
    size,
    get given() {
      return given;
    },
    allocate: (wanted) => {
      given += wanted;
      const at = free.findIndex(({ byteLength }) => byteLength === wanted);
      const [memory] = at < 0 ? [] : free.splice(at, 1);
      return memory === undefined ? new Uint8Array(wanted) : new Uint8Array(memory);
    },
    release: (memory) => {
      if (free.length < KEPT) free.push(memory);
    },
  };
}
