import { printLiteral } from "./print-expression.js";
import { printString, printTarget } from "./print-names.js";
import { type Item, printRecord, recordItems } from "./print-records.js";
import type { DataRecord, Expectation, GivenRow, Test, TestSetting } from "./tree.js";

export interface Brackets {
  readonly open: string;
  readonly close: string;
}

export const BRACES: Brackets = { open: "{", close: "}" };
const SQUARE: Brackets = { open: "[", close: "]" };

/** A `given` or an `expect`: a word alone, or a word and a bracketed list. */
interface TestPart {
  readonly head: string;
  readonly items: readonly Item[] | null;
  readonly brackets: Brackets;
  /** Offsets in the file. */
  readonly place: { readonly start: number; readonly end: number };
}

export function printSetting({ word, values }: TestSetting): string {
  const printed = values.map((value) => (value.kind === "text" ? printString(value.value) : value.text));
  return `${word.text} ${printed.join(", ")}`;
}

export function testParts({ given, expect }: Test): readonly TestPart[] {
  return [
    ...(given === null ? [] : partsOf("given  ", given, givenParts)),
    ...(expect === null ? [] : partsOf("expect ", expect, expectedParts)),
  ];
}

/** What stands before a record, and the record; null where there is only the text. */
interface Pieces {
  readonly head: string;
  readonly record: DataRecord | null;
}

function givenParts(row: GivenRow): Pieces {
  if (row.kind === "record") return { head: "", record: row };
  return { head: `row ${row.row.text} of ${printLiteral(row.path)}`, record: null };
}

function expectedParts(expected: Expectation): Pieces {
  if (expected.kind === "fields") return { head: expected.exactly ? "exactly " : "", record: expected.record };
  const because = expected.because === null ? "" : ` because ${expected.because.text}`;
  return { head: `rejected${because}${expected.at === null ? "" : ` at ${printTarget(expected.at)}`}`, record: null };
}

function partsOf<T extends GivenRow | Expectation>(
  word: string,
  rows: readonly T[],
  piecesOf: (row: T) => Pieces,
): readonly TestPart[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const place = { start: first.span.start, end: last.span.end };
  if (rows.length > 1) {
    const items = rows.map((row) => {
      const { head, record } = piecesOf(row);
      const text = (indent: number) => (record === null ? head : head + printRecord(record, indent));
      return { text, start: row.span.start, end: row.span.end };
    });
    return [{ head: word, items, brackets: SQUARE, place }];
  }
  const { head, record } = piecesOf(first);
  const items = record === null ? null : recordItems(record);
  return [{ head: word + head, items, brackets: BRACES, place }];
}
