import type { Report } from "../diagnostics/index.js";
import { tests } from "../diagnostics/tests.js";
import type {
  DataEntry,
  DataRecord,
  DataValue,
  MappingFile,
  TargetPath,
  TargetSegment,
  Test,
} from "../grammar/index.js";
import { nearest, type Span } from "../text/index.js";
import { checkExpected } from "./check-test-expected.js";
import { checkTestReasons } from "./check-test-reasons.js";
import { checkRepeated, keySpan, reportMissingItem, segmentsOf, type TestScope } from "./check-test-records.js";
import { type PathStep, resolvePath } from "./column-path.js";
import { checkTarget, joinTarget, type TargetScope, targetText } from "./targets.js";
import { readTestWorld } from "./test-settings.js";

/** Finds what keeps the tests of a file from ever saying anything about its mappings. */
export function checkTests(tree: MappingFile, scope: TestScope): void {
  const mapped = mappedTargets(tree, scope.targets);
  const names = new Map<string, Span>();
  for (const statement of tree.statements) {
    if (statement.kind !== "test") continue;
    const { name } = statement;
    const first = names.get(name.value);
    if (first === undefined) names.set(name.value, name.span);
    else {
      const related = [{ message: "The first one is here.", place: first }];
      scope.report(tests.XM5308, name.span, { name: name.value }, { related });
    }
    checkTest(statement, isUnread(tree, statement), mapped, scope);
  }
}

function isUnread(tree: MappingFile, { span }: Test): boolean {
  return tree.unread.some((unread) => unread.span.start >= span.start && unread.span.end <= span.end);
}

/** The targets that the file writes; null where some of them cannot be read. */
function mappedTargets(tree: MappingFile, scope: TargetScope): readonly TargetPath[] | null {
  if (tree.unread.some(({ kind }) => kind === "mapping" || kind === "into")) return null;
  return tree.statements.flatMap((statement) => {
    if (statement.kind === "mapping") return [joinTarget(null, statement.target, scope)];
    if (statement.kind !== "into") return [];
    return statement.mappings.map(({ target }) => joinTarget(statement.target, target, scope));
  });
}

function checkTest(test: Test, isUnread: boolean, mapped: readonly TargetPath[] | null, scope: TestScope): void {
  const { given, expect, name } = test;
  const { report } = scope;
  readTestWorld(test, report);
  if (!isUnread && (given === null || expect === null)) {
    report(tests.XM5300, name.span, { word: given === null ? "given" : "expect" });
  }
  const [first, second] = expect ?? [];
  if (
    given !== null &&
    expect !== null &&
    first !== undefined &&
    second !== undefined &&
    given.length !== expect.length
  ) {
    report(tests.XM5304, (expect[given.length] ?? second).span, { rows: given.length, expected: expect.length });
  }
  for (const row of given ?? []) {
    if (row.kind === "record") {
      checkRepeated(row, report);
      checkGiven(row, [], scope);
    } else if (!/^[1-9]\d{0,14}$/.test(row.row.text)) {
      report(tests.XM5310, row.row.span, { row: row.row.text, file: row.path.value, rows: null });
    }
  }
  for (const expected of expect ?? []) {
    checkTestReasons(expected, report);
    if (expected.kind === "rejected") {
      // Of a field that nothing is mapped to as well: it may be a required one.
      if (expected.at !== null) checkTarget(joinTarget(null, expected.at, scope.targets), scope.targets, report);
      continue;
    }
    const { record, exactly } = expected;
    if (record.entries.length === 0 && !exactly) {
      report(tests.XM5306, record.span, {
        found: "`{}`",
        why: "it names no field, and so holds whatever the row becomes",
        instead: "Name the fields that count, or write `exactly {}` for a row that becomes nothing.",
      });
    }
    checkRepeated(record, report);
    checkExpected(record, mapped, scope);
  }
}

function checkGiven(record: DataRecord, before: readonly PathStep[], scope: TestScope): void {
  for (const entry of record.entries) {
    const steps = [...before, ...segmentsOf(entry).map(stepOf)];
    const isKnown = checkColumn(steps, entry, scope);
    if (entry.value.kind === "record" && isKnown) checkGiven(entry.value, steps, scope);
    else checkGivenValue(entry.value, scope.report);
  }
}

function stepOf(segment: TargetSegment): PathStep {
  const { span } = segment;
  switch (segment.kind) {
    case "name":
      return { kind: "name", name: segment.name, span };
    case "tenant":
      return { kind: "name", name: "_{TENANT_ID}", span };
    case "index":
      return { kind: "index", index: segment.index, span };
    case "wildcard":
      return { kind: "each", span };
  }
}

/** True where the source has the column, or may have it. */
function checkColumn(steps: readonly PathStep[], entry: DataEntry, { source, report }: TestScope): boolean {
  const each = steps.find(({ kind }) => kind === "each");
  if (each !== undefined) {
    const why = "a row has its items one by one";
    report(tests.XM5306, each.span, { found: "`[*]`", why, instead: "Give the list: `items: [{ … }, { … }]`." });
    return false;
  }
  if (source === null) return true;
  const resolution = resolvePath(source, steps);
  if (resolution.kind === "found") return true;
  const { at } = resolution;
  const step = steps[at];
  const among = resolution.kind === "unknown" ? resolution.among : [];
  const near = step?.kind === "name" ? nearest(step.name, among) : undefined;
  const column = targetText(steps.flatMap((each): TargetSegment[] => (each.kind === "each" ? [] : [each])));
  const extras = source.firstRecords === undefined ? {} : ({ severity: "warning" } as const);
  report(tests.XM5301, keySpan(entry), { column, source: source.label, near }, extras);
  return false;
}

function checkGivenValue(value: DataValue, report: Report): void {
  switch (value.kind) {
    case "null":
      if (value.because === null) return;
      report(tests.XM5306, value.span, {
        found: "`because`",
        why: "only what a mapping makes null has a reason",
        instead: "Write `null`; the reason belongs to `expect`.",
      });
      return;
    case "list":
      for (const item of value.items) {
        if (item.kind === "record") checkRepeated(item, report);
        if (item.kind === "missing") reportMissingItem(item.span, report);
        else checkGivenValue(item, report);
      }
      return;
    case "record":
      for (const entry of value.entries) checkGivenValue(entry.value, report);
      return;
    case "text":
    case "number":
    case "boolean":
    case "missing":
      return;
  }
}
