import type { Expr, Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { values } from "../diagnostics/values.js";
import { functionNamed } from "../functions/index.js";
import { type Failure, failure } from "../values/index.js";
import { assignTarget, planMapping } from "./assign.js";
import { columnsOf, type RowBatch } from "./batch.js";
import {
  type BatchMapper,
  type BatchMapperOptions,
  type BatchPlace,
  createBatchMapper,
  type MappedBatch,
} from "./batch-mapper.js";
import { BatchRow } from "./batch-row.js";
import type { Environment } from "./environment.js";
import { evaluate } from "./interpret.js";
import { createRowServices } from "./row-services.js";
import { emptyTally, mergeTallies } from "./tally.js";

/** What work gives that was ended because it took too long. */
export const TIMED_OUT: unique symbol = Symbol("timed out");

/** How long a row may take, and what a host has to end work that is under way. */
export interface TimeLimit {
  readonly milliseconds: number;
  /** Does the work, and ends it wherever it is when it takes longer. What the work changed then stays as it is. */
  readonly run: <T>(work: () => T) => T | typeof TIMED_OUT;
  /** Milliseconds since some time. */
  readonly clock: () => number;
}

/** How much memory a part of a batch begins with. */
const PART_MEMORY = 1 << 16;

/**
 * A mapper of batches in which no row holds up the others: what took too long is nulled, counted as an error at the part
 * of its expression that was under way (XM5062), and the row goes on without it.
 */
export function createWatchedMapper(
  program: Program,
  options: BatchMapperOptions,
  limit: TimeLimit,
):
  | { readonly kind: "mapper"; readonly mapper: BatchMapper }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const own = { ...options, columns: options.columns ?? columnsOf(program) };
  const made = createBatchMapper(program, own);
  return made.kind === "problem"
    ? made
    : { kind: "mapper", mapper: new WatchedMapper(program, own, limit, made.mapper) };
}

type OwnOptions = BatchMapperOptions & { readonly columns: readonly string[] };

class WatchedMapper implements BatchMapper {
  readonly #program: Program;
  readonly #options: OwnOptions;
  readonly #limit: TimeLimit;
  #mapper: BatchMapper;
  /** Rows of the window so far. */
  #mapped = 0;
  /** So many rows are mapped at once: fewer where a batch as a whole takes as long as one row may. */
  #most = Number.POSITIVE_INFINITY;

  constructor(program: Program, options: OwnOptions, limit: TimeLimit, mapper: BatchMapper) {
    this.#program = program;
    this.#options = options;
    this.#limit = limit;
    this.#mapper = mapper;
  }

  get rowUnderWay(): number {
    return this.#mapper.rowUnderWay;
  }

