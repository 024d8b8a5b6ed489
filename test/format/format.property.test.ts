import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMapping, parseMapping, printMapping, sameTree } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { mappingFile } from "../grammar/arbitraries.js";

const read = (text: string) => parseMapping(createSourceFile("m.xdmap", text));

/** What a hostile author puts at the end of a line, or on lines of its own; the number says before which line. */
const disturbance = fc.record({
  at: fc.nat(200),
  trailing: fc.constantFrom(
    "",
    "  ",
    "\t",
    " // note",
    "// →\t\u00a0 odd",
    " ## 名前 😀",
    " /* block */",
    "/* a */ /* b */",
  ),
  above: fc.constantFrom("", "\n", "\n\n\n", "   \n", "    // own line\n", "/* two\n   lines */\n", "\t## tab\n"),
});
const lineEnd = fc.constantFrom("\n", "\r\n");

/** A file that is printed narrow, so that much is broken, with comments and white space in odd places. */
const hostileText = fc
  .tuple(mappingFile, fc.integer({ min: 16, max: 100 }), fc.array(disturbance, { maxLength: 6 }), lineEnd, fc.boolean())
  .map(([tree, width, disturbances, eol, mark]) => {
    const lines = printMapping(tree, width).split("\n");
    for (const { at, trailing, above } of disturbances) {
      const index = at % lines.length;
      lines[index] = `${above}${lines[index]}${trailing}`;
    }
    return `${mark ? "\uFEFF" : ""}${lines.join("\n").replaceAll("\n", eol)}`;
  });

describe("formatting any file", () => {
  it("changes nothing but its layout, and a second time nothing at all", () => {
    let formattedFiles = 0;
    fc.assert(
      fc.property(hostileText, (text) => {
        const formatted = formatMapping("m.xdmap", text);
        // Some comments end a statement that goes on: such a file is no subject.
        fc.pre(formatted.kind === "formatted");
        if (formatted.kind !== "formatted") return;
        formattedFiles += 1;
        const [before, after] = [read(text).tree, read(formatted.text).tree];
        expect(sameTree(after.statements, before.statements), formatted.text).toBe(true);
        const comments = (tree: typeof before) => tree.comments.map((one) => one.text.replace(/^\/\/\/(?!\/)/, "//"));
        expect(comments(after).sort(), formatted.text).toEqual(comments(before).sort());
        const again = formatMapping("m.xdmap", formatted.text);
        expect(again, formatted.text).toEqual({ kind: "formatted", text: formatted.text, isChanged: false });
      }),
      { numRuns: 1500 },
    );
    expect(formattedFiles).toBeGreaterThan(1000);
  });

  it("keeps its line ends and its byte order mark", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const formatted = formatMapping("m.xdmap", text);
        fc.pre(formatted.kind === "formatted" && formatted.text.includes("\n"));
        if (formatted.kind !== "formatted") return;
        expect(formatted.text.startsWith("\uFEFF")).toBe(text.startsWith("\uFEFF"));
        const pairs = formatted.text.split("\r\n").length - 1;
        expect(pairs).toBe(text.includes("\r\n") ? formatted.text.split("\n").length - 1 : 0);
        const spaced = formatted.text.split(/\r?\n/).filter((line) => /[ \t]$/.test(line) && !line.includes("/*"));
        expect(spaced).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("breaks at any width so that the same is read, and prints the same again", () => {
    fc.assert(
      fc.property(mappingFile, fc.integer({ min: 1, max: 60 }), (tree, width) => {
        const text = printMapping(tree, width);
        const { tree: again, diagnostics } = read(text);
        expect(diagnostics.map(({ code, message }) => `${code} ${message} in\n${text}`)).toEqual([]);
        expect(sameTree(again.statements, tree.statements), text).toBe(true);
        expect(printMapping(again, width), text).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });
});
