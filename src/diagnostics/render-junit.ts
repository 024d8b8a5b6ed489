import type { Diagnostic } from "./diagnostic.js";
import { type JunitCase, type JunitSuite, renderSuites } from "./junit-xml.js";
import { describeLocation, locate, wholeMessage } from "./locate.js";
import { compareText } from "./sort.js";

interface JunitOptions {
  /** The files that were checked: one without findings is a suite that passes. */
  readonly files: readonly string[];
  /** When the check began. */
  readonly now: Date;
}

/** The name of the suite for findings that have no file. */
const NO_FILE = "xdmap";

/**
 * Findings as JUnit's XML: a suite a file, a case a finding. Errors and warnings are failures, with their severity as the
 * type; what is only told is a case that passes, and stands in the suite's output.
 */
export function renderJunit(diagnostics: readonly Diagnostic[], { files, now }: JunitOptions): string {
  const suites = new Map<string, Diagnostic[]>(files.map((file) => [file, []]));
  for (const finding of diagnostics) {
    const file = locate(finding.place)?.path ?? NO_FILE;
    const there = suites.get(file);
    if (there === undefined) suites.set(file, [finding]);
    else there.push(finding);
  }
  const listed = [...suites].sort(([a], [b]) => compareText(a, b));
  return renderSuites(
    listed.map(([file, findings]) => suiteOf(file, findings)),
    now,
  );
}

function suiteOf(file: string, findings: readonly Diagnostic[]): JunitSuite {
  const told = findings.filter(({ severity }) => severity === "info");
  return {
    file,
    cases: findings.length === 0 ? [{ name: "no findings" }] : findings.map(caseOf),
    told: told.map((each) => `${each.code} ${placeOf(each)}${wholeMessage(each)}`).join("\n"),
  };
}

function caseOf(finding: Diagnostic): JunitCase {
  const { code, severity: type, message } = finding;
  const place = placeOf(finding);
  const name = `${code} ${place}${message}`;
  if (type === "info") return { name };
  return { name, problem: { kind: "failure", type, message, text: `${place}${wholeMessage(finding)}` } };
}

function placeOf({ place }: Diagnostic): string {
  const location = locate(place);
  return location === null ? "" : `${describeLocation(location)}: `;
}
