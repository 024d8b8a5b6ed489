import { diagnostic } from "../../diagnostics/index.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";
import { translateTenant, translateTenantId, type XdmSchema } from "../../schema/index.js";
import { readComposition } from "../plan/composition.js";
import { openFindMissingComponents } from "../plan/find-components.js";
import type { Plan } from "../plan/index.js";
import type { Desired } from "../plan/load-desired.js";
import { type Found, openMemo, type Reader } from "../plan/reader.js";
import { differingPaths, leafTexts, readRemoteSchema } from "../plan/schema-leaves.js";
import type { SchemaSummary } from "../services/schema-registry-types.js";
import type { OverlayEntry } from "./edit-sandbox.js";
import type { Findings, Route } from "./findings.js";
import { type Layers, textIn } from "./layers.js";
import type { ProjectDocument } from "./project-document.js";

export interface SchemaContext {
  readonly route: Route;
  readonly document: ProjectDocument;
  readonly here: Reader;
  readonly there: Reader;
  /** Without underscores. */
  readonly tenants: { readonly from: string; readonly to: string };
  /** Of the sandbox that is promoted from. */
  readonly plan: Plan;
  readonly findings: Findings;
}

export type ResolveSchema = (desired: Desired, layers: Layers) => Promise<readonly OverlayEntry[]>;

/** Finds the schema of each flow where it is promoted to: by its title, and the same by shape. Each is looked for once. */
export function openResolveSchema(context: SchemaContext): ResolveSchema {
  const { route, here, there, tenants, plan, findings, document } = context;
  const titled = openMemo<Found<readonly SchemaSummary[]>>();
  const compared = openMemo<readonly string[] | { readonly why: string } | null>();
  const missingComponents = openFindMissingComponents(there);

  return async (desired, layers) => {
    const { settings, target } = desired;
    const key = settings.key.value;
    const place = settings.schema?.span ?? target.span;
    const own = textIn(document, layers.own, "schema");
    const base = textIn(document, layers.base, "schema");
    const source = schemaOf(plan, key);
    const title = source?.name ?? settings.schema?.value ?? target.schema?.title ?? null;
    // What the sandbox says itself was decided by somebody; the plan looks whether it is there and fits.
    if (own !== null || title === null) return [];
    const found = await titled(title, () =>
      there.read(`looking for the schema ${title}`, (options) => there.platform.schemas.titled(title, options)),
    );
    if (found.kind === "failed") return [];
    const [first, ...others] = found.kind === "there" ? found.value : [];
    if (first === undefined) return await lackOf(desired, title);
    if (others.length > 0) {
      const ids = [first, ...others].map(({ id }) => id).toSorted();
      findings.ambiguous(key, place, { what: "schema", name: title, ids, setting: "schema" });
      return [];
    }
    if (source?.id !== null && source?.id !== undefined) {
      const sourceId = source.id;
      const paths = await compared(`${sourceId} ${first.id}`, () => compare(sourceId, first.id));
      if (paths === null) return [];
      const all = "why" in paths ? [paths.why] : paths;
      if (all.length > 0) {
        const parameters = { schema: title, from: route.from, to: route.to, count: all.length, paths: all };
        findings.add(diagnostic(codes.XM7604, place, parameters), key);
        return [];
      }
    }
    if (isFoundWithout(desired, base, first)) return [];
    const path = [route.to, "flows", key, "schema"];
    const isTitle = settings.schema !== undefined && settings.schema.value === title;
    return [{ path, value: { kind: "text", text: isTitle ? title : first.id, comment: isTitle ? null : title } }];
  };

  /** Whether a plan would find this schema by what the file says, or by what the mapping's own schema is called. */
  function isFoundWithout({ target }: Desired, base: string | null, found: SchemaSummary): boolean {
    if (base !== null) return base === found.title || base === found.id || base === found.altId;
    const id = target.schemaId === null ? null : translateTenantId(target.schemaId, tenants.from, tenants.to);
    return id === found.id || target.schema?.title === found.title;
  }

  async function compare(from: string, to: string): Promise<readonly string[] | { readonly why: string } | null> {
    const read = (reader: Reader, id: string) =>
      reader.read(`reading the schema ${id}`, (options) => reader.platform.schemas.get(id, options));
    const [one, other] = await Promise.all([read(here, from), read(there, to)]);
    if (one.kind !== "there" || other.kind !== "there") return null;
    const [before, after] = [readRemoteSchema(one.value), readRemoteSchema(other.value)];
    if ("why" in before) return before;
    if ("why" in after) return after;
    return differingPaths(leafTexts(inTenant(before.schema)), leafTexts(after.schema));
  }

  function inTenant(schema: XdmSchema): XdmSchema {
    return translateTenant({ ...schema, tenant: `_${tenants.from}` }, `_${tenants.to}`);
  }

  /** Only a composition can be made, of components that are there. */
  async function lackOf({ settings, target }: Desired, title: string): Promise<readonly OverlayEntry[]> {
    const key = settings.key.value;
    const place = settings.schema?.span ?? target.span;
    const named = settings.schema?.value ?? null;
    const composition = await readComposition(settings.mappingPath, target.path, named, `_${tenants.to}`);
    if ("why" in composition) {
      const advice = `Make it there with the same title and the same fields (Adobe's sandbox packages carry schemas), or name another with \`schema\` in the flow. xdmap makes a schema of a composition alone, but ${composition.why}.`;
      findings.missing(key, place, { what: "schema", name: title, advice });
      return [];
    }
    for (const { what, id } of await missingComponents(composition)) {
      const advice = `Make it there with this \`$id\` (Adobe's sandbox packages carry components): the schema \`${title}\` is composed of it. Or make the schema there with the same title and fields.`;
      findings.missing(key, place, { what, name: id, advice });
    }
    return [];
  }
}

/** The schema that a flow writes records of, as the plan found it. */
function schemaOf(plan: Plan, flow: string): { readonly id: string | null; readonly name: string } | null {
  const target = plan.steps.find((step) => step.key === `flow/${flow}/target`);
  if (target?.content?.resource !== "target") return null;
  const { schema } = target.content;
  return schema.kind === "step" ? (plan.steps.find((step) => step.key === schema.key) ?? null) : null;
}
