import { readText } from "../../host/files.js";
import { resolveInProject } from "../../host/project-folder.js";
import { tenantInId, translateTenantId } from "../../schema/index.js";
import type { SchemaContent } from "./plan.js";
import { listAt, member, textAt } from "./read-json.js";

/**
 * The composition that a mapping's target header names, as the registry takes it; or why there is none. Components of one
 * tenant are named as `tenant` (with its underscore) has them.
 */
export async function readComposition(
  mapping: string,
  target: string,
  schema: string | null,
  tenant: string | null = null,
): Promise<SchemaContent | { readonly why: string }> {
  const hash = target.indexOf("#");
  const resolved = resolveInProject(hash > 0 ? target.slice(0, hash) : target, mapping);
  const read = resolved.kind === "ok" ? await readText(resolved.value) : resolved;
  if (read.kind === "problem") return { why: "its file cannot be read" };
  const whole = parse(read.value);
  const document = hash > 0 ? member(whole, target.slice(hash + 1)) : whole;
  const references = listAt(document, "allOf").map((part) => textAt(part, "$ref"));
  if (references.length === 0) return { why: `${target} has no \`allOf\`` };
  const ids = references.flatMap((id) => (id === null ? [] : [id]));
  if (ids.length < references.length) return { why: `a part of the \`allOf\` of ${target} is no \`$ref\`` };
  const title = schema !== null && !/^https?:/.test(schema) ? schema : textAt(document, "title");
  if (title === null || title === "") return { why: `${target} has no title` };
  const classId = textAt(document, "meta:class") ?? ids[0] ?? "";
  const own = new Set([...ids, classId].flatMap((id) => tenantInId(id) ?? []));
  const [from, ...others] = own;
  const isTranslated = tenant !== null && from !== undefined && others.length === 0;
  const inTenant = (id: string) => (isTranslated ? translateTenantId(id, from, tenant.slice(1)) : id);
  return {
    resource: "schema",
    title,
    description: textAt(document, "description") ?? "",
    class: inTenant(classId),
    references: ids.map(inTenant),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
