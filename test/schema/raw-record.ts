import type { ComponentIndex } from "../../src/schema/index.js";
import type { JsonNode } from "../../src/schema/json-tree.js";

/**
 * Walks standard XDM by its own names, apart from the expander: which raw names lead to a path of XED segments, `[*]` and
 * `{*}` included. Tests build records with them that ajv checks against the raw schemas.
 */
export interface RawStep {
  readonly kind: "name" | "item" | "key";
  readonly name: string;
}

interface Place {
  readonly node: JsonNode;
  readonly resource: JsonNode;
}

export function rawPath(index: ComponentIndex, ids: readonly string[], path: string): readonly RawStep[] | null {
  const segments = path.match(/\[\*\]|\{\*\}|[^.[{]+/g) ?? [];
  const roots = ids.flatMap((id) => {
    const component = index.find(id);
    return component === undefined ? [] : [{ node: component.root, resource: component.root }];
  });
  return search(index, roots, segments);
}

function search(
  index: ComponentIndex,
  places: readonly Place[],
  segments: readonly string[],
): readonly RawStep[] | null {
  const [next] = segments;
  if (next === undefined) return [];
  const parts = places.flatMap((place) => spread(index, place, 0));
  if (next === "[*]" || next === "{*}") {
    const inner = parts.flatMap((place) => member(place, next === "[*]" ? "items" : "additionalProperties"));
    const rest = search(index, inner, segments.slice(1));
    return rest === null
      ? null
      : [next === "[*]" ? { kind: "item", name: "" } : { kind: "key", name: "any key" }, ...rest];
  }
  for (const place of parts) {
    for (const properties of member(place, "properties")) {
      if (properties.node.kind !== "object") continue;
      for (const [name, value] of properties.node.members) {
        for (const taken of spellings(name)) {
          if (taken.some((segment, at) => segments[at] !== segment)) continue;
          const rest = search(index, [{ node: value, resource: place.resource }], segments.slice(taken.length));
          if (rest !== null) return [{ kind: "name", name }, ...rest];
        }
      }
    }
  }
  return null;
}

/** A definition with all that its references and `allOf` add. */
function spread(index: ComponentIndex, place: Place, depth: number): readonly Place[] {
  if (depth > 20) return [];
  const targets = member(place, "$ref").flatMap(({ node }) => {
    if (node.kind !== "string") return [];
    const [id = "", pointer = ""] = node.value.split("#");
    const resource = id === "" ? place.resource : index.find(id)?.root;
    let target: JsonNode | undefined = resource;
    for (const step of pointer.split("/").slice(1)) {
      target = target?.kind === "object" ? target.members.get(step) : undefined;
    }
    return target === undefined || resource === undefined ? [] : [{ node: target, resource }];
  });
  const all = member(place, "allOf").flatMap(({ node }) =>
    node.kind === "array" ? node.items.map((part) => ({ node: part, resource: place.resource })) : [],
  );
  return [place, ...[...targets, ...all].flatMap((part) => spread(index, part, depth + 1))];
}

function member({ node, resource }: Place, keyword: string): readonly Place[] {
  const value = node.kind === "object" ? node.members.get(keyword) : undefined;
  return value === undefined ? [] : [{ node: value, resource }];
}

/** The XED segments that a prefixed name of the shared components may stand for; the second is rule 5's. */
function spellings(name: string): readonly (readonly string[])[] {
  if (name.startsWith("@")) return [[`_${name.slice(1)}`]];
  const [prefix = "", local = ""] = name.split(":");
  if (local === "") return [[name]];
  return prefix === "xdm" ? [[local]] : [[`_${prefix}`, local], [local]];
}

/** The record that holds a value at a raw path, and the place of the value as ajv names it. */
export function recordWith(
  path: readonly RawStep[],
  value: unknown,
): { readonly record: unknown; readonly pointer: string } {
  const record = path.reduceRight((inner, { kind, name }) => (kind === "item" ? [inner] : { [name]: inner }), value);
  const pointer = path
    .map(({ kind, name }) => `/${kind === "item" ? "0" : name.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  return { record, pointer };
}
