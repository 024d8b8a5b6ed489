import type { Type } from "../type.js";

const ANY: Type = { kind: "any" };
const STRING: Type = { kind: "string" };

const TEXTS =
  "toUpperCase toLowerCase trim strip stripLeading stripTrailing toString intern substring repeat concat replaceAll " +
  "replaceFirst valueOf join format formatted";
const WHOLE = "length size hashCode codePointAt indexOf lastIndexOf compareTo compareToIgnoreCase intValue";
const TRUTHS =
  "isEmpty isBlank equals equalsIgnoreCase contentEquals contains containsKey startsWith endsWith matches regionMatches " +
  "isNaN isInfinite empty";

/** What the methods give whose names tell, whatever they are called on. */
const BY_NAME: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...each(TEXTS, STRING),
  ...each(WHOLE, { kind: "number", of: "integer" }),
  ...each(TRUTHS, { kind: "boolean" }),
  ["split", { kind: "array", items: STRING }],
  ["longValue", { kind: "number", of: "long" }],
  ["doubleValue", { kind: "number", of: "double" }],
  ["floatValue", { kind: "number", of: "float" }],
]);

function each(names: string, type: Type): readonly (readonly [string, Type])[] {
  return names.split(" ").map((name) => [name, type]);
}

/** What a Java method gives that is called on a value of a type; `key` is its first argument, where that is a text literal. */
export function typeOfMethod(target: Type, name: string, key: string | null): Type {
  switch (name) {
    case "get":
      if (target.kind === "array") return target.items;
      if (target.kind === "map") return target.values;
      return (target.kind === "object" && key !== null ? target.fields?.get(key) : undefined) ?? ANY;
    case "subList":
    case "toArray":
      return target.kind === "array" ? target : ANY;
    // Maps have one of this name, which gives the value before.
    case "replace":
      return target.kind === "string" ? STRING : ANY;
    default:
      return BY_NAME.get(name) ?? ANY;
  }
}
