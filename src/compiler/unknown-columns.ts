import { columns } from "../diagnostics/columns.js";
import { type Diagnostic, diagnostic, type Severity } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { samples } from "../diagnostics/samples.js";
import { nearest } from "../text/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import type { Program } from "./program.js";
import type { SourceShape } from "./source-shape.js";

/** From this many on, columns that are all unknown are one mistake: another sample, or another delimiter. */
const FEWEST = 3;

/** Puts one finding in the place of many, where the source has nothing of what the mappings read. */
export function foldUnknownColumns(
  findings: readonly Diagnostic[],
  { source, mappings }: Program,
): readonly Diagnostic[] {
  const first = findings.find(isUnknownColumn);
  if (source === null || first === undefined) return findings;
  const read = new Set<string>();
  for (const { expression } of mappings) addColumns(expression, source, read);
  const known = [...source.columns.keys()];
  const isOther = (column: string) => !source.columns.has(column) && nearest(column, known) === undefined;
  if (read.size < FEWEST || ![...read].every(isOther)) return findings;
  const whole = diagnostic(columns.XM2040, first.place, { source: source.label, columns: [...read] });
  return [whole, ...findings.filter((finding) => !isUnknownColumn(finding))];
}

/** What tells that the source has no such column. */
const UNKNOWN: ReadonlySet<string> = new Set([names.XM2001.code, columns.XM2040.code, names.XM2028.code]);

/**
 * A header that was split at the wrong delimiter has none of the columns: the delimiter is the mistake, and as grave as
 * what follows from it. Where the file declares its columns, it is they that the sample lacks.
 */
export function blameDelimiter(
  ofSource: readonly Diagnostic[],
  ofMappings: readonly Diagnostic[],
  isDeclared: boolean,
): readonly Diagnostic[] {
  const isCause = ({ code }: Diagnostic) => code === samples.XM5226.code;
  const isFollowing = ({ code, severity }: Diagnostic) =>
    isDeclared ? code === names.XM2026.code : severity === "error" && UNKNOWN.has(code);
  const severity: Severity = isDeclared ? "warning" : "error";
  if (!ofSource.some(isCause) || !ofMappings.some(isFollowing)) return [...ofSource, ...ofMappings];
  return [
    ...ofSource.map((finding) => (isCause(finding) ? { ...finding, severity } : finding)),
    ...ofMappings.filter((finding) => !isFollowing(finding)),
  ];
}

/** Of a few records of many, a field may come later: that is a warning, and stays one. */
function isUnknownColumn({ code, severity }: Diagnostic): boolean {
  return code === names.XM2001.code && severity === "error";
}

function addColumns(expression: Expr, source: SourceShape, read: Set<string>): void {
  if (expression.kind === "path") {
    const dotted = expression.segments.join(".");
    const [column = dotted] = expression.segments;
    read.add(source.columns.has(dotted) ? dotted : column);
  }
  for (const child of exprChildren(expression)) addColumns(child, source, read);
}
