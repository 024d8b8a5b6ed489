// Compares the user agent functions with Yauaa's answers: rows of the kind `user-agents`, one agent and eight answers each.
// Every answer counts for itself, so the total is eight times the rows; because all functions answer every row, that
// percentage is also the mean of the eight functions' percentages.
import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { type OracleFailure, type OracleOutcome, percentOf } from "./outcome.js";

interface UserAgentRow {
  readonly ua: string;
  /** By the function's name. */
  readonly expected: Readonly<Record<string, string>>;
  /** Whether the agent is of a kind that real traffic is full of. */
  readonly common: boolean;
}

interface Count {
  readonly label: string;
  passed: number;
  total: number;
}

export interface UserAgentOutcome extends OracleOutcome {
  /** Of the `common` rows alone. */
  readonly common: Readonly<Count>;
  readonly all: Readonly<Count>;
  readonly details: readonly string[];
}

const services = fixedServices({ now: new Date("2026-01-02T03:04:05.678Z"), seed: "cases" });

/** Runs the rows, one JSON text each. None is excluded. A failure is a row, with the functions that differ. */
export function runUserAgents(lines: readonly string[]): UserAgentOutcome {
  const common: Count = { label: "common rows", passed: 0, total: 0 };
  const all: Count = { label: "all rows", passed: 0, total: 0 };
  const byFunction = new Map<string, Count>();
  const failures: OracleFailure[] = [];
  for (const [index, line] of lines.entries()) {
    const row: UserAgentRow = JSON.parse(line);
    const expected: string[] = [];
    const actual: string[] = [];
    for (const [name, wanted] of Object.entries(row.expected)) {
      const given = answerOf(name, row.ua);
      const counts = [all, ...(row.common ? [common] : []), countOf(byFunction, name)];
      for (const count of counts) {
        count.total += 1;
        if (given === wanted) count.passed += 1;
      }
      if (given === wanted) continue;
      expected.push(`${name}: ${wanted}`);
      actual.push(`${name}: ${given}`);
    }
    if (expected.length === 0) continue;
    failures.push({ id: `row ${index + 1}`, expected: expected.join(", "), actual: actual.join(", "), row });
  }
  return {
    passed: all.passed,
    total: all.total,
    excluded: 0,
    failures,
    common,
    all,
    details: [...byFunction.values(), common, all].map(describeCount),
  };
}

function answerOf(name: string, agent: string): string {
  const read = readCase(JSON.stringify({ id: name, expr: `${name}(ua)`, context: { ua: agent } }));
  if ("problem" in read) return `unread case: ${read.problem}`;
  const result = evaluateCase(read.case, { services, strict: false });
  return "error" in result ? `${result.error.code}: ${result.error.message}` : String(result.text);
}

function countOf(counts: Map<string, Count>, label: string): Count {
  const known = counts.get(label);
  if (known !== undefined) return known;
  const count: Count = { label, passed: 0, total: 0 };
  counts.set(label, count);
  return count;
}

function describeCount(count: Count): string {
  return `${count.label}: ${count.passed} of ${count.total}: ${percentOf(count).toFixed(2)} %`;
}
