import { collector, type Diagnostic, type Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { parseExpression } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import type { NormalMapping, NormalMappingSet, SourceType, UnreadMapping } from "./mapping-set.js";
import type { ReadMappingSet } from "./read-mapping-set.js";

/*
 * The CSV template of the mapping interface (Download template, Import mapping from file). Adobe's guide to the
 * interface describes it in words and shows its columns in a picture only, so what stands here of them is assumed: the
 * names are those of the interface's own columns, and others that people use are known too.
 */

/** A row of a CSV, with the line on which it begins. */
export interface TemplateRow {
  readonly line: number;
  readonly cells: readonly string[];
}

type Part = "type" | "source" | "target" | "name" | "description";

/** The headers by what they mean, without regard to case, blanks and signs. */
const HEADERS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...["sourcedata", "sourcefield", "source", "sourceattribute", "sourcecolumn", "sourceexpression", "sourcepath"].map(
    (header): [string, Part] => [header, "source"],
  ),
  ...["targetfield", "target", "targetdata", "destination", "destinationxdmpath", "targetpath", "xdmpath"].map(
    (header): [string, Part] => [header, "target"],
  ),
  ...["sourcetype", "type", "fieldtype", "mappingtype"].map((header): [string, Part] => [header, "type"]),
  ["name", "name"],
  ["description", "description"],
]);

const WRITTEN = ["Source data", "Target field", "Source type", "Name", "Description"] as const;

/** What each column of a header row is; null where it does not name both a source and a target. */
export function readTemplateHeader(cells: readonly string[]): ReadonlyMap<Part, number> | null {
  const columns = new Map<Part, number>();
  for (const [at, cell] of cells.entries()) {
    const part = HEADERS.get(cell.toLowerCase().replace(/[^a-z]/g, ""));
    if (part !== undefined && !columns.has(part)) columns.set(part, at);
  }
  return columns.has("source") && columns.has("target") ? columns : null;
}

/** Reads the rows of a template, its header first. Findings name the line, if `path` is given. */
export function readTemplate(rows: readonly TemplateRow[], path: string): ReadMappingSet {
  const { report, diagnostics } = collector();
  const [header, ...body] = rows;
  const columns = header === undefined ? null : readTemplateHeader(header.cells);
  if (header === undefined || columns === null) {
    report(imports.XM7510, { path, line: header?.line ?? 1 }, { headers: header?.cells.join(", ") ?? "" });
    return { set: null, problems: diagnostics };
  }
  const mappings: NormalMapping[] = [];
  const unmapped: number[] = [];
  const unread: UnreadMapping[] = [];
  for (const { line, cells } of body) {
    const cell = (part: Part): string => {
      const at = columns.get(part);
      return at === undefined ? "" : (cells[at] ?? "");
    };
    if (cells.every((one) => one === "")) continue;
    if (cell("source") === "" || cell("target") === "") {
      unmapped.push(line);
      continue;
    }
    const type = typeOf(cell("type"), cell("source"));
    if (type === null) {
      const at = mappings.length + unread.length;
      report(imports.XM7502, { path, line }, { at, destination: cell("target"), type: cell("type") });
      const why = `its source is of the unknown type ${cell("type")}`;
      unread.push({
        at,
        value: { sourceType: cell("type"), source: cell("source"), destination: cell("target") },
        why,
      });
    } else mappings.push(mappingOf(mappings.length + unread.length, type, cell));
  }
  if (unmapped.length > 0) report(imports.XM7511, { path }, { lines: unmapped });
  reportOtherColumns(rows, columns, path, report);
  reportDuplicates(mappings, report);
  return { set: { ...setOf(mappings), ...(unread.length > 0 ? { unread } : {}) }, problems: diagnostics };
}

