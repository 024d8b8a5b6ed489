import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping } from "../../src/compiler/index.js";
import { type Diagnostic, isSpan } from "../../src/diagnostics/index.js";
import { parseMapping, printMapping } from "../../src/grammar/index.js";
import { readSharedShape } from "../../src/io/index.js";
import { fixText, type LintSettings, lintProgram, rules } from "../../src/lint/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { randomFrom, wildText } from "../fuzz/wild-text.js";
import { mappingFile } from "../grammar/arbitraries.js";

const sharedFile = (name: string) => readFileSync(`test/lint/shared/${name}`, "utf8");
const { schema } = loadSchema(createSourceFile("schema.json", sharedFile("schema.json")));

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const read = await readSharedShape(
  [{ name: "orders.csv", open: () => bytesOf(sharedFile("orders.csv")) }],
  {},
  { profile: true },
);
const sample = read.kind === "shape" ? read.shape : null;

/** Every rule runs, those that are off by default too. */
const settings: LintSettings = new Map(rules.map(({ code }) => [code, { level: "warning", options: new Map() }]));

function check(text: string): readonly Diagnostic[] {
  const { tree, diagnostics: syntax } = parseMapping(createSourceFile("m.xdmap", text));
  const { diagnostics } = compileMapping({
    tree,
    schema,
    sample,
    inspect: (program, found) => lintProgram({ tree, program, found, settings }),
  });
  return [...syntax, ...diagnostics];
}

function expectWhole(diagnostics: readonly Diagnostic[]): void {
  for (const { message, help = "", place, fixes } of diagnostics) {
    expect(`${message} ${help}`).not.toMatch(/\bundefined\b|\[object/);
    for (const span of [place, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]) {
      if (!isSpan(span)) continue;
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(span.file.text.length);
    }
  }
}

const letters = fc.stringMatching(/^[YyMmDdHhsaSK'-]{0,4}[ :/.-]?[YyMmDdHhsaE]{0,4}[ T:]?[Hhm:s]{0,6}$/);
const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      "Email",
      "Amount",
      "Quantity",
      "Vid",
      "Accepts",
      "Country_Code",
      "5",
      '"us"',
      "true",
      "0.5",
      "null",
    ),
    fc
      .tuple(tie("value"), fc.constantFrom("+", "/", "==", "<", "&", "|", "&&", "=~"), tie("value"))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie("value").map((one) => `sha256(${one})`),
    fc.tuple(tie("value"), tie("value"), tie("value")).map((parts) => `iif(${parts.join(", ")})`),
    fc.array(tie("value"), { minLength: 2, maxLength: 6 }).map((parts) => `decode(${parts.join(", ")})`),
    letters.map((pattern) => `date(Created_At, ${JSON.stringify(pattern)})`),
  ),
})).value;
const target = fc.constantFrom(
  "note",
  "_repo.createDate",
  "rating",
  "code",
  "channel",
  "oldTier",
  "identityMap",
  "person.birthDate",
  "tags",
);
const annotation = fc.constantFrom("", "", "", ' @identity("Email")', ' @identity("CRM", primary: true)');
const plantedFile = fc
  .array(fc.tuple(value, target, annotation), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.map(([source, path, note]) => `${source} -> ${path}${note}\n`))
  .map((lines) => `target "schema.json"\n${lines.join("")}`);

describe("fixes", () => {
  it("come to an end within ten rounds, and a second run changes nothing", () => {
    fc.assert(
      fc.property(plantedFile, (source) => {
        let text = source;
        let rounds = 0;
        for (;;) {
          const next = fixText(text, check(text), "safe").text;
          if (next === text) break;
          expect(++rounds).toBeLessThanOrEqual(10);
          text = next;
        }
        expect(fixText(text, check(text), "safe")).toEqual({ text, applied: [] });
      }),
      { numRuns: 300 },
    );
  });

  it("leave a file readable, safe or not", () => {
    const errors = (text: string) => parseMapping(createSourceFile("m.xdmap", text)).diagnostics.length;
    fc.assert(
      fc.property(plantedFile, (source) => {
        expect(errors(fixText(source, check(source), "any").text)).toBeLessThanOrEqual(errors(source));
      }),
      { numRuns: 300 },
    );
  });
});

describe("no rule throws, and each marks what is there", () => {
  it("on files of planted mistakes", () => {
    fc.assert(
      fc.property(plantedFile, (source) => expectWhole(check(source))),
      { numRuns: 300 },
    );
  });

  it("on files with any statement", () => {
    fc.assert(
      fc.property(mappingFile, (tree) => expectWhole(check(printMapping(tree)))),
      { numRuns: 200 },
    );
  });

  it("on text that is hardly a file", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const lines = Array.from({ length: 5 }, () => `${wildText(random)} -> note`);
        expectWhole(check(`target "schema.json"\n${lines.join("\n")}\n`));
      }),
      { numRuns: 300 },
    );
  });
});
