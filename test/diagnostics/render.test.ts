import { describe, expect, it } from "vitest";
import { diagnostic, diagnostics, renderJson, renderText, toDocument } from "../../src/diagnostics/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";
import { widthOf } from "../../src/text/terminal-text.js";

const codes = diagnostics({
  XM0001: {
    severity: "error",
    title: "A case of these tests",
    what: (p: { name: string }) => `There is no ${p.name}.`,
    todo: (p: { near: string | undefined }) => (p.near === undefined ? undefined : `Did you mean ${p.near}?`),
    examples: [{ source: "" }],
  },
});
const file = createSourceFile("orders.xdmap", 'mapping "x"\n\t日本 Emial -> a.b\n');
const start = file.text.indexOf("Emial");
const found = diagnostic(codes.XM0001, spanOf(file, start, start + 5), { name: "Emial", near: "Email" });

describe("findings as text", () => {
  it("mark the exact word, wide characters and tabs included", () => {
    expect(renderText([found])).toBe(
      [
        "error[XM0001]: There is no Emial.",
        "  --> orders.xdmap:2:5",
        "2 |   日本 Emial -> a.b",
        "  |        ^^^^^",
        "  = Did you mean Email?",
        "",
      ].join("\n"),
    );
  });

  it("give the lines of a list in a message a line each, and nothing that comes from outside one of its own", () => {
    const list = diagnostic(codes.XM0001, null, {
      name: "way:\n  first\u001b[2J\n  second\nerror[XM1]: x",
      near: undefined,
    });
    expect(renderText([list])).toBe("error[XM0001]: There is no way:\n  first\\u001b[2J\n  second\\nerror[XM1]: x.\n");
  });

  it("cut a long line around the mark", () => {
    const long = createSourceFile("long.xdmap", `${"x".repeat(500)}BAD${"y".repeat(500)}`);
    const lines = renderText(
      [diagnostic(codes.XM0001, spanOf(long, 500, 503), { name: "n", near: undefined })],
      undefined,
      80,
    ).split("\n");
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    const column = lines[3]?.indexOf("^^^") ?? -1;
    expect(lines[2]?.slice(column, column + 3)).toBe("BAD");
  });

  const marked = (text: string, from: string, to: string) => {
    const source = createSourceFile("a.xdmap", text);
    const span = spanOf(source, text.indexOf(from), text.indexOf(to) + to.length);
    return renderText([diagnostic(codes.XM0001, span, { name: "n", near: undefined })])
      .split("\n")
      .slice(2, -1);
  };

  it("show every line of a span, with its own part marked", () => {
    expect(marked('// x\n  iif(a,\n\n\t  "é日",\n  c) -> d\n', "iif", "c)")).toEqual([
      "2 |   iif(a,",
      "  |   ^^^^^^",
      "3 |",
      '4 |     "é日",',
      "  |     ^^^^^^",
      "5 |   c) -> d",
      "  |   ^^",
    ]);
  });

  it("show of a long span its first lines and its last, and count the lines in one column", () => {
    const lines = Array.from({ length: 11 }, (_, at) => `line${at}`).join("\n");
    expect(marked(lines, "line0", "line9")).toEqual([
      " 1 | line0",
      "   | ^^^^^",
      " 2 | line1",
      "   | ^^^^^",
      " 3 | line2",
      "   | ^^^^^",
      "   …",
      "10 | line9",
      "   | ^^^^^",
    ]);
  });

  it("do not reach into the line that a span only touches", () => {
    expect(marked("ab\ncd\n", "ab", "ab\n")).toEqual(["1 | ab", "  | ^^"]);
  });

  it("mark something where a span is empty, at the end of the file too", () => {
    const empty = createSourceFile("a.xdmap", "ab\n");
    const at = (offset: number) =>
      renderText([diagnostic(codes.XM0001, spanOf(empty, offset, offset), { name: "n", near: undefined })]).split("\n");
    expect(at(1).slice(2, 4)).toEqual(["1 | ab", "  |  ^"]);
    expect(at(3).slice(1, 4)).toEqual(["  --> a.xdmap:2:1", "2 | ", "  | ^"]);
  });

  it("cut a long line of wide letters at the columns of the terminal, no letter in two", () => {
    const wide = createSourceFile("wide.xdmap", `${"日".repeat(90)}😀BAD${"😀".repeat(90)}`);
    const span = spanOf(wide, 92, 95);
    const [line = "", carets = ""] = renderText(
      [diagnostic(codes.XM0001, span, { name: "n", near: undefined })],
      undefined,
      60,
    )
      .split("\n")
      .slice(2, 4);
    expect(widthOf(line)).toBeLessThanOrEqual(60);
    expect(line).not.toMatch(/[\ud800-\udfff]/u);
    expect(widthOf(line.slice(0, line.indexOf("BAD")))).toBe(carets.indexOf("^^^"));
  });

  it("show related places of another file with their lines, and those of the same file by their place", () => {
    const other = createSourceFile("shared.xdmap", "def a(s) = s\n");
    const finding = diagnostic(
      codes.XM0001,
      spanOf(file, start, start + 5),
      { name: "Emial", near: undefined },
      {
        related: [
          { message: "It is defined here.", place: spanOf(other, 4, 5) },
          { message: "It is first used here.", place: spanOf(file, 0, 7) },
        ],
      },
    );
    expect(renderText([finding]).split("\n").slice(4)).toEqual([
      "  = It is defined here.",
      "  --> shared.xdmap:1:5",
      "1 | def a(s) = s",
      "  |     ^",
      "  = It is first used here. (orders.xdmap:1:1)",
      "",
    ]);
  });

  it("show control characters by name and never as they are", () => {
    const evil = diagnostic(codes.XM0001, { path: "a.csv", line: 3 }, { name: "\u001b[31mred", near: undefined });
    expect(renderText([evil])).toBe("error[XM0001]: There is no \\u001b[31mred.\n  --> a.csv:3\n");
    const turned = createSourceFile("a\u001b.xdmap", "x \u202e y");
    const inSource = diagnostic(codes.XM0001, spanOf(turned, 0, 1), { name: "x", near: undefined });
    expect(renderText([inSource])).toContain("a\\u001b.xdmap:1:1\n1 | x \\u202e y\n");
  });
});

describe("findings as JSON", () => {
  it("have the documented shape: lines and columns from 1, offsets from 0", () => {
    expect(toDocument([found])).toEqual({
      diagnostics: [
        {
          code: "XM0001",
          severity: "error",
          message: "There is no Emial.",
          file: "orders.xdmap",
          range: { start: { line: 2, column: 5, offset: 16 }, end: { line: 2, column: 10, offset: 21 } },
          help: "Did you mean Email?",
          related: [],
          fixes: [],
        },
      ],
      summary: { errors: 1, warnings: 0, infos: 0 },
    });
  });

  it("say null where there is no place", () => {
    const nowhere = diagnostic(codes.XM0001, null, { name: "x", near: undefined });
    expect(JSON.parse(renderJson([nowhere])).diagnostics[0]).toMatchObject({ file: null, range: null, help: null });
  });
});
