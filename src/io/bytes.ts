import { resume } from "./iterate.js";
import type { RandomAccess } from "./random-access.js";

/** The bytes of a sample as the host delivers them. */
export interface Bytes extends AsyncIterable<Uint8Array> {
  /** Opens the same bytes for reads of any part; left out where they come once, as from standard input. */
  readonly randomAccess?: () => Promise<RandomAccess>;
}

/** The first `count` bytes (fewer where there are no more), and all bytes from the start again. */
export async function peek(bytes: Bytes, count: number): Promise<{ readonly head: Uint8Array; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let rest: AsyncIterator<Uint8Array> = iterator;
  while (size < count) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      chunks.push(next.value);
      size += next.value.length;
    } catch (error) {
      if (size === 0) throw error;
      // What came before the error is still there to be read.
      rest = { next: () => Promise.reject(error) };
      break;
    }
  }
  return { head: concat(chunks, size).subarray(0, count), all: resume(chunks, rest) };
}

export function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const only = chunks[0];
  if (chunks.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

export function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b]);
}

/** The compressed bytes themselves are wrong; an error of the host that reads them is passed on as it is. */
export class DamagedGzip extends Error {}

/** Unzips by the platform's own stream, which Node and browsers have. */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const reader = readable.getReader();
  const feeding = feed(bytes, writable);
  try {
    for (let next = await read(reader); !next.done; next = await read(reader)) yield next.value;
    const hostError = await feeding;
    if (hostError !== null) throw hostError.error;
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }

  async function read(from: typeof reader) {
    try {
      return await from.read();
    } catch (error) {
      const hostError = await feeding;
      throw hostError === null ? new DamagedGzip(describe(error)) : hostError.error;
    }
  }
}

/** Never rejects: gives the error of the host, if there was one. The unzipping's own errors show on the other side. */
async function feed(bytes: Bytes, writable: WritableStream<Uint8Array>): Promise<{ readonly error: unknown } | null> {
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  const iterator = bytes[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await iterator.next();
    } catch (error) {
      await writer.abort(error).catch(() => undefined);
      return { error };
    }
    try {
      if (next.done === true) {
        await writer.close();
        return null;
      }
      await writer.write(next.value);
    } catch {
      await iterator.return?.();
      return null;
    }
  }
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  return /unexpected end/i.test(text) ? "it ends too early" : text;
}
