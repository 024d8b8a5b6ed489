import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Diagnostic, isSpan } from "../../src/diagnostics/diagnostic.js";
import { syntax } from "../../src/diagnostics/syntax.js";
import { parseMapping } from "../../src/grammar/index.js";
import { createSourceFile, type SourceFile, spanText } from "../../src/text/index.js";

const read = (text: string) => parseMapping(createSourceFile("example.xdmap", text));

function applyFixes(
  file: SourceFile,
  diagnostics: readonly Diagnostic[],
  isWanted: (safe: boolean) => boolean,
): string {
  const edits = diagnostics
    .flatMap(({ fixes }) => fixes.filter(({ safe }) => isWanted(safe)).slice(0, 1))
    .flatMap((fix) => fix.edits);
  let text = file.text;
  for (const { span, text: instead } of edits.sort((a, b) => b.span.start - a.span.start)) {
    text = text.slice(0, span.start) + instead + text.slice(span.end);
  }
  return text;
}

describe.each(Object.values(syntax))("$code: $title", ({ code, details, examples }) => {
  it.each(examples)("is found where the example marks it: $source", ({ source, marks }) => {
    const { diagnostics } = read(source);
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
    const [found] = diagnostics;
    if (marks !== undefined && found !== undefined && isSpan(found.place)) expect(spanText(found.place)).toBe(marks);
  });

  it.each(examples)("has a safe fix that leaves nothing to say, or none: $source", ({ source }) => {
    const file = createSourceFile("example.xdmap", source);
    const { diagnostics } = parseMapping(file);
    if (!diagnostics.some(({ fixes }) => fixes.some(({ safe }) => safe))) return;
    const fixed = applyFixes(file, diagnostics, (safe) => safe);
    expect(
      read(fixed).diagnostics.map(({ message }) => message),
      fixed,
    ).toEqual([]);
  });

  it("is explained and used", () => {
    expect(details?.length ?? 0).toBeGreaterThan(40);
    const sources = readdirSync("src/grammar").map((name) => readFileSync(`src/grammar/${name}`, "utf8"));
    expect(sources.some((text) => text.includes(`.${code}`))).toBe(true);
  });
});
