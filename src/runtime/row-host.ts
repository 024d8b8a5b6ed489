import type { Program } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { Failure, Outcome } from "../values/index.js";
import { assignTarget, type PlannedMapping, planMapping, resultOf, type TargetResult } from "./assign.js";
import type { BatchRow } from "./batch-row.js";
import { ByteSink, LONGEST_FIXED } from "./byte-sink.js";
import type { RowCounter } from "./count-rows.js";
import type { Environment } from "./environment.js";
import { compileWhenWarm, LEVEL_BITS, type RowHost } from "./generate/index.js";
import { lossOf } from "./loss.js";
import { buildRecord, planRecord, type RecordPlan } from "./record.js";
import type { LayoutLeaf, LayoutMixed, LayoutNode, LayoutObject } from "./record-layout.js";
import { breaksRules } from "./validate.js";
import { isXdmObject, printXdm, type XdmValue } from "./xdm-value.js";

export interface RowHostOptions {
  readonly row: BatchRow;
  readonly services: Services;
  readonly strict: boolean;
  readonly counter: RowCounter;
  /** By mapping: the values that were nulled by an error. */
  readonly failed: Uint32Array;
  /** Told of the labels of conversions, as bits. */
  readonly onLabel: (bits: number) => void;
}

const FIRST_MEMORY = 1 << 20;
const COMMA = 44;
const encoder = new TextEncoder();

/** What a value is written under. */
interface Written {
  readonly key: Uint8Array;
  readonly node: LayoutLeaf | LayoutMixed;
}

/** A part of the record that several targets write to, or arrays. */
interface PlannedPart extends Written {
  readonly node: LayoutMixed;
  readonly planned: readonly { readonly at: number; readonly mapping: PlannedMapping }[];
  readonly plan: RecordPlan;
}

/** What generated code leaves to others: it is done as for a single row, and written as generated code writes. */
export function createRowHost(program: Program, layout: LayoutObject, options: RowHostOptions): RowHost {
  const { row, services, strict, counter, failed, onLabel } = options;
  const env: Environment = { row, services, strictEngine: strict, strictArithmetic: strict, items: [] };
  const count = program.mappings.length;
  const sink = new ByteSink(new ArrayBuffer(FIRST_MEMORY), reserveOf(layout));
  const leaves = new Map<number, Written>();
  const parts = new Map<number, PlannedPart>();
  collect(layout);

  const host: RowHost = {
    sink,
    env,
    missing: new Uint32Array(count),
    nulls: new Uint32Array(count),
    flawed: false,
    lost: (mapping: number, problem: Failure) => {
      bump(failed, mapping);
      const place = program.mappings[mapping]?.expression.span ?? null;
      counter.losses(mapping, [lossOf(problem, place)], row);
    },
    slow: (at: number, outcome: Outcome, start: number) => {
      const mapping = program.mappings[at];
      const leaf = leaves.get(at);
      if (mapping === undefined || leaf === undefined) return start;
      const result = resultOf(mapping, outcome);
      account(at, result);
      return write(leaf, result.assignments[0]?.value ?? null, start);
    },
    mixed: (at: number, start: number) => {
      const part = parts.get(at);
      if (part === undefined) return start;
      const results = part.planned.map(({ mapping }) => assignTarget(mapping, env));
      for (const [nth, result] of results.entries()) account(part.planned[nth]?.at ?? 0, result);
      const assignments = results.map((result) => result.assignments);
      let value: XdmValue | undefined = buildRecord(part.plan, assignments);
      for (const name of part.node.path) {
        value = value !== undefined && isXdmObject(value) ? value.get(name) : undefined;
      }
      return write(part, value ?? null, start);
    },
  };
  return host;

  function collect(node: LayoutNode): void {
    if (node.kind === "object") {
      for (const child of node.children) collect(child);
      return;
    }
    const key = encoder.encode(`${JSON.stringify(node.name)}:`);
    if (node.kind === "leaf") {
      leaves.set(node.mapping, { key, node });
      return;
    }
    const mappings = node.mappings.flatMap((at) => program.mappings[at] ?? []);
    const strictness = { engine: strict, arithmetic: strict };
    parts.set(node.mappings[0] ?? 0, {
      key,
      node,
      planned: mappings.map((mapping, nth) => ({
        at: node.mappings[nth] ?? 0,
        mapping: planMapping(mapping, (expression) => compileWhenWarm(expression, strictness)),
      })),
      plan: planRecord(mappings, program.schema?.tenant ?? null),
    });
  }

  function account(at: number, { state, losses, fidelity }: TargetResult): void {
    if (state === "missing") bump(host.missing, at);
    else if (state === "null") bump(host.nulls, at);
    else if (state === "nulledByError") bump(failed, at);
    onLabel(LEVEL_BITS[fidelity]);
    if (losses.length > 0) counter.losses(at, losses, row);
  }

  function write({ key, node }: Written, value: XdmValue | null, start: number): number {
    if (value === null) return start;
    if (node.field !== null && breaksRules(value, node.field)) host.flawed = true;
    const at = sink.json(printXdm(value), sink.copy(key, start));
    sink.bytes[at] = COMMA;
    return at + 1;
  }
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** The bytes of a record that are no text, number or key of a value. */
function reserveOf(node: LayoutNode): number {
  const own = 3 * node.name.length * 2 + LONGEST_FIXED;
  return node.kind === "object" ? node.children.reduce((sum, child) => sum + reserveOf(child), own) : own;
}
