import type { FileMetaData } from "hyparquet";
import type { RandomAccess } from "../random-access.js";
import type { Codec } from "./codec.js";
import { damaged, HostFault, ParquetFault } from "./fault.js";

/** Of most files this holds the whole directory. */
const TAIL = 64 * 1024;
const MAGIC = 0x31524150; // PAR1
const ENCRYPTED = 0x45524150; // PARE

/** The bytes of a part of the file, all of them. */
export async function readPart(file: RandomAccess, start: number, end: number): Promise<Uint8Array> {
  if (start < 0 || end > file.size || start > end) throw damaged("a part of it would lie beyond its end");
  let bytes: Uint8Array;
  try {
    bytes = await file.read(start, end);
  } catch (error) {
    throw new HostFault(error);
  }
  if (bytes.length !== end - start) throw damaged("it became shorter while it was read");
  return bytes;
}

/** Reads the directory at the end of a file. Throws a fault where there is none. */
export async function readFooter(codec: Codec, file: RandomAccess): Promise<FileMetaData> {
  if (file.size < 12) throw damaged("it is too short to be one");
  let tail = await readPart(file, Math.max(0, file.size - TAIL), file.size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const magic = view.getUint32(tail.length - 4, true);
  if (magic === ENCRYPTED) throw new ParquetFault("encrypted", "");
  if (magic !== MAGIC) throw damaged("it does not end as Parquet files do");
  const size = view.getUint32(tail.length - 8, true);
  if (size === 0 || size > file.size - 12) throw damaged("its directory would be larger than the file");
  if (size + 8 > tail.length) tail = await readPart(file, file.size - size - 8, file.size);
  // Statistics stay as they are stored: whole numbers as such, so that no digit is lost.
  const metadata = codec.parquetMetadata(tail, { parsers: AS_STORED, geoparquet: false });
  checkMetadata(metadata);
  return metadata;
}

export const AS_STORED = {
  timestampFromMilliseconds: (value: bigint) => value,
  timestampFromMicroseconds: (value: bigint) => value,
  timestampFromNanoseconds: (value: bigint) => value,
  dateFromDays: (days: number) => days,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  uuidFromBytes: (bytes: Uint8Array) => bytes,
};

/** Rows of a file are counted in numbers. */
function checkMetadata({ num_rows: rows, row_groups: groups, schema }: FileMetaData): void {
  if (!Array.isArray(schema) || !Array.isArray(groups)) throw damaged("its directory is not whole");
  let sum = 0n;
  for (const group of groups) {
    if (typeof group.num_rows !== "bigint" || group.num_rows < 0n)
      throw damaged("a row group has no count of its rows");
    if (group.num_rows > MOST_ROWS) throw damaged("a row group has more rows than can be");
    sum += group.num_rows;
  }
  // Some writers say 0 whatever there is; what counts are the row groups.
  if (rows !== sum && rows !== 0n) throw damaged(`it says that it has ${rows} rows, and its row groups have ${sum}`);
}

/** Beyond it no array of a column could be. */
const MOST_ROWS = 2n ** 31n - 1n;
