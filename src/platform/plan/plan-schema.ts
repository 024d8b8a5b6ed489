import { diagnostic, quote } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { XdmSchema } from "../../schema/index.js";
import type { SchemaDocument } from "../services/schema-registry-types.js";
import { readComposition } from "./composition.js";
import { type Context, missing } from "./context.js";
import { openFindMissingComponents } from "./find-components.js";
import type { Desired } from "./load-desired.js";
import type { SchemaStep } from "./plan.js";
import { type Found, openMemo } from "./reader.js";
import { differingPaths, hashLeaves, leafTexts, readRemoteSchema } from "./schema-leaves.js";
import { hashOfWanted, type Planned, TO_MAKE } from "./step-parts.js";

export interface PlannedSchema {
  readonly step: SchemaStep;
  /** Null where it is to be made. */
  readonly remote: SchemaDocument | null;
}

type LookedUp = Found<SchemaDocument> | { readonly kind: "several"; readonly ids: readonly string[] };

export type PlanSchema = (desired: Desired) => Promise<Planned<PlannedSchema>>;

/** Finds the schema of a flow; each is looked for once, however many flows write it. */
export function openPlanSchema(context: Context): PlanSchema {
  const lookUp = openMemo<LookedUp>();
  const leaves = new WeakMap<XdmSchema, ReadonlyMap<string, string>>();
  const remotes = new Map<string, ReturnType<typeof remoteLeaves>>();
  const { reader, deployment } = context;
  const missingComponents = openFindMissingComponents(reader);

  return async (desired) => {
    const { settings, target } = desired;
    const place = settings.schema?.span ?? target.span;
    const names = namesOf(desired);
    for (const name of names) {
      const found = await lookUp(name, () => (isId(name) ? byId(name) : byTitle(name)));
      switch (found.kind) {
        case "failed":
          return { step: null, diagnostics: [] };
        case "there":
          return compare(desired, found.value);
        case "several": {
          const parameters = { what: "schemas", name, ids: found.ids };
          return { step: null, diagnostics: [diagnostic(codes.XM7104, place, parameters)] };
        }
        case "absent":
          break;
      }
    }
    const name = names[0] ?? target.path;
    const title = settings.schema?.value ?? null;
    const composition = await readComposition(settings.mappingPath, target.path, title, deployment.tenant);
    if ("why" in composition) {
      const parameters = { schema: name, sandbox: deployment.sandbox, why: composition.why };
      return { step: null, diagnostics: [diagnostic(codes.XM7110, place, parameters)] };
    }
    const lacking = await missingComponents(composition);
    if (lacking.length > 0) {
      const diagnostics = lacking.map(({ what, id }) =>
        missing(what, id, deployment.sandbox, place, adviceFor(composition.title)),
      );
      return { step: null, diagnostics };
    }
    if (reader.failure() !== null) return { step: null, diagnostics: [] };
    const step: SchemaStep = {
      key: `schema/${composition.title}`,
      resource: "schema",
      flow: null,
      name: composition.title,
      ...TO_MAKE,
      wanted: hashOfWanted(composition),
      content: composition,
    };
    return { step: { step, remote: null }, diagnostics: [] };
  };

  function byId(id: string): Promise<Found<SchemaDocument>> {
    return reader.read(`reading the schema ${id}`, (options) => reader.platform.schemas.get(id, options));
  }

  async function byTitle(title: string): Promise<LookedUp> {
    const found = await reader.read(`looking for the schema ${title}`, (options) =>
      reader.platform.schemas.titled(title, options),
    );
    if (found.kind !== "there") return found;
    const [only, ...others] = found.value;
    if (only === undefined) return { kind: "absent" };
    if (others.length === 0) return byId(only.id);
    return { kind: "several", ids: found.value.map(({ id }) => id).sort() };
  }

  function leavesOnce(schema: XdmSchema): ReadonlyMap<string, string> {
    const known = leaves.get(schema) ?? leafTexts(schema);
    leaves.set(schema, known);
    return known;
  }

  function compare({ settings, target }: Desired, remote: SchemaDocument): Planned<PlannedSchema> {
    const place = settings.schema?.span ?? target.span;
    const there = remotes.get(remote.id) ?? remoteLeaves(remote);
    remotes.set(remote.id, there);
    if ("why" in there) {
      return { step: null, diagnostics: [diagnostic(codes.XM7112, place, { schema: remote.title, why: there.why })] };
    }
    const now = hashLeaves(there.leaves);
    const local = target.schema === null ? there.leaves : leavesOnce(target.schema);
    const wanted = hashLeaves(local);
    if (wanted !== now) {
      const paths = differingPaths(local, there.leaves);
      const parameters = { schema: remote.title, paths, count: paths.length };
      return { step: null, diagnostics: [diagnostic(codes.XM7111, place, parameters)] };
    }
    const key = `schema/${remote.title}`;
    context.applied.set(key, { id: remote.id, version: null });
    const step: SchemaStep = {
      key,
      resource: "schema",
      flow: null,
      name: remote.title,
      action: "leave",
      id: remote.id,
      seen: { etag: remote.etag, version: null, hash: now },
      changes: [],
      drift: [],
      wanted,
      content: null,
    };
    return { step: { step, remote }, diagnostics: [] };
  }
}

function adviceFor(title: string): string {
  return `The schema ${quote(title)} is to be composed of it. Make it there with this \`$id\` (Adobe's sandbox packages carry components). Where the sandbox has a tenant of its own, say so under \`sandboxes\` in xdmap.yaml: components are then named as that tenant has them.`;
}

/** What the flow says, or else the schema's own id, and where the sandbox has none of it, its title. */
function namesOf({ settings, target }: Desired): readonly string[] {
  if (settings.schema !== undefined) return [settings.schema.value];
  const title = target.schema?.title ?? null;
  return [target.schemaId, title].flatMap((name) => (name === null || name === "" ? [] : [name]));
}

function isId(name: string): boolean {
  return /^https?:\/\//.test(name) || /^_[\w-]+\.schemas\.\w+$/.test(name);
}

function remoteLeaves(
  remote: SchemaDocument,
): { readonly leaves: ReadonlyMap<string, string> } | { readonly why: string } {
  const read = readRemoteSchema(remote);
  return "why" in read ? read : { leaves: leafTexts(read.schema) };
}
