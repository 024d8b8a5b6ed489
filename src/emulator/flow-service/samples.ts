import type { SourceShape } from "../../compiler/index.js";
import { checkFile, readChunks } from "../../host/files.js";
import { type Opened, openSample } from "../../io/index.js";
import type { Type } from "../../values/index.js";
import { type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";

/** The table or the path that a source connection reads. */
export function placeOfSource(source: JsonObject | undefined): string | null {
  const params = memberOf(source, "params");
  return textAt(params, "tableName") ?? textAt(params, "path") ?? null;
}

/** The local file that stands for a table or a path; a slash at its beginning makes no difference. */
export function sampleOf(place: string | null, { samples }: Pick<Context, "samples">): string | null {
  if (place === null) return null;
  const bare = place.replace(/^\/+/, "");
  return samples.get(place) ?? samples.get(bare) ?? samples.get(`/${bare}`) ?? null;
}

/** Opens a local file. What cannot be read is a sentence. */
export async function openLocal(file: string): Promise<Opened | { readonly kind: "missing"; readonly why: string }> {
  const there = checkFile(file);
  if (there.kind === "problem") return { kind: "missing", why: there.diagnostic.message };
  return openSample(file, readChunks(file));
}

/** The columns of a shape as an explored table has them. */
export function columnsOf(shape: SourceShape): readonly Json[] {
  return Array.from(shape.columns, ([name, type]): Json => {
    const word = typeWord(type);
    return { name, type: word, meta: { "meta:xdmType": word }, xdm: { type: word } };
  });
}

function typeWord(type: Type): string {
  switch (type.kind) {
    case "boolean":
      return "boolean";
    case "number":
      return type.of === "integer" || type.of === "long" || type.of === "short" || type.of === "byte"
        ? "integer"
        : "number";
    case "array":
      return "array";
    case "object":
    case "map":
      return "object";
    default:
      return "string";
  }
}
