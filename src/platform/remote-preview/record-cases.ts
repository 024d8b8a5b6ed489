import { normalOf } from "../../compiler/import/index.js";
import { writeSource } from "../../compiler/import/write-source.js";
import { type Expr, lowerExpression, type Program } from "../../compiler/index.js";
import { values } from "../../diagnostics/values.js";
import { functionNamed } from "../../functions/index.js";
import { childrenOf, type Expression, parseExpression } from "../../grammar/index.js";
import { columnsOfExpression } from "../../runtime/batch.js";
import { valueAt, xdmOfJson } from "../../runtime/compare-records.js";
import { type EvalResult, evaluateCase, printXdm, readCase, resultLine, type XdmValue } from "../../runtime/index.js";
import { convertedTo, judgeValue } from "../../runtime/replay-case.js";
import type { Field } from "../../schema/index.js";
import { createSourceFile } from "../../text/index.js";
import { type JavaMap, toJson, toMarkedJson } from "../../values/index.js";
import type { PreviewedRow } from "../services/data-prep-types.js";
import { createCleaner } from "./clean-text.js";
import type { ComparedRow } from "./compare-row.js";
import type { LocalRow, LocalTarget, MapOptions } from "./map-rows.js";
import { pathOfSteps, stepsOfTarget, stepsWith } from "./place-target.js";
import { pruneContext } from "./prune-context.js";
import { fieldsOf, rowOf } from "./row-text.js";

/** A row with all that is known of it. */
export interface RowPair {
  readonly local: LocalRow;
  readonly remote: PreviewedRow;
  readonly compared: ComparedRow;
}

export interface RecordOptions extends MapOptions {
  /** Of xdmap. */
  readonly version: string;
  /** `2026-11-22` */
  readonly date: string;
}

/** Why a value is no case: what it gives by itself is not what it gives in its row. */
export type LeftOutWhy = "changes" | "object" | "depends" | "unwritten" | "context";

export interface RecordedCases {
  /** A line of JSON for each value of each row. */
  readonly lines: readonly string[];
  /** The targets that have no cases, or not for all values, by why. */
  readonly leftOut: ReadonlyMap<string, LeftOutWhy>;
}

/** The pairs of rows as cases for `xdmap eval --batch`: each mapping with what it reads, and what became of it here and there. */
export function recordCases(program: Program, pairs: readonly RowPair[], options: RecordOptions): RecordedCases {
  const lines: string[] = [];
  const leftOut = new Map<string, LeftOutWhy>();
  const written = normalOf(program).mappings.map((mapping) => {
    const source = writeSource(mapping, "plain");
    return source.kind === "written" ? source.text : null;
  });
  const columns = program.mappings.map(({ expression }) => columnsOfExpression(expression, program.source));
  const clean = createCleaner(program);
  const lower = createLowering();
  for (const [index, pair] of pairs.entries()) {
    const answer = xdmOfJson(pair.remote.data);
    for (const [at, mapping] of program.mappings.entries()) {
      const target = pair.local.targets[at];
      const text = written[at];
      if (target === undefined) continue;
      const why = whyLeftOut(mapping.field, target) ?? (text === null || text === undefined ? "unwritten" : null);
      if (why !== null || text === null || text === undefined) {
        leftOut.set(mapping.path, why ?? "unwritten");
        continue;
      }
      const whole = fieldsOf(rowOf(pair.local.row), columns[at] ?? []);
      for (const { indexes, value } of target.assignments) {
        const steps = stepsWith(stepsOfTarget(mapping, program), indexes);
        const expr = withIndexes(text, indexes);
        const recorded = valueAt(pair.local.record, steps);
        const evaluateOn = (context: JavaMap) => {
          const result = evaluateCase({ id: null, expr, context }, options);
          return isFaithful(result, value, recorded, mapping.field) ? { context, result } : null;
        };
        const evaluated = evaluateOn(pruneContext(whole, lower(expr))) ?? evaluateOn(whole);
        if (evaluated === null) {
          leftOut.set(mapping.path, "depends");
          continue;
        }
        const there = valueAt(answer, steps);
        const parts = { index, pair, at, path: clean(pathOfSteps(steps)), expr, there, field: mapping.field };
        const line = caseLine({ ...parts, ...evaluated }, options, clean);
        if (isReadAgain(line, evaluated.result, options)) lines.push(line);
        else leftOut.set(mapping.path, "context");
      }
    }
  }
  return { lines, leftOut };
}

interface CaseParts {
  readonly index: number;
  readonly pair: RowPair;
  readonly at: number;
  readonly path: string;
  readonly expr: string;
  readonly context: JavaMap;
  readonly result: EvalResult;
  /** What Data Prep's record has at the path. */
  readonly there: XdmValue | null;
  readonly field: Field | null;
}

