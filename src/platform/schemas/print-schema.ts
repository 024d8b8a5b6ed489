import type { JsonObject } from "../json.js";

/**
 * An answer of the registry as a file: two blanks a level. What it counts beside the resource (who changed it when, how often
 * it is used) is left out: it changes while the schema does not.
 */
export function printSchema(raw: JsonObject): string {
  const kept = Object.entries(raw).filter(([keyword]) => keyword !== "meta:registryMetadata");
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}
