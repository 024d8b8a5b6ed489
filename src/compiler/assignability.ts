import type { Field, XdmType } from "../schema/index.js";
import type { Type } from "../values/index.js";

/**
 * What the platform makes of a value of one type in a field of another: the conversion table that Adobe documents for
 * batch ingestion, with what Data Prep documents besides (text to boolean and dates, object copy). `blank` is a pair that
 * the table leaves out, `open` one that nobody documents.
 */
export type Verdict =
  | { readonly kind: "fine" }
  | { readonly kind: "scalar-to-object" }
  | { readonly kind: "object-to-scalar" }
  | { readonly kind: "array-to-other" }
  | { readonly kind: "boolean-to-other" }
  | { readonly kind: "blank"; readonly hint: string }
  | { readonly kind: "open"; readonly why: string; readonly hint: string };

const fine: Verdict = { kind: "fine" };

export function assign(source: Type, field: Field): Verdict {
  switch (source.kind) {
    case "any":
    case "null":
    case "regex":
    case "lambda":
      return fine;
    case "array":
      if (field.type !== "array") return { kind: "array-to-other" };
      return field.items === null ? fine : assign(source.items, field.items);
    case "object":
    case "map":
      if (field.type === "object" || field.type === "map") return fine;
      return field.type === "array" ? singleToArray : { kind: "object-to-scalar" };
    case "boolean":
      if (field.type === "boolean") return fine;
      return isContainer(field.type) ? { kind: "scalar-to-object" } : { kind: "boolean-to-other" };
    case "string":
    case "number":
    case "datetime":
      if (isContainer(field.type)) return { kind: "scalar-to-object" };
      return field.type === "array" ? singleToArray : assignScalar(source, field.type);
  }
}

function isContainer(type: XdmType): boolean {
  return type === "object" || type === "map";
}

const singleToArray: Verdict = {
  kind: "open",
  why: "what becomes of a single value there is not documented",
  hint: "Make it an array: `to_array(true, …)`.",
};

type Scalar = Extract<Type, { readonly kind: "string" | "number" | "datetime" }>;

function assignScalar(source: Scalar, target: XdmType): Verdict {
  switch (source.kind) {
    case "string":
      return fine;
    case "datetime":
      return assignDateTime(target);
    case "number":
      return assignNumber(source, target);
  }
}

function assignDateTime(target: XdmType): Verdict {
  switch (target) {
    case "date":
    case "date-time":
      return fine;
    case "string":
      return { kind: "blank", hint: 'Say how it is written: `format(…, "yyyy-MM-dd")`.' };
    case "boolean":
      return {
        kind: "open",
        why: "what a date-time becomes there is not documented",
        hint: "Compare it in the expression.",
      };
    default:
      return { kind: "blank", hint: 'Take a part of it as a number: `date_part("year", …)`.' };
  }
}

function assignNumber(source: Extract<Type, { readonly kind: "number" }>, target: XdmType): Verdict {
  switch (target) {
    case "date":
    case "date-time":
      if (source.of === "long" || source.of === "number") return fine;
      return {
        kind: "blank",
        hint: "Only a long counts as a time, in milliseconds since 1970; from text, use `date`.",
      };
    case "boolean":
      return {
        kind: "open",
        why: "which numbers count as true is not documented",
        hint: "Compare it in the expression: `… != 0`.",
      };
    case "byte":
    case "short":
    case "int":
    case "long":
      if (source.of !== "float" && source.of !== "double" && source.of !== "bigdecimal") return fine;
      return {
        kind: "open",
        why: "how it is rounded is not documented",
        hint: "Map it to a field of type `number`, or make sure that the source holds whole numbers only.",
      };
    default:
      return fine;
  }
}
