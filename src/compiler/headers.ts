import type { Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import {
  type DeltaHeader,
  type MappingFile,
  type MappingHeader,
  printColumn,
  type SampleHeader,
  type SourceBlock,
  type Statement,
  type TargetHeader,
} from "../grammar/index.js";
import { nearest, type Span, spanOf } from "../text/index.js";
import { compileDatePattern, zoneOf } from "../values/dates/index.js";
import { resolvePath } from "./column-path.js";
import type { Delta } from "./program.js";
import type { SourceShape } from "./source-shape.js";

/** The header statements of a file; of two of a kind, the first. */
export interface Headers {
  readonly mapping: MappingHeader | null;
  readonly target: TargetHeader | null;
  readonly sample: SampleHeader | null;
  readonly source: SourceBlock | null;
  readonly delta: DeltaHeader | null;
}

type Header = MappingHeader | TargetHeader | SampleHeader | SourceBlock | DeltaHeader;

export function collectHeaders(tree: MappingFile, report: Report): Headers {
  return {
    mapping: only(headersOf(tree, "mapping-header"), "mapping", report),
    target: only(headersOf(tree, "target-header"), "target", report),
    sample: only(headersOf(tree, "sample-header"), "sample", report),
    source: only(headersOf(tree, "source-block"), "source", report),
    delta: only(headersOf(tree, "delta-header"), "delta", report),
  };
}

function headersOf<K extends Header["kind"]>(tree: MappingFile, kind: K): Extract<Header, { kind: K }>[] {
  return tree.statements.filter((one): one is Extract<Statement, { kind: K }> => one.kind === kind);
}

function only<H extends Header>(headers: readonly H[], word: string, report: Report): H | null {
  const [first, ...more] = headers;
  for (const again of more) {
    report(
      names.XM2020,
      again.span,
      { word },
      first === undefined ? {} : { related: [{ message: "The first one is here.", place: first.span }] },
    );
  }
  return first ?? null;
}

/** What a file must hold: a target and something to map, unless it only holds definitions for others to `use`. */
export function checkCompleteness(tree: MappingFile, headers: Headers, report: Report): void {
  const isLibrary =
    tree.statements.length > 0 &&
    tree.statements.every(({ kind }) => kind === "def" || kind === "table" || kind === "use" || kind === "test");
  if (isLibrary) return;
  // What could not be read is not missing.
  const isUnread = (...sought: readonly Statement["kind"][]) => tree.unread.some(({ kind }) => sought.includes(kind));
  const maps = tree.statements.some(
    (one) => one.kind === "mapping" || (one.kind === "into" && one.mappings.length > 0),
  );
  const place = { path: tree.span.file.path };
  if (!maps && !isUnread("mapping", "into")) report(names.XM2022, place, {});
  // A file in which nothing stands, or nothing that can be read, misses more than its target.
  if (tree.statements.length === 0) return;
  if (headers.target === null && !isUnread("target-header")) report(names.XM2021, place, {});
}

/** Says that columns are not checked where nothing names them. A sample that cannot be read is reported by its reader. */
export function checkColumnsKnown(tree: MappingFile, headers: Headers, report: Report): void {
  const isUnread = tree.unread.some(({ kind }) => kind === "sample-header" || kind === "source-block");
  if (headers.sample === null && !isUnread) report(names.XM2023, { path: tree.span.file.path }, {});
}

export function checkDelta(header: DeltaHeader | null, source: SourceShape | null, report: Report): Delta | null {
  if (header === null) return null;
  const { segments, span } = header.column;
  if (source !== null && segments.length > 0) checkDeltaColumn(segments, span, source, report);
  checkDeltaForm(header, report);
  return {
    path: segments,
    format: header.format?.value ?? null,
    timezone: header.timezone?.value ?? null,
    span: header.span,
  };
}

/** With either of them wrong, every row would count as unreadable. */
function checkDeltaForm({ format, timezone }: DeltaHeader, report: Report): void {
  const why = format === null ? null : patternProblem(format.value);
  if (format !== null && why !== null) report(names.XM2035, format.span, { why });
  if (timezone !== null && zoneOf(timezone.value) === null) {
    report(names.XM2036, timezone.span, { zone: timezone.value });
  }
}

function patternProblem(pattern: string): string | null {
  if (pattern === "") return "it is empty";
  const compiled = compileDatePattern(pattern, "java");
  return "problem" in compiled ? compiled.problem.message : null;
}

function checkDeltaColumn(segments: readonly string[], span: Span, source: SourceShape, report: Report): void {
  const steps = segments.map((name) => ({ kind: "name" as const, name, span }));
  const resolution = resolvePath(source, steps);
  if (resolution.kind === "found") return;
  const among = resolution.kind === "unknown" ? resolution.among : [];
  const before = segments.slice(0, resolution.at);
  const found = nearest(segments[resolution.at] ?? "", among);
  const near = found === undefined ? undefined : printColumn([...before, found]);
  report(names.XM2028, span, { column: segments.join("."), source: source.label, near });
}

/** The word that opens a statement, for findings about the statement as a whole. */
export function openingWord(span: Span, word: string): Span {
  return spanOf(span.file, span.start, Math.min(span.end, span.start + word.length));
}

/** Whether what a `target` names is no file but the `$id` of a schema that only the platform has. */
export function isSchemaId(target: string): boolean {
  return /^https?:\/\//.test(target);
}

export function targetId(header: TargetHeader | null): string | null {
  const named = header?.path.value ?? "";
  return isSchemaId(named) ? named : null;
}
