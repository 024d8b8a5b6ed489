// Compares the Java regular expressions with java.util.regex: rows of the kind `regex`, one pattern and one text each.
import { compileJavaRegex, type JavaRegex, overloadReason } from "../../src/values/regex/index.js";
import { compareRows, type OracleOutcome } from "./outcome.js";

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
  return compareRows(rows, {
    expected: ({ error, result }) => (error === undefined ? JSON.stringify(result) : "error"),
    actual: actualOf,
  });
}

function actualOf(row: RegexRow): string {
  const compiled = compileJavaRegex(row.regex);
  if ("problem" in compiled) return "error";
  const result = outcomeOf(compiled.regex, row);
  return typeof result === "object" && result !== null && "message" in result ? "error" : JSON.stringify(result);
}

/** A match that is given up has a reason too. */
function outcomeOf(regex: JavaRegex, row: RegexRow) {
  try {
    return resultOf(regex, row);
  } catch (error) {
    const message = overloadReason(error);
    if (message === null) throw error;
    return { message };
  }
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
