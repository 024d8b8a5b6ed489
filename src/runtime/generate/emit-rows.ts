import type { Expr, Program } from "../../compiler/index.js";
import { uuid } from "../../functions/special.js";
import { partsOf } from "../assign.js";
import type { LayoutLeaf, LayoutMixed, LayoutNode, LayoutObject } from "../record-layout.js";
import { analyse } from "./analyse.js";
import { Emitter } from "./emit.js";
import { emitLeaf, writeKey } from "./emit-leaf.js";
import type { Strictness } from "./generation.js";
import { SharedParts } from "./shared-parts.js";
import type { Cell } from "./support.js";
import { Constants, Writer } from "./writer.js";

export interface RowCodeOptions {
  readonly strict: Strictness;
  /** Whether it is counted what becomes of the values. */
  readonly report: boolean;
}

export interface GeneratedRows {
  /** The body of a function that gives a function of a `RowHost`, which gives `RowCode`. */
  readonly source: string;
  readonly constants: readonly unknown[];
  /** Where the environment goes. */
  readonly cell: Cell;
}

/**
 * Writes the code that maps the rows of a batch to JSON text. One small function for each target and each object, so that
 * V8 optimises them however many there are. Null where the order matters in which targets ask for identifiers, and the
 * record has another.
 */
export function generateRows(
  program: Program,
  layout: LayoutObject,
  columns: readonly string[],
  { strict, report }: RowCodeOptions,
): GeneratedRows | null {
  if (!keepsIdentifiers(program, layout)) return null;
  const constants = new Constants();
  const cell: Cell = { env: null };
  constants.nameOf(cell);
  const slots = new Map(columns.map((column, slot) => [column, slot]));
  const delta = deltaPath(program);
  const leaves = leavesIn(layout);
  const expressions = leaves.flatMap(({ mapping }) => program.mappings[mapping]?.expression ?? []);
  const roots = delta === null ? expressions : [delta, ...expressions];
  const parts = new SharedParts(roots, {
    facts: analyse(...roots),
    strict,
    cell,
    constants,
    readPath: (part, writer) => readColumn(part.segments, slots, writer),
  });
  const functions = new FunctionsOfRecord(program, parts, constants, report);
  const record = functions.object(layout);
  const readDelta = delta === null ? "null" : functions.delta(delta);
  const source = [
    "return function make(host) {",
    "const { sink, env, missing, nulls } = host;",
    "const row = env.row;",
    "let batch = null, index = 0, turn = 0, used = 0;",
    ...parts.source,
    ...functions.source,
    "return {",
    "start: (next) => { batch = next; },",
    "enter: (next) => { index = next; turn = (turn + 1) | 0; },",
    `readDelta: ${readDelta},`,
    `record: ${record},`,
    "takeLabels: () => { const labels = used; used = 0; return labels; },",
    "};",
    "};",
  ].join("\n");
  return { source, constants: constants.values, cell };
}

function deltaPath({ delta }: Program): Expr | null {
  return delta === null ? null : { kind: "path", segments: delta.path, type: { kind: "any" }, span: delta.span };
}

/** Code that reads a path from the batch: as `readPath` does, which also knows what to do where the first name is nothing. */
function readColumn(segments: readonly string[], slots: ReadonlyMap<string, number>, writer: Writer): string {
  const [first = "", ...rest] = segments;
  const slot = slots.get(first);
  const value = slot === undefined ? "MISSING" : `batch.valueAt(index, ${slot})`;
  if (rest.length === 0) return value;
  const start = writer.declare(value);
  const whole = `readPath(${writer.constant(segments)}, row)`;
  return `${start} === MISSING || ${start} === null ? ${whole} : memberPath(${start}, ${writer.constant(rest)})`;
}

function leavesIn(node: LayoutNode): readonly LayoutLeaf[] {
  switch (node.kind) {
    case "leaf":
      return [node];
    case "mixed":
      return [];
    case "object":
      return node.children.flatMap(leavesIn);
  }
}

/** Whether identifiers are asked for in the order of the mappings although targets are made in the order of the record. */
function keepsIdentifiers({ mappings }: Program, layout: LayoutObject): boolean {
  const asking = orderOf(layout).filter((at) => {
    const expression = mappings[at]?.expression;
    return expression !== undefined && partsOf(expression).some((part) => part.kind === "call" && isUuid(part));
  });
  return asking.every((at, nth) => nth === 0 || at > (asking[nth - 1] ?? 0));
}