/** Says which columns hold something and are not read. */
function reportOtherColumns(
  [header, ...body]: readonly TemplateRow[],
  columns: ReadonlyMap<Part, number>,
  path: string,
  report: Report,
): void {
  const read = new Set(columns.values());
  const found = new Map<number, { readonly value: string; readonly lines: number[] }>();
  for (const { line, cells } of body) {
    for (const [at, value] of cells.entries()) {
      if (read.has(at) || value.trim() === "") continue;
      const column = found.get(at);
      if (column === undefined) found.set(at, { value, lines: [line] });
      else column.lines.push(line);
    }
  }
  for (const [at, { value, lines }] of [...found].sort(([a], [b]) => a - b)) {
    const column = header?.cells[at] ?? "";
    report(
      imports.XM7517,
      { path, line: lines[0] ?? 1 },
      { column: column === "" ? `${at + 1}` : column, lines, value },
    );
  }
}

function mappingOf(at: number, type: SourceType, cell: (part: Part) => string): NormalMapping {
  return {
    at,
    type,
    source: cell("source"),
    destination: cell("target"),
    name: cell("name") === "" ? null : cell("name"),
    description: cell("description") === "" ? null : cell("description"),
    identity: false,
    identityGroup: null,
    namespaceCode: null,
    primaryIdentity: false,
    other: new Map(),
  };
}

function setOf(mappings: readonly NormalMapping[]): NormalMappingSet {
  return {
    id: null,
    version: null,
    name: null,
    description: null,
    schemaId: null,
    contentType: null,
    mappings,
    other: new Map(),
  };
}

function reportDuplicates(mappings: readonly NormalMapping[], report: Report): void {
  const first = new Map<string, number>();
  for (const { destination, at } of mappings) {
    const earlier = first.get(destination);
    if (earlier === undefined) first.set(destination, at);
    else report(imports.XM7503, null, { destination, first: earlier, second: at });
  }
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

function typeOf(written: string, source: string): SourceType | null {
  if (written === "") return guessType(source);
  return TYPES.get(written.toLowerCase().replace(/[^a-z]/g, "")) ?? null;
}

/**
 * Without a column of types: what is made of names, blanks, dashes, dots and items is a column's path; what reads as an
 * expression, or has brackets and quotes as one, is an expression.
 */
function guessType(source: string): SourceType {
  if (/^[\p{L}\p{N}\p{M}_$#@\-. ]+(?:\[(?:\d+|\*)\][\p{L}\p{N}\p{M}_$#@\-. ]*)*$/u.test(source)) return "ATTRIBUTE";
  const { diagnostics } = parseExpression(createSourceFile("", source));
  const reads = diagnostics.every(({ severity }) => severity !== "error");
  return reads || /[("']/.test(source) ? "EXPRESSION" : "ATTRIBUTE";
}

/** The template of a set, and what it cannot say. */
export function writeTemplate({
  name,
  description,
  mappings,
}: Pick<NormalMappingSet, "name" | "description" | "mappings">): {
  readonly text: string;
  readonly notes: readonly Diagnostic[];
} {
  const { report, diagnostics } = collector();
  const leave = (where: string, field: string, value: string) => report(imports.XM7515, null, { where, field, value });
  if (name !== null && name !== "") leave("The set", "name", name);
  if (description !== null && description !== "") leave("The set", "description", description);
  for (const { at, identity, namespaceCode } of mappings) {
    if (identity) leave(`Mapping ${at + 1}`, "identity", namespaceCode ?? "");
  }
  // What no mapping has needs no column.
  const width = mappings.some((one) => hasText(one.description))
    ? 5
    : mappings.some((one) => hasText(one.name))
      ? 4
      : 3;
  const rows = mappings.map((one) => [one.source, one.destination, one.type, one.name ?? "", one.description ?? ""]);
  const lines = [WRITTEN, ...rows].map((cells) => cells.slice(0, width).map(printCell).join(","));
  return { text: `${lines.join("\r\n")}\r\n`, notes: diagnostics };
}

function hasText(text: string | null): boolean {
  return text !== null && text !== "";
}

/** RFC 4180. Blanks at the ends are quoted too: some programs cut them. */
function printCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
