import { isRelated, type Program, type ProgramMapping, targetText } from "../../compiler/index.js";
import type { DataRecord, DataValue, Expectation, TargetPath, TargetSegment } from "../../grammar/index.js";
import { pathSegment } from "../../schema/index.js";
import type { Span } from "../../text/index.js";
import type { Loss } from "../loss.js";
import type { RowResult } from "../map-row.js";
import type { Violation } from "../validate.js";
import { isXdmObject, printXdm, type XdmObject, type XdmValue } from "../xdm-value.js";
import { lossesAt } from "./losses-at.js";
import { namedPaths, pathOf, segmentsOf, writersOf } from "./record-paths.js";

/** One place where a row did not become what the test expects. */
export interface Difference {
  /** The target; empty where the row as a whole is meant. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  /** Why the value is null, or the row refused, where a reason is known. */
  readonly reasons: readonly Reason[];
  /** The mapping that writes the target, where there is one. */
  readonly mapping: ProgramMapping | null;
  /** What the test says. */
  readonly span: Span;
}

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly span: Span | null;
}

/** What comparing needs of the row and of the program. */
export interface Outcome {
  readonly program: Program;
  readonly result: RowResult;
  /** The name of `_{TENANT_ID}` in the record. */
  readonly tenant: string;
}

/** Compares one row with what a test expects of it. Without differences the expectation holds. */
export function compareRow(expected: Expectation, outcome: Outcome): readonly Difference[] {
  if (expected.kind === "rejected") return compareRejection(expected, outcome);
  const comparison = new Comparison(outcome, expected.exactly);
  comparison.object(expected.record, outcome.result.record, []);
  const named = namedPaths(expected.record, outcome.tenant);
  const refused = rejectionsOf(outcome.result).filter(
    (violation) => expected.exactly || named.some((path) => isRelated(path, pathOf(violation.pattern))),
  );
  return [...comparison.differences, ...refused.map((violation) => refusal(violation, expected, outcome))];
}

/** The targets that an expectation looks at; null for all of them. */
export function lookedAt(expected: Expectation, tenant: string): readonly TargetPath[] | null {
  if (expected.kind === "fields") return expected.exactly ? null : namedPaths(expected.record, tenant);
  return expected.at === null ? [] : [expected.at];
}

function rejectionsOf({ violations }: RowResult): readonly Violation[] {
  return violations.filter(({ rejects }) => rejects);
}

function compareRejection(
  expected: Extract<Expectation, { kind: "rejected" }>,
  { result, program }: Outcome,
): readonly Difference[] {
  const { because, at, span } = expected;
  const rejections = rejectionsOf(result);
  const path = at === null ? "" : targetText(at.segments);
  const holds = rejections.some(
    (one) =>
      (because === null || one.code === because.text) && (at === null || one.path === path || one.pattern === path),
  );
  if (holds) return [];
  const wanted = because === null ? "the row is rejected" : `the row is rejected because ${because.text}`;
  const got = rejections.length === 0 ? "the row is taken in" : "the row is rejected for other reasons";
  const reasons = rejections.map(({ code, message }) => ({ code, message, span: null }));
  const mapping = at === null ? null : (writersOf(at, program)[0]?.mapping ?? null);
  return [{ path, expected: wanted, got, reasons, mapping, span }];
}

function refusal({ path, pattern, code, message }: Violation, { span }: Expectation, outcome: Outcome): Difference {
  const mapping = writersOf(pathOf(pattern), outcome.program)[0]?.mapping ?? null;
  const reasons = [{ code, message, span: null }];
  return { path, expected: "the row is taken in", got: "the row is rejected", reasons, mapping, span };
}

/** What a path leads to: a value of the record, undefined where it has none, or behind `[*]` what each item has. */
type Actual = XdmValue | undefined | EachItem;

interface EachItem {
  readonly kind: "each";
  readonly items: readonly Actual[];
}

class Comparison {
  readonly differences: Difference[] = [];
  readonly #outcome: Outcome;
  readonly #exactly: boolean;

