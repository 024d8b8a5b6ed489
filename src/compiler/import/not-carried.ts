import type { Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { DEFAULT_CONTENT_TYPE, type NormalMapping, type NormalMappingSet } from "./mapping-set.js";

/** Lists what of a set no mapping file can say. What is empty says nothing. */
export function reportNotCarried(set: NormalMappingSet, report: Report): void {
  const ofSet = (field: string, value: unknown, advice?: string) => {
    report(imports.XM7505, null, { where: "The set", field, value: shown(value), more: 0, advice });
  };
  if (set.description !== null && set.description !== "" && set.name === null) {
    ofSet("description", set.description, 'Give the set a name: `mapping "…"`, with the description above it.');
  }
  if (set.contentType !== null && !isDefaultForm(set.contentType)) ofSet("contentType", set.contentType);
  for (const [field, value] of set.other) if (!isNothing(value)) ofSet(field, value);
  for (const [field, found] of fieldsOf(set.mappings)) {
    const [first, ...more] = found;
    if (first === undefined) continue;
    const where = `Mapping ${first.at + 1}`;
    report(imports.XM7505, null, { where, field, value: shown(first.value), more: more.length, advice: undefined });
  }
}

/** `;version=1` with or without a blank. */
function isDefaultForm(contentType: string): boolean {
  return contentType.replaceAll(" ", "") === DEFAULT_CONTENT_TYPE;
}

interface Found {
  readonly at: number;
  readonly value: unknown;
}

function fieldsOf(mappings: readonly NormalMapping[]): ReadonlyMap<string, readonly Found[]> {
  const fields = new Map<string, Found[]>();
  const add = (field: string, at: number, value: unknown) => {
    const found = fields.get(field);
    if (found === undefined) fields.set(field, [{ at, value }]);
    else found.push({ at, value });
  };
  for (const { at, identity, identityGroup, namespaceCode, primaryIdentity, other } of mappings) {
    if (!isNothing(identityGroup)) add("identityGroup", at, identityGroup);
    if (isNothing(namespaceCode)) {
      if (identity) add("identity", at, identity);
      if (primaryIdentity) add("primaryIdentity", at, primaryIdentity);
    } else if (!identity) add("namespaceCode", at, namespaceCode);
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
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
