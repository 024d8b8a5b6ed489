import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { toMarkedJson } from "../../src/values/index.js";

const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "cases" });

/** What an expression gives on a record: its result as JSON, or `{ fails }` with the code. */
export function evaluated(expr: string, context: object = {}, strict = false): unknown {
  return evaluatedLine(JSON.stringify({ id: 1, expr, context }), strict);
}

/** The same of a case's own text: what JavaScript's JSON cannot write, such as a key that comes twice. */
export function evaluatedLine(line: string, strict = false): unknown {
  const read = readCase(line);
  if ("problem" in read) throw new Error(read.problem);
  const result = evaluateCase(read.case, { services, strict });
  return "error" in result ? { fails: result.error.code } : JSON.parse(toMarkedJson(result.value));
}
