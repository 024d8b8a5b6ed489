import { afterEach, describe, expect, it, vi } from "vitest";
import { openBytes, readAll, writeParquet } from "../../support/parquet.js";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A Zstandard frame of blocks that are stored as they are (RFC 8878). */
function storeZstd(bytes: Uint8Array): Uint8Array {
  const size = 100_000;
  const blocks: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...uint32(bytes.length))];
  for (let at = 0; at < Math.max(1, bytes.length); at += size) {
    const part = bytes.subarray(at, at + size);
    const header = (part.length << 3) | (at + size >= bytes.length ? 1 : 0);
    blocks.push(Uint8Array.of(...uint32(header).slice(0, 3)), part);
  }
  return Uint8Array.from(blocks.flatMap((block) => [...block]));
}

function uint32(value: number): readonly number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24];
}

function writeZstd(names: string[]): Uint8Array {
  return writeParquet(
    [{ name: "name", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" }],
    { name: names },
    { codec: "ZSTD", compressors: { ZSTD: storeZstd }, column: { encoding: "PLAIN" } },
  );
}

/** An LZ4 block of nothing but literals: of no bytes at all it is one byte. */
function storeLz4(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 15) return Uint8Array.of(bytes.length << 4, ...bytes);
  const more = bytes.length - 15;
  return Uint8Array.of(0xf0, ...new Array<number>(Math.floor(more / 255)).fill(255), more % 255, ...bytes);
}

describe("pages compressed with LZ4", () => {
  it("are read, those without any value too", async () => {
    const file = writeParquet(
      [
        { name: "id", type: "INT32", repetition_type: "REQUIRED" },
        { name: "nothing", type: "INT64", repetition_type: "OPTIONAL" },
      ],
      { id: [1, 2, 3], nothing: [null, null, null] },
      { codec: "LZ4_RAW", compressors: { LZ4_RAW: storeLz4 }, column: { encoding: "PLAIN" } },
    );
    const read = await readAll(await openBytes(file), { columns: ["nothing"] });
    expect(read.problem).toBeNull();
    expect(read.rows).toEqual([[null], [null], [null]]);
  });
});

describe("pages compressed with Zstandard", () => {
  const names = Array.from({ length: 1000 }, (_, row) => `name ${row}`);

  it("are read", async () => {
    expect((await readAll(await openBytes(writeZstd(names)))).rows).toEqual(names.map((name) => [name]));
  });

  it("are never written out as a text by the way, which takes as long as reading them", async () => {
    const bytes = writeZstd(names);
    const join = vi.spyOn(Object.getPrototypeOf(Uint8Array.prototype), "join");
    const file = await openBytes(bytes);
    await readAll(file);
    expect(join).not.toHaveBeenCalled();
  });
});
