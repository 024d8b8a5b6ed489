import { type JunitCase, type JunitSuite, renderSuites } from "../../diagnostics/junit-xml.js";
import { type Range, rangeOf, type Span } from "../../text/index.js";
import type { Difference } from "./compare.js";
import { type CoveragePoint, countCoverage } from "./coverage.js";
import { describeReason, type FileResults, placeOf, subjectOf } from "./render-results.js";

interface Place {
  readonly file: string;
  readonly range: Range;
}

/** `xdmap test --format json`, described in docs/testing.md. */
export interface TestDocument {
  readonly tests: readonly {
    readonly file: string;
    readonly name: string;
    readonly range: Range;
    readonly status: "passed" | "failed";
    readonly failures: readonly {
      readonly row: number;
      readonly path: string;
      readonly expected: string;
      readonly got: string;
      readonly reasons: readonly { readonly code: string; readonly message: string; readonly place: Place | null }[];
      readonly mapping: Place | null;
      readonly range: Range;
    }[];
  }[];
  readonly notRun: readonly { readonly file: string; readonly message: string }[];
  readonly summary: { readonly passed: number; readonly failed: number };
  readonly coverage?: CoverageDocument;
}

/** `xdmap test --coverage json`. */
export interface CoverageDocument {
  readonly targets: { readonly reached: number; readonly total: number };
  readonly branches: { readonly reached: number; readonly total: number };
  readonly percent: number;
  readonly points: readonly (Place & { readonly kind: string; readonly what: string; readonly hits: number })[];
}

function located(span: Span): Place {
  return { file: span.file.path, range: rangeOf(span) };
}

/** `broken` are the files that could not be run. */
export function toTestDocument(files: readonly FileResults[], broken: TestDocument["notRun"]): TestDocument {
  const tests = files.flatMap(({ file, results }) =>
    results.map(({ name, span, passed, failures }) => ({
      file,
      name,
      range: rangeOf(span),
      status: passed ? ("passed" as const) : ("failed" as const),
      failures: failures.flatMap(({ row, differences }) => differences.map((each) => ({ row, ...toEntry(each) }))),
    })),
  );
  const failed = tests.filter(({ status }) => status === "failed").length;
  return { tests, notRun: broken, summary: { passed: tests.length - failed, failed } };
}

function toEntry({ path, expected, got, reasons, mapping, span }: Difference) {
  return {
    path,
    expected,
    got,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      message: reason.message,
      place: reason.span === null ? null : located(reason.span),
    })),
    mapping: mapping === null ? null : located(mapping.span),
    range: rangeOf(span),
  };
}

export function toCoverageDocument(points: readonly CoveragePoint[]): CoverageDocument {
  return {
    ...countCoverage(points),
    points: points.map(({ kind, what, span, hits }) => ({ kind, what, hits, ...located(span) })),
  };
}

/** The results as JUnit's XML: a suite for each file, and an error in it for a file that could not be run. */
export function renderJunit(files: readonly FileResults[], broken: TestDocument["notRun"], now: Date): string {
  const ran = files.map(({ file, results }): JunitSuite => ({ file, cases: results.map(caseOf), told: "" }));
  const notRun = broken.map(({ file, message }): JunitSuite => {
    const problem = { kind: "error", type: "not run", message, text: message } as const;
    return { file, cases: [{ name: "check", problem }], told: "" };
  });
  return renderSuites([...ran, ...notRun], now);
}

function caseOf({ name, failures }: FileResults["results"][number]): JunitCase {
  const differences = failures.flatMap(({ row, differences: found }) => found.map((each) => ({ row, ...each })));
  const [first] = differences;
  if (first === undefined) return { name };
  const text = differences.map(({ row, path, expected, got, reasons, span }) =>
    [
      `row ${row}, ${subjectOf(path)} (${placeOf(span)})`,
      `  expected ${expected}`,
      `  got      ${got}`,
      ...reasons.map((reason) => `  because  ${describeReason(reason)}`),
    ].join("\n"),
  );
  const message = `${subjectOf(first.path)}: expected ${first.expected}, got ${first.got}`;
  return { name, problem: { kind: "failure", type: "difference", message, text: text.join("\n") } };
}
