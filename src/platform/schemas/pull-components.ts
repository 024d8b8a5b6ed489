import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformSchemas } from "../../diagnostics/platform-schemas.js";
import type { ComponentIndex } from "../../schema/index.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";
import type { Reply } from "../problem.js";
import type { SchemaContainer, SchemaDocument, SchemaResourceType } from "../services/schema-registry-types.js";
import { isMissing } from "./find-schema.js";
import { printSchema } from "./print-schema.js";

/** A component that a schema in xed form refers to. */
export interface PulledComponent {
  readonly id: string;
  readonly text: string;
}

export type PulledComponents =
  | { readonly kind: "ok"; readonly components: readonly PulledComponent[] }
  | { readonly kind: "stopped"; readonly diagnostics: readonly Diagnostic[]; readonly isPlatform: boolean };

/** The marker of open content adds no fields, and reading leaves it out. */
const OPEN_CONTENT: readonly string[] = ["https://ns.adobe.com/xdm/common/extensible", "_xdm.common.extensible"];

interface Asked {
  readonly id: string;
  /** Who refers to it. */
  readonly by: string;
}

/** Gets what a schema refers to, and what that refers to, but for the components that are known. */
export async function pullComponents(
  platform: Pick<Platform, "schemas">,
  { title, raw, known }: { readonly title: string; readonly raw: JsonObject; readonly known: ComponentIndex },
): Promise<PulledComponents> {
  const components = new Map<string, PulledComponent>();
  const asked = new Set<string>(OPEN_CONTENT);
  const own = [memberOf(raw, "$id"), memberOf(raw, "meta:altId")];
  for (const id of own) if (typeof id === "string") asked.add(id);
  const wanted = (json: Json, by: string): readonly Asked[] =>
    [...referencesIn(json)].flatMap((id) => {
      if (asked.has(id) || known.find(id) !== undefined) return [];
      asked.add(id);
      return [{ id, by }];
    });
  for (let round = wanted(raw, title); round.length > 0; ) {
    const got = await Promise.all(
      round.map(async (each) => ({ ...each, found: await getComponent(platform, each.id) })),
    );
    const next: Asked[] = [];
    for (const { id, by, found } of got) {
      if (found === null) {
        return {
          kind: "stopped",
          diagnostics: [diagnostic(platformSchemas.XM7333, null, { id, by })],
          isPlatform: false,
        };
      }
      if (found.kind === "problem") {
        const told = describeProblem(found.problem, `reading the component ${id}`);
        return { kind: "stopped", diagnostics: [told], isPlatform: true };
      }
      // Both of its ids may have been asked for.
      components.set(found.value.id, { id: found.value.id, text: printSchema(found.value.raw) });
      next.push(...wanted(found.value.raw, found.value.title));
    }
    round = next;
  }
  return { kind: "ok", components: [...components.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The ids that the `$ref`s of a resource name, without what stands after `#`. */
function referencesIn(json: Json, found = new Set<string>()): Set<string> {
  if (Array.isArray(json)) {
    for (const item of json) referencesIn(item, found);
  } else if (isJsonObject(json)) {
    for (const [keyword, value] of Object.entries(json)) {
      const id = keyword === "$ref" && typeof value === "string" ? value.split("#")[0] : undefined;
      if (id === undefined) referencesIn(value, found);
      else if (id !== "") found.add(id);
    }
  }
  return found;
}

/** A reference does not say what it leads to, and the registry keeps each kind of resource apart: null where none has it. */
async function getComponent(platform: Pick<Platform, "schemas">, id: string): Promise<Reply<SchemaDocument> | null> {
  for (const { container, type } of placesOf(id)) {
    const reply = await platform.schemas.get(id, { container, type, form: "xed" });
    if (reply.kind === "ok") return reply;
    if (!isMissing(reply.problem)) return reply;
  }
  return null;
}

interface PlaceInRegistry {
  readonly container: SchemaContainer;
  readonly type: SchemaResourceType;
}

const TYPES: readonly SchemaResourceType[] = ["fieldgroups", "datatypes", "classes", "behaviors"];

/** Where a component may be, the likeliest first: a tenant's ids name their kind, and Adobe's by habit. */
export function placesOf(id: string): readonly PlaceInRegistry[] {
  const [, tenant, word = ""] = /^(?:https?:\/\/ns\.adobe\.com\/|_)([^/.]+)[/.]([^/.]+)/.exec(id) ?? [];
  const isTenant = tenant !== undefined && tenant !== "xdm" && tenant !== "experience";
  const likely = likelyType(word);
  const types = [...(likely === null ? [] : [likely]), ...TYPES.filter((type) => type !== likely)];
  const containers: readonly SchemaContainer[] = isTenant ? ["tenant", "global"] : ["global", "tenant"];
  return containers.flatMap((container) =>
    types.filter((type) => type !== "behaviors" || container === "global").map((type) => ({ container, type })),
  );
}

function likelyType(word: string): SchemaResourceType | null {
  switch (word) {
    case "mixins":
    case "fieldgroups":
      return "fieldgroups";
    case "classes":
    case "datatypes":
      return word;
    case "data":
      return "behaviors";
    default:
      return null;
  }
}
