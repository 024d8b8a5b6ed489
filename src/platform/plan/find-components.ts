import { tenantInId } from "../../schema/index.js";
import type { SchemaDocument, SchemaResourceType } from "../services/schema-registry-types.js";
import type { SchemaContent } from "./plan.js";
import { type Found, openMemo, type Reader } from "./reader.js";

export interface MissingComponent {
  /** "class", "field group" or "data type". */
  readonly what: string;
  readonly id: string;
}

export type FindMissingComponents = (composition: SchemaContent) => Promise<readonly MissingComponent[]>;

/**
 * What a schema is to be composed of and a sandbox has not. Adobe's own components are in every one; those of a tenant are
 * asked for, each once.
 */
export function openFindMissingComponents(reader: Reader): FindMissingComponents {
  const found = openMemo<Found<SchemaDocument>>();
  const find = async (id: string): Promise<Found<SchemaDocument>> => {
    // As a rule an id tells what it is of.
    for (const type of new Set([typeOf(id), ...TYPES])) {
      const asked = await reader.read(`reading the component ${id}`, (options) =>
        reader.platform.schemas.get(id, { ...options, type, form: "xed" }),
      );
      if (asked.kind !== "absent") return asked;
    }
    return { kind: "absent" };
  };
  return async (composition) => {
    const ids = [...new Set([composition.class, ...composition.references])].filter((id) => tenantInId(id) !== null);
    const missing = await Promise.all(
      ids.map(async (id): Promise<readonly MissingComponent[]> => {
        const asked = await found(id, () => find(id));
        return asked.kind === "absent" ? [{ what: WORDS[typeOf(id)], id }] : [];
      }),
    );
    return missing.flat();
  };
}

type ComponentType = Extract<SchemaResourceType, "classes" | "fieldgroups" | "datatypes">;

const TYPES: readonly ComponentType[] = ["fieldgroups", "classes", "datatypes"];

const WORDS: Readonly<Record<ComponentType, string>> = {
  classes: "class",
  fieldgroups: "field group",
  datatypes: "data type",
};

function typeOf(id: string): ComponentType {
  if (id.includes("/classes/")) return "classes";
  return id.includes("/datatypes/") ? "datatypes" : "fieldgroups";
}