function caseLine(
  { index, pair, at, path, expr, context, result, there, field }: CaseParts,
  { strict, version, date }: RecordOptions,
  clean: (text: string) => string,
): string {
  const { local, compared } = pair;
  const target = local.targets[at];
  const errors = compared.targets[at]?.errors ?? [];
  const agrees = judgeValue(result, there, field).kind === "agrees";
  const json = (value: unknown): string => JSON.stringify(value);
  const members: readonly (readonly [string, string])[] = [
    ["id", json(`row ${index + 1} ${path}`)],
    ["expr", json(expr)],
    ["context", toJson(context)],
    "error" in result
      ? ["error", json({ code: result.error.code, message: clean(result.error.message) })]
      : ["result", toMarkedJson(result.value)],
    ["expected", there === null ? "null" : printXdm(there)],
    ["agrees", String(agrees)],
    ...(errors.length === 0 ? [] : [["errors", json(errors.map(clean))] as const]),
    ["target", json({ path, ...typeOf(field) })],
    ["strict", String(strict)],
    ["fidelity", json(labelOf(target))],
    [
      "parts",
      json([...(target?.parts.values() ?? [])].map(({ kind, name, fidelity }) => ({ kind, name, ...fidelity }))),
    ],
    ["line", String(local.row.line)],
    ["xdmap", json(version)],
    ["date", json(date)],
  ];
  return `{${members.map(([name, text]) => `${json(name)}:${text}`).join(",")}}`;
}

function labelOf(target: LocalTarget | undefined): string {
  const levels = [...(target?.parts.values() ?? [])].map(({ fidelity }) => fidelity.level);
  return levels.includes("assumed") ? "assumed" : levels.includes("documented") ? "documented" : "verified";
}

function typeOf(field: Field | null): { readonly type?: string; readonly items?: string } {
  if (field === null) return {};
  return field.items === null ? { type: field.type } : { type: field.type, items: field.items.type };
}

function whyLeftOut(field: Field | null, { parts, losses }: LocalTarget): LeftOutWhy | null {
  // It would take as long once more.
  if (losses.some(({ code }) => code === values.XM5062.code)) return "depends";
  if ([...parts.values()].some(({ changes }) => changes)) return "changes";
  const isLeaf = (one: Field | null): boolean => one === null || !["object", "map", "array"].includes(one.type);
  return isLeaf(field) || (field?.type === "array" && isLeaf(field.items)) ? null : "object";
}

/** Lowers expressions as `evaluateCase` does, each once. */
function createLowering(): (text: string) => Expr {
  const known = new Map<string, Expr>();
  return (text) => {
    const lowered =
      known.get(text) ??
      lowerExpression(parseExpression(createSourceFile("expression", text)).expression, { functionNamed });
    known.set(text, lowered);
    return lowered;
  };
}

/** Whether a replay has the same before it: a row may have objects that stand for something else in a case (`$java`). */
function isReadAgain(line: string, result: EvalResult, options: MapOptions): boolean {
  if (!line.includes('"$java"')) return true;
  const read = readCase(line);
  if (!("case" in read)) return false;
  const again = evaluateCase(read.case, options);
  return resultLine({ ...again, id: null }) === resultLine({ ...result, id: null });
}

/** Whether the case by itself gives what its row gave, and the record holds just that. */
function isFaithful(
  result: EvalResult,
  assigned: XdmValue | null,
  recorded: XdmValue | null,
  field: Field | null,
): boolean {
  const alone = "error" in result ? null : convertedTo(result.value, field);
  const texts = [alone, assigned, recorded].map((value) => (value === null ? null : printXdm(value)));
  return texts.every((text) => text === texts[0]);
}

/** `items[*].sku` of the second item is `items[1].sku`: by itself an expression goes through nothing. */
function withIndexes(text: string, indexes: readonly number[]): string {
  if (indexes.length === 0) return text;
  const found: { readonly start: number; readonly end: number; readonly level: number }[] = [];
  const visit = (one: Expression): void => {
    if (one.kind === "wildcard") {
      found.push({ start: one.object.span.end, end: one.span.end, level: levelOf(one.object) });
    }
    for (const child of childrenOf(one)) visit(child);
  };
  visit(parseExpression(createSourceFile("expression", text)).expression);
  let made = text;
  for (const { start, end, level } of found.toSorted((one, other) => other.start - one.start)) {
    made = `${made.slice(0, start)}[${indexes[level] ?? 0}]${made.slice(end)}`;
  }
  return made;
}

/** How many `[*]` an expression goes through before. */
function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case "wildcard":
      return levelOf(expression.object) + 1;
    case "member":
    case "index":
      return levelOf(expression.object);
    default:
      return 0;
  }
}
