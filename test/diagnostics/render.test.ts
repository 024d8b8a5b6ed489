import { describe, expect, it } from "vitest";
import { diagnostic, diagnostics, renderJson, renderText, toDocument } from "../../src/diagnostics/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";

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
