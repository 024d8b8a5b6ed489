import type { NumberKind, Type } from "../values/index.js";

/** Whether values of a type can be read as a parameter's: all of them, some (it depends on the value), or none. */
export type ReadsAs = "always" | "sometimes" | "never" | "unknown";

/** How Data Prep's functions read their arguments: through text, so that most single values fit most others. */
export function readsAs(given: Type, wanted: Type): ReadsAs {
  if (given.kind === "any") return "unknown";
  if (given.kind === "null" || wanted.kind === "any") return "always";
  switch (wanted.kind) {
    case "string":
      return isCollection(given) ? "never" : "always";
    case "number":
      return readsAsNumber(given, wanted.of);
    case "boolean":
    case "datetime":
      if (given.kind === wanted.kind) return "always";
      return given.kind === "string" ? "sometimes" : "never";
    case "array":
      return given.kind === "array" ? "always" : "never";
    case "object":
    case "map":
      return given.kind === "object" || given.kind === "map" ? "always" : "never";
    case "null":
    case "regex":
    case "lambda":
      return "always";
  }
}

const WHOLE: readonly (NumberKind | "number")[] = ["byte", "short", "integer", "long", "biginteger"];

function readsAsNumber(given: Type, wanted: NumberKind | "number"): ReadsAs {
  if (given.kind === "string") return "sometimes";
  if (given.kind !== "number") return "never";
  const width = WHOLE.indexOf(wanted);
  if (width < 0) return "always";
  const from = WHOLE.indexOf(given.of);
  return from >= 0 && from <= width ? "always" : "sometimes";
}

export function isCollection({ kind }: Type): boolean {
  return kind === "array" || kind === "object" || kind === "map";
}
