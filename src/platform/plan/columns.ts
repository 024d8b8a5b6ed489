import type { SourceShape } from "../../compiler/index.js";
import type { Type } from "../../values/index.js";
import type { Json } from "../json.js";

/** The columns of a source connection: `{"name", "type"}`, and `meta:xdmType` where the type alone says too little. */
export function columnsOf(source: SourceShape | null): readonly Json[] | null {
  if (source === null || source.columns.size === 0) return null;
  return [...source.columns].map(([name, type]) => ({ name, ...typeOf(type) }));
}

function typeOf(type: Type): { readonly type: string; readonly "meta:xdmType"?: string } {
  switch (type.kind) {
    case "boolean":
      return { type: "boolean" };
    case "number":
      return numberType(type.of);
    case "datetime":
      return { type: "string", "meta:xdmType": type.of === "date" ? "date" : "date-time" };
    case "array":
      return { type: "array" };
    case "object":
      return { type: "object" };
    case "map":
      return { type: "object", "meta:xdmType": "map" };
    case "any":
    case "null":
    case "string":
    case "regex":
    case "lambda":
      return { type: "string" };
  }
}

function numberType(of: Extract<Type, { readonly kind: "number" }>["of"]): {
  readonly type: string;
  readonly "meta:xdmType"?: string;
} {
  switch (of) {
    case "byte":
    case "short":
    case "long":
      return { type: "integer", "meta:xdmType": of };
    case "integer":
      return { type: "integer", "meta:xdmType": "int" };
    case "biginteger":
    case "float":
    case "double":
    case "bigdecimal":
    case "number":
      return { type: "number" };
  }
}