function isUuid({ fn }: Extract<Expr, { kind: "call" }>): boolean {
  return fn.invoke === uuid.invoke;
}

function orderOf(node: LayoutNode): readonly number[] {
  switch (node.kind) {
    case "leaf":
      return [node.mapping];
    case "mixed":
      return node.mappings;
    case "object":
      return node.children.flatMap(orderOf);
  }
}

/** Writes the functions of a record; each takes the place to write at, and gives the place after what it wrote. */
class FunctionsOfRecord {
  readonly source: string[] = [];
  readonly #program: Program;
  readonly #parts: SharedParts;
  readonly #constants: Constants;
  readonly #report: boolean;
  #objects = 0;

  constructor(program: Program, parts: SharedParts, constants: Constants, report: boolean) {
    this.#program = program;
    this.#parts = parts;
    this.#constants = constants;
    this.#report = report;
  }

  /** An object of which nothing is left takes itself back; the record itself stays. */
  object(node: LayoutObject): string {
    const writer = new Writer(this.#constants);
    const name = `object${this.#objects++}`;
    const isRecord = name === "object0";
    const calls = node.children.map((child) => ({ child, call: this.#function(child) }));
    writer.open(`function ${name}(start) {`);
    writer.line("let at = start, lacks = false, b = null;");
    if (isRecord) writer.line("sink.bytes[at] = 123; at += 1;");
    else writer.line(`at = ${writeKey(node.name, "{", writer)};`);
    writer.line("const open = at;");
    for (const [nth, { child, call }] of calls.entries()) {
      if (!child.required) {
        writer.line(`at = ${call}(at);`);
        continue;
      }
      writer.line(`const next${nth} = ${call}(at);`);
      if (isRecord) writer.line(`if (next${nth} === at) host.flawed = true;`);
      else writer.line(`if (next${nth} === at) lacks = true;`);
      writer.line(`at = next${nth};`);
    }
    const flaw = node.neverWhole ? "host.flawed = true;" : "";
    if (isRecord) {
      writer.line(`${flaw} if (at === open) { sink.bytes[at] = 125; at += 1; } else sink.bytes[at - 1] = 125;`);
      writer.line("sink.bytes[at] = 10; return at + 1;");
    } else {
      writer.line("if (at === open) return start;");
      if (node.neverWhole) writer.line("host.flawed = true;");
      else if (calls.some(({ child }) => child.required)) writer.line("if (lacks) host.flawed = true;");
      writer.line("sink.bytes[at - 1] = 125; sink.bytes[at] = 44; return at + 1;");
    }
    writer.close();
    this.source.push(writer.source());
    return name;
  }

  delta(path: Expr): string {
    const emitter = new Emitter(this.#parts.context);
    const value = emitter.outcome(path, "plain", () => "return null;");
    return `() => {\n${emitter.writer.source()}\nreturn ${value.code};\n}`;
  }

  #function(node: LayoutNode): string {
    switch (node.kind) {
      case "object":
        return this.object(node);
      case "leaf":
        return this.#leaf(node);
      case "mixed":
        return this.#mixed(node);
    }
  }

  #leaf({ name, mapping, field }: LayoutLeaf): string {
    const planned = this.#program.mappings[mapping];
    const emitter = new Emitter(this.#parts.context);
    const { writer } = emitter;
    const called = `target${mapping}`;
    writer.open(`function ${called}(at) {`);
    writer.line("let b = null;");
    if (planned !== undefined) {
      const lost = (failure: string) => (this.#report ? `host.lost(${mapping}, ${failure}); return at;` : "return at;");
      const outcome = emitter.outcome(planned.expression, "plain", lost);
      const type = planned.field?.type ?? null;
      emitLeaf({ mapping, name, type, rules: field, counts: this.#report }, outcome, writer);
    }
    writer.line("return at;");
    writer.close();
    this.source.push(writer.source());
    return called;
  }

  #mixed({ mappings }: LayoutMixed): string {
    const called = `mixed${mappings[0] ?? 0}`;
    this.source.push(`function ${called}(at) { return host.mixed(${mappings[0] ?? 0}, at); }`);
    return called;
  }
}
