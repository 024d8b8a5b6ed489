import type { Value } from "./value.js";

/** Java's `hashCode`, which decides the order of a HashMap's and a HashSet's members. */
export function javaHash(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "string") return textHash(value);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
      return value.value | 0;
    case "long":
      return Number(BigInt.asIntN(32, value.value ^ (BigInt.asUintN(64, value.value) >> 32n)));
    case "biginteger":
      return bigIntegerHash(value.value);
    case "float":
      return floatBits(value.value);
    case "double":
      return doubleHash(value.value);
    case "bigdecimal":
      return bigDecimalHash(value.unscaled, value.scale);
    case "character":
      return value.unit;
    case "list":
      return sequenceHash(value.items);
    case "set":
      return [...value.items.values()].reduce<number>((sum, item) => (sum + javaHash(item)) | 0, 0);
    case "map":
      return [...value.entries.values()].reduce(
        (sum, item) => (sum + (javaHash(item.key) ^ javaHash(item.value))) | 0,
        0,
      );
    // These have no hash of their content in Java: their address decides, and any number is as good.
    case "array":
    case "range":
    case "datetime":
    case "pattern":
      return 0;
  }
}

function textHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function sequenceHash(items: readonly Value[]): number {
  return items.reduce<number>((hash, item) => (Math.imul(hash, 31) + javaHash(item)) | 0, 1);
}

function bigIntegerHash(value: bigint): number {
  let size = value < 0n ? -value : value;
  const words: number[] = [];
  for (; size > 0n; size >>= 32n) words.push(Number(size & 0xffffffffn));
  const hash = words.reduceRight((sum, word) => (Math.imul(sum, 31) + word) | 0, 0);
  return value < 0n ? -hash | 0 : hash;
}

/** A compact BigDecimal hashes its 64 bits, a larger one its BigInteger. */
function bigDecimalHash(unscaled: bigint, scale: number): number {
  if (BigInt.asIntN(64, unscaled) !== unscaled || unscaled === -(2n ** 63n)) {
    return (Math.imul(31, bigIntegerHash(unscaled)) + scale) | 0;
  }
  const size = unscaled < 0n ? -unscaled : unscaled;
  const hash = (Math.imul(Number(size >> 32n) | 0, 31) + (Number(size & 0xffffffffn) | 0)) | 0;
  return (Math.imul(31, unscaled < 0n ? -hash | 0 : hash) + scale) | 0;
}

const buffer = new DataView(new ArrayBuffer(8));

function floatBits(value: number): number {
  buffer.setFloat32(0, value);
  return buffer.getInt32(0);
}

function doubleHash(value: number): number {
  buffer.setFloat64(0, value);
  return buffer.getInt32(0) ^ buffer.getInt32(4);
}

/** The order in which a HashMap made for `capacity` entries walks its keys: by bucket, then by insertion. */
export function hashOrder<T>(members: readonly T[], keyOfMember: (member: T) => Value, capacity: number): T[] {
  let buckets = 1;
  while (buckets < capacity) buckets *= 2;
  // It doubles when more than three quarters are taken, keeping the order inside a bucket.
  while (members.length > buckets * 0.75) buckets *= 2;
  return members
    .map((member, at) => {
      const hash = javaHash(keyOfMember(member));
      return { member, at, bucket: (hash ^ (hash >>> 16)) & (buckets - 1) };
    })
    .sort((left, right) => left.bucket - right.bucket || left.at - right.at)
    .map(({ member }) => member);
}
