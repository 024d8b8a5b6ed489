import { collector, type FilePlace, type Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { templates } from "../../diagnostics/platform-templates.js";
import { parseExpression } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import type { NormalMapping, NormalMappingSet, SourceType, UnreadMapping } from "./mapping-set.js";
import { type ReadMappingSet, reportDuplicates } from "./read-mapping-set.js";

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

type Columns = ReadonlyMap<Part, number>;

type Part = "type" | "source" | "target" | "name" | "description";

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

function headerWord(cell: string): string {
  return cell.toLowerCase().replace(/[^a-z]/g, "");
}

/** What each column of a header row is; null where it does not name both a source and a target. */
export function readTemplateHeader(cells: readonly string[]): Columns | null {
  const columns = new Map<Part, number>();
  for (const [at, cell] of cells.entries()) {
    const part = HEADERS.get(headerWord(cell));
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
function columnsOf(header: readonly string[], body: readonly TemplateRow[]): Columns | null {
  const columns = readTemplateHeader(header);
  const at = columns?.get("type");
  if (columns === null || at === undefined || !LOOSE_TYPES.includes(headerWord(header[at] ?? ""))) return columns;
  if (body.some((row) => row.kind === "row" && isType(row.cells[at] ?? ""))) return columns;
  return new Map([...columns].filter(([part]) => part !== "type"));
}

/** Reads the rows of a template, its header first. Findings name the line of what is at `path`. */
export function readTemplate(rows: readonly TemplateRow[], path: string): ReadMappingSet {
  const { report, diagnostics } = collector();
  const [header, ...body] = rows;
  const columns = header?.kind === "row" ? columnsOf(header.cells, body) : null;
  if (header?.kind !== "row" || columns === null) {
    if (header?.kind === "broken")
      report(templates.XM7518, placeOfRow(header, path), { row: "The header", why: whyOf(header) });
    else report(templates.XM7510, { path, line: header?.line ?? 1 }, { headers: header?.cells ?? [] });
    return { set: null, problems: diagnostics, placeOf: () => null };
  }
  const mappings: NormalMapping[] = [];
  const lines: number[] = [];
  const unmapped: number[] = [];
  const unread: UnreadMapping[] = [];
  const leave = (row: TemplateRow, why: string, left: Pick<UnreadMapping, "value" | "text">) => {
    unread.push({ at: lines.length, why, ...left });
    lines.push(row.line);
  };
  for (const row of body) {
    const fault = row.kind === "broken" ? { why: whyOf(row) } : faultOf(row.cells, header.cells, columns);
    if (fault !== null) {
      report(templates.XM7518, placeOfRow(row, path), { row: linesOf(row), ...fault });
      const { text } = row;
      leave(row, `${linesOf(row).toLowerCase()} of the template: ${fault.why}`, { value: text, text });
      continue;
    }
    if (row.kind === "broken" || row.cells.every((one) => one.trim() === "")) continue;
    const cell = cellsOf(row, header, columns);
    if (cell("source") === "" || cell("target") === "") {
      unmapped.push(row.line);
      continue;
    }
    const type = typeOf(cell("type"), cell("source"));
    if (type !== null) {
      mappings.push(mappingOf(lines.length, type, cell));
      lines.push(row.line);
      continue;
    }
    const at = lines.length;
    report(imports.XM7502, placeOfRow(row, path), { at, destination: cell("target"), type: cell("type") });
    const said = Object.entries({ name: cell("name"), description: cell("description") });
    const value = {
      ...{ sourceType: cell("type"), source: cell("source"), destination: cell("target") },
      ...Object.fromEntries(said.filter(([, one]) => one !== "")),
    };
    leave(row, `its source is of the unknown type ${cell("type")}`, { value });
  }
  if (unmapped.length > 0) report(templates.XM7511, { path, line: unmapped[0] ?? 1 }, { lines: unmapped });
  reportOtherColumns(rows, columns, path, report);
  const placeOfMapping = (at: number) => ({ path, line: lines[at] ?? 1 });
  reportDuplicates(mappings, report, placeOfMapping);
  return {
    set: { ...setOf(mappings), ...(unread.length > 0 ? { unread } : {}) },
    problems: diagnostics,
    placeOf: placeOfMapping,
  };
}

/** Of a row that its quotes break, the quote; what a template's cell lacks has no place of its own. */
function placeOfRow(row: TemplateRow, path: string): FilePlace {
  return row.kind === "broken" ? { path, line: row.line, column: row.column } : { path, line: row.line };
}

function whyOf({ fault }: TemplateRow & { readonly kind: "broken" }): string {
  switch (fault) {
    case "inside":
      return "a quote stands inside a cell that does not begin with one";
    case "after":
      return "text follows the quote that ends a cell";
    case "open":
      return "the quote that opens there is never closed";
  }
}

function linesOf(row: TemplateRow): string {
  if (row.kind === "row") return `Line ${row.line}`;
  const last = row.first + row.text.split(/\r\n|[\r\n]/).length - 1;
  return last === row.first ? `Line ${last}` : `Lines ${row.first}–${last}`;
}

interface RowFault {
  readonly why: string;
  readonly advice?: string;
}

/** Why cells are no row of a mapping; null where nothing speaks against it. */
function faultOf(cells: readonly string[], header: readonly string[], columns: Columns): RowFault | null {
  if (cells.slice(header.length).some((one) => one.trim() !== "")) {
    return {
      why: `it has ${cells.length} cells, and the header ${header.length}; perhaps one was cut at a delimiter in it`,
    };
  }
  const parts: readonly Part[] = ["source", "target"];
  const error = parts
    .map((part) => cells[columns.get(part) ?? cells.length] ?? "")
    .find((one) => SHEET_ERROR.test(one));
  if (error === undefined) return null;
  const advice = "Write there what stood there before, with the column as text in the spreadsheet program.";
  return { why: `a spreadsheet program took a cell for a formula, and left ${error}`, advice };
}

/** What spreadsheet programs save where they could not compute what looked like a formula. */
const SHEET_ERROR = /^#(?:NAME\?|VALUE!|REF!|DIV\/0!|N\/A|NULL!|NUM!|SPILL!|CALC!)$/;

/**
 * The cells of a row by what they mean. Blanks around a cell belong to it where it stands in quotes. Else those around a
 * target are no part of any path; and where the header has some around a column, it is how the rows are laid out.
 */
function cellsOf(
  row: TemplateRow & { readonly kind: "row" },
  header: TemplateRow & { readonly kind: "row" },
  columns: Columns,
): (part: Part) => string {
  return (part) => {
    const at = columns.get(part);
    if (at === undefined) return "";
    const cell = row.cells[at] ?? "";
    const title = header.cells[at] ?? "";
    const isLaidOut = part === "target" || (!header.quoted.has(at) && title !== title.trim());
    return isLaidOut && !row.quoted.has(at) ? cell.trim() : cell;
  };
}

/** Says which columns hold something and are not read. */
function reportOtherColumns(
  [header, ...body]: readonly TemplateRow[],
  columns: Columns,
  path: string,
  report: Report,
): void {
  const titles = header?.kind === "row" ? header.cells : [];
  const read = new Set(columns.values());
  const found = new Map<number, { readonly value: string; readonly lines: number[] }>();
  for (const row of body) {
    if (row.kind === "broken") continue;
    for (const [at, value] of row.cells.slice(0, titles.length).entries()) {
      if (read.has(at) || value.trim() === "") continue;
      const column = found.get(at);
      if (column === undefined) found.set(at, { value, lines: [row.line] });
      else column.lines.push(row.line);
    }
  }
  for (const [at, { value, lines }] of [...found].sort(([a], [b]) => a - b)) {
    const column = titles[at] ?? "";
    report(
      templates.XM7517,
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
  if (written.trim() === "") return guessType(source);
  return TYPES.get(typeWord(written)) ?? null;
}

function isType(written: string): boolean {
  return TYPES.has(typeWord(written));
}

function typeWord(written: string): string {
  return headerWord(written);
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
