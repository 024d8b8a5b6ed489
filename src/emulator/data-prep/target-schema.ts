import type { XdmSchema } from "../../schema/index.js";
import { composedSchema } from "../schema-registry/index.js";
import type { Context } from "../service.js";

/**
 * The schema that a mapping set maps to, with all its fields; null where the registry does not have it, or lacks one of
 * Adobe's components that it is composed of: then no target is called unknown.
 */
export function targetSchema(id: string, context: Context): XdmSchema | null {
  const composed = composedSchema(context, id);
  return composed === undefined || composed.unknown.size > 0 ? null : composed.schema;
}
