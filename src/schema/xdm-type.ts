import type { XdmType } from "./field.js";

/** JSON Schema's types, of which XDM uses these. */
export const JSON_TYPES = ["string", "integer", "number", "boolean", "object", "array"] as const;
export type JsonType = (typeof JSON_TYPES)[number];

/** The registry's own types, as `meta:xdmType` names them. */
export const XDM_TYPES = [
  "string",
  "boolean",
  "byte",
  "short",
  "int",
  "long",
  "number",
  "date",
  "date-time",
  "object",
  "array",
  "map",
] as const satisfies readonly XdmType[];

/** A `meta:xdmType` as it is written, or undefined where the word is none. */
export function writtenXdmType(word: string): XdmType | undefined {
  return XDM_TYPES.find((type) => type === word);
}

export interface Bounds {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** The platform keeps no bound beyond these: larger ones are cut (measured in Adobe's field dictionary). */
const LARGEST = 9_007_199_254_740_992;

const INTEGER_BOUNDS = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  int: [-2_147_483_648, 2_147_483_647],
  long: [-LARGEST, LARGEST],
} as const;

type IntegerType = keyof typeof INTEGER_BOUNDS;

/**
 * `meta:xdmType` of a field that does not write it (facts, section 2). Prose says "the smallest type that holds the range";
 * measured, one bound alone stays `int`.
 */
export function computeXdmType(type: JsonType, format: string | null, { minimum, maximum }: Bounds): XdmType {
  switch (type) {
    case "string":
      return format === "date" || format === "date-time" ? format : "string";
    case "integer":
      return integerType(minimum, maximum);
    case "number":
    case "boolean":
    case "array":
    case "object":
      return type;
  }
}

function integerType(minimum: number | null, maximum: number | null): IntegerType {
  if ((maximum ?? 0) > 2_147_483_647 || (minimum ?? 0) < -2_147_483_648) return "long";
  if (minimum === null || maximum === null) return "int";
  // The documentation prints 128 and 32768 as upper bounds too; the smaller, correct ones are taken (assumed).
  if (minimum >= -128 && maximum <= 127) return "byte";
  if (minimum >= -32_768 && maximum <= 32_767) return "short";
  return "int";
}

/** The bounds that hold for a field: those written, cut to what the platform keeps; every integer type has both. */
export function effectiveBounds(type: XdmType, { minimum, maximum }: Bounds): Bounds {
  const range = integerRange(type);
  return {
    minimum: minimum === null ? (range?.[0] ?? null) : cut(minimum),
    maximum: maximum === null ? (range?.[1] ?? null) : cut(maximum),
  };
}

function integerRange(type: XdmType): readonly [number, number] | null {
  switch (type) {
    case "byte":
    case "short":
    case "int":
    case "long":
      return INTEGER_BOUNDS[type];
    default:
      return null;
  }
}

function cut(bound: number): number {
  return Math.min(Math.max(bound, -LARGEST), LARGEST);
}
