import type { Report } from "../diagnostics/index.js";
import { tests } from "../diagnostics/tests.js";
import type { DataRecord, DataValue, TargetPath, TargetSegment } from "../grammar/index.js";
import type { Field } from "../schema/index.js";
import { nearest, type Span } from "../text/index.js";
import { checkRepeated, keySpan, reportMissingItem, segmentsOf, type TestScope } from "./check-test-records.js";
import { checkTarget, joinTarget, targetText } from "./targets.js";
import { fieldInWords } from "./type-words.js";

/** Holds the fields that a test expects against the schema and against what the file maps. */
export function checkExpected(
  record: DataRecord,
  mapped: readonly TargetPath[] | null,
  scope: TestScope,
  before: readonly TargetSegment[] = [],
): void {
  const { report, targets } = scope;
  for (const entry of record.entries) {
    const span = keySpan(entry);
    const target = joinTarget(null, { segments: [...before, ...segmentsOf(entry)], span }, targets);
    let isWrong = false;
    const field = checkTarget(target, targets, (...finding) => {
      isWrong = true;
      report(...finding);
    });
    if (isWrong) continue;
    const { value } = entry;
    if (value.kind === "record" && value.entries.length > 0 && !isScalar(field)) {
      checkExpected(value, mapped, scope, target.segments);
      continue;
    }
    if (!checkMapped(target, span, mapped, report)) continue;
    const wildcards = target.segments.filter(({ kind }) => kind === "wildcard").length;
    if (field !== null)
      checkValue(value, { field, path: targetText(target.segments), wildcards, target }, mapped, scope);
  }
}

function isScalar(field: Field | null): boolean {
  return field !== null && field.type !== "object" && field.type !== "map";
}

/** True where a mapping writes the path, something around it or something in it. */
function checkMapped(target: TargetPath, span: Span, mapped: readonly TargetPath[] | null, report: Report): boolean {
  if (mapped === null || mapped.some((other) => isRelated(target, other))) return true;
  const path = targetText(target.segments);
  const near = nearest(
    path,
    mapped.map(({ segments }) => targetText(segments)),
  );
  report(tests.XM5302, span, { path, near });
  return false;
}

/** Whether one of two paths leads through the other; every index counts as any other. */
export function isRelated(left: TargetPath, right: TargetPath): boolean {
  const length = Math.min(left.segments.length, right.segments.length);
  return left.segments.slice(0, length).every((segment, at) => {
    const other = right.segments[at];
    return other !== undefined && stepText(segment) === stepText(other);
  });
}

function stepText(segment: TargetSegment): string {
  switch (segment.kind) {
    case "name":
      return `.${segment.name}`;
    case "tenant":
      return "._{TENANT_ID}";
    case "index":
    case "wildcard":
      return "[*]";
  }
}

interface Expected {
  readonly field: Field;
  readonly path: string;
  /** How many lists of values, one for each `[*]`, are around the value. */
  readonly wildcards: number;
  readonly target: TargetPath;
}

function checkValue(
  value: DataValue,
  expected: Expected,
  mapped: readonly TargetPath[] | null,
  scope: TestScope,
): void {
  const { field, path, wildcards, target } = expected;
  const { report } = scope;
  if (value.kind === "null" || value.kind === "missing") return;
  const wrong = (type: string, wanted: string, found: DataValue = value) =>
    report(tests.XM5303, value.span, { path, type, found: describe(found), wanted });
  if (wildcards > 0) {
    const inner = { ...expected, wildcards: wildcards - 1 };
    if (value.kind !== "list") wrong(SEVERAL, "a list with one value for each item");
    else {
      const misfit = misfitOf(value.items, inner);
      if (misfit === null) for (const item of value.items) checkValue(item, inner, mapped, scope);
      else if (inner.wildcards > 0) wrong(SEVERAL, "for each item a list with the values of its own items", misfit);
      else wrong(fieldInWords(field), `for each item ${wantedBy(field)}`, misfit);
    }
    return;
  }
  const wanted = wantedBy(field);
  if (!fits(value, field)) {
    wrong(fieldInWords(field), wanted);
    return;
  }
  if (value.kind === "record") {
    checkRepeated(value, report);
    checkExpected(value, mapped, scope, target.segments);
  }
  if (value.kind !== "list" || field.items === null) return;
  const misfit = misfitOf(value.items, { ...expected, field: field.items });
  if (misfit !== null) {
    const found = describe(misfit);
    const type = fieldInWords(field.items);
    report(tests.XM5303, value.span, {
      path: `${path}[*]`,
      type,
      found,
      wanted: `${wantedBy(field.items)} for each item`,
    });
    return;
  }
  for (const [index, item] of value.items.entries()) {
    if (item.kind === "missing") {
      reportMissingItem(item.span, report);
      continue;
    }
    const segments: TargetSegment[] = [...target.segments, { kind: "index", index, span: item.span }];
    const inside = { segments, span: target.span };
    checkValue(item, { field: field.items, path: `${path}[${index}]`, wildcards: 0, target: inside }, mapped, scope);
  }
}

const SEVERAL = "of several items";

/** The first of several items where none is of the type: then the list is one mistake, and not each of its items. */
function misfitOf(items: readonly DataValue[], { field, wildcards }: Expected): DataValue | null {
  const [first, second] = items;
  if (first === undefined || second === undefined) return null;
  const isRight = (item: DataValue) => {
    if (item.kind === "null" || item.kind === "missing") return true;
    return wildcards > 0 ? item.kind === "list" : fits(item, field);
  };
  return items.some(isRight) ? null : first;
}

function fits(value: DataValue, { type }: Field): boolean {
  switch (type) {
    case "string":
    case "date":
    case "date-time":
      return value.kind === "text";
    case "boolean":
      return value.kind === "boolean";
    case "number":
      return value.kind === "number";
    case "byte":
    case "short":
    case "int":
    case "long":
      return value.kind === "number" && Number.isInteger(Number(value.text));
    case "object":
    case "map":
      return value.kind === "record";
    case "array":
      return value.kind === "list";
  }
}

function wantedBy({ type }: Field): string {
  switch (type) {
    case "string":
      return "a text";
    case "date":
      return 'a date such as `"2024-02-29"`';
    case "date-time":
      return 'a date-time such as `"2024-02-29T12:00:00Z"`';
    case "boolean":
      return "`true` or `false`";
    case "number":
      return "a number";
    case "byte":
    case "short":
    case "int":
    case "long":
      return "a whole number";
    case "object":
    case "map":
      return "a record in braces";
    case "array":
      return "a list in brackets";
  }
}

function describe(value: DataValue): string {
  switch (value.kind) {
    case "text":
      return "a text";
    case "number":
      return `the number ${value.text}`;
    case "boolean":
      return `\`${value.value}\``;
    case "record":
      return "a record";
    case "list":
      return "a list";
    case "null":
    case "missing":
      return `\`${value.kind}\``;
  }
}
