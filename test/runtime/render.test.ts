import { describe, expect, it } from "vitest";
import { type Report, renderRecords, renderReport, type TableRow, type XdmObject } from "../../src/runtime/index.js";
import { widthOf } from "../../src/text/terminal-text.js";

const report: Report = {
  rows: { read: 240, inWindow: 200, outsideWindow: 36, accepted: 184, rejected: 16 },
  delta: { null: 3, unreadable: 1, rows: [4, 17, 30, 41] },
  rejections: [
    { line: 12, path: "items[0].sku", constraint: "pattern", code: "XM5121" },
    { line: 12, path: "items[3].sku", constraint: "pattern", code: "XM5121" },
    { line: 13, path: "personalEmail.address", constraint: "format", code: "XM5122" },
    { line: 18, path: "personalEmail.address", constraint: "format", code: "XM5122" },
  ],
  targets: [
    { path: "_id", present: 200, missing: 0, null: 0, nulledByError: 0, reasons: [] },
    { path: "mobilePhone.number", present: 170, missing: 10, null: 20, nulledByError: 0, reasons: [] },
    {
      path: "_repo.createDate",
      present: 123,
      missing: 0,
      null: 0,
      nulledByError: 77,
      reasons: [
        { code: "XM5001", message: "A short one.", span: null, count: 2, rows: [3, 4], examples: [] },
        {
          code: "XM5105",
          message:
            "`31/12/2020` is not written in any of the date formats that Data Prep tries by itself, so the field stays empty.",
          span: { start: 0, end: 4 },
          count: 75,
          rows: [7, 15, 17, 18, 22, 23],
          examples: ["31/12/2020", "1/1/2021"],
        },
      ],
    },
  ],
  fidelity: "assumed",
};

describe("the short report", () => {
  it("shows the worst target first, with its reasons", () => {
    expect(
      renderReport(report, { width: 80 }),
    ).toBe(`Rows  240 rows read; 200 in the window, 36 outside; 184 accepted, 16 rejected
Delta 3 null, 1 unreadable: no run picks these rows up (lines 4, 17, 30, 41)

Target              present  missing     null    error
_repo.createDate        123        0        0       77
  XM5105 75× (lines 7, 15, 17, 18, 22, …)
    \`31/12/2020\` is not written in any of the date formats that Data Prep tries
    by itself, so the field stays empty.
    e.g. "31/12/2020", "1/1/2021"
  XM5001 2× A short one. (lines 3, 4)
mobilePhone.number      170       10       20        0
_id                     200        0        0        0

Rejected 16 rows
  XM5122 2× personalEmail.address: format (lines 13, 18)
  XM5121 1× items[*].sku: pattern (line 12)

Fidelity  assumed: some functions or conversions used are documented only in part
`);
  });

  it("keeps to the width but for its summary lines", () => {
    for (const width of [48, 60, 100, 200]) {
      const block = renderReport(report, { width }).split("\n\n")[1] ?? "";
      for (const line of block.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it("keeps to the width with wide letters and control characters, in every block", () => {
    const path = "顧客.住所.郵便番号".repeat(3);
    const [, , lossy] = report.targets;
    const reasons = lossy?.reasons.map((reason) => ({
      ...reason,
      message: `\`${"漢字".repeat(40)}\` is none. ${"e\u0301".repeat(90)}`,
      examples: ["漢字\u001b[31m".repeat(9), "👩‍👩‍👧‍👦".repeat(20), "b"],
    }));
    const wide: Report = {
      ...report,
      rejections: [{ line: 12, path, constraint: "pattern", code: "XM5121" }],
      targets: [
        ...report.targets,
        { path, present: 100, missing: 0, null: 0, nulledByError: 100, reasons: reasons ?? [] },
      ],
      selection: { where: { expression: `顧客 == "${"漢字".repeat(80)}"`, failed: 0 }, limit: 3, leftOut: 4 },
    };
    for (const width of [48, 61, 80, 100, 133]) {
      const text = renderReport(wide, { width });
      expect(text).not.toContain("\u001b");
      // The lines that only count, and the last, are whole sentences.
      for (const line of text.split("\n").filter((each) => !/^(Rows|Delta|Fidelity) /.test(each))) {
        expect(widthOf(line), line).toBeLessThanOrEqual(width);
      }
    }
    const order = renderReport(wide)
      .split("\n")
      .flatMap((line) => /^(顧客|_repo|mobile|_id)/.exec(line)?.[1] ?? []);
    expect(order).toEqual(["顧客", "_repo", "mobile", "_id"]);
  });

  it("folds many complete targets into one line", () => {
    const complete = Array.from({ length: 30 }, (_, at) => ({
      path: `f${at}`,
      present: 200,
      missing: 0,
      null: 0,
      nulledByError: 0,
      reasons: [],
    }));
    const text = renderReport({ ...report, targets: [...complete, ...report.targets] });
    expect(text).toContain("31 targets with a value in every row");
    expect(text).not.toContain("f7");
  });

  it("colours by harm", () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const palette = { error: mark("e"), warning: mark("w"), info: mark("i"), bold: mark("b"), dim: mark("d") };
    const text = renderReport(report, { palette });
    expect(text).toContain("<e>       77</e>");
    expect(text).toContain("<w>       10</w>");
    expect(text).toContain("<e>16 rejected</e>");
  });
});

function row(line: number, fields: Readonly<Record<string, XdmObject | string | number>>): TableRow {
  return { line, record: new Map(Object.entries(fields)) };
}

describe("the table of records", () => {
  it("has a column for each field", () => {
    const rows = [row(2, { _id: "a", person: new Map([["name", "Ada"]]) }), row(10, { _id: "b", tags: 3 })];
    expect(renderRecords(rows)).toBe("line  _id  person.name  tags\n2     a    Ada\n10    b                 3\n");
  });

  it("aligns wide letters and shows control characters by name", () => {
    const rows = [row(2, { a: "漢字", b: "x" }), row(3, { a: "\u001b[31mred\n", b: "y" })];
    expect(renderRecords(rows).split("\n").slice(0, 3)).toEqual([
      "line  a                b",
      "2     漢字             x",
      "3     \\u001b[31mred\\n  y",
    ]);
  });

  it("narrows wide columns, and shows one field a line where that is not enough", () => {
    const long = "x".repeat(100);
    expect(renderRecords([row(2, { a: long, b: "short" })], { width: 40 })).toBe(
      `line  a                            b\n2     ${"x".repeat(26)}…  short\n`,
    );
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`field${at}`, `value ${at}`]));
    const text = renderRecords([row(2, many)], { width: 40 });
    expect(text.split("\n").slice(0, 2)).toEqual(["line 2", "  field0   value 0"]);
  });

  it("never exceeds the width in either form", () => {
    for (const width of [30, 50, 80, 120]) {
      const rows = [row(2, { "a.very.long.path.of.a.field": "漢".repeat(80), b: "y".repeat(50) }), row(3, {})];
      for (const line of renderRecords(rows, { width }).split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it("is nothing without rows", () => {
    expect(renderRecords([])).toBe("");
  });
});
