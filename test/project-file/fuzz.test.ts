import fc from "fast-check";
import { expect, it } from "vitest";
import { isSpan, renderText } from "../../src/diagnostics/index.js";
import { read } from "./support.js";

const pieces = fc.constantFrom(
  ..."schemas,expressions,strict,sample,delimiter,quote,header,emptyCell,tenant,null,yes,true,0x1F,1e3,.inf,none".split(
    ",",
  ),
  ...": |:|- |-|\n|\n  |\n    |\t|[|]|{|}|,|\"|'|#| #|&a |*a|!!str |!x |? |---\n|...\n|%YAML 1.1\n|>-\n|<<: |\\|~|@|`|\r\n|\r|\uFEFF|\u0000|\uD800|é|😀| ".split(
    "|",
  ),
  "|",
  "|\n",
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));

it("whatever the text, reading ends in settings or in findings that have their place and their advice", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), (text) => {
      const { project, diagnostics } = read(text);
      for (const { place, help } of diagnostics) {
        expect(help).toBeTruthy();
        expect(isSpan(place) && 0 <= place.start && place.start <= place.end && place.end <= text.length).toBe(true);
      }
      expect(renderText(diagnostics).split("\n").length).toBeGreaterThan(diagnostics.length);
      expect(["lenient", "strict", undefined]).toContain(project.expressions?.value);
      expect([undefined, ...(project.schemas ?? []).map(({ value }) => typeof value)]).not.toContain("object");
    }),
    { numRuns: 5000 },
  );
});
