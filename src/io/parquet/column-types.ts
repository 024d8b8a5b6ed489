import type { Type } from "../../values/index.js";
import { damaged } from "./fault.js";
import type { LeafType } from "./leaf-type.js";
import type { SchemaNode } from "./schema-node.js";

/** What the checker knows of a column from the file's schema. */
export function typeOfNode(node: SchemaNode, types: ReadonlyMap<number, LeafType>): Type {
  switch (node.kind) {
    case "leaf": {
      const leaf = types.get(node.index);
      if (leaf === undefined) throw damaged("a column of the schema has no type");
      return leaf.type;
    }
    case "optional":
      return typeOfNode(node.node, types);
    case "struct":
      return {
        kind: "object",
        fields: new Map(node.fields.map((field) => [field.name, typeOfNode(field.node, types)])),
      };
    case "list":
      return { kind: "array", items: typeOfNode(node.node, types) };
    case "map":
      return { kind: "map", values: node.value === null ? { kind: "null" } : typeOfNode(node.value, types) };
  }
}
