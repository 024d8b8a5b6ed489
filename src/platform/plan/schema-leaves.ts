import { hasErrors } from "../../diagnostics/index.js";
import { type Leaf, leavesOf, loadSchema, type XdmSchema } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import type { SchemaDocument } from "../services/schema-registry-types.js";
import { hashText } from "./hash.js";

/** A sandbox's schema, from the registry's xed-full form; or why it cannot be read. */
export function readRemoteSchema({
  raw,
  title,
}: SchemaDocument): { readonly schema: XdmSchema } | { readonly why: string } {
  const { schema, diagnostics } = loadSchema(createSourceFile(title, JSON.stringify(raw)));
  if (schema !== null && !hasErrors(diagnostics)) return { schema };
  const first = diagnostics.find(({ severity }) => severity === "error");
  return { why: first?.message ?? "it has no fields" };
}

/** All that matters of a schema's leaves, by their paths. */
export function leafTexts(schema: XdmSchema): ReadonlyMap<string, string> {
  return new Map(leavesOf(schema).map((leaf) => [leaf.path, leafText(leaf)]));
}

function leafText({ type, format, enum: values, required }: Leaf): string {
  return JSON.stringify([type, format ?? null, values?.toSorted() ?? null, required === true]);
}

export function hashLeaves(leaves: ReadonlyMap<string, string>): string {
  return hashText(
    [...leaves]
      .map(([path, text]) => `${path} ${text}`)
      .sort()
      .join("\n"),
  );
}

/** The paths that only one of the two has, or that differ. */
export function differingPaths(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort();
}
