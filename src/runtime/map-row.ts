import type { Expr, Program, ProgramMapping } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import { assignTarget, planMapping, type TargetResult } from "./assign.js";
import type { Environment } from "./environment.js";
import { type CompiledExpression, compileWhenWarm } from "./generate/index.js";
import { buildRecord, planRecord } from "./record.js";
import type { Row } from "./row.js";
import { createRowServices } from "./row-services.js";
import { type Violation, validate } from "./validate.js";
import type { XdmObject } from "./xdm-value.js";

/** What one row becomes: its record, what each target did (in the order of the mappings), and where it breaks the schema. */
export interface RowResult {
  readonly record: XdmObject;
  readonly targets: readonly TargetResult[];
  readonly violations: readonly Violation[];
}

export interface RowMapperOptions {
  readonly services: Services;
  /** JEXL's strict mode: both the engine's and the arithmetic's. */
  readonly strict?: boolean;
  /** Makes an expression of a mapping ready for the rows; by default as generated code. */
  readonly compile?: (expression: Expr, mapping: ProgramMapping) => CompiledExpression;
}

function generated(strict: boolean): (expression: Expr) => CompiledExpression {
  const strictness = { engine: strict, arithmetic: strict };
  return (expression) => compileWhenWarm(expression, strictness);
}

/** Prepares a program for its rows: what does not change from row to row is worked out once. */
export function createRowMapper(
  program: Program,
  { services, strict = false, compile = generated(strict) }: RowMapperOptions,
): (row: Row, source?: number) => RowResult {
  const world = createRowServices(services);
  const mapRow = planRowMapper(program, { services: world.services, strict, compile });
  return (row, source = row.source ?? 0) => {
    world.startRow(source, row.line);
    return mapRow(row);
  };
}

/** The same for a caller that says itself when a row begins. */
export function planRowMapper(
  program: Program,
  { services, strict = false, compile = generated(strict) }: RowMapperOptions,
): (row: Row) => RowResult {
  const plan = planRecord(program.mappings, program.schema?.tenant ?? null);
  const mappings = program.mappings.map((mapping) =>
    planMapping(mapping, (expression) => compile(expression, mapping)),
  );
  const root = program.schema?.root ?? null;
  return (row) => {
    const env: Environment = {
      row,
      services,
      strictEngine: strict,
      strictArithmetic: strict,
      items: [],
    };
    const targets = mappings.map((mapping) => assignTarget(mapping, env));
    const record = buildRecord(
      plan,
      targets.map(({ assignments }) => assignments),
    );
    return { record, targets, violations: root === null ? [] : validate(record, root) };
  };
}
