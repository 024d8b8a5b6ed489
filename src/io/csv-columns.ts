import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Type } from "../values/index.js";
import type { Problem, SampleOptions } from "./sample-options.js";

/** What the first row of a CSV tells. */
export interface CsvColumns {
  readonly names: readonly string[];
  readonly shape: SourceShape;
  readonly warnings: readonly Diagnostic[];
}

/** The columns that a first row names or, without a header, has. */
export function readColumns(
  label: string,
  first: { readonly line: number; readonly cells: readonly string[] },
  delimiter: string,
  { header = true }: SampleOptions,
): CsvColumns | Problem {
  const names = header ? first.cells : first.cells.map((_, at) => `column${at + 1}`);
  const problem = checkColumns(label, names, first.line);
  if (problem !== null) return { kind: "problem", diagnostic: problem };
  return { names, shape: shapeOf(label, names), warnings: header ? suspectDelimiter(label, names, delimiter) : [] };
}

/** A CSV without even a first row. */
export function emptyCsv(label: string): Problem {
  return { kind: "problem", diagnostic: diagnostic(samples.XM5205, { path: label }, { name: label }) };
}

const TEXT: Type = { kind: "string" };

function shapeOf(name: string, columns: readonly string[]): SourceShape {
  return { label: name, columns: new Map(columns.map((column) => [column, TEXT])), flat: true };
}

function checkColumns(name: string, columns: readonly string[], line: number): Diagnostic | null {
  const seen = new Map<string, number>();
  for (const [at, column] of columns.entries()) {
    const place = { path: name, line };
    if (column.trim() === "") return diagnostic(samples.XM5225, place, { column: at + 1, columns: columns.length });
    const first = seen.get(column);
    if (first !== undefined) return diagnostic(samples.XM5224, place, { column, first, second: at + 1 });
    seen.set(column, at + 1);
  }
  return null;
}

const DELIMITERS: readonly (readonly [string, string])[] = [
  [";", "`;`"],
  ["\t", "a tab"],
  ["|", "`|`"],
  [",", "`,`"],
];

function suspectDelimiter(name: string, columns: readonly string[], delimiter: string): readonly Diagnostic[] {
  const only = columns[0];
  if (columns.length !== 1 || only === undefined) return [];
  const likely = DELIMITERS.find(([character]) => character !== delimiter && only.includes(character))?.[1];
  if (likely === undefined) return [];
  return [diagnostic(samples.XM5226, { path: name, line: 1 }, { name, header: only, likely })];
}
