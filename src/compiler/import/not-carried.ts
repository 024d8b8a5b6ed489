import type { Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { DEFAULT_CONTENT_TYPE, type NormalMapping, type NormalMappingSet } from "./mapping-set.js";
import { jsonText } from "./read-fields.js";

/** Lists what of a set no mapping file can say. What is empty says nothing. */
export function reportNotCarried(set: NormalMappingSet, report: Report): void {
  const ofSet = (field: string, value: unknown, advice?: string) => {
    report(imports.XM7505, null, { mappings: null, field, value: shown(value), advice });
  };
  if (set.description !== null && set.description !== "" && set.name === null) {
    ofSet("description", set.description, 'Give the set a name: `mapping "…"`, with the description above it.');
  }
  if (set.contentType !== null && !isDefaultForm(set.contentType)) ofSet("contentType", set.contentType);
  for (const [field, value] of set.other) if (!isNothing(value)) ofSet(field, value);
  for (const [field, values] of fieldsOf(set.mappings)) {
    for (const [value, mappings] of values) {
      report(imports.XM7505, null, { mappings, field, value, advice: undefined });
    }
  }
}

/** `;version=1` with or without a blank; or `1.0`, as the tutorials have it, which the service puts there. */
function isDefaultForm(contentType: string): boolean {
  return contentType === "1.0" || contentType.replaceAll(" ", "") === DEFAULT_CONTENT_TYPE;
}

/** The fields of mappings, their values, and the numbers of the mappings that have them. */
function fieldsOf(mappings: readonly NormalMapping[]): ReadonlyMap<string, ReadonlyMap<string, readonly number[]>> {
  const fields = new Map<string, Map<string, number[]>>();
  const add = (field: string, at: number, value: unknown) => {
    const values = fields.get(field) ?? new Map<string, number[]>();
    fields.set(field, values);
    const found = values.get(shown(value));
    if (found === undefined) values.set(shown(value), [at + 1]);
    else found.push(at + 1);
  };
  for (const { at, identity, identityGroup, namespaceCode, primaryIdentity, other } of mappings) {
    if (!isNothing(identityGroup)) add("identityGroup", at, identityGroup);
    if (!identity || isNothing(namespaceCode)) {
      if (identity) add("identity", at, identity);
      if (!isNothing(namespaceCode)) add("namespaceCode", at, namespaceCode);
      if (primaryIdentity) add("primaryIdentity", at, primaryIdentity);
    }
    for (const [field, value] of other) if (!isNothing(value)) add(field, at, value);
  }
  return fields;
}

/** What a service writes where nothing was said. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : jsonText(value);
}
