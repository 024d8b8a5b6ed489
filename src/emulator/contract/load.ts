import { isObject, type Json, type JsonObject } from "../json.js";
import { patchJson } from "../json-patch.js";
import type { ServiceName } from "../service.js";
import { overlay } from "./overlay.js";

/** A service's contract with the overlay on it; null of a service without one. The files load when they are asked for. */
export async function loadContract(service: ServiceName): Promise<JsonObject | null> {
  const contract = await readContract(service);
  if (contract === null) return null;
  return overlay
    .filter((entry) => entry.service === service)
    .reduce<JsonObject>((before, { patch }) => {
      const patched = patchJson(before, patch);
      if (patched.kind === "problem" || !isObject(patched.value)) {
        throw new Error(`the overlay does not fit ${service}: ${patched.kind === "problem" ? patched.message : ""}`);
      }
      return patched.value;
    }, contract);
}

async function readContract(service: ServiceName): Promise<JsonObject | null> {
  switch (service) {
    case "catalog":
      return asContract((await import("./catalog.json", { with: { type: "json" } })).default);
    case "conversion":
      return asContract((await import("./conversion.json", { with: { type: "json" } })).default);
    case "flowservice":
      return asContract((await import("./flowservice.json", { with: { type: "json" } })).default);
    case "schemaregistry":
      return asContract((await import("./schemaregistry.json", { with: { type: "json" } })).default);
    case "dataset":
    case "export":
    case "sandbox-management":
      return null;
  }
}

/** Through its text: the type that is inferred of such a file is as long as the file. */
function asContract(json: unknown): JsonObject {
  const value: Json = JSON.parse(JSON.stringify(json));
  return isObject(value) ? value : {};
}