  constructor(outcome: Outcome, exactly: boolean) {
    this.#outcome = outcome;
    this.#exactly = exactly;
  }

  /** A whole record, or an item of a list. */
  object(expected: DataRecord, actual: XdmObject, before: readonly TargetSegment[]): void {
    this.#fields(expected, actual, before);
    if (this.#exactly) this.#extras(expected, actual, before);
  }

  #fields(expected: DataRecord, actual: XdmObject | undefined, before: readonly TargetSegment[]): void {
    for (const { key, value } of expected.entries) {
      const own = segmentsOf(key, this.#outcome.tenant);
      this.#value(value, this.#find(actual, own), [...before, ...own]);
    }
  }

  #find(actual: XdmValue | undefined, segments: readonly TargetSegment[]): Actual {
    const [first, ...rest] = segments;
    if (first === undefined || actual === undefined) return actual;
    switch (first.kind) {
      case "name":
      case "tenant":
        if (typeof actual !== "object" || !isXdmObject(actual)) return undefined;
        return this.#find(actual.get(first.kind === "name" ? first.name : this.#outcome.tenant), rest);
      case "index":
        return isList(actual) ? this.#find(actual[first.index], rest) : undefined;
      case "wildcard":
        return isList(actual) ? { kind: "each", items: actual.map((item) => this.#find(item, rest)) } : undefined;
    }
  }

  #value(expected: DataValue, actual: Actual, path: readonly TargetSegment[]): void {
    switch (expected.kind) {
      case "null":
      case "missing": {
        const because = expected.kind === "null" ? expected.because : null;
        const holds = because === null || this.#losses(path).some(({ code }) => code === because.text);
        if (!isAbsent(actual) || !holds) this.#differs(expected, actual, path);
        return;
      }
      case "record":
        if (actual === undefined && expected.entries.length > 0) this.#fields(expected, undefined, path);
        else if (isObject(actual)) this.#fields(expected, actual, path);
        else this.#differs(expected, actual, path);
        return;
      case "list": {
        if (isAbsent(actual) && expected.items.length === 0) return;
        const items = itemsOf(actual);
        if (items === null || items.length !== expected.items.length) {
          this.#differs(expected, actual, path);
          return;
        }
        for (const [index, item] of expected.items.entries()) {
          const found = items[index];
          const inside = itemPath(path, index, item.span);
          if (item.kind === "record" && isObject(found)) this.object(item, found, inside);
          else this.#value(item, found, inside);
        }
        return;
      }
      case "text":
      case "boolean":
        if (actual !== expected.value) this.#differs(expected, actual, path);
        return;
      case "number":
        if (!isSameNumber(expected.text, actual)) this.#differs(expected, actual, path);
        return;
    }
  }

  #losses(path: readonly TargetSegment[]): readonly Loss[] {
    const [span] = path.map((segment) => segment.span);
    return span === undefined ? [] : lossesAt({ segments: path, span }, this.#outcome);
  }

  #differs(expected: DataValue, actual: Actual, path: readonly TargetSegment[]): void {
    const { program } = this.#outcome;
    const writer = writersOf({ segments: path, span: expected.span }, program)[0];
    this.differences.push({
      path: targetText(path),
      expected: printExpected(expected),
      got: actual === undefined ? this.#absent(writer) : printActual(actual),
      reasons: isAbsent(actual) ? this.#losses(path) : [],
      mapping: writer?.mapping ?? null,
      span: expected.span,
    });
  }

  #absent(writer: ReturnType<typeof writersOf>[number] | undefined): string {
    const state = writer === undefined ? undefined : this.#outcome.result.targets[writer.at]?.state;
    return state === "missing" ? "null (the source has not got it)" : "null";
  }

  /** What the record has and the test does not name. */
  #extras(expected: DataRecord, actual: XdmObject, before: readonly TargetSegment[]): void {
    const named = namedPaths(expected, this.#outcome.tenant).map(({ segments }) => segments);
    for (const { steps, value } of unnamedIn(actual, named)) {
      const { span } = expected;
      const inside = steps.map(
        (step): TargetSegment =>
          typeof step === "number" ? { kind: "index", index: step, span } : { kind: "name", name: step, span },
      );
      const path = [...before, ...inside];
      const writer = writersOf({ segments: path, span }, this.#outcome.program)[0];
      this.differences.push({
        path: targetText(path),
        expected: "nothing: the test names every field",
        got: printXdm(value),
        reasons: [],
        mapping: writer?.mapping ?? null,
        span,
      });
    }
  }
}