  map(batch: RowBatch, place: BatchPlace): MappedBatch {
    if (batch.rows > this.#most) return this.#mapParts(batch, place, []);
    const mapper = this.#mapper;
    const mapped = this.#limit.run(() => mapper.map(batch, place));
    if (mapped === TIMED_OUT) return this.#mapParts(batch, place, [mapper.rowUnderWay]);
    this.#mapped += mapped.tally.rows.inWindow;
    return mapped;
  }

  /** Part by part; of the rows in `suspects` one is known to be under way when the time for all of them was over. */
  #mapParts(batch: RowBatch, place: BatchPlace, suspects: readonly number[]): MappedBatch {
    const parts: MappedBatch[] = [];
    let [suspect = -1] = suspects;
    let from = 0;
    while (from < batch.rows && parts.at(-1)?.ended !== true) {
      if (suspect < 0) {
        const to = Math.min(batch.rows, from + this.#most);
        const mapper = this.#mapper;
        const part = partOf(batch, from, to);
        const mapped = this.#limit.run(() => mapper.map(part, withMemory(place)));
        if (mapped !== TIMED_OUT) {
          parts.push(this.#count(mapped));
          from = to;
          continue;
        }
        suspect = from + mapper.rowUnderWay;
      }
      // What a mapper has counted that was ended is lost, and what it keeps in mind may be half of something.
      this.#mapper = this.#renew(this.#program, {});
      if (suspect > from) parts.push(this.#count(this.#mapper.map(partOf(batch, from, suspect), withMemory(place))));
      const tooSlow = this.#findSlow(batch, place, suspect);
      if (tooSlow.size === 0) this.#most = Math.max(1, Math.ceil((suspect - from) / 4));
      const mapper = tooSlow.size === 0 ? this.#mapper : this.#renew(withFailures(this.#program, tooSlow), NO_CODE);
      if (parts.at(-1)?.ended !== true) {
        parts.push(this.#count(mapper.map(partOf(batch, suspect, suspect + 1), withMemory(place))));
      }
      // Its count of the window's rows is behind by that one.
      if (tooSlow.size > 0) this.#mapper = this.#renew(this.#program, {});
      from = suspect + 1;
      suspect = -1;
    }
    return this.#join(parts);
  }

  #renew(program: Program, more: Partial<BatchMapperOptions>): BatchMapper {
    const { limit } = this.#options;
    const left = limit === undefined ? {} : { limit: Math.max(0, limit - this.#mapped) };
    const made = createBatchMapper(program, { ...this.#options, ...left, ...more });
    // It was made before from the same delta and window.
    return made.kind === "mapper" ? made.mapper : this.#mapper;
  }

  #count(mapped: MappedBatch): MappedBatch {
    this.#mapped += mapped.tally.rows.inWindow;
    return mapped;
  }

  #join(parts: readonly MappedBatch[]): MappedBatch {
    const tally = emptyTally(this.#program, this.#options.strict ?? false);
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
    let at = 0;
    let records = 0;
    for (const part of parts) {
      bytes.set(part.bytes, at);
      at += part.bytes.length;
      records += part.records;
      mergeTallies(tally, part.tally);
    }
    const lines = parts.flatMap((part) => part.lines).slice(0, this.#options.lines ?? 0);
    return { bytes, records, lines, tally, ended: parts.at(-1)?.ended ?? false };
  }

  /** The mappings that take too long on a row, each with its failure; where only all of them together do, the slowest. */
  #findSlow(batch: RowBatch, { firstLine, source = 0 }: BatchPlace, at: number): ReadonlyMap<number, Failure> {
    const { services, strict = false, columns } = this.#options;
    const { milliseconds, run, clock } = this.#limit;
    const row = new BatchRow(columns);
    row.start(batch, firstLine, source);
    row.index = at;
    const world = createRowServices(services);
    world.startRow(source, row.line);
    const tooSlow = new Map<number, Failure>();
    const problemAt = ({ span }: Expr): Failure => failure(values.XM5062, { seconds: milliseconds / 1000 }, span);
    let all = 0;
    let longest = { took: 0, mapping: 0 };
    for (const [mapping, one] of this.#program.mappings.entries()) {
      const underWay: Expr[] = [];
      const observer: NonNullable<Environment["observer"]> = {
        enter: (part) => underWay.push(part),
        leave: () => underWay.pop(),
      };
      const env: Environment = {
        row,
        services: world.services,
        strictEngine: strict,
        strictArithmetic: strict,
        items: [],
        observer,
      };
      const planned = planMapping(one, (expression) => (given) => evaluate(expression, given));
      const start = clock();
      if (run(() => assignTarget(planned, env)) === TIMED_OUT) {
        tooSlow.set(mapping, problemAt(underWay.at(-1) ?? one.expression));
        continue;
      }
      const took = clock() - start;
      all += took;
      if (took > longest.took) longest = { took, mapping };
    }
    const slowest = this.#program.mappings[longest.mapping];
    if (tooSlow.size === 0 && all > milliseconds && slowest !== undefined) {
      tooSlow.set(longest.mapping, problemAt(slowest.expression));
    }
    return tooSlow;
  }
}

/** For one row no code is generated. */
const NO_CODE: Partial<BatchMapperOptions> = { warm: Number.POSITIVE_INFINITY };

function withMemory(place: BatchPlace): BatchPlace {
  return { ...place, memory: new ArrayBuffer(PART_MEMORY) };
}

function partOf(batch: RowBatch, from: number, to: number): RowBatch {
  return {
    rows: to - from,
    lineOf: (row) => batch.lineOf(from + row),
    valueAt: (row, slot) => batch.valueAt(from + row, slot),
  };
}

/** The program in which some mappings fail whatever they are given. */
function withFailures(program: Program, failures: ReadonlyMap<number, Failure>): Program {
  const mappings = program.mappings.map((mapping, at) => {
    const problem = failures.get(at);
    return problem === undefined ? mapping : { ...mapping, expression: failing(mapping.expression, problem) };
  });
  return { ...program, mappings };
}

function failing({ type, span }: Expr, problem: Failure): Expr {
  const fn = functionNamed("nullify");
  return fn === undefined
    ? { kind: "no-value", what: problem.message, type, span }
    : { kind: "call", fn: { ...fn, invoke: () => problem }, args: [], type, span };
}
