import { isList, isObject, type Json, memberOf } from "./json.js";

export type MemberType = "text" | "truth" | "object" | "list" | "texts" | "objects";

/** The first member that is there and of another type than a look at the resource may show, as a sentence; null without one. */
export function faultOfTypes(value: Json | undefined, types: Readonly<Record<string, MemberType>>): string | null {
  for (const [name, type] of Object.entries(types)) {
    const member = memberOf(value, name);
    if (member !== undefined && !isOf(member, type)) return `${name} has to be ${described[type]}`;
  }
  return null;
}

const described: Readonly<Record<MemberType, string>> = {
  text: "a text",
  truth: "true or false",
  object: "an object",
  list: "a list",
  texts: "a list of texts",
  objects: "a list of objects",
};

function isOf(value: Json, type: MemberType): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "truth":
      return typeof value === "boolean";
    case "object":
      return isObject(value);
    case "list":
      return isList(value);
    case "texts":
      return isList(value) && value.every((item) => typeof item === "string");
    case "objects":
      return isList(value) && value.every((item) => isObject(item));
  }
}
