import { parseExpression } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import type { SourceType } from "./mapping-set.js";

/*
 * The CSV template of the mapping interface (Download template, Import mapping from file). Adobe's guide to the
 * interface describes it in words and shows its columns in a picture only, so what stands here of them is assumed: the
 * names are those of the interface's own columns, and others that people use are known too.
 */

/** A row of a CSV, or lines that are none for their quotes, as they stand; with their line. */
export type TemplateRow =
  | {
      readonly kind: "row";
      readonly line: number;
      readonly cells: readonly string[];
      /** The places of the cells that stood in quotes, from 0. */
      readonly quoted: ReadonlySet<number>;
      readonly text: string;
    }
  | {
      readonly kind: "broken";
      readonly first: number;
      readonly line: number;
      readonly column: number;
      readonly fault: "inside" | "after" | "open";
      readonly text: string;
    };

/** Where each part of a mapping stands in a row. */
export type Columns = ReadonlyMap<Part, number>;

export type Part = "type" | "source" | "target" | "name" | "description";

/** These may as well head the types of data, which nothing here reads. */
const LOOSE_TYPES = ["type", "fieldtype"];

/** The headers by what they mean, without regard to case, blanks and signs. */
const HEADERS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...["sourcedata", "sourcefield", "source", "sourceattribute", "sourcecolumn", "sourceexpression", "sourcepath"].map(
    (header): [string, Part] => [header, "source"],
  ),
  ...[
    "targetfield",
    "target",
    "targetdata",
    "targetattribute",
    "targetxdmfield",
    "destination",
    "destinationfield",
    "destinationxdmpath",
    "targetpath",
    "xdmpath",
  ].map((header): [string, Part] => [header, "target"]),
  ...["sourcetype", "mappingtype", ...LOOSE_TYPES].map((header): [string, Part] => [header, "type"]),
  ["name", "name"],
  ["description", "description"],
]);

/** A header, or a type, without regard to case, blanks and signs. */
function plainWord(cell: string): string {
  return cell.toLowerCase().replace(/[^a-z]/g, "");
}

/** What each column of a header row is; null where it does not name both a source and a target. */
export function readTemplateHeader(cells: readonly string[]): Columns | null {
  const columns = new Map<Part, number>();
  for (const [at, cell] of cells.entries()) {
    const part = HEADERS.get(plainWord(cell));
    if (part !== undefined && !columns.has(part)) columns.set(part, at);
  }
  return columns.has("source") && columns.has("target") ? columns : null;
}

/**
 * Whether cells can be a mapping under a header, or half of one: asked of lines that may as well be parts of a cell. So
 * the target has to be a path, and the source something that is whole.
 */
export function isTemplateRow(cells: readonly string[], header: readonly string[]): boolean {
  const columns = readTemplateHeader(header);
  if (columns === null || cells.length !== header.length) return false;
  const cell = (part: Part): string => cells[columns.get(part) ?? cells.length] ?? "";
  if (!/^[\p{L}\p{N}_$@.\-:[\]*{}]*$/u.test(cell("target").trim())) return false;
  return cell("type") === "" ? isColumn(cell("source")) || isExpression(cell("source")) : isType(cell("type"));
}

/** The columns of a template; one that may be of types is one where a row says a type of sources. */
export function columnsOf(header: readonly string[], body: readonly TemplateRow[]): Columns | null {
  const columns = readTemplateHeader(header);
  const at = columns?.get("type");
  if (columns === null || at === undefined || !LOOSE_TYPES.includes(plainWord(header[at] ?? ""))) return columns;
  if (body.some((row) => row.kind === "row" && isType(row.cells[at] ?? ""))) return columns;
  return new Map([...columns].filter(([part]) => part !== "type"));
}

/** What a cell of types says: the service's words, or those of the interface. */
const TYPES: ReadonlyMap<string, SourceType> = new Map([
  ["attribute", "ATTRIBUTE"],
  ["textxschemapath", "ATTRIBUTE"],
  ["field", "ATTRIBUTE"],
  ["expression", "EXPRESSION"],
  ["textxaepxl", "EXPRESSION"],
  ["calculatedfield", "EXPRESSION"],
  ["static", "STATIC"],
  ["constant", "STATIC"],
]);

export function typeOf(written: string, source: string): SourceType | null {
  if (written.trim() === "") return guessType(source);
  return TYPES.get(plainWord(written)) ?? null;
}

function isType(written: string): boolean {
  return TYPES.has(plainWord(written));
}

/**
 * Without a column of types: a number, `true`, `false` and `null` are constants; what else is made of names, blanks, dashes, dots and items is a column's path; what reads as an
 * expression, or has brackets and quotes as one, is an expression.
 */
function guessType(source: string): SourceType {
  if (/^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(source)) return "EXPRESSION";
  if (isColumn(source)) return "ATTRIBUTE";
  return isExpression(source) || /[("']/.test(source) ? "EXPRESSION" : "ATTRIBUTE";
}

function isColumn(source: string): boolean {
  return /^[\p{L}\p{N}\p{M}_$#@\-. ]+(?:\[(?:\d+|\*)\][\p{L}\p{N}\p{M}_$#@\-. ]*)*$/u.test(source);
}

function isExpression(source: string): boolean {
  return parseExpression(createSourceFile("", source)).diagnostics.every(({ severity }) => severity !== "error");
}
