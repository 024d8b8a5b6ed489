import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Expression, parseExpression } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { compile, emitted, file } from "./support.js";

/** Columns of every test: `s`, `t` and `e` are names that parameters have too. */
const columns = ["a", "b", "s", "t", "e"];
const anything = { sample: null, schema: null };

const literal = fc.constantFrom(
  "1",
  "2.5",
  '"text"',
  "'x'",
  "null",
  "true",
  "~/a.b/",
  "[1, 2]",
  "{'k': 1}",
  "{:}",
  "NaN",
);
const binaryOperator = fc.constantFrom(
  ..."* / % + - < > <= >= =~ == != .. & ^ | && || ?: ?? and or eq div mod =^ =$".split(" "),
);

/** Random expressions over names, as text. Everything composed is in brackets; names and literals stand bare. */
function expressionOver(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names);
  return fc.letrec<{ one: string }>((tie) => ({
    one: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      literal,
      fc
        .tuple(operand(tie("one")), binaryOperator, operand(tie("one")))
        .map(([l, operator, r]) => `${l} ${operator} ${r}`),
      fc.tuple(operand(tie("one")), operand(tie("one")), operand(tie("one"))).map(([c, x, y]) => `${c} ? ${x} : ${y}`),
      fc.tuple(fc.constantFrom("-", "!", "~", "not ", "empty "), operand(tie("one"))).map(([sign, x]) => `${sign}${x}`),
      operand(tie("one")).map((x) => `${x}.trim()`),
      fc.tuple(operand(tie("one")), tie("one")).map(([x, at]) => `${x}[${at}]`),
      operand(tie("one")).map((x) => `${x}.field`),
      fc.array(tie("one"), { minLength: 1, maxLength: 3 }).map((args) => `concat(${args.join(", ")})`),
    ),
  })).one;

  function operand(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
    return fc.oneof(
      name,
      inner.map((text) => `(${text})`),
    );
  }
}

/** The tree without places and brackets: what an expression means. */
function meaning(text: string): unknown {
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  expect(diagnostics.map(({ code, message }) => `${code} ${message} in ${text}`)).toEqual([]);
  return strip(expression);
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const node = value as Partial<Expression>;
  if (node.kind === "group") return strip(node.expression);
  const entries = Object.entries(value).filter(([key]) => key !== "span" && key !== "quote");
  return Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner)]));
}

function onlyExpression(source: string): string {
  const [text = ""] = emitted(source, anything);
  return text.replace(/^(?:ATTRIBUTE|EXPRESSION) /, "");
}

/** The text with each whole word replaced by what is given for it, in brackets: substitution as one would do it by hand. */
function replaceWords(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/"[^"]*"|'[^']*'|~\/[^/]*\/|\.?\b[a-zA-Z]\w*\b/g, (token) => {
    const replacement = words.get(token);
    return replacement === undefined ? token : `(${replacement})`;
  });
}

describe("writing sugar out", () => {
  it("leaves what has none exactly as it was written", () => {
    fc.assert(
      fc.property(expressionOver(columns), (text) => {
        const { program } = compile(file(`${text} -> _id`), anything);
        expect(program.mappings[0]?.emitted.text).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps what is meant, with brackets where they are needed", () => {
    fc.assert(
      fc.property(expressionOver([...columns, "x"]), expressionOver(columns), (outer, inner) => {
        const source = file(`let x = ${inner}`, `concat(${outer}) -> _id`);
        const byHand = replaceWords(`concat(${outer})`, new Map([["x", inner]]));
        expect(meaning(onlyExpression(source))).toEqual(meaning(byHand));
      }),
      { numRuns: 300 },
    );
  });

  it("takes no name of an argument for a parameter or a name of the definition's place", () => {
    const body = expressionOver([...columns, "x"]);
    const argument = expressionOver([...columns, "x"]);
    fc.assert(
      fc.property(body, argument, argument, expressionOver(columns), (of, first, second, value) => {
        const source = file(`let x = ${value}`, `def f(s, t) = ${of}`, `concat(f(${first}, ${second})) -> _id`);
        const x = new Map([["x", value]]);
        const args = new Map([...x, ["s", replaceWords(first, x)], ["t", replaceWords(second, x)]]);
        expect(meaning(onlyExpression(source))).toEqual(meaning(`concat(${replaceWords(of, args)})`));
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same bytes again", () => {
    fc.assert(
      fc.property(expressionOver([...columns, "x"]), (text) => {
        const source = file("let x = a + b", `concat(${text}) -> _id`);
        expect(onlyExpression(source)).toBe(onlyExpression(source));
      }),
      { numRuns: 50 },
    );
  });
});
