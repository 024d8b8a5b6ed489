import { collector, type FilePlace, type Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { templates } from "../../diagnostics/platform-templates.js";
import type { NormalMapping, NormalMappingSet, SourceType, UnreadMapping } from "./mapping-set.js";
import { type ReadMappingSet, reportDuplicates } from "./read-mapping-set.js";
import { type Columns, columnsOf, type Part, type TemplateRow, typeOf } from "./template-columns.js";

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
