import { printLiteral } from "./print-expression.js";
import { BRACES, type Brackets, SQUARE } from "./print-list.js";
import { printTarget } from "./print-names.js";
import { type Item, printText, type RecordPrinter } from "./print-records.js";
import type { DataRecord, Expectation, GivenRow, Test, TestSetting } from "./tree.js";

/** A `given` or an `expect`: a word alone, or a word and a bracketed list. */
interface TestPart {
  readonly head: string;
  readonly items: readonly Item[] | null;
  readonly brackets: Brackets;
  /** Offsets in the file. */
  readonly place: { readonly start: number; readonly end: number };
}

export function printSetting({ word, values }: TestSetting): string {
  const printed = values.map((value) => (value.kind === "text" ? printText(value.value, value.span) : value.text));
  return `${word.text} ${printed.join(", ")}`;
}

export function testParts({ given, expect }: Test, records: RecordPrinter): readonly TestPart[] {
  return [
    ...(given === null ? [] : partsOf("given  ", given, givenParts, records)),
    ...(expect === null ? [] : partsOf("expect ", expect, expectedParts, records)),
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
  records: RecordPrinter,
): readonly TestPart[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const place = { start: first.span.start, end: last.span.end };
  if (rows.length > 1) {
    const items = rows.map((row) => {
      const { head, record } = piecesOf(row);
      return records.item(head, record, row.span);
    });
    return [{ head: word, items, brackets: SQUARE, place }];
  }
  const { head, record } = piecesOf(first);
  const items = record === null ? null : records.recordItems(record);
  return [{ head: word + head, items, brackets: BRACES, place }];
}
