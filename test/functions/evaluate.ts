import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { printDateTime } from "../../src/values/dates/index.js";
import { toMarkedJson } from "../../src/values/index.js";

/** What an expression gives on a record, as plain JSON, date-times as Data Prep prints them; or the code it fails with. */
export function evaluateToJson(
  expr: string,
  context: unknown = {},
): { readonly gives: unknown } | { readonly fails: string } {
  const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "examples" });
  const read = readCase(JSON.stringify({ id: 1, expr, context }));
  if ("problem" in read) throw new Error(read.problem);
  const result = evaluateCase(read.case, { services, strict: false });
  if ("error" in result) return { fails: result.error.code };
  const { value } = result;
  const isDate = typeof value === "object" && value?.kind === "datetime";
  return { gives: isDate ? printDateTime(value) : JSON.parse(toMarkedJson(value)) };
}
