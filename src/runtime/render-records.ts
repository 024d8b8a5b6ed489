import { plainPalette } from "../diagnostics/render-text.js";
import { pathSegment } from "../schema/index.js";
import { cut, padEnd, printable, widthOf } from "../text/terminal-text.js";
import type { RenderOptions } from "./render-report.js";
import { isXdmObject, printXdm, type XdmObject, type XdmValue } from "./xdm-value.js";

/** A record to be shown. */
export interface TableRow {
  /** The row's line in its sample. */
  readonly line: number;
  readonly record: XdmObject;
}

/** The narrowest a column of the table may be made. */
const NARROWEST = 8;
const GAP = "  ";

/**
 * Records for a terminal: a table with a column for each field where that fits the width, or else one field a line.
 * Arrays and maps without fields stand as JSON.
 */
export function renderRecords(
  rows: readonly TableRow[],
  { width = 80, palette = plainPalette }: RenderOptions = {},
): string {
  if (rows.length === 0) return "";
  const flat = rows.map(({ line, record }) => ({ line, cells: flatten(record) }));
  const paths = [...new Set(flat.flatMap(({ cells }) => [...cells.keys()]))];
  const heads = ["line", ...paths];
  const lines = flat.map(({ line, cells }) => [String(line), ...paths.map((path) => cells.get(path) ?? "")]);
  const widths = fitColumns(heads, lines, width);
  if (widths === null) return renderOneByOne(flat, width, palette);
  const printLine = (cells: readonly string[], paint: (text: string) => string): string =>
    cells
      .map((cell, at) => paint(padEnd(cut(cell, widths[at] ?? 0), widths[at] ?? 0)))
      .join(GAP)
      .trimEnd();
  const body = lines.map((cells) => printLine(cells, (text) => text));
  return `${[printLine(heads, palette.bold), ...body].join("\n")}\n`;
}

/** The width of each column, or null where the table would not fit. Wide columns give way first. */
function fitColumns(
  heads: readonly string[],
  lines: readonly (readonly string[])[],
  width: number,
): readonly number[] | null {
  const wanted = heads.map((head, at) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[at] ?? "")), widthOf(head)),
  );
  const room = width - GAP.length * (heads.length - 1);
  const sum = (widths: readonly number[]) => widths.reduce((total, one) => total + one, 0);
  if (sum(wanted) <= room) return wanted;
  // A head is never cut: without it the column means nothing.
  const least = wanted.map((one, at) => Math.min(one, Math.max(NARROWEST, widthOf(heads[at] ?? ""))));
  if (sum(least) > room) return null;
  let limit = Math.max(...wanted);
  const limited = () => wanted.map((one, at) => Math.max(least[at] ?? 0, Math.min(one, limit)));
  while (sum(limited()) > room) limit--;
  return limited();
}

function renderOneByOne(
  rows: readonly { readonly line: number; readonly cells: ReadonlyMap<string, string> }[],
  width: number,
  palette: typeof plainPalette,
): string {
  const paths = new Set(rows.flatMap(({ cells }) => [...cells.keys()]));
  const longest = [...paths].reduce((widest, path) => Math.max(widest, widthOf(path)), 0);
  const pathWidth = Math.min(longest, Math.max(NARROWEST, Math.floor(width / 2)));
  const lines: string[] = [];
  for (const { line, cells } of rows) {
    lines.push(palette.bold(`line ${line}`));
    for (const [path, cell] of cells) {
      const head = padEnd(cut(path, pathWidth), pathWidth);
      lines.push(`${GAP}${palette.dim(head)}${GAP}${cut(cell, Math.max(NARROWEST, width - pathWidth - 4))}`);
    }
    if (cells.size === 0) lines.push(`${GAP}${palette.dim("(an empty record)")}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The fields of a record by their paths, each as the text of its cell. */
function flatten(record: XdmObject): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const walk = (value: XdmValue, path: string): void => {
    if (typeof value === "object" && isXdmObject(value)) {
      for (const [name, field] of value) walk(field, path === "" ? pathSegment(name) : `${path}.${pathSegment(name)}`);
      return;
    }
    cells.set(printable(path), printable(typeof value === "string" ? value : printXdm(value)));
  };
  walk(record, "");
  return cells;
}
