import type { Report } from "../diagnostics/index.js";
import { schemas } from "../diagnostics/schemas.js";
import { nearest, type SourceFile, type Span, spanOf } from "../text/index.js";
import { describe } from "./component-index.js";
import type { XdmType } from "./field.js";
import type { JsonNode, JsonObject, JsonString } from "./json-tree.js";
import { JSON_TYPES, type JsonType, writtenXdmType, XDM_TYPES } from "./xdm-type.js";

/** The keywords of one definition that say something of fields. */
export interface Keywords {
  type: JsonType | null;
  xdmType: XdmType | null;
  title: string | null;
  format: string | null;
  pattern: string | null;
  status: string | null;
  minimum: number | null;
  maximum: number | null;
  exclusiveMinimum: number | null;
  exclusiveMaximum: number | null;
  minLength: number | null;
  maxLength: number | null;
  /** Closed values: `enum`, or the one of `const`. */
  values: readonly string[] | null;
  /** The keys of `meta:enum`. */
  suggested: readonly string[] | null;
  properties: JsonObject | null;
  items: JsonNode | null;
  additionalProperties: JsonObject | null;
  ref: JsonString | null;
  allOf: readonly JsonNode[];
  /** The branches of `oneOf`, those of `anyOf`. */
  choices: readonly (readonly JsonNode[])[];
  required: readonly string[];
  /** What `writeXedFull` marks. */
  recursive: boolean;
}

/**
 * Reads the keywords of definitions. One of the wrong type is reported and then counts as not written; a definition is read
 * once, however often its component is used.
 */
export class KeywordReader {
  private readonly report: Report;
  private readonly known = new Map<JsonObject, Keywords>();

  constructor(report: Report) {
    this.report = report;
  }

  read(file: SourceFile, node: JsonObject): Keywords {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const keywords = createKeywords();
    for (const [keyword, value] of node.members) this.readKeyword(file, keyword, value, keywords);
    this.known.set(node, keywords);
    return keywords;
  }

  wrong(file: SourceFile, node: JsonNode, keyword: string, expected: string): void {
    this.report(schemas.XM6007, placeOf(file, node), { keyword, expected, found: describe(node) });
  }

  private readKeyword(file: SourceFile, keyword: string, value: JsonNode, into: Keywords): void {
    switch (keyword) {
      case "type":
        into.type = this.jsonType(file, value);
        return;
      case "meta:xdmType":
        into.xdmType = this.xdmType(file, value);
        return;
      case "title":
      case "format":
      case "pattern":
        into[keyword] = this.text(file, value, keyword);
        return;
      case "meta:status":
        into.status = this.text(file, value, keyword);
        return;
      case "minimum":
      case "maximum":
      case "exclusiveMinimum":
      case "exclusiveMaximum":
      case "minLength":
      case "maxLength":
        if (value.kind === "number") into[keyword] = value.value;
        else this.wrong(file, value, keyword, "a number");
        return;
      case "enum":
        into.values ??= nonEmpty(this.list(file, value, keyword).flatMap(scalarText));
        return;
      case "const":
        into.values = nonEmpty(scalarText(value));
        return;
      case "meta:enum":
        if (value.kind === "object") into.suggested = [...value.members.keys()];
        else this.wrong(file, value, keyword, "an object");
        return;
      case "properties":
        if (value.kind === "object") into.properties = value;
        else this.wrong(file, value, keyword, "an object");
        return;
      case "items":
        if (value.kind === "array") this.wrong(file, value, keyword, "one schema");
        else into.items = value;
        return;
      case "additionalProperties":
        if (value.kind === "object") into.additionalProperties = value;
        else if (value.kind !== "boolean") this.wrong(file, value, keyword, "a schema, true or false");
        return;
      case "$ref":
        if (value.kind === "string") into.ref = value;
        else this.wrong(file, value, keyword, "a text");
        return;
      case "allOf":
        into.allOf = this.list(file, value, keyword);
        return;
      case "oneOf":
      case "anyOf":
        into.choices = [...into.choices, this.list(file, value, keyword)];
        return;
      case "required":
        into.required = this.list(file, value, keyword).flatMap((item) => {
          if (item.kind === "string") return [item.value];
          this.wrong(file, item, keyword, "a list of names");
          return [];
        });
        return;
      case "meta:recursive":
        into.recursive = value.kind === "boolean" && value.value;
        return;
      default:
        return;
    }
  }

  private text(file: SourceFile, value: JsonNode, keyword: string): string | null {
    if (value.kind === "string") return value.value;
    this.wrong(file, value, keyword, "a text");
    return null;
  }

  private list(file: SourceFile, value: JsonNode, keyword: string): readonly JsonNode[] {
    if (value.kind === "array") return value.items;
    this.wrong(file, value, keyword, "a list");
    return [];
  }

  /** A list of types counts as its first that is not `null`. */
  private jsonType(file: SourceFile, value: JsonNode): JsonType | null {
    for (const word of value.kind === "array" ? value.items : [value]) {
      if (word.kind !== "string") {
        this.wrong(file, value, "type", "a text");
        return null;
      }
      if (word.value === "null") continue;
      const type = JSON_TYPES.find((known) => known === word.value);
      if (type === undefined) this.unknownType(file, word, "type", JSON_TYPES);
      return type ?? null;
    }
    return null;
  }

  private xdmType(file: SourceFile, value: JsonNode): XdmType | null {
    if (value.kind !== "string") {
      this.wrong(file, value, "meta:xdmType", "a text");
      return null;
    }
    const type = writtenXdmType(value.value);
    if (type === undefined) this.unknownType(file, value, "meta:xdmType", XDM_TYPES);
    return type ?? null;
  }

  private unknownType(file: SourceFile, word: JsonString, keyword: string, known: readonly string[]): void {
    const parameters = { keyword, type: word.value, near: nearest(word.value, known), types: known.join(", ") };
    this.report(schemas.XM6008, placeOf(file, word), parameters);
  }
}

export function placeOf(file: SourceFile, node: JsonNode): Span {
  return spanOf(file, node.start, node.end);
}

function createKeywords(): Keywords {
  return {
    type: null,
    xdmType: null,
    title: null,
    format: null,
    pattern: null,
    status: null,
    minimum: null,
    maximum: null,
    exclusiveMinimum: null,
    exclusiveMaximum: null,
    minLength: null,
    maxLength: null,
    values: null,
    suggested: null,
    properties: null,
    items: null,
    additionalProperties: null,
    ref: null,
    allOf: [],
    choices: [],
    required: [],
    recursive: false,
  };
}

function nonEmpty(values: readonly string[]): readonly string[] | null {
  return values.length === 0 ? null : values;
}

function scalarText(node: JsonNode): readonly string[] {
  switch (node.kind) {
    case "string":
      return [node.value];
    case "number":
    case "boolean":
      return [String(node.value)];
    default:
      return [];
  }
}
