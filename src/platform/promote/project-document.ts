import { type Document, isAlias, isMap, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";

/** How a project file is read: as its own reader does. */
const YAML_OPTIONS = {
  version: "1.2",
  schema: "core",
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  resolveKnownTags: false,
  logLevel: "silent",
} as const;

export type ProjectDocument = Document<Node, true>;

/** The document of a project file that was read without findings before. */
export function openDocument(text: string): ProjectDocument {
  return parseDocument<Node, true>(text, YAML_OPTIONS);
}

/** What stands at a key of a section. */
export type AtKey =
  | { readonly kind: "section"; readonly map: YAMLMap }
  | { readonly kind: "value"; readonly node: Node }
  /** `null`: it takes away what the file says. */
  | { readonly kind: "taken-away" }
  /** The key is not there, or has nothing after it. */
  | { readonly kind: "nothing" };

/** What a section says of a key; where it stands for another by an alias, what that says. */
export function atKey(document: ProjectDocument, map: YAMLMap | null, key: string): AtKey {
  const pair = map === null ? undefined : pairAt(map, key);
  const value = pair?.value;
  const node = isAlias(value) ? value.resolve(document) : value;
  if (isMap(node)) return { kind: "section", map: node };
  if (isScalar(node) && node.value === null) {
    return (node.source ?? "") === "" ? { kind: "nothing" } : { kind: "taken-away" };
  }
  return isNode(node) ? { kind: "value", node } : { kind: "nothing" };
}

/** The section at a key; null where there is none. */
export function sectionAt(document: ProjectDocument, map: YAMLMap | null, key: string): YAMLMap | null {
  const found = atKey(document, map, key);
  return found.kind === "section" ? found.map : null;
}

/** The text at a key, as it is written; null where it is none. */
export function textAtKey(document: ProjectDocument, map: YAMLMap | null, key: string): string | null {
  const found = atKey(document, map, key);
  if (found.kind !== "value" || !isScalar(found.node)) return null;
  const { value, source } = found.node;
  return typeof value === "string" ? value : (source ?? String(value));
}

export function rootOf(document: ProjectDocument): YAMLMap | null {
  return isMap(document.contents) ? document.contents : null;
}

/** Keys may be written as numbers: `2024:` is the key "2024". */
export function keyOf(pair: Pair): string {
  const { key } = pair;
  if (!isScalar(key)) return typeof key === "string" ? key : "";
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

export function pairAt(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(pair) === key);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}
