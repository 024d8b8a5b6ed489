import { escapeXml } from "./xml-text.js";

/** One case of a suite; without a problem it passes. */
export interface JunitCase {
  readonly name: string;
  readonly problem?: {
    readonly kind: "failure" | "error";
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
}

/** One file, with what was held against it. */
export interface JunitSuite {
  readonly file: string;
  /** At least one: the common schemas know no empty suite. */
  readonly cases: readonly JunitCase[];
  /** What is only told. */
  readonly told: string;
}

/** Suites as JUnit's XML, in the form that both common schemas take, Jenkins' and Ant's. */
export function renderSuites(suites: readonly JunitSuite[], now: Date): string {
  const timestamp = now.toISOString().slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suites.flatMap((suite, at) => renderSuite(suite, { id: at, timestamp })),
    "</testsuites>",
    "",
  ].join("\n");
}

function renderSuite(
  { file, cases, told }: JunitSuite,
  { id, timestamp }: { readonly id: number; readonly timestamp: string },
): string[] {
  const count = (kind: "failure" | "error") => String(cases.filter(({ problem }) => problem?.kind === kind).length);
  const attributes = attributesOf({
    package: "xdmap",
    id: String(id),
    name: file,
    timestamp,
    hostname: "localhost",
    tests: String(cases.length),
    failures: count("failure"),
    errors: count("error"),
    time: "0",
  });
  return [
    `  <testsuite ${attributes}>`,
    // Ant's schema wants properties, and Jenkins' none that are empty.
    '    <properties><property name="tool" value="xdmap"/></properties>',
    ...cases.flatMap((each) => renderCase(file, each)),
    output("system-out", told),
    output("system-err", ""),
    "  </testsuite>",
  ];
}

function renderCase(file: string, { name, problem }: JunitCase): string[] {
  const attributes = attributesOf({ name, classname: file, time: "0" });
  if (problem === undefined) return [`    <testcase ${attributes}/>`];
  const { kind, type, message, text } = problem;
  return [
    `    <testcase ${attributes}>`,
    `      <${kind} ${attributesOf({ type, message })}>${escapeXml(text)}</${kind}>`,
    "    </testcase>",
  ];
}

function output(element: string, text: string): string {
  return text === "" ? `    <${element}/>` : `    <${element}>${escapeXml(text)}</${element}>`;
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(" ");
}
