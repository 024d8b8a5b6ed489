import { describe, expect, it } from "vitest";
import { openBytes, readAll, writeColumn, writeParquet } from "../../support/parquet.js";

const MB = 1024 * 1024;
const refused = "`a.parquet`, row group 1, column `x`: xdmap does not read a value of more than 64 MB.";

// A file of 4 KB, of Brotli, may hold texts of a gigabyte: decoding one ended the process.
describe("long values", () => {
  it("of 64 MB are read, longer ones are refused: a text, and bytes", async () => {
    const text = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;
    const long = "x".repeat(64 * MB);
    const read = await readAll(await openBytes(writeColumn(text, [long, "y"])));
    expect(read.problem).toBeNull();
    expect(read.rows.map(([value]) => String(value).length)).toEqual([64 * MB, 1]);
    expect((await readAll(await openBytes(writeColumn(text, [`${long}x`, "y"])))).problem).toBe(refused);
    expect((await readAll(await openBytes(writeColumn(text, [`${long}${long}`])))).problem).toBe(refused);
    const bytes = await openBytes(writeColumn({ type: "BYTE_ARRAY" }, [new Uint8Array(65 * MB), Uint8Array.of(1)]));
    expect((await readAll(bytes)).problem).toBe(refused);
  });

  it("are no matter where nothing asks for them", async () => {
    const file = writeParquet(
      [
        { name: "id", type: "INT32", repetition_type: "REQUIRED" },
        { name: "x", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
      ],
      { id: [1], x: ["x".repeat(65 * MB)] },
    );
    expect((await readAll(await openBytes(file), { columns: ["id"] })).problem).toBeNull();
  });
});
