import type { Report } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { nearest, type SourceFile, type Span, spanOf } from "../text/index.js";
import { describe } from "./component-index.js";
import type { XdmType } from "./field.js";
import type { JsonNode, JsonObject } from "./json-tree.js";
import { JSON_TYPES, type JsonType, writtenXdmType, XDM_TYPES } from "./xdm-type.js";

/**
 * Reads the keywords of a schema. One of the wrong type is reported, once, however often its component is used, and then
 * counts as not written.
 */
export class KeywordReader {
  private readonly report: Report;
  private readonly reported = new Set<unknown>();

  constructor(report: Report) {
    this.report = report;
  }

  text(file: SourceFile, node: JsonObject, keyword: string): string | null {
    const value = node.members.get(keyword)?.value;
    if (value === undefined || value.kind === "string") return value?.value ?? null;
    this.wrong(file, value, keyword, "a text");
    return null;
  }

  number(file: SourceFile, node: JsonObject, keyword: string): number | null {
    const value = node.members.get(keyword)?.value;
    if (value === undefined || value.kind === "number") return value?.value ?? null;
    this.wrong(file, value, keyword, "a number");
    return null;
  }

  object(file: SourceFile, node: JsonObject, keyword: string): JsonObject | null {
    const value = node.members.get(keyword)?.value;
    if (value === undefined || value.kind === "object") return value ?? null;
    this.wrong(file, value, keyword, "an object");
    return null;
  }

  list(file: SourceFile, node: JsonObject, keyword: string): readonly JsonNode[] {
    const value = node.members.get(keyword)?.value;
    if (value === undefined || value.kind === "array") return value?.items ?? [];
    this.wrong(file, value, keyword, "a list");
    return [];
  }

  /** A list of types counts as its first that is not `null`. */
  jsonType(file: SourceFile, node: JsonObject): JsonType | null {
    const value = node.members.get("type")?.value;
    if (value === undefined) return null;
    for (const word of value.kind === "array" ? value.items : [value]) {
      if (word.kind !== "string") {
        this.wrong(file, value, "type", "a text");
        return null;
      }
      if (word.value === "null") continue;
      const type = JSON_TYPES.find((known) => known === word.value);
      if (type === undefined) this.unknownType(file, word, "type", word.value, JSON_TYPES);
      return type ?? null;
    }
    return null;
  }

  xdmType(file: SourceFile, node: JsonObject): XdmType | null {
    const word = this.text(file, node, "meta:xdmType");
    if (word === null) return null;
    const type = writtenXdmType(word);
    if (type === undefined) {
      this.unknownType(file, node.members.get("meta:xdmType")?.value ?? node, "meta:xdmType", word, XDM_TYPES);
    }
    return type ?? null;
  }

  wrong(file: SourceFile, node: JsonNode, keyword: string, expected: string): void {
    if (!this.isFirst(node)) return;
    this.report(schemas.XM6007, placeOf(file, node), { keyword, expected, found: describe(node) });
  }

  /** Whether a place was not reported before. */
  isFirst(place: unknown): boolean {
    if (this.reported.has(place)) return false;
    this.reported.add(place);
    return true;
  }

  private unknownType(file: SourceFile, node: JsonNode, keyword: string, type: string, known: readonly string[]): void {
    if (!this.isFirst(node)) return;
    const parameters = { keyword, type, near: nearest(type, known), types: known.join(", ") };
    this.report(schemas.XM6008, placeOf(file, node), parameters);
  }
}

export function placeOf(file: SourceFile, node: JsonNode): Span {
  return spanOf(file, node.start, node.end);
}
