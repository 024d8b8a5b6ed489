import { isRelated, type Program, type ProgramMapping, targetText } from "../../compiler/index.js";
import type { DataRecord, DataValue, Expectation, TargetPath, TargetSegment } from "../../grammar/index.js";
import { pathSegment } from "../../schema/index.js";
import { createSourceFile, type Span, spanOf } from "../../text/index.js";
import type { Loss } from "../loss.js";
import type { RowResult } from "../map-row.js";
import type { Violation } from "../validate.js";
import { isXdmObject, printXdm, type XdmObject, type XdmValue } from "../xdm-value.js";

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

const NOWHERE = createSourceFile("", "");

/** A path of a record as a target's: what `[*]` and names in `${}` are made of. */
function pathOf(pattern: string): TargetPath {
  const span = spanOf(NOWHERE, 0, 0);
  const segments = [...pattern.matchAll(/\[\*\]|\$\{((?:\\.|[^\\}])*)\}|[^.[\]]+/g)].map(
    ([text, quoted]): TargetSegment => {
      if (text === "[*]") return { kind: "wildcard", span };
      return { kind: "name", name: quoted === undefined ? text : quoted.replace(/\\(.)/g, "$1"), span };
    },
  );
  return { segments, span };
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

/** The paths that a record of data names, down to what is no record. */
function namedPaths(record: DataRecord, tenant: string, before: readonly TargetSegment[] = []): readonly TargetPath[] {
  return record.entries.flatMap((entry): readonly TargetPath[] => {
    const segments = [...before, ...segmentsOf(entry.key, tenant)];
    if (entry.value.kind === "record" && entry.value.entries.length > 0)
      return namedPaths(entry.value, tenant, segments);
    return [{ segments, span: entry.span }];
  });
}

function segmentsOf(key: DataRecord["entries"][number]["key"], tenant: string): readonly TargetSegment[] {
  if (key.kind === "literal") return [{ kind: "name", name: key.name.text, span: key.name.span }];
  return key.path.segments.map((segment) =>
    segment.kind === "tenant" ? { kind: "name", name: tenant, span: segment.span } : segment,
  );
}

interface Writer {
  readonly mapping: ProgramMapping;
  readonly at: number;
}

/** The mappings that write a path, the one that is nearest to it first. */
function writersOf(path: TargetPath, { mappings }: Program): readonly Writer[] {
  return mappings
    .map((mapping, at) => ({ mapping, at }))
    .filter(({ mapping }) => isRelated(mapping.target, path))
    .toSorted((left, right) => right.mapping.target.segments.length - left.mapping.target.segments.length);
}

/** A value of the record, or undefined where it has none. */
type Actual = XdmValue | undefined;

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

  /** Follows segments through a value; behind `[*]` it is the list of what each item has. */
  #find(actual: Actual, segments: readonly TargetSegment[]): Actual {
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
        return isList(actual) ? actual.flatMap((item) => this.#find(item, rest) ?? []) : undefined;
    }
  }

  #value(expected: DataValue, actual: Actual, path: readonly TargetSegment[]): void {
    switch (expected.kind) {
      case "null":
      case "missing": {
        const because = expected.kind === "null" ? expected.because : null;
        if (actual !== undefined) this.#differs(expected, actual, path);
        else if (because !== null && !this.#losses(path).some(({ code }) => code === because.text)) {
          this.#differs(expected, actual, path);
        }
        return;
      }
      case "record":
        if (actual === undefined && expected.entries.length > 0) this.#fields(expected, undefined, path);
        else if (typeof actual === "object" && isXdmObject(actual)) this.#fields(expected, actual, path);
        else this.#differs(expected, actual, path);
        return;
      case "list":
        if (actual === undefined && expected.items.length === 0) return;
        if (actual === undefined || !isList(actual) || actual.length !== expected.items.length) {
          this.#differs(expected, actual, path);
          return;
        }
        for (const [index, item] of expected.items.entries()) {
          const found = actual[index];
          const inside: readonly TargetSegment[] = [...path, { kind: "index", index, span: item.span }];
          if (item.kind === "record" && typeof found === "object" && isXdmObject(found))
            this.object(item, found, inside);
          else this.#value(item, found, inside);
        }
        return;
      case "text":
        if (actual !== expected.value) this.#differs(expected, actual, path);
        return;
      case "boolean":
        if (actual !== expected.value) this.#differs(expected, actual, path);
        return;
      case "number":
        if (!isSameNumber(expected.text, actual)) this.#differs(expected, actual, path);
        return;
    }
  }

  #losses(path: readonly TargetSegment[]): readonly Loss[] {
    const { program, result } = this.#outcome;
    const [span] = path.map((segment) => segment.span);
    if (span === undefined) return [];
    return writersOf({ segments: path, span }, program).flatMap(({ at }) => result.targets[at]?.losses ?? []);
  }

  #differs(expected: DataValue, actual: Actual, path: readonly TargetSegment[]): void {
    const { program } = this.#outcome;
    const writer = writersOf({ segments: path, span: expected.span }, program)[0];
    this.differences.push({
      path: targetText(path),
      expected: printExpected(expected),
      got: actual === undefined ? this.#absent(writer) : printXdm(actual),
      reasons: actual === undefined ? this.#losses(path) : [],
      mapping: writer?.mapping ?? null,
      span: expected.span,
    });
  }

  #absent(writer: Writer | undefined): string {
    const state = writer === undefined ? undefined : this.#outcome.result.targets[writer.at]?.state;
    return state === "missing" ? "null (the source has not got it)" : "null";
  }

  /** What the record has and the test does not name. */
  #extras(expected: DataRecord, actual: XdmObject, before: readonly TargetSegment[]): void {
    const named = namedPaths(expected, this.#outcome.tenant);
    for (const [names, value] of leavesOf(actual)) {
      if (named.some(({ segments }) => leadsTo(segments, names))) continue;
      const { span } = expected;
      const path = [...before, ...names.map((name): TargetSegment => ({ kind: "name", name, span }))];
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

/** Whether a path leads to a leaf. A list is one leaf: what names its items names it. */
function leadsTo(path: readonly TargetSegment[], names: readonly string[]): boolean {
  const items = path.findIndex(({ kind }) => kind === "index" || kind === "wildcard");
  const own = items < 0 ? path : path.slice(0, items);
  return own.every((segment, at) => segment.kind === "name" && segment.name === names[at]);
}

function isList(value: XdmValue): value is readonly XdmValue[] {
  return Array.isArray(value);
}

/** The scalars and the lists of a record, each with the names that lead to it. */
function leavesOf(
  object: XdmObject,
  before: readonly string[] = [],
): readonly (readonly [readonly string[], XdmValue])[] {
  return [...object].flatMap(([name, value]): readonly (readonly [readonly string[], XdmValue])[] => {
    const names = [...before, name];
    return typeof value === "object" && isXdmObject(value) ? leavesOf(value, names) : [[names, value]];
  });
}

function isSameNumber(text: string, actual: Actual): boolean {
  if (typeof actual === "bigint") return /^-?\d+$/.test(text) && BigInt(text) === actual;
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
