import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ComponentIndex, indexComponents, loadSchema, type XdmSchema } from "../../src/schema/index.js";
import { createSourceFile, type SourceFile } from "../../src/text/index.js";
import { readShared, sharedPath } from "../support/shared.js";

/** The standard components beside the oracles, read once. */
export function sharedComponents(): { readonly files: readonly SourceFile[]; readonly index: ComponentIndex } {
  const files = readdirSync(sharedPath("xdm/components"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => join(sharedPath("xdm/components"), path))
    .map((path) => createSourceFile(path, readFileSync(path, "utf8")));
  const { index, diagnostics } = indexComponents(files);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { files, index };
}

/** A composition of `allOf` references by their last path segment, as `profile-work-details`. */
export function composeShared(index: ComponentIndex, ids: readonly string[]): XdmSchema {
  return soundly(createSourceFile("composed.json", JSON.stringify({ allOf: ids.map((id) => ({ $ref: id })) })), index);
}

/** One of the three compositions beside the oracles. */
export function sharedComposition(index: ComponentIndex, key: string): XdmSchema {
  return soundly(createSourceFile("compositions.json", readShared("xdm/compositions.json")), index, key);
}

function soundly(file: SourceFile, components: ComponentIndex, key?: string): XdmSchema {
  const { schema, diagnostics } = loadSchema(file, { components, ...(key === undefined ? {} : { key }) });
  if (schema === null || diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return schema;
}
