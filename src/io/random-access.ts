/** A file of which any part can be read: what Parquet needs, whose directory stands at its end. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`; fewer where the file ends before. Rejects where the host cannot read. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Bytes in memory, as a file. */
export function accessMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, Math.max(start, end))),
    close: () => Promise.resolve(),
  };
}
