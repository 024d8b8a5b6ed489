import type { Program, ProgramMapping } from "../../compiler/index.js";
import type { TargetPath } from "../../grammar/index.js";
import type { Field } from "../../schema/index.js";
import { nearest } from "../../text/index.js";
import { requiredOf } from "../validate.js";

/** The mappings that a path stands for, or the path that it may have been meant to be. */
export type FoundTargets =
  | { readonly kind: "found"; readonly mappings: readonly ProgramMapping[] }
  | { readonly kind: "unknown"; readonly near: string | undefined };

/** A path stands for the target of that name and for all below it: `person` for `person.name.firstName`. */
export function findTargets({ mappings }: Program, path: string): FoundTargets {
  const found = mappings.filter(({ path: target }) => isBelow(target, path));
  if (found.length > 0) return { kind: "found", mappings: found };
  return {
    kind: "unknown",
    near: nearest(
      path,
      mappings.flatMap(({ path: target }) => beginningsOf(target)),
    ),
  };
}

function isBelow(target: string, path: string): boolean {
  if (!target.startsWith(path)) return false;
  const after = target.charAt(path.length);
  return after === "" || after === "." || after === "[";
}

/** `a`, `a.b` and `a.b[*]` of `a.b[*]`. Names with a dot inside are taken apart too: they only serve a guess. */
function beginningsOf(path: string): readonly string[] {
  const ends = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
  return [path, ...ends.filter((begin) => begin !== "")];
}

/**
 * The program with some of its targets alone. A required field that only the others feed is no longer demanded: its lack
 * would say nothing of the data.
 */
export function selectTargets(
  program: Program,
  paths: readonly string[],
):
  | { readonly kind: "program"; readonly program: Program }
  | { readonly kind: "unknown"; readonly path: string; readonly near: string | undefined } {
  const selected = new Set<ProgramMapping>();
  for (const path of paths) {
    const found = findTargets(program, path);
    if (found.kind === "unknown") return { kind: "unknown", path, near: found.near };
    for (const mapping of found.mappings) selected.add(mapping);
  }
  const { schema } = program;
  const mappings = program.mappings.filter((mapping) => selected.has(mapping));
  const others = program.mappings.filter((mapping) => !selected.has(mapping));
  const tenant = schema?.tenant ?? null;
  const fed = mappings.map(({ target }) => stepsOf(target, tenant));
  const unfed = others.map(({ target }) => stepsOf(target, tenant));
  const relaxed = schema === null ? null : { ...schema, root: relax(schema.root, fed, unfed) };
  return { kind: "program", program: { ...program, schema: relaxed, mappings } };
}

type Steps = readonly string[];

/** The items of an array; no field's name. */
const ITEMS = "[]";

function stepsOf({ segments }: TargetPath, tenant: string | null): Steps {
  return segments.map((segment) => {
    if (segment.kind === "name") return segment.name;
    return segment.kind === "tenant" ? (tenant ?? "_{TENANT_ID}") : ITEMS;
  });
}

function below(paths: readonly Steps[], step: string): readonly Steps[] {
  return paths.filter(([first]) => first === step).map((steps) => steps.slice(1));
}

function relax(field: Field, fed: readonly Steps[], unfed: readonly Steps[]): Field {
  if (unfed.length === 0 || fed.length === 0) return field;
  const fields = new Map(field.fields);
  for (const name of requiredOf(field)) {
    const child = fields.get(name);
    if (child !== undefined && below(fed, name).length === 0 && below(unfed, name).length > 0) {
      fields.set(name, { ...child, required: false });
    }
  }
  for (const name of new Set(fed.flatMap(([first]) => first ?? []))) {
    const child = fields.get(name);
    if (child !== undefined) fields.set(name, relax(child, below(fed, name), below(unfed, name)));
  }
  const items = field.items === null ? null : relax(field.items, below(fed, ITEMS), below(unfed, ITEMS));
  return { ...field, fields, items };
}
