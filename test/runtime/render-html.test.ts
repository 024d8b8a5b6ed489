import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Report, renderReportHtml } from "../../src/runtime/index.js";

const SOURCE = 'date(${Created At}, "yyyy") -> _repo.createDate';
const OPTIONS = { title: "Orders", sourceOf: () => SOURCE, samples: ["orders.csv"], window: null };

function reportWith(more: Partial<Report> = {}): Report {
  return {
    rows: { read: 200, inWindow: 200, outsideWindow: 0, accepted: 200, rejected: 0 },
    delta: { null: 0, unreadable: 0, rows: [] },
    rejections: [],
    targets: [],
    fidelity: "verified",
    ...more,
  };
}

const lossy: Report["targets"] = [
  { path: "_id", present: 200, missing: 0, null: 0, nulledByError: 0, reasons: [] },
  {
    path: "_repo.createDate",
    present: 100,
    missing: 30,
    null: 20,
    nulledByError: 50,
    reasons: [
      {
        code: "XM5001",
        message: "`31/12` does not fit.",
        span: { start: 0, end: 27 },
        count: 50,
        rows: [2, 3],
        examples: ['3 "quoted"'],
      },
    ],
  },
];

describe("the loss report as a page", () => {
  it("shows the worst target first, its shares as a bar, and why", () => {
    const page = renderReportHtml(reportWith({ targets: lossy }), OPTIONS);
    expect(page.indexOf("_repo.createDate</code>")).toBeLessThan(page.indexOf("_id</code>"));
    const widths = [...page.matchAll(/class="(\w+)" style="width:([\d.]+)%"/g)].map(([, state, share]) => [
      state,
      share,
    ]);
    expect(widths).toEqual([
      ["present", "50.000"],
      ["null", "10.000"],
      ["missing", "15.000"],
      ["error", "25.000"],
      ["present", "100.000"],
    ]);
    expect(page).toContain("<pre>date(${Created At}, &quot;yyyy&quot;)</pre>");
    expect(page).toContain("<code>31/12</code> does not fit.");
    expect(page).toContain("lines 2, 3, …; for example <code>&quot;3 \\&quot;quoted\\&quot;&quot;</code>");
  });

  it("lists rejections by field, and rows that no run picks up", () => {
    const page = renderReportHtml(
      reportWith({
        rows: { read: 200, inWindow: 100, outsideWindow: 97, accepted: 98, rejected: 2 },
        delta: { null: 2, unreadable: 1, rows: [4, 5, 9] },
        rejections: [
          { line: 7, path: "items[0].sku", constraint: "pattern", code: "XM5121" },
          { line: 9, path: "items[3].sku", constraint: "pattern", code: "XM5121" },
        ],
      }),
      OPTIONS,
    );
    expect(page).toContain("2 with a null delta value, 1 with one that cannot be read (lines 4, 5, 9)");
    expect(page).toContain(
      '<td><code>items[*].sku</code></td><td>pattern</td><td>XM5121</td><td class="number">2</td>',
    );
    expect(page).toContain("97 outside");
  });

  it("never rounds a loss away", () => {
    const targets = [{ path: "_id", present: 999_999, missing: 0, null: 1, nulledByError: 0, reasons: [] }];
    const rows = { read: 1_000_000, inWindow: 1_000_000, outsideWindow: 0, accepted: 1_000_000, rejected: 0 };
    expect(renderReportHtml(reportWith({ rows, targets }), OPTIONS)).toContain("&gt;99.9 %");
  });

  it("says so where no row was mapped, and shows no empty bars", () => {
    const rows = { read: 9, inWindow: 0, outsideWindow: 0, accepted: 0, rejected: 0 };
    const delta = { null: 0, unreadable: 9, rows: [2, 3] };
    const page = renderReportHtml(reportWith({ rows, delta, targets: lossy }), OPTIONS);
    expect(page).toContain("No row was mapped");
    expect(page).toContain("9 with a delta value that cannot be read (lines 2, 3, …)");
    expect(page).not.toContain('class="bar"');
  });

  it("opens the worst targets, and leaves the others to a click", () => {
    const failed = { path: "_id", present: 0, missing: 0, null: 0, nulledByError: 1, reasons: [] };
    const targets = Array.from({ length: 40 }, () => failed);
    const page = renderReportHtml(reportWith({ targets }), OPTIONS);
    expect(page.match(/<details/g)).toHaveLength(40);
    expect(page.match(/<details[^>]* open>/g)).toHaveLength(12);
  });

  it("makes no element of what it is given", () => {
    const empty = renderReportHtml(reportWith({ targets: lossy }), {
      ...OPTIONS,
      title: "",
      sourceOf: () => "",
      samples: [""],
    });
    const tags = (page: string) => page.match(/<[^>]*>/g)?.length;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const hostile = `${text}<script>"'&`;
        const page = renderReportHtml(
          reportWith({
            targets: lossy.map((target) => ({
              ...target,
              path: hostile,
              reasons: target.reasons.map((reason) => ({
                ...reason,
                message: hostile.replaceAll("`", ""),
                examples: [hostile],
              })),
            })),
          }),
          { ...OPTIONS, title: hostile, sourceOf: () => hostile, samples: [hostile] },
        );
        expect(page).not.toContain("<script");
        // The message of the plain page has one piece of code.
        expect(tags(page)).toBe((tags(empty) ?? 0) - 2);
      }),
    );
  });
});
