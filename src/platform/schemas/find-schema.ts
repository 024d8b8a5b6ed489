import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformSchemas } from "../../diagnostics/platform-schemas.js";
import { nearest } from "../../text/index.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import type { Problem, Reply } from "../problem.js";
import type { SchemaContainer, SchemaSummary } from "../services/schema-registry-types.js";

export type FoundSchema =
  | { readonly kind: "found"; readonly id: string; readonly container: SchemaContainer }
  /** `isPlatform`: it failed, and may have the schema. */
  | { readonly kind: "stopped"; readonly diagnostics: readonly Diagnostic[]; readonly isPlatform: boolean };

/** An `$id`, or a `meta:altId` such as `_acme.schemas.1f2e`; everything else is a title. */
const ID = /^(?:https?:\/\/\S+|_[\w{}-]+(?:\.[\w{}-]+)+)$/;

export function isSchemaId(named: string): boolean {
  return ID.test(named);
}

export function isMissing({ action, status }: Problem): boolean {
  return action === "missing" || status === 404;
}

/** Every schema of a container, page after page. */
export async function listSchemas(
  platform: Pick<Platform, "schemas">,
  container: SchemaContainer,
): Promise<Reply<readonly SchemaSummary[]>> {
  const all: SchemaSummary[] = [];
  for await (const reply of platform.schemas.list({ container })) {
    if (reply.kind === "problem") return reply;
    all.push(reply.value);
  }
  return { kind: "ok", value: all };
}

/** What is Adobe's own, and the same in every sandbox. */
const GLOBAL = /^(?:https?:\/\/ns\.adobe\.com\/|_)(?:xdm|experience)[/.]/;

/**
 * A schema by its exact title: the tenant's come first, then Adobe's own. An id is taken as it is: a list may not have a new
 * schema yet.
 */
export async function findSchema(platform: Pick<Platform, "schemas" | "sandbox">, named: string): Promise<FoundSchema> {
  if (isSchemaId(named)) return { kind: "found", id: named, container: GLOBAL.test(named) ? "global" : "tenant" };
  const failed = (problem: Problem): FoundSchema => ({
    kind: "stopped",
    diagnostics: [describeProblem(problem, `looking for the schema ${named}`)],
    isPlatform: true,
  });
  const known: SchemaSummary[] = [];
  for (const container of ["tenant", "global"] as const) {
    const listed = await listSchemas(platform, container);
    if (listed.kind === "problem") return failed(listed.problem);
    const found = listed.value.filter(({ title }) => title === named);
    const [first, ...others] = found;
    if (first !== undefined && others.length === 0) return { kind: "found", id: first.id, container };
    if (first !== undefined) {
      const parameters = { named, sandbox: platform.sandbox, ids: found.map(({ id }) => id) };
      return {
        kind: "stopped",
        diagnostics: [diagnostic(platformSchemas.XM7331, null, parameters)],
        isPlatform: false,
      };
    }
    known.push(...listed.value);
  }
  const parameters = { named, sandbox: platform.sandbox, near: nearTitles(named, known) };
  return { kind: "stopped", diagnostics: [diagnostic(platformSchemas.XM7330, null, parameters)], isPlatform: false };
}

/** Titles that hold the words that were asked for come first, in any case; then the one that differs least. */
function nearTitles(named: string, known: readonly SchemaSummary[]): readonly string[] {
  const titles = [...new Set(known.map(({ title }) => title))];
  const word = named.toLowerCase();
  const holding = titles.filter((title) => title.toLowerCase().includes(word));
  const near = nearest(named, titles);
  return [...new Set([...holding, ...(near === undefined ? [] : [near])])].slice(0, 5);
}
