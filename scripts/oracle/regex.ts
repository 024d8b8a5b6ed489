// Compares the Java regular expressions with java.util.regex: rows of the kind `regex`, one pattern and one text each.
import { compileJavaRegex, type JavaRegex } from "../../src/values/regex/index.js";
import type { OracleFailure, OracleOutcome } from "./outcome.js";

export interface RegexRow {
  readonly id: string;
  readonly op: "split" | "matches" | "groups" | "fullGroups" | "replaceAll" | "replaceFirst";
  readonly regex: string;
  readonly input: string;
  readonly arg?: string | number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Runs the rows. None is excluded: a construct that xdmap refuses counts against it. */
export function runRegex(rows: readonly RegexRow[]): OracleOutcome {
  const failures: OracleFailure[] = [];
  for (const row of rows) {
    const expected = row.error === undefined ? JSON.stringify(row.result) : "error";
    const actual = actualOf(row);
    if (actual !== expected) failures.push({ id: row.id, expected, actual, row });
  }
  return { passed: rows.length - failures.length, total: rows.length, excluded: 0, failures };
}

function actualOf(row: RegexRow): string {
  const compiled = compileJavaRegex(row.regex);
  if ("problem" in compiled) return "error";
  const result = resultOf(compiled.regex, row);
  return typeof result === "object" && result !== null && "message" in result ? "error" : JSON.stringify(result);
}

function resultOf(regex: JavaRegex, { op, input, arg }: RegexRow) {
  switch (op) {
    case "split":
      return regex.split(input, typeof arg === "number" ? arg : 0);
    case "matches":
      return regex.matches(input);
    case "groups":
      return regex.findAll(input);
    case "fullGroups":
      return regex.fullGroups(input);
    case "replaceAll":
      return regex.replaceAll(input, String(arg));
    case "replaceFirst":
      return regex.replaceFirst(input, String(arg));
  }
}
