import type { Program } from "../program.js";
import { DEFAULT_CONTENT_TYPE, type NormalMappingSet } from "./mapping-set.js";

/** The mapping set that a program is deployed as, as it would be read back. `schemaId` goes before the program's own. */
export function normalOf(program: Program, schemaId: string | null = null): NormalMappingSet {
  return {
    id: null,
    version: null,
    name: program.name,
    description: program.description,
    schemaId: schemaId ?? program.schemaId ?? program.schema?.id ?? null,
    contentType: DEFAULT_CONTENT_TYPE,
    mappings: program.mappings.map(({ emitted, path, name, description, identity }, at) => ({
      at,
      type: emitted.type,
      source: emitted.text,
      destination: path,
      name,
      description,
      identity: identity !== null,
      identityGroup: null,
      namespaceCode: identity?.namespace ?? null,
      primaryIdentity: identity?.primary ?? false,
      other: new Map(),
    })),
    other: new Map(),
  };
}
