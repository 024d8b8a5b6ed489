/**
 * The parts of hyparquet that are used: what reads its directory, its page headers and its encodings. What puts columns
 * together into rows is ours (`assemble.ts`): hyparquet makes plain objects of them, rounds decimals and drops microseconds.
 * They load only here: who reads no Parquet does not pay for them.
 */
export async function loadCodec() {
  const [metadata, column, plain, delta, split, indexes, packed] = await Promise.all([
    import("hyparquet/src/metadata.js"),
    import("hyparquet/src/column.js"),
    import("hyparquet/src/plain.js"),
    import("hyparquet/src/delta.js"),
    import("hyparquet/src/encoding.js"),
    import("hyparquet/src/indexes.js"),
    import("hyparquet-compressors"),
  ]);
  return {
    parquetMetadata: metadata.parquetMetadata,
    parquetHeader: column.parquetHeader,
    readPlain: plain.readPlain,
    deltaBinaryUnpack: delta.deltaBinaryUnpack,
    deltaLengthByteArray: delta.deltaLengthByteArray,
    byteStreamSplit: split.byteStreamSplit,
    readColumnIndex: indexes.readColumnIndex,
    readOffsetIndex: indexes.readOffsetIndex,
    compressors: packed.compressors,
    decompressZstd: packed.decompressZstd,
  };
}

export type Codec = Awaited<ReturnType<typeof loadCodec>>;
