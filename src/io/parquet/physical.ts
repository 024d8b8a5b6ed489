import { damaged } from "./fault.js";

/** Values as a page holds them, before what the schema says of them; one kind for each physical type. */
export type Physical =
  | { readonly kind: "booleans"; readonly values: Uint8Array }
  | { readonly kind: "int32"; readonly values: Int32Array }
  | { readonly kind: "int64"; readonly values: BigInt64Array }
  /** Nanoseconds of the day in the lower 8 bytes, the Julian day in the upper 4. */
  | { readonly kind: "int96"; readonly values: readonly bigint[] }
  | { readonly kind: "float"; readonly values: Float32Array }
  | { readonly kind: "double"; readonly values: Float64Array }
  | ({ readonly kind: "bytes" } & ByteSpans);

/** Values of bytes where they lie, so that a page of a hundred thousand texts is not as many objects. */
export interface ByteSpans {
  readonly memory: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Several pieces of memory as one. */
export function joinSpans(values: readonly Uint8Array[]): Physical {
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  let size = 0;
  for (const [index, value] of values.entries()) {
    starts[index] = size;
    size += value.length;
    ends[index] = size;
  }
  const memory = new Uint8Array(size);
  for (const [index, value] of values.entries()) memory.set(value, starts[index] ?? 0);
  return { kind: "bytes", memory, starts, ends };
}

/** Sorts what hyparquet decoded; its types say no more than that it is some array. */
export function physicalOf(values: unknown, type: string): Physical {
  switch (type) {
    case "INT32":
      if (values instanceof Int32Array) return { kind: "int32", values };
      break;
    case "INT64":
      if (values instanceof BigInt64Array) return { kind: "int64", values };
      break;
    case "FLOAT":
      if (values instanceof Float32Array) return { kind: "float", values };
      break;
    case "DOUBLE":
      if (values instanceof Float64Array) return { kind: "double", values };
      break;
  }
  if (!Array.isArray(values)) throw damaged("a page holds values of another type");
  switch (type) {
    case "BOOLEAN":
      return { kind: "booleans", values: Uint8Array.from(values, Number) };
    case "INT96":
      return { kind: "int96", values: values.filter((value): value is bigint => typeof value === "bigint") };
    case "BYTE_ARRAY":
    case "FIXED_LEN_BYTE_ARRAY":
      return joinSpans(values.filter((value): value is Uint8Array => value instanceof Uint8Array));
  }
  // A page without values is an empty array of no type.
  if (values.length > 0) throw damaged("a page holds values of another type");
  return emptyOf(type);
}

function emptyOf(type: string): Physical {
  switch (type) {
    case "INT32":
      return { kind: "int32", values: new Int32Array(0) };
    case "INT64":
      return { kind: "int64", values: new BigInt64Array(0) };
    case "FLOAT":
      return { kind: "float", values: new Float32Array(0) };
    case "DOUBLE":
      return { kind: "double", values: new Float64Array(0) };
    default:
      throw damaged("a page holds values of another type");
  }
}
