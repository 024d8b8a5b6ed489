import type { Diagnostic } from "./diagnostic.js";
import { describeLocation, locate, wholeMessage } from "./locate.js";
import { compareText } from "./sort.js";
import { escapeXml } from "./xml-text.js";

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
 * type; what is only told is a case that passes, and stands in the suite's output. The form is the one that both common
 * schemas take, Jenkins' and Ant's.
 */
export function renderJunit(diagnostics: readonly Diagnostic[], { files, now }: JunitOptions): string {
  const suites = new Map<string, Diagnostic[]>(files.map((file) => [file, []]));
  for (const finding of diagnostics) {
    const file = locate(finding.place)?.path ?? NO_FILE;
    const there = suites.get(file);
    if (there === undefined) suites.set(file, [finding]);
    else there.push(finding);
  }
  const timestamp = now.toISOString().slice(0, 19);
  const listed = [...suites].sort(([a], [b]) => compareText(a, b));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...listed.flatMap(([file, findings], at) => suite(file, findings, { id: at, timestamp })),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(
  file: string,
  findings: readonly Diagnostic[],
  { id, timestamp }: { readonly id: number; readonly timestamp: string },
): string[] {
  const failures = findings.filter(({ severity }) => severity !== "info").length;
  const told = findings.filter(({ severity }) => severity === "info");
  const attributes = attributesOf({
    package: "xdmap",
    id: String(id),
    name: file,
    timestamp,
    hostname: "localhost",
    tests: String(Math.max(1, findings.length)),
    failures: String(failures),
    errors: "0",
    time: "0",
  });
  return [
    `  <testsuite ${attributes}>`,
    "    <properties/>",
    ...(findings.length === 0 ? [testcase(file, "no findings")] : findings.flatMap((each) => caseOf(file, each))),
    output("system-out", told.map((each) => `${each.code} ${placeOf(each)}${wholeMessage(each)}`).join("\n")),
    output("system-err", ""),
    "  </testsuite>",
  ];
}

function caseOf(file: string, finding: Diagnostic): string[] {
  const name = `${finding.code} ${placeOf(finding)}${finding.message}`;
  if (finding.severity === "info") return [testcase(file, name)];
  const failure = attributesOf({ type: finding.severity, message: finding.message });
  return [
    `    <testcase ${caseAttributes(file, name)}>`,
    `      <failure ${failure}>${escapeXml(`${placeOf(finding)}${wholeMessage(finding)}`)}</failure>`,
    "    </testcase>",
  ];
}

function placeOf({ place }: Diagnostic): string {
  const location = locate(place);
  return location === null ? "" : `${describeLocation(location)}: `;
}

function testcase(file: string, name: string): string {
  return `    <testcase ${caseAttributes(file, name)}/>`;
}

function caseAttributes(file: string, name: string): string {
  return attributesOf({ name, classname: file, time: "0" });
}

function output(element: string, text: string): string {
  return text === "" ? `    <${element}/>` : `    <${element}>${escapeXml(text)}</${element}>`;
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(" ");
}
