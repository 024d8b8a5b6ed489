import { isRelated, type Program, readTestWorld, targetScope } from "../../compiler/index.js";
import type { Services } from "../../functions/index.js";
import type { GivenRow, SampleRow, Test } from "../../grammar/index.js";
import type { XdmSchema } from "../../schema/index.js";
import type { Span } from "../../text/index.js";
import { dateTimeAt, OFFSET_UTC } from "../../values/dates/index.js";
import type { DateTime } from "../../values/index.js";
import { evaluate } from "../interpret.js";
import { createRowMapper } from "../map-row.js";
import type { Row } from "../row.js";
import { compareRow, type Difference, lookedAt } from "./compare.js";
import { type Coverage, createCoverage } from "./coverage.js";
import { givenRow } from "./given-row.js";

export interface RunOptions {
  /** For the digests; the clock and the identifiers are each test's own. */
  readonly services: Services;
  /** JEXL's strict mode. */
  readonly strict: boolean;
  /** The name of `_{TENANT_ID}` where it is known. */
  readonly tenant: string | null;
  /** The rows of files that tests name, which the host has read. */
  readonly rows: ReadonlyMap<SampleRow, Row>;
}

export interface TestResult {
  readonly name: string;
  readonly span: Span;
  readonly passed: boolean;
  /** Of the rows that did not become what was expected. */
  readonly failures: readonly RowFailure[];
  /** How many rows the test gives. */
  readonly rows: number;
}

export interface RowFailure {
  /** Counts from 1. */
  readonly row: number;
  readonly differences: readonly Difference[];
}

export interface TestRun {
  readonly results: readonly TestResult[];
  readonly coverage: Coverage;
}

/** The name of `_{TENANT_ID}`, by the settings or the schema. */
export function tenantName(schema: XdmSchema | null, tenant: string | null): string | null {
  return targetScope(schema, tenant).tenant;
}

/** The clock of a test that sets none. */
const DEFAULT_NOW = dateTimeAt(OFFSET_UTC, Date.UTC(2020, 0, 1) / 1000, 0);

/**
 * Runs tests of a program: each row is mapped as Data Prep would, and held against what the test expects. A test without
 * a `given` or an `expect`, which `check` reports, is left out.
 */
export function runTests(program: Program, tests: readonly Test[], options: RunOptions): TestRun {
  const collector = createCoverage(program);
  const world = createWorld(options.services);
  const mapRow = createRowMapper(program, {
    services: world.services,
    strict: options.strict,
    compile: (expression, mapping) => {
      const observer = collector.observer(mapping);
      return (env) => evaluate(expression, { ...env, observer });
    },
  });
  const tenant = options.tenant ?? "_{TENANT_ID}";
  const results = tests.flatMap((test): TestResult[] => {
    const { given, expect, name } = test;
    const [first] = expect ?? [];
    if (given === null || expect === null || first === undefined) return [];
    world.set(test);
    const failures = given.flatMap((row, at): RowFailure[] => {
      const source = rowOf(row, program, options.rows);
      if (source === undefined) return [];
      const result = mapRow(source);
      const expected = expect[at] ?? first;
      const targets = lookedAt(expected, tenant);
      collector.endRow(({ target }) => targets === null || targets.some((each) => isRelated(each, target)));
      const differences = compareRow(expected, { program, result, tenant });
      return differences.length === 0 ? [] : [{ row: at + 1, differences }];
    });
    return [{ name: name.value, span: name.span, passed: failures.length === 0, failures, rows: given.length }];
  });
  return { results, coverage: collector.coverage() };
}

function rowOf(row: GivenRow, program: Program, rows: RunOptions["rows"]): Row | undefined {
  return row.kind === "record" ? givenRow(row, program.source) : rows.get(row);
}

/** A clock that stands still, and identifiers that count. */
function createWorld(services: Services): { readonly services: Services; readonly set: (test: Test) => void } {
  let now: DateTime = DEFAULT_NOW;
  let uuids: readonly string[] = [];
  let given = 0;
  return {
    services: {
      ...services,
      now: () => now,
      uuid: () => {
        given++;
        return uuids[given - 1] ?? `00000000-0000-4000-8000-${String(given).padStart(12, "0")}`;
      },
    },
    set: (test) => {
      // What cannot be followed `check` has reported.
      const world = readTestWorld(test, () => undefined);
      now = world.now ?? DEFAULT_NOW;
      uuids = world.uuids;
      given = 0;
    },
  };
}
