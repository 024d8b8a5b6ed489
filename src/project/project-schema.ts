import { keys } from "./project-keys.js";
import { schemaOfKeys } from "./section-kinds.js";
import type { JsonSchema } from "./value-kinds.js";

/**
 * The project file as a JSON Schema (draft-07), for editors: all keys with what they are for. What reading refuses for a key
 * or for the kind of its value, it refuses too; what only all of the file or other files tell, it does not.
 */
export function projectSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "xdmap.yaml",
    description:
      "What the mappings of a project have in common, the flows that they are deployed as, and the sandboxes.",
    ...schemaOfKeys(keys),
    // A file of comments is one, too.
    type: ["object", "null"],
  };
}
