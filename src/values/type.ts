/** What the checker knows of a value before any row is read. */
export type Type =
  | { readonly kind: "any" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | { readonly kind: "string" }
  | { readonly kind: "number"; readonly of: NumberKind | "number" }
  /** `of` is `date` where it is known to be a day without a time. */
  | { readonly kind: "datetime"; readonly of?: "date" }
  | { readonly kind: "array"; readonly items: Type }
  /** `fields` is null where they are not known. */
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, Type> | null }
  | { readonly kind: "map"; readonly values: Type }
  | { readonly kind: "regex" }
  /** `x -> x + 1`: no value, only a function's argument. */
  | { readonly kind: "lambda" };

/** Java's number kinds. */
export type NumberKind = "byte" | "short" | "integer" | "long" | "biginteger" | "float" | "double" | "bigdecimal";
