import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readFirstRow, splitRows } from "../../src/io/split-rows.js";

const never = () => false;

/** The rows as csv-parse reads them; null where it refuses the text. */
function parsed(text: string, delimiter: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch {
    return null;
  }
}

test("rows are those of csv-parse, wherever it reads the text", () => {
  const piece = fc.constantFrom(...'ab,;"\r\n \t'.split(""), '""', "\r\n", ',"', '",');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom(",", ";", "\t"), (pieces, delimiter) => {
      const text = pieces.join("");
      const expected = parsed(text, delimiter);
      const rows = splitRows(text, delimiter, never);
      if (expected === null) return;
      expect(rows.map((row) => (row.kind === "row" ? row.cells : row.fault))).toEqual(expected);
      expect(readFirstRow(text, delimiter) ?? []).toEqual(expected[0] ?? [""]);
    }),
    { numRuns: 2000 },
  );
});

test("nothing of a text is lost, and nothing stands twice", () => {
  const piece = fc.constantFrom("a", ",", '"', "\n", '""', "b,c\n", '"d"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), fc.boolean(), (pieces, isRow) => {
      const text = pieces.join("");
      const rows = splitRows(text, ",", () => isRow);
      const kept = rows.map((row) => (row.kind === "row" ? row.cells.join("") : row.text)).join("");
      const letters = (one: string) => one.replace(/[^a-d]/g, "");
      expect(letters(kept)).toBe(letters(text));
      expect(rows.map(({ line }) => line)).toEqual(rows.map(({ line }) => line).toSorted((a, b) => a - b));
    }),
    { numRuns: 1000 },
  );
});

test("lines and columns are those of the text, whatever ends the lines", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ['"a', 'b",c', "", "d", 'x"y', "e"].join(end);
    expect(splitRows(text, ",", never)).toEqual([
      { kind: "row", line: 1, cells: [`a${end}b`, "c"], quoted: new Set([0]), text: `"a${end}b",c` },
      { kind: "row", line: 4, cells: ["d"], quoted: new Set(), text: "d" },
      { kind: "broken", first: 5, line: 5, column: 2, fault: "inside", text: 'x"y' },
      { kind: "row", line: 6, cells: ["e"], quoted: new Set(), text: "e" },
    ]);
  }
});
