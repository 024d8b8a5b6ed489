import { type Program, targetText } from "../compiler/index.js";
import type { TargetSegment } from "../grammar/index.js";
import { isXdmObject, printXdm, type XdmObject, type XdmValue } from "../runtime/index.js";
import { CellReader, type ColumnTree, emptyTree } from "./csv-lines.js";
import { parseRecord } from "./parse-record.js";

/** Records as CSV: one column for each target of the mapping, in its order. */
export interface CsvWriter {
  /** The line of names. */
  readonly header: string;
  /** The line of a record. */
  readonly line: (record: XdmObject) => string;
  /** The lines of records that come as lines of JSON, as `printXdm` writes them. */
  readonly lines: (json: string) => string;
}

interface Column {
  readonly name: string;
  readonly steps: readonly (string | number)[];
}

/**
 * Which columns there are follows from the program alone, so that no record has to be waited for. Below a `[*]` there is no
 * column: the array is one, as JSON; so are objects and maps that a target takes whole. What a record has not is an empty
 * cell, and an empty text is `""`. Cells that hold a comma, a quote or a line break are quoted (RFC 4180); lines end in LF.
 */
export function createCsvWriter(program: Program): CsvWriter {
  const columns = columnsOf(program);
  const line = (record: XdmObject): string => printLine(columns.map(({ steps }) => printCell(valueAt(record, steps))));
  const tree = treeOf(columns);
  const reader = tree === null ? null : new CellReader(tree, columns.length, printText);
  return {
    header: printLine(columns.map(({ name }) => printText(name))),
    line,
    lines: (json) => {
      let text = "";
      for (let from = 0; from < json.length; ) {
        if (reader !== null) {
          from = reader.read(json, from) + 1;
          text += printLine(reader.cells);
          continue;
        }
        const end = json.indexOf("\n", from);
        const record = parseRecord(json.slice(from, end));
        if (record !== null) text += line(record);
        from = end + 1;
      }
      return text;
    },
  };
}

/** Where the columns are; null where one is an item of an array, which has to be counted. */
function treeOf(columns: readonly Column[]): ColumnTree | null {
  const root = emptyTree();
  for (const [cell, { steps }] of columns.entries()) {
    let place = root;
    for (const step of steps) {
      if (typeof step === "number") return null;
      let inner = place.below.get(step);
      if (inner === undefined) {
        inner = emptyTree();
        place.below.set(step, inner);
      }
      place = inner;
    }
    place.cell = cell;
  }
  return root;
}

function columnsOf({ mappings, schema }: Program): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const { target } of mappings) {
    const end = target.segments.findIndex(({ kind }) => kind === "wildcard");
    const segments = end < 0 ? target.segments : target.segments.slice(0, end);
    const name = targetText(segments);
    if (!columns.has(name)) columns.set(name, { name, steps: segments.map((one) => stepOf(one, schema?.tenant)) });
  }
  return [...columns.values()];
}

function stepOf(segment: TargetSegment, tenant: string | null | undefined): string | number {
  switch (segment.kind) {
    case "name":
      return segment.name;
    case "tenant":
      return tenant ?? "_{TENANT_ID}";
    case "index":
      return segment.index;
    case "wildcard":
      return 0;
  }
}

function valueAt(record: XdmObject, steps: Column["steps"]): XdmValue | undefined {
  let value: XdmValue | undefined = record;
  for (const step of steps) {
    if (typeof value !== "object") return undefined;
    if (isXdmObject(value)) value = value.get(String(step));
    else value = typeof step === "number" ? value[step] : undefined;
  }
  return value;
}

function printCell(value: XdmValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return printText(value);
  return typeof value === "object" ? printText(printXdm(value)) : String(value);
}

const SPECIAL = /[",\r\n]/;

function printText(text: string): string {
  if (text === "") return '""';
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function printLine(cells: readonly string[]): string {
  return `${cells.join(",")}\n`;
}
