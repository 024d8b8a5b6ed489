import type { Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { types } from "../diagnostics/types.js";
import type { TargetPath, TargetSegment } from "../grammar/index.js";
import { type Field, type FieldLookup, findField, type XdmSchema } from "../schema/index.js";
import { escapeSegment } from "./column-names.js";
import { fieldInWords } from "./type-words.js";

/** The tenant's field name (`_acme`) and the schema to look targets up in. */
export interface TargetScope {
  readonly schema: XdmSchema | null;
  readonly tenant: string | null;
  /** The tenant that the schema's file is of, which need not be the one that was given. */
  readonly own: string | null;
}

/** The exports of Adobe's documentation write this where a tenant's name would be. */
const blankTenant = "_{TENANT_ID}";

/** `tenant` is the sandbox's tenant id or namespace (`acme`, `_acme`); without one, the schema's own is taken. */
export function targetScope(schema: XdmSchema | null, tenant: string | null): TargetScope {
  const given = tenant === null || tenant === "" ? null : tenant.startsWith("_") ? tenant : `_${tenant}`;
  const own = schema?.tenant === blankTenant ? null : (schema?.tenant ?? null);
  const known = given ?? own;
  return { tenant: known, schema: schema === null || known === null ? schema : { ...schema, tenant: known }, own };
}

/** The whole path of a target: the prefix of its `into`, and the tenant by name where it is known. */
export function joinTarget(prefix: TargetPath | null, target: TargetPath, { tenant }: TargetScope): TargetPath {
  const segments = [...(prefix?.segments ?? []), ...target.segments].map((segment): TargetSegment => {
    return segment.kind === "tenant" && tenant !== null ? { kind: "name", name: tenant, span: segment.span } : segment;
  });
  return { segments, span: target.span };
}

/** A target path as payloads and reports write it. */
export function targetText(segments: readonly TargetSegment[]): string {
  let text = "";
  for (const segment of segments) {
    if (segment.kind === "index") text += `[${segment.index}]`;
    else if (segment.kind === "wildcard") text += "[*]";
    else text += `${text === "" ? "" : "."}${segment.kind === "tenant" ? blankTenant : escapeSegment(segment.name)}`;
  }
  return text;
}

/** Looks a whole target path up and reports where it leads nowhere. Null where the schema says nothing of it. */
export function checkTarget(target: TargetPath, scope: TargetScope, report: Report): Field | null {
  const { schema, tenant } = scope;
  if (schema === null || target.segments.length === 0) return null;
  const lookup = findField(schema, lookupSegments(target.segments, schema, tenant));
  if (lookup.kind === "found") return lookup.field;
  if (lookup.kind === "stopped") {
    const other = lookup.at === 0 ? otherTenant(target.segments, scope) : null;
    if (other === null) reportStop(lookup, target, schema, tenant, report);
    else {
      const { span, name } = other.written;
      const tenants = { found: other.found, isGiven: name === tenant && tenant !== scope.own };
      report(names.XM2003, span, { segment: name, parent: "", schema: schema.title, tenants });
    }
  }
  return null;
}

/** The tenant under which the schema has a path that begins with another one. */
function otherTenant(
  [first, ...rest]: readonly TargetSegment[],
  { schema, tenant, own }: TargetScope,
): { readonly written: Extract<TargetSegment, { readonly kind: "name" }>; readonly found: string } | null {
  if (schema === null || first?.kind !== "name" || !first.name.startsWith("_") || rest.length === 0) return null;
  const tenants = [own, tenant].filter((one) => one !== null && one !== first.name);
  const found = tenants.find((name) => {
    if (name === null) return false;
    const segments = lookupSegments([{ ...first, name }, ...rest], schema, tenant);
    return findField(schema, segments).kind === "found";
  });
  return found === undefined || found === null ? null : { written: first, found };
}

/** Whether a target path enters an array without saying which of its items. */
export function lacksIndex({ segments }: TargetPath, { schema, tenant }: TargetScope): boolean {
  if (schema === null) return false;
  const lookup = findField(schema, lookupSegments(segments, schema, tenant));
  return lookup.kind === "stopped" && lookup.problem.kind === "missing-wildcard";
}

/** In a documentation export the tenant's fields stand under `_{TENANT_ID}`, whatever name the path gives the tenant. */
function lookupSegments(
  segments: readonly TargetSegment[],
  schema: XdmSchema,
  tenant: string | null,
): readonly TargetSegment[] {
  return segments.map((segment) => {
    if (segment.kind !== "name" || segment.name !== tenant || schema.root.fields.has(tenant)) return segment;
    return { kind: "tenant", span: segment.span };
  });
}

function reportStop(
  { at, parent, problem }: Extract<FieldLookup, { kind: "stopped" }>,
  target: TargetPath,
  schema: XdmSchema,
  tenant: string | null,
  report: Report,
): void {
  const segment = target.segments[at];
  if (segment === undefined) return;
  const before = targetText(target.segments.slice(0, at));
  const unknown = (name: string, near: string | undefined) =>
    report(names.XM2003, segment.span, { segment: name, parent: before, schema: schema.title, near });
  switch (problem.kind) {
    case "unknown-child":
      unknown(segment.kind === "name" ? segment.name : blankTenant, problem.near ?? problem.elsewhere ?? undefined);
      break;
    case "child-of-scalar":
      unknown(segment.kind === "name" ? segment.name : blankTenant, undefined);
      break;
    case "index-on-non-array":
    case "index-on-map":
      report(types.XM3015, segment.span, { path: before, type: fieldInWords(parent) });
      break;
    case "missing-wildcard":
      report(types.XM3016, segment.span, { path: before });
      break;
    case "no-tenant":
      if (tenant === null) report(names.XM2032, target.span, { path: targetText(target.segments) });
      else unknown(tenant, undefined);
      break;
  }
}