/** A name of a field, or the index of an item. */
type Step = string | number;

interface Unnamed {
  readonly steps: readonly Step[];
  readonly value: XdmValue;
}

/** What a record has that no path leads to: scalars, and lists of which no item is named. */
function unnamedIn(
  value: XdmValue,
  named: readonly (readonly TargetSegment[])[],
  steps: readonly Step[] = [],
): readonly Unnamed[] {
  const leading = named.filter((path) =>
    path.slice(0, steps.length).every((segment, at) => leadsTo(segment, steps[at])),
  );
  if (leading.some((path) => path.length <= steps.length)) return [];
  if (typeof value !== "object") return [{ steps, value }];
  if (isXdmObject(value)) return [...value].flatMap(([name, field]) => unnamedIn(field, leading, [...steps, name]));
  if (leading.length === 0) return [{ steps, value }];
  return value.flatMap((item, index) => unnamedIn(item, leading, [...steps, index]));
}

function leadsTo(segment: TargetSegment, step: Step | undefined): boolean {
  switch (segment.kind) {
    case "name":
      return segment.name === step;
    case "index":
      return segment.index === step;
    case "wildcard":
      return typeof step === "number";
    case "tenant":
      return false;
  }
}

/** The path of an item: behind `[*]` the item takes its place. */
function itemPath(path: readonly TargetSegment[], index: number, span: Span): readonly TargetSegment[] {
  const item: TargetSegment = { kind: "index", index, span };
  const wildcard = path.findIndex(({ kind }) => kind === "wildcard");
  return wildcard < 0 ? [...path, item] : path.with(wildcard, item);
}

function isList(value: XdmValue): value is readonly XdmValue[] {
  return Array.isArray(value);
}

function isEach(actual: Actual): actual is EachItem {
  return typeof actual === "object" && "kind" in actual;
}

function isObject(actual: Actual): actual is XdmObject {
  return actual instanceof Map;
}

/** Whether there is no value at all; behind `[*]`, in no item. */
function isAbsent(actual: Actual): boolean {
  return actual === undefined || (isEach(actual) && actual.items.every(isAbsent));
}

function itemsOf(actual: Actual): readonly Actual[] | null {
  if (actual === undefined) return null;
  if (isEach(actual)) return actual.items;
  return isList(actual) ? actual : null;
}

function printActual(actual: Actual): string {
  if (actual === undefined) return "null";
  return isEach(actual) ? `[${actual.items.map(printActual).join(",")}]` : printXdm(actual);
}

function isSameNumber(text: string, actual: Actual): boolean {
  const whole = /^(-?\d+)(?:\.0*)?$/.exec(text)?.[1];
  if (typeof actual === "bigint")
    return whole === undefined ? Number(text) === Number(actual) : BigInt(whole) === actual;
  return typeof actual === "number" && Number(text) === actual;
}

/** What a test expects, as JSON and the words that only tests have. */
function printExpected(value: DataValue): string {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.value);
    case "number":
      return value.text;
    case "boolean":
      return String(value.value);
    case "null":
      return value.because === null ? "null" : `null because ${value.because.text}`;
    case "missing":
      return "missing";
    case "list":
      return `[${value.items.map(printExpected).join(",")}]`;
    case "record": {
      const fields = value.entries.map(({ key, value: field }) => {
        const name = key.kind === "literal" ? pathSegment(key.name.text) : targetText(key.path.segments);
        return `${JSON.stringify(name)}:${printExpected(field)}`;
      });
      return `{${fields.join(",")}}`;
    }
  }
}
