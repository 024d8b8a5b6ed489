import { functions } from "../diagnostics/functions.js";
import type { Code, Report } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import { tests } from "../diagnostics/tests.js";
import { values } from "../diagnostics/values.js";
import type { DataValue, Expectation, Word } from "../grammar/index.js";
import { nearest } from "../text/index.js";

const codesOf = (...families: readonly Readonly<Record<string, Code<never>>>[]) =>
  new Set(families.flatMap((family) => Object.values(family).map(({ code }) => code)));

/** A rejection's codes are those of broken constraints: XM5120 to XM5129 (docs/diagnostics). */
const isRejection = (code: string) => /^XM512\d$/.test(code);

/** Nor do the bounds of a window make a null. */
const isOfWindow = (code: string) => /^XM514\d$/.test(code);

/** Reports reasons that no null and no rejection has. */
export function checkTestReasons(expected: Expectation, report: Report): void {
  const known = codesOf(functions, values, records);
  if (expected.kind === "rejected") {
    const rejections = [...known].filter(isRejection);
    if (expected.because !== null) check(expected.because, rejections, known, "of a rejection", report);
    return;
  }
  const losses = [...known].filter((code) => !isRejection(code) && !isOfWindow(code));
  for (const word of reasonsIn(expected.record)) check(word, losses, known, "of a null", report);
}

function check(
  { text, span }: Word,
  known: readonly string[],
  all: ReadonlySet<string>,
  of: string,
  report: Report,
): void {
  if (known.includes(text)) return;
  const upper = text.toUpperCase();
  // A code that there is was not mistyped: it is the reason of something else.
  const near = known.includes(upper) ? upper : all.has(text) ? undefined : nearest(text, known);
  report(tests.XM5307, span, { code: text, of, near });
}

function reasonsIn(value: DataValue): readonly Word[] {
  switch (value.kind) {
    case "null":
      return value.because === null ? [] : [value.because];
    case "list":
      return value.items.flatMap(reasonsIn);
    case "record":
      return value.entries.flatMap((entry) => reasonsIn(entry.value));
    case "text":
    case "number":
    case "boolean":
    case "missing":
      return [];
  }
}
