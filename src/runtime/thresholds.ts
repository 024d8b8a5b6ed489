import type { Program } from "../compiler/index.js";
import { type Diagnostic, diagnostic, type Place } from "../diagnostics/index.js";
import { previews } from "../diagnostics/previews.js";
import { exceeds, type Percent, readPercent, shareOf } from "./percent.js";
import { groupRejections, type Report, type TargetReport } from "./report.js";
import { findTargets } from "./select/index.js";

/** How many rows of a target may come without a value. */
export interface NullLimit {
  /** A target, or what several are below; `*` is every target. */
  readonly path: string;
  readonly percent: Percent;
}

/** What a report is held against. */
export interface Thresholds {
  readonly nulls: readonly NullLimit[];
  /** How many rows of the window may be rejected; null for any number. */
  readonly rejected: Percent | null;
  /** Where that is said, if a file says it. */
  readonly rejectedAt?: Place;
}

/** Every target. */
const ALL = "*";

/** Reads `personalEmail.address=5`, or `*=20`. The last `=` counts: a path may have others. */
export function readNullLimit(text: string): { readonly limit: NullLimit } | { readonly why: string } {
  const at = text.lastIndexOf("=");
  const path = text.slice(0, Math.max(0, at)).trim();
  if (at < 0 || path === "") return { why: "it must be a path and a percentage such as personalEmail.address=5" };
  const read = readPercent(text.slice(at + 1));
  return "why" in read ? read : { limit: { path, percent: read.percent } };
}

/** The first limit that no target is meant by. */
export function findUnknownLimit(
  program: Program,
  limits: readonly NullLimit[],
): { readonly path: string; readonly near: string | undefined } | null {
  for (const { path } of limits) {
    if (path === ALL) continue;
    const found = findTargets(program, path);
    if (found.kind === "unknown") return { path, near: found.near };
  }
  return null;
}

/** Where a report passes its limits: for a target the longest path that means it counts, and of two the later. */
export function checkThresholds(
  program: Program,
  { rows, targets, rejections }: Report,
  { nulls, rejected, rejectedAt = null }: Thresholds,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const limits = limitsOf(program, nulls);
  for (const [at, target] of targets.entries()) {
    const percent = limits[at];
    const { missing, null: empty, nulledByError, path } = target;
    const lost = missing + empty + nulledByError;
    if (percent === undefined || !exceeds(lost, rows.inWindow, percent)) continue;
    const share = shareOf(lost, rows.inWindow, percent);
    const how = { path, lost, rows: rows.inWindow, share, states: statesOf(target), limit: percent.text };
    const place = program.mappings[at]?.target.span ?? null;
    found.push(diagnostic(previews.XM5350, place, { ...how, main: mainReason(target) }));
  }
  if (rejected !== null && exceeds(rows.rejected, rows.inWindow, rejected)) {
    const share = shareOf(rows.rejected, rows.inWindow, rejected);
    const [most] = groupRejections(rejections);
    const main = most === undefined ? "" : `${most.code}: \`${most.path}\`, ${most.constraint}`;
    const how = { rejected: rows.rejected, rows: rows.inWindow, share, limit: rejected.text, main };
    found.push(diagnostic(previews.XM5351, rejectedAt, how));
  }
  return found;
}

/** The limit of each mapping; undefined where none is meant. */
function limitsOf(program: Program, nulls: readonly NullLimit[]): readonly (Percent | undefined)[] {
  const chosen = new Map<string, NullLimit>();
  for (const limit of nulls) {
    const found = limit.path === ALL ? null : findTargets(program, limit.path);
    const mappings = found === null ? program.mappings : found.kind === "found" ? found.mappings : [];
    for (const { path } of mappings) {
      const before = chosen.get(path);
      if (before === undefined || precedes(limit.path, before.path)) chosen.set(path, limit);
    }
  }
  return program.mappings.map(({ path }) => chosen.get(path)?.percent);
}

function precedes(path: string, before: string): boolean {
  return before === ALL || (path !== ALL && path.length >= before.length);
}

function statesOf({ missing, null: empty, nulledByError }: TargetReport): string {
  const parts = [
    ...(nulledByError > 0 ? [`${nulledByError.toLocaleString("en")} nulled by an error`] : []),
    ...(missing > 0 ? [`${missing.toLocaleString("en")} missing in the source`] : []),
    ...(empty > 0 ? [`${empty.toLocaleString("en")} null`] : []),
  ];
  return parts.join(", ");
}

function mainReason({ reasons }: TargetReport): string {
  const [most] = reasons.toSorted((left, right) => right.count - left.count);
  return most === undefined ? "" : `${most.code}, ${most.count.toLocaleString("en")} times: ${most.message}`;
}
