import { type DistinctValue, type Expr, resultsOf, type ValueProfile } from "../../compiler/index.js";
import { lintDates } from "../../diagnostics/lint-dates.js";
import type { MappingFile } from "../../grammar/index.js";
import {
  compileDatePattern,
  isProblem,
  LISTED_PATTERNS,
  parseXdmDateTime,
  printDate,
} from "../../values/dates/index.js";
import { resultsOnSample } from "../on-sample.js";
import { profileOfPath, writtenText } from "../parts.js";
import { rule, type Visit } from "../rule.js";
import { textFlowsOf } from "../text-flows.js";

type Found = {
  text: string;
  row: { value: string; line: number; pattern: string; day: string; other: string } | null;
};

/** Without a format Data Prep tries 18 patterns, the month before the day where both fit. Source: its guide to formats. */
export const textIntoDate = rule({
  code: lintDates.XM4011,
  name: "text-into-date",
  visit: {
    mapping: ({ expression, field }, at) => {
      if (field?.type === "date" || field?.type === "date-time") check(expression, at);
    },
    call: (call, at) => {
      const [text] = call.args;
      if (call.fn.name === "date" && call.args.length === 1 && text !== undefined) check(text, at);
    },
  },
});

function check(whole: Expr, at: Visit<Found>): void {
  for (const text of resultsOf(whole)) {
    if (text.type.kind !== "string" || !isColumn(text)) continue;
    const written = writtenText(text);
    if (at.source?.profile === undefined) {
      if (isDeclared(at.tree)) at.report(text.span, { text: written, row: null }, { severity: "info" });
      continue;
    }
    const row = rowOf(text, whole, at);
    if (row !== null) at.report(text.span, { text: written, row });
  }
}

/** A column as it stands, or trimmed. */
function isColumn(text: Expr): boolean {
  const [flow, more] = textFlowsOf(text);
  return flow?.isWhole === true && more === undefined;
}

function rowOf(text: Expr, whole: Expr, { source }: Visit<Found>): Found["row"] {
  if (text === whole && text.kind === "path") {
    const profile = profileOfPath(text, source);
    return profile === null ? null : firstAmbiguous(profile);
  }
  // A condition on the same column may let only some of its values through.
  for (const { result, from } of resultsOnSample(whole, source) ?? resultsOnSample(text, source) ?? []) {
    const found = typeof result === "string" ? ambiguous({ ...from, text: result }) : null;
    if (found !== null) return found;
  }
  return null;
}

/** A column may be mapped many times; its values are looked at once. */
const known = new WeakMap<ValueProfile, Found["row"]>();

function firstAmbiguous(profile: ValueProfile): Found["row"] {
  const before = known.get(profile);
  if (before !== undefined) return before;
  let found: Found["row"] = null;
  for (const value of profile.values) {
    found = ambiguous(value);
    if (found !== null) break;
  }
  known.set(profile, found);
  return found;
}

/** By a `source` block: nobody has seen a row. */
function isDeclared({ statements }: MappingFile): boolean {
  return statements.some(({ kind }) => kind === "source-block");
}

/** A value whose day and month could change places. */
function ambiguous({ text, line }: DistinctValue): Found["row"] {
  const [, first = "", second = "", year = ""] =
    /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?!\d)/.exec(text) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? [];
  if (first === "" || Number(first) > 12 || Number(second) > 12 || Number(first) === Number(second)) return null;
  const read = parseXdmDateTime(text);
  const pattern = patternThatReads(text);
  if (isProblem(read) || pattern === null) return null;
  const day = printDate(read);
  const [month, of] = [second, first].map((part) => part.padStart(2, "0"));
  const swapped = `${year}-${month}-${of}`;
  const other = day === swapped ? `${year}-${of}-${month}` : swapped;
  return { value: text, line, pattern, day, other };
}

function patternThatReads(text: string): string | null {
  return (
    LISTED_PATTERNS.find((pattern) => {
      const compiled = compileDatePattern(pattern, "java");
      return "pattern" in compiled && !isProblem(compiled.pattern.parseDateTime(text));
    }) ?? null
  );
}
