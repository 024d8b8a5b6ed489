let table: Uint32Array | undefined;

/** The CRC-32 of bytes, as zip files hold it: 32 bits without a sign. */
export function crc32Of(bytes: Uint8Array): number {
  table ??= makeTable();
  let checksum = 0xffffffff;
  for (const byte of bytes) checksum = (table[(checksum ^ byte) & 0xff] ?? 0) ^ (checksum >>> 8);
  return ~checksum >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
}
