import { describeRows, type Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { compileJavaRegex } from "../../values/regex/index.js";
import { resultsOnSample } from "../on-sample.js";
import { rule, type Visit } from "../rule.js";

type Found = { pattern: string; always: boolean; values: number; rows: string; sample: string; value: string };

/** A pattern has to match the whole text; one that matches no row, or every row, decides nothing. */
export const regexConstantOnSample = rule({
  code: lintExpressions.XM4024,
  name: "regex-constant-on-sample",
  options: { least: 3 },
  visit: {
    call: (call, at) => {
      const [text, pattern] = call.args;
      if (call.fn.name === "matches_regex" && text !== undefined && pattern !== undefined) check(text, pattern, at);
    },
    method: ({ name, object, args: [pattern] }, at) => {
      if (name === "matches" && pattern !== undefined) check(object, pattern, at);
    },
    binary: ({ operator, left, right }, at) => {
      if (operator === "=~" || operator === "!~") check(left, right, at);
    },
  },
});

function check(subject: Expr, written: Expr, at: Visit<Found>): void {
  const sample = at.source?.profile;
  const pattern = patternOf(written);
  if (sample === undefined || pattern === null) return;
  const results = resultsOnSample(subject, at.source) ?? [];
  const texts = [...new Set(results.flatMap(({ result }) => (typeof result === "string" ? [result] : [])))];
  const compiled = compileJavaRegex(pattern);
  // A handful of values says nothing: of two codes, both may well match.
  if ("problem" in compiled || texts.length < at.amount("least")) return;
  const [value] = texts;
  const always = value !== undefined && value.length < LONGEST && compiled.regex.matches(value);
  const same = texts.every((text) => text.length < LONGEST && compiled.regex.matches(text) === always);
  if (!same || value === undefined) return;
  at.report(written.span, {
    pattern,
    always,
    values: texts.length,
    rows: describeRows(sample),
    sample: sample.label,
    value,
  });
}

/** Longer texts are not worth the time here. */
const LONGEST = 1000;

function patternOf(written: Expr): string | null {
  if (written.kind !== "constant") return null;
  const { value } = written;
  if (typeof value === "string") return value;
  return typeof value === "object" && value?.kind === "pattern" ? value.source : null;
}
