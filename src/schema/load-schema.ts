import { collector, type Diagnostic, hasErrors, quote, type Report } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { nearest, type SourceFile, spanOf } from "../text/index.js";
import { type ComponentIndex, describe, looksLikeSchema, noComponents } from "./component-index.js";
import { expandSchema } from "./expand.js";
import type { XdmSchema } from "./field.js";
import { finishRecord } from "./finish-draft.js";
import { type JsonNode, type JsonObject, readJsonTree } from "./json-tree.js";
import { placeOf } from "./keywords.js";
import { tenantOf } from "./tenant.js";

export interface LoadOptions {
  /** The components that a composition's references name. */
  readonly components?: ComponentIndex;
  /** Which composition of a file of several: `A` of `compositions.json#A`. */
  readonly key?: string;
}

/**
 * Loads a schema from its text: a registry export in xed-full form (`properties` with everything merged), a composition
 * (`allOf` of `$ref`, as it is posted to the registry, and as the registry's xed form gives it back) or one standard XDM file,
 * the last two over a component index.
 * Never throws for what the text holds. `schema` is null where an error was found: a schema that lacks fields would make
 * targets look unknown.
 */
export function loadSchema(
  file: SourceFile,
  { components = noComponents, key }: LoadOptions = {},
): { readonly schema: XdmSchema | null; readonly diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = collector();
  const root = findSchema(file, key, report);
  if (root === null) return { schema: null, diagnostics };
  const resources = new Set<JsonObject>([root]);
  const visit = (resource: JsonObject) => void resources.add(resource);
  const record = finishRecord(expandSchema(file, root, { index: components, report, visit }));
  if (hasErrors(diagnostics)) return { schema: null, diagnostics };
  const schema: XdmSchema = {
    id: text(root, "$id"),
    title: text(root, "title"),
    version: text(root, "version"),
    class: classOf(root),
    tenant: tenantOf(resources, record),
    root: record,
  };
  return { schema, diagnostics };
}

/** The object of the file that describes the schema, or null, which is reported. */
function findSchema(file: SourceFile, key: string | undefined, report: Report): JsonObject | null {
  const json = readJsonTree(file.text);
  if ("problem" in json) {
    const { message, offset } = json.problem;
    report(schemas.XM6001, spanOf(file, offset, offset), { file: file.path, message });
    return null;
  }
  const { root } = json;
  const notSchema = (node: JsonNode, why: string): null => {
    report(schemas.XM6002, spanOf(file, node.start, Math.min(node.start + 1, node.end)), { file: file.path, why });
    return null;
  };
  if (root.kind !== "object") return notSchema(root, `it is ${describe(root)}, not an object`);
  if (key !== undefined) return findComposition(file, root, key, report, notSchema);
  if (looksLikeSchema(root)) return checkRecord(root, notSchema);
  const keys = [...root.members].filter(([, value]) => value.kind === "object" && looksLikeSchema(value));
  const [only] = keys;
  if (only === undefined || keys.length < root.members.size) return notSchema(root, whyNoSchema(root));
  if (keys.length === 1 && only[1].kind === "object") return checkRecord(only[1], notSchema);
  const example = `${file.path}#${only[0]}`;
  report(schemas.XM6004, placeOf(file, root), { file: file.path, keys: names(keys.map(([name]) => name)), example });
  return null;
}

function findComposition(
  file: SourceFile,
  root: JsonObject,
  key: string,
  report: Report,
  notSchema: (node: JsonNode, why: string) => null,
): JsonObject | null {
  const value = root.members.get(key);
  if (value === undefined) {
    const keys = [...root.members.keys()];
    // One letter is near to any other.
    const near = key.length > 2 ? nearest(key, keys) : undefined;
    const parameters = { file: file.path, key, near, keys: names(keys) };
    report(schemas.XM6003, spanOf(file, root.start, root.start + 1), parameters);
    return null;
  }
  if (value.kind !== "object") return notSchema(value, `${quote(key)} is ${describe(value)}, not an object`);
  return looksLikeSchema(value) ? checkRecord(value, notSchema) : notSchema(value, whyNoSchema(value));
}

/** A record is an object. */
function checkRecord(root: JsonObject, notSchema: (node: JsonNode, why: string) => null): JsonObject | null {
  const type = root.members.get("type");
  if (type?.kind === "string" && ["string", "integer", "number", "boolean", "array"].includes(type.value)) {
    return notSchema(type, `it describes ${quote(type.value)} values, and a record is an object`);
  }
  return root;
}

function whyNoSchema(root: JsonObject): string {
  if (root.members.has("results")) return "it is a list of schemas, and each has to be exported by its id";
  if (root.members.has("status") && (root.members.has("detail") || root.members.has("title"))) {
    return "it is an error answer of the API";
  }
  if (root.members.has("$id")) return "it names a schema, but holds no fields";
  return "it has neither `properties` nor `allOf`";
}

function names(keys: readonly string[]): string {
  const shown = keys.slice(0, 8).map((key) => quote(key));
  if (shown.length === 0) return "nothing";
  return keys.length > shown.length ? `${shown.join(", ")} and ${keys.length - shown.length} more` : shown.join(", ");
}

function text(root: JsonObject, keyword: string): string | null {
  const value = root.members.get(keyword);
  return value?.kind === "string" ? value.value : null;
}

/** `meta:class`, which the registry writes; in a composition without it the class is the first reference of `allOf`. */
function classOf(root: JsonObject): string | null {
  const written = text(root, "meta:class");
  if (written !== null || root.members.has("$id")) return written;
  const parts = root.members.get("allOf");
  const first = parts?.kind === "array" ? parts.items[0] : undefined;
  return first?.kind === "object" ? text(first, "$ref") : null;
}
