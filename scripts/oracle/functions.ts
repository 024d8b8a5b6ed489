// Runs documented and derived cases of Data Prep's functions: one expression, one context and one result a row.
import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { printDateTime } from "../../src/values/dates/index.js";
import { listOf, mapOf, setOf, toMarkedJson, type Value } from "../../src/values/index.js";
import { wholeNumber } from "../../src/values/make.js";
import { canonicalJson, canonicalSet } from "./canonical-json.js";
import { compareRows, type OracleOutcome } from "./outcome.js";

interface FunctionCase {
  readonly id: string;
  readonly function: string;
  readonly expr: string;
  readonly context?: unknown;
  readonly result?: unknown;
  /** The expression must not parse. */
  readonly error?: boolean;
  /** `string`: compare as texts; `set`: compare arrays without order. */
  readonly compare?: "string" | "set";
  /** `bigint`: the result is a whole number given as text. */
  readonly resultType?: "bigint";
}

const services = fixedServices({ now: new Date("2026-01-02T03:04:05.678Z"), seed: "cases" });

/** Runs the rows, one JSON text each: read as text, because `JSON.parse` would make 2.0 an Integer. None is excluded. */
export function runFunctions(lines: readonly string[]): OracleOutcome {
  const rows = lines.map((line): FunctionCase => JSON.parse(line));
  return compareRows(rows, {
    expected: (row) => (row.error === true ? "does not parse" : describeResult(row.result ?? null, row)),
    actual: (row, at) => describeActual(lines[at] ?? "", row),
  });
}

function describeActual(line: string, row: FunctionCase): string {
  const read = readCase(line);
  if ("problem" in read) return `unread case: ${read.problem}`;
  const result = evaluateCase(read.case, { services, strict: false });
  if ("error" in result) {
    if (result.error.code.startsWith("XM1")) return "does not parse";
    // Data Prep nullifies the target of a failed expression: a case cannot tell the two apart.
    return row.result === null ? "null" : `${result.error.code}: ${result.error.message}`;
  }
  if (row.resultType === "bigint") {
    const { value } = result;
    const isWhole =
      typeof value === "object" &&
      (value?.kind === "integer" || value?.kind === "long" || value?.kind === "biginteger");
    return isWhole ? JSON.stringify(result.text) : `${result.type} ${result.text}`;
  }
  return describeResult(JSON.parse(toMarkedJson(asCasesWriteIt(result.value))), row);
}

/** Date-times as Data Prep prints them, and a BigInteger that a smaller kind holds as a number. */
function asCasesWriteIt(value: Value): Value {
  if (value === null || typeof value !== "object") return value;
  switch (value.kind) {
    case "datetime":
      return printDateTime(value);
    case "biginteger":
      return wholeNumber(value.value);
    case "list":
    case "array":
      return listOf(value.items.map(asCasesWriteIt));
    case "set":
      return setOf([...value.items.values()].map(asCasesWriteIt));
    case "map":
      return mapOf(
        [...value.entries.values()].map((entry): [Value, Value] => [entry.key, asCasesWriteIt(entry.value)]),
      );
    default:
      return value;
  }
}

/** A result, as the row's way of comparing asks. */
function describeResult(json: unknown, { compare }: FunctionCase): string {
  if (compare === "string" && json !== null) return JSON.stringify(String(json));
  return compare === "set" ? canonicalSet(json) : canonicalJson(json);
}
