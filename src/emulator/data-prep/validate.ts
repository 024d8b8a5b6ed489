import type { Json, JsonObject } from "../json.js";
import type { Context } from "../service.js";
import { countMappings, programOf } from "./compile-mapping-set.js";

/** The answer to `POST /mappingSets/validate`: one entry for each mapping, at its place. */
export function validateMappingSet(body: Json, context: Context): JsonObject {
  const { mappings } = programOf(body, context);
  const byPlace = new Map(mappings.map((one) => [one.mapping.at, one]));
  return {
    validationResponse: Array.from({ length: countMappings(body) }, (_, at): Json => {
      const found = byPlace.get(at);
      const faults = found?.faults ?? ["The mapping has no source, no destination, or a type that is not known."];
      if (faults.length === 0) return { status: "SUCCESS", errors: [] };
      return {
        status: "FAILED",
        errors: faults.map((exception) => ({
          ...(found === undefined
            ? {}
            : {
                source: found.mapping.source,
                destination: found.mapping.destination,
                sourceType: found.mapping.type,
              }),
          exception,
        })),
      };
    }),
  };
}

/** The first thing that is wrong with a mapping set, or null. */
export function faultOfMappingSet(body: Json, context: Context): string | null {
  const { mappings } = programOf(body, context);
  if (mappings.length < countMappings(body)) return "A mapping has no source, no destination, or an unknown type.";
  for (const { mapping, faults } of mappings) {
    const [first] = faults;
    if (first !== undefined) return `${mapping.destination}: ${first}`;
  }
  return null;
}
