/** A file of which any part can be read: what Parquet needs, whose directory stands at its end. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`; fewer where the file ends before. Rejects where the host cannot read. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
  /** By what another thread opens the same file; left out where the bytes are in memory alone. */
  readonly origin?: FileOrigin;
}

/** A file as it was when it was opened. */
export interface FileOrigin {
  readonly path: string;
  /** Another for other bytes: who opens the file and finds another has another file before them. */
  readonly version: string;
}

/** Bytes in memory, as a file. */
export function accessMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, Math.max(start, end))),
    close: () => Promise.resolve(),
  };
}
