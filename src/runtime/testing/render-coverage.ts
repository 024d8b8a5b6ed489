import { type Palette, plainPalette } from "../../diagnostics/index.js";
import { positionAt, type SourceFile } from "../../text/index.js";
import { cut, printable } from "../../text/terminal-text.js";
import { type CoveragePoint, countCoverage } from "./coverage.js";
import { placeOf } from "./render-results.js";

interface CoverageOptions {
  readonly palette?: Palette | undefined;
  readonly width: number;
}

/** The figures, and what no test reached, with its place. */
export function renderCoverage(
  points: readonly CoveragePoint[],
  { palette = plainPalette, width }: CoverageOptions,
): string {
  const { targets, branches, percent } = countCoverage(points);
  const lines = [
    `${palette.bold("Coverage")} ${percent} %: ${targets.reached} of ${targets.total} targets, ${branches.reached} of ${branches.total} branches`,
  ];
  const missed = points.filter(({ hits }) => hits === 0);
  if (missed.length > 0) lines.push("Not reached by any test:");
  for (const { kind, what, span } of missed) {
    const place = printable(placeOf(span));
    lines.push(cut(`  ${place}  ${kind === "target" ? `target ${printable(what)}` : printable(what)}`, width));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * The coverage as an LCOV tracefile. The lines of a mapping have the hits of its target, a branch's line the hits of the
 * branch where no mapping stands; branches are those of the choice they belong to.
 */
export function renderLcov(points: readonly CoveragePoint[]): string {
  const files = new Map<string, { readonly file: SourceFile; readonly points: CoveragePoint[] }>();
  for (const point of points) {
    const { file } = point.span;
    const known = files.get(file.path) ?? { file, points: [] };
    known.points.push(point);
    files.set(file.path, known);
  }
  return [...files.values()].map((each) => renderFile(each.file, each.points)).join("");
}

function renderFile(file: SourceFile, points: readonly CoveragePoint[]): string {
  const lineOf = (offset: number) => positionAt(file, offset).line;
  const lines = new Map<number, number>();
  for (const { kind, owner, hits } of points) {
    if (kind !== "target") continue;
    const last = lineOf(owner.end);
    for (let line = lineOf(owner.start); line <= last; line++) lines.set(line, Math.max(lines.get(line) ?? 0, hits));
  }
  const ofMappings = new Set(lines.keys());
  const blocks = new Map<string, number>();
  const numbers = new Map<string, number>();
  const branches: { readonly line: number; readonly text: string; readonly hits: number }[] = [];
  for (const { kind, span, owner, hits } of points) {
    if (kind !== "branch") continue;
    const line = lineOf(span.start);
    const choice = `${owner.file.path}:${owner.start}-${owner.end}`;
    const block = blocks.get(choice) ?? blocks.size;
    blocks.set(choice, block);
    const number = numbers.get(choice) ?? 0;
    numbers.set(choice, number + 1);
    branches.push({ line, text: `BRDA:${line},${block},${number},${hits}`, hits });
    if (!ofMappings.has(line)) lines.set(line, Math.max(lines.get(line) ?? 0, hits));
  }
  const inOrder = [...lines].toSorted(([left], [right]) => left - right);
  return [
    "TN:",
    `SF:${file.path}`,
    ...branches.toSorted((left, right) => left.line - right.line).map(({ text }) => text),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ hits }) => hits > 0).length}`,
    ...inOrder.map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${inOrder.length}`,
    `LH:${inOrder.filter(([, hits]) => hits > 0).length}`,
    "end_of_record",
    "",
  ].join("\n");
}
