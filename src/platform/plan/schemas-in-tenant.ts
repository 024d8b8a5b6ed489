import type { Schemas } from "../../host/schema-files.js";
import { translateTenant, type XdmSchema } from "../../schema/index.js";

/**
 * Schema files as the tenant of a sandbox has them. A file was pulled from one sandbox, and the flow goes to others, where
 * the tenant's own fields stand under another name. `tenant` has its underscore; null leaves them as they are.
 */
export function schemasInTenant(schemas: Schemas, tenant: string | null): Schemas {
  if (tenant === null) return schemas;
  // The same schema stays the same object, however many mappings name it.
  const translated = new WeakMap<XdmSchema, XdmSchema>();
  return {
    read: async (reference, folders) => {
      const read = await schemas.read(reference, folders);
      if (read.schema === null) return read;
      const schema = translated.get(read.schema) ?? translateTenant(read.schema, tenant);
      translated.set(read.schema, schema);
      return { ...read, schema };
    },
  };
}
