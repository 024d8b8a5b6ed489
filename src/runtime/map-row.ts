import type { Program } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { DateTime } from "../values/index.js";
import { assignTarget, planMapping, type TargetResult } from "./assign.js";
import type { Environment } from "./environment.js";
import { compileWhenWarm } from "./generate/index.js";
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
  const strictness = { engine: strict, arithmetic: strict };
  const mappings = program.mappings.map((mapping) =>
    planMapping(mapping, (expression) => compileWhenWarm(expression, strictness)),
  );
  const root = program.schema?.root ?? null;
  const clock = createRowClock(services);
  return (row) => {
    clock.restart();
    const env: Environment = {
      row,
      services: clock.services,
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

/** Services whose clock stands still until it is restarted, for the next row. */
function createRowClock(services: Services): { readonly services: Services; readonly restart: () => void } {
  let now: DateTime | null = null;
  return {
    services: {
      ...services,
      now: () => {
        now ??= services.now();
        return now;
      },
    },
    restart: () => {
      now = null;
    },
  };
}
