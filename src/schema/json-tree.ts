import { type JsonBuilder, type JsonPlace, type JsonProblem, readJson } from "../text/index.js";

/**
 * JSON with places: what `JSON.parse` reads, but every value knows where it stands, so that a finding can point into
 * the schema file. Keys are kept in a Map: a field may be called `__proto__`.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject extends JsonPlace {
  readonly kind: "object";
  /** In the order of the text. Of two members with one name the last is kept, as `JSON.parse` does. */
  readonly members: ReadonlyMap<string, JsonNode>;
}

interface JsonArray extends JsonPlace {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends JsonPlace {
  readonly kind: "string";
  readonly value: string;
}

interface JsonNumber extends JsonPlace {
  readonly kind: "number";
  readonly value: number;
}

interface JsonBoolean extends JsonPlace {
  readonly kind: "boolean";
  readonly value: boolean;
}

interface JsonNull extends JsonPlace {
  readonly kind: "null";
}

/** Objects and arrays inside one another; the deepest schema of adobe/xdm has about fifty. */
const DEEPEST = 400;

export function readJsonTree(text: string): { readonly root: JsonNode } | { readonly problem: JsonProblem } {
  return readJson(text, treeBuilder, DEEPEST);
}

const treeBuilder: JsonBuilder<JsonNode, JsonNode[], Map<string, JsonNode>> = {
  null: ({ start, end }) => ({ kind: "null", start, end }),
  boolean: (value, { start, end }) => ({ kind: "boolean", value, start, end }),
  number: (digits, _isWhole, { start, end }) => ({ kind: "number", value: Number(digits), start, end }),
  string: (value, { start, end }) => ({ kind: "string", value, start, end }),
  openList: () => [],
  addItem: (items, item) => items.push(item),
  closeList: (items, { start, end }) => ({ kind: "array", items, start, end }),
  openObject: () => new Map(),
  addMember: (members, name, value) => members.set(name, value),
  closeObject: (members, { start, end }) => ({ kind: "object", members, start, end }),
};
