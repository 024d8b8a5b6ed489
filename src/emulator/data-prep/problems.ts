import { problem } from "../errors.js";
import type { Answer } from "../service.js";

/** How Data Prep writes its errors is not documented: after RFC 9457, as other services do (assumed). */
export function badRequest(detail: string): Answer {
  return problem(400, "Bad request", detail);
}

export function notFound(what: string): Answer {
  return problem(404, "Not found", `There is no mapping set ${what}.`);
}
