import { collector, type Diagnostic } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { nearest, type SourceFile, spanOf } from "../text/index.js";
import { type JsonNode, type JsonObject, readJsonTree } from "./json-tree.js";

/** One schema resource: a class, a field group, a data type or a behaviour. */
interface Component {
  readonly id: string;
  readonly file: SourceFile;
  readonly root: JsonObject;
}

/** The components of all folders, by their ids. */
export interface ComponentIndex {
  readonly size: number;
  /** The component of an `$id`, or of a `meta:altId`; undefined where there is none. */
  find(id: string): Component | undefined;
  /** The known id closest to a mistyped one. */
  near(id: string): string | undefined;
}

/**
 * Indexes component files by the `$id` inside them, never by path. A file holds one component, or a list of them as the
 * registry's export gives. The same path given twice (through two folders) counts once. JSON that is no schema is left
 * aside; text that is not JSON, a schema without `$id` and an `$id` found twice are errors.
 */
export function indexComponents(files: readonly SourceFile[]): {
  readonly index: ComponentIndex;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { report, diagnostics } = collector();
  const components = new Map<string, Component>();
  const seen = new Set<string>();
  for (const file of files) {
    if (seen.has(file.path)) continue;
    seen.add(file.path);
    const json = readJsonTree(file.text);
    if ("problem" in json) {
      const { message, offset } = json.problem;
      report(schemas.XM6001, spanOf(file, offset, offset), { file: file.path, message });
      continue;
    }
    for (const root of json.root.kind === "array" ? json.root.items : [json.root]) {
      if (root.kind !== "object") continue;
      const id = root.members.get("$id");
      if (id === undefined) {
        if (json.root.kind === "object" && looksLikeSchema(root)) {
          report(schemas.XM6011, spanOf(file, root.start, root.start + 1), { file: file.path });
        }
        continue;
      }
      const span = spanOf(file, id.start, id.end);
      if (id.kind !== "string") {
        report(schemas.XM6007, span, { keyword: "$id", expected: "a text", found: describe(id) });
        continue;
      }
      const other = components.get(id.value);
      if (other === undefined) components.set(id.value, { id: id.value, file, root });
      else report(schemas.XM6006, span, { id: id.value, file: file.path, other: other.file.path });
    }
  }
  return { index: createIndex(components), diagnostics };
}

function createIndex(components: ReadonlyMap<string, Component>): ComponentIndex {
  const others = new Map<string, Component>();
  for (const component of components.values()) {
    for (const name of namesOf(component.root)) if (!others.has(name)) others.set(name, component);
  }
  return {
    size: components.size,
    find: (id) => components.get(id) ?? others.get(id),
    near: (id) => nearest(id, components.keys()),
  };
}

/** What a `$ref` may call a resource: its `$id`, and the `meta:altId` that the registry makes of it (`_xdm.context.profile`). */
export function namesOf(resource: JsonObject): readonly string[] {
  return ["$id", "meta:altId"].flatMap((keyword) => {
    const name = resource.members.get(keyword);
    return name?.kind === "string" ? [name.value] : [];
  });
}

/** An index without components, for schemas that refer to nothing. */
export const noComponents: ComponentIndex = createIndex(new Map());

const SCHEMA_KEYWORDS = ["properties", "allOf", "$ref", "definitions", "oneOf", "anyOf"];

/** Whether an object describes fields. `type` counts only as JSON Schema's word: the platform's error answers have one too. */
export function looksLikeSchema(node: JsonObject): boolean {
  if (SCHEMA_KEYWORDS.some((keyword) => node.members.has(keyword))) return true;
  const type = node.members.get("type");
  return type?.kind === "string" && type.value === "object" && !node.members.has("results");
}

/** What a JSON value is, as messages say it. */
export function describe(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return node.value ? "true" : "false";
    case "null":
      return "null";
  }
}
