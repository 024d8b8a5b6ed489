import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkOf, openParquet, rangeOf } from "../../../src/io/parquet/file.js";
import { accessMemory } from "../../../src/io/random-access.js";
import { openBytes, type ReadFile, readAll, writeParquet } from "../../support/parquet.js";

/** A file of several kinds of columns, pages and row groups; `uncompressed` shows a flip its way to the values. */
function sample(codec: "SNAPPY" | "UNCOMPRESSED"): Uint8Array {
  const rows = Array.from({ length: 60 }, (_, row) => row);
  return writeParquet(
    [
      { name: "id", type: "INT64", repetition_type: "REQUIRED" },
      { name: "name", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      { name: "city", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      { name: "tags", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "INT32", repetition_type: "OPTIONAL" },
    ],
    {
      id: rows.map(BigInt),
      name: rows.map((row) => (row % 7 === 0 ? null : `name ${row}`)),
      city: rows.map((row) => ["Oslo", "Łódź", "서울"][row % 3]),
      tags: rows.map((row) => (row % 5 === 0 ? null : Array.from({ length: row % 4 }, (_, at) => at))),
    },
    { rowGroupSize: 25, pageSize: 64, codec, column: { columnIndex: true } },
  );
}

/** Opens and reads; never throws. Null where the file could not even be opened. */
async function read(bytes: Uint8Array): Promise<ReadFile | string> {
  const file = await openParquet("a.parquet", accessMemory(bytes));
  return file.kind === "problem" ? file.diagnostic.message : readAll(file);
}

describe("damaged Parquet files", () => {
  it.each(["SNAPPY", "UNCOMPRESSED"] as const)(
    "cut at any byte (%s): one line that says so, never a row",
    async (codec) => {
      const whole = sample(codec);
      for (let size = 0; size < whole.length; size++) {
        const result = await read(whole.subarray(0, size));
        expect(result, `cut at ${size}`).toMatch(/^`a\.parquet`: the file is damaged or was cut off: /);
      }
    },
  );

  it("cut at any byte and closed with the end of a whole file: the same, or the rows of the row groups before", async () => {
    const whole = sample("UNCOMPRESSED");
    const rows = await read(whole);
    if (typeof rows === "string") throw new Error(rows);
    const file = await openBytes(whole);
    const leaves = [...file.columns.values()].flatMap((column) => column.leaves);
    const ends = file.groups.map((group) => Math.max(...leaves.map((leaf) => rangeOf(file, chunkOf(group, leaf)).end)));
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
    const footer = whole.subarray(whole.length - 8 - view.getUint32(whole.length - 8, true));
    for (let size = 4; size < whole.length - footer.length; size += 3) {
      const result = await read(Uint8Array.from([...whole.subarray(0, size), ...footer]));
      if (typeof result === "string") continue;
      const sound = 25 * ends.filter((end) => end <= size).length;
      if (sound === 75 && result.problem === null) continue;
      expect(result.problem, `cut at ${size}`).toMatch(
        /^`a\.parquet`, row group \d(?:, column `[\w.]+`)?: the file is damaged/,
      );
      expect(result.rows).toEqual(rows.rows.slice(0, sound));
    }
  });

  it.each(["SNAPPY", "UNCOMPRESSED"] as const)(
    "bytes changed at random (%s): rows or one line, never an exception",
    async (codec) => {
      const whole = sample(codec);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })), {
            minLength: 1,
            maxLength: 3,
          }),
          async (changes) => {
            const bytes = whole.slice();
            for (const [at, byte] of changes) bytes[at] = byte;
            const result = await read(bytes);
            const told = typeof result === "string" ? result : result.problem;
            if (told !== null) expect(told).toMatch(/^`a\.parquet`/);
            else if (typeof result !== "string") expect(result.rows.length).toBeLessThanOrEqual(75);
          },
        ),
        { numRuns: 1500 },
      );
    },
  );

  it("every byte changed once, in every bit: rows or one line, never an exception", async () => {
    const whole = sample("SNAPPY");
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const result = await read(bytes);
      const told = typeof result === "string" ? result : result.problem;
      if (told !== null) expect(told).toMatch(/^`a\.parquet`/);
    }
  });

  it("a file that is only its two ends", async () => {
    const ends = new TextEncoder().encode("PAR1\0\0\0\0PAR1");
    expect(await read(ends)).toBe(
      "`a.parquet`: the file is damaged or was cut off: its directory would be larger than the file.",
    );
  });

  it("an encrypted file is called that", async () => {
    const bytes = new TextEncoder().encode("PARE and what nobody can read \u0004\0\0\0PARE");
    expect(await read(bytes)).toBe("`a.parquet`: this is encrypted, and xdmap has no keys.");
  });

  it("a file that became shorter while it was read, and one whose disk fails", async () => {
    const whole = sample("SNAPPY");
    const memory = accessMemory(whole);
    const shorter = { ...memory, read: async (start: number, end: number) => whole.slice(start, Math.min(end, 100)) };
    const opened = await openParquet("a.parquet", shorter);
    expect(opened).toMatchObject({
      diagnostic: { code: "XM5260", message: expect.stringContaining("became shorter") },
    });
    const failing = { ...memory, read: () => Promise.reject(new Error("the disk reports an error")) };
    expect(await openParquet("a.parquet", failing)).toMatchObject({
      diagnostic: { code: "XM5202", message: "`a.parquet` cannot be read: the disk reports an error." },
    });
  });
});
