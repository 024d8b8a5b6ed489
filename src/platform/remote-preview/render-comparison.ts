import { type Palette, plainPalette } from "../../diagnostics/render-text.js";
import { printCount } from "../../text/index.js";
import { cut, padEnd, padStart, printable, widthOf, wrap } from "../../text/terminal-text.js";
import type { Comparison, Example, PartComparison, TargetComparison, Told } from "./comparison.js";
import type { SentRequests } from "./send-rows.js";
import { showPair } from "./show-pair.js";

export interface RenderOptions {
  readonly width?: number;
  readonly palette?: Palette;
}

/** Narrower than this the columns have no room, and lines run over. */
const NARROWEST = 60;
const PARTS = 15;
const TOLD = 3;

/** What was compared, for people: the targets that differ with examples, and what they rest on. */
export function renderComparison(
  comparison: Comparison,
  { width: given = 80, palette = plainPalette }: RenderOptions = {},
): string {
  const width = Math.max(given, NARROWEST);
  const blocks = [
    renderRows(comparison, palette),
    renderTargets(comparison, width, palette),
    renderParts(comparison, width, palette),
    renderErrors(comparison.errors, width, palette),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

/** Where rows were sent, and how. */
export interface SentTo {
  readonly sandbox: string;
  readonly requests: SentRequests;
  /** Columns whose values were changed before. */
  readonly masked: readonly string[];
}

/** `{"sandbox", "requests", …}`: the same as data. Whole numbers that JSON would round are texts. */
export function printComparison(comparison: Comparison, sent: SentTo): string {
  const replace = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
  return `${JSON.stringify({ ...sent, ...comparison }, replace, 2)}\n`;
}

/** What was sent, in one line. */
export function describeRequests({ form, count, bytes }: SentRequests, rows: number): string {
  const how = form === "list" ? "" : ", a row each";
  const size = bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} KB`;
  return `${counted(rows, "row")} sent in ${counted(count, "request")}${how}, ${size}`;
}

function renderRows({ rows, fidelity }: Comparison, palette: Palette): string {
  const { compared, equal, differing, rejectedHere } = rows;
  const differ = `${printCount(differing)} ${differing === 1 ? "differs" : "differ"}`;
  const rejected =
    rejectedHere === 0
      ? ""
      : `; ${printCount(rejectedHere)} would be rejected, which Data Prep's preview does not check`;
  return [
    `${palette.bold("Rows")}      ${printCount(compared)} compared: ${printCount(equal)} equal, ${differing > 0 ? palette.error(differ) : differ}${rejected}`,
    `${palette.bold("Rests on")}  ${fidelity}, at the weakest`,
    "",
  ].join("\n");
}

const HEADS = ["equal", "differ"] as const;
const HEAD_WIDTH = 8;

function renderTargets({ targets }: Comparison, width: number, palette: Palette): string {
  const shown = targets.filter(
    ({ differing, kinds, errors }) => differing > 0 || kinds.text > 0 || kinds.changing > 0 || errors.length > 0,
  );
  const equal = targets.length - shown.length;
  const rest = equal === 0 ? "" : palette.dim(`${counted(equal, "target")} with the same value in every row\n`);
  if (shown.length === 0) return rest;
  const room = width - HEAD_WIDTH * HEADS.length - "  documented".length;
  const pathWidth = Math.min(Math.max("Target".length, ...shown.map(({ path }) => widthOf(printable(path)))), room);
  const heads = HEADS.map((head) => padStart(head, HEAD_WIDTH)).join("");
  const lines = [palette.bold(`${padEnd("Target", pathWidth)}${heads}  rests on`)];
  for (const target of shown) lines.push(...renderTarget(target, pathWidth, width, palette));
  return `${lines.join("\n")}\n${rest}`;
}

function renderTarget(target: TargetComparison, pathWidth: number, width: number, palette: Palette): string[] {
  const { path, expression, equal, differing, kinds, examples, reasons, errors, fidelity, parts } = target;
  const count = padStart(String(differing), HEAD_WIDTH);
  const lines = [
    `${padEnd(cut(printable(path), pathWidth), pathWidth)}${padStart(String(equal), HEAD_WIDTH)}${differing > 0 ? palette.error(count) : palette.dim(count)}  ${fidelity ?? "-"}`,
  ];
  const add = (text: string): void => {
    const [first = "", ...more] = wrap(printable(text), width - 4, 3);
    lines.push(`  ${first}`, ...more.map((line) => `    ${line}`));
  };
  if (expression === null) add("no mapping writes it");
  else add(`from ${expression}`);
  const kindsTold = describeKinds(kinds);
  if (kindsTold !== "") add(kindsTold);
  for (const example of examples) lines.push(...renderExample(example, path, width));
  for (const told of reasons.slice(0, TOLD)) add(`here: ${told.code ?? ""} ${told.count}× ${told.message}`);
  for (const told of errors.slice(0, TOLD)) add(`Data Prep: ${told.count}× ${told.message}`);
  if (differing > 0 && parts.length > 0) add(`rests on ${parts.join(", ")}`);
  return lines;
}

function describeKinds(kinds: TargetComparison["kinds"]): string {
  const words: readonly (readonly [number, string])[] = [
    [kinds["missing-here"], "only Data Prep has a value"],
    [kinds["missing-there"], "only xdmap has a value"],
    [kinds.value, "other value"],
    [kinds.type, "other type"],
    [kinds.text, "same instant, written otherwise"],
    [kinds.changing, "changes from run to run, not compared"],
  ];
  return words.flatMap(([count, text]) => (count > 0 ? [`${count}× ${text}`] : [])).join("; ");
}

/** Where a difference is: of several samples, in which. */
export function describePlace({ sample, line }: Pick<Example, "sample" | "line">): string {
  return sample === undefined ? `line ${line}` : `${printable(sample)}, line ${line}`;
}

function renderExample(example: Example, target: string, width: number): readonly string[] {
  const { path, here, there } = example;
  const where = path === target ? "" : ` ${printable(path)}`;
  const head = `  ${describePlace(example)}${where}:`;
  const [mine, theirs] = showPair(here, there, width - "    there ".length);
  const text = `${head} here ${mine}, there ${theirs}`;
  if (widthOf(text) <= width) return [text];
  return [cut(head, width), `    here  ${mine}`, `    there ${theirs}`];
}

function renderParts({ parts }: Comparison, width: number, palette: Palette): string {
  const involved = parts.filter(({ differing }) => differing > 0);
  if (involved.length === 0) return "";
  const names = involved.map(({ name }) => widthOf(printable(name)));
  const nameWidth = Math.min(Math.max("What differing values rest on".length, ...names), width - 2 * HEAD_WIDTH - 14);
  const heads = ["differ", "agree"].map((head) => padStart(head, HEAD_WIDTH)).join("");
  const lines = [palette.bold(`${padEnd("What differing values rest on", nameWidth)}${heads}`)];
  for (const part of involved.slice(0, PARTS)) lines.push(...renderPart(part, nameWidth, width, palette));
  if (involved.length > PARTS)
    lines.push(palette.dim(`and ${involved.length - PARTS} more; --format json has all of them`));
  return `${lines.join("\n")}\n`;
}

function renderPart(part: PartComparison, nameWidth: number, width: number, palette: Palette): string[] {
  const { kind, name, differing, agreeing, fidelity, assumptions } = part;
  const counts = padStart(String(differing), HEAD_WIDTH) + padStart(String(agreeing), HEAD_WIDTH);
  const lines = [`${padEnd(cut(printable(name), nameWidth), nameWidth)}${counts}  ${kind}`];
  const add = (text: string): void => {
    const [first = "", ...more] = wrap(printable(text), width - 4, 3);
    lines.push(palette.dim(`  ${first}`), ...more.map((line) => palette.dim(`    ${line}`)));
  };
  add(`${fidelity.level}: ${fidelity.source}`);
  for (const { about, chosen, refused } of assumptions) add(`assumed of ${about}: ${chosen} (or else: ${refused})`);
  return lines;
}

function renderErrors(errors: readonly Told[], width: number, palette: Palette): string {
  if (errors.length === 0) return "";
  const lines = errors.slice(0, 10).map(({ count, message }) => cut(`  ${count}× ${printable(message)}`, width));
  const more = errors.length > 10 ? [palette.dim(`  and ${errors.length - 10} more`)] : [];
  return `${[palette.bold("Data Prep told of no target"), ...lines, ...more].join("\n")}\n`;
}

function counted(amount: number, word: string): string {
  return `${printCount(amount)} ${word}${amount === 1 ? "" : "s"}`;
}
