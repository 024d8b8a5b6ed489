import type { Program } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { DateTime } from "../values/index.js";
import { assignTarget, type Evaluate, planMapping, type TargetResult } from "./assign.js";
import type { Environment } from "./environment.js";
import { evaluate } from "./interpret.js";
import { buildRecord, planRecord } from "./record.js";
import type { Row } from "./row.js";
import { type Violation, validate } from "./validate.js";
import type { XdmObject } from "./xdm-value.js";

/** What one row becomes: its record, what each target did (in the order of the mappings), and where it breaks the schema. */
export interface RowResult {
  readonly record: XdmObject;
  readonly targets: readonly TargetResult[];
  readonly violations: readonly Violation[];
}

/** Prepares a program for its rows: what does not change from row to row is worked out once. */
export function createRowMapper(
  program: Program,
  { services, strict = false }: { readonly services: Services; readonly strict?: boolean },
): (row: Row) => RowResult {
  const plan = planRecord(program.mappings, program.schema?.tenant ?? null);
  const mappings = program.mappings.map(planMapping);
  const root = program.schema?.root ?? null;
  return (row) => {
    const evaluateOnRow = bindRow(row, services, strict);
    const targets = mappings.map((mapping) => assignTarget(mapping, evaluateOnRow));
    const record = buildRecord(
      plan,
      targets.map(({ assignments }) => assignments),
    );
    return { record, targets, violations: root === null ? [] : validate(record, root) };
  };
}

/** The evaluation of expressions on one row, for which the clock stands still. */
function bindRow(row: Row, services: Services, strict: boolean): Evaluate {
  let now: DateTime | null = null;
  const onRow: Services = {
    ...services,
    now: () => {
      now ??= services.now();
      return now;
    },
  };
  const environment: Omit<Environment, "items"> = {
    row,
    services: onRow,
    strictEngine: strict,
    strictArithmetic: strict,
  };
  return (expression, items) => evaluate(expression, { ...environment, items });
}
