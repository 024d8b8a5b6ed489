import { problem } from "../errors.js";
import type { Answer } from "../service.js";

export function missing(id: string): Answer {
  return problem(404, "Object not found", `The resource ${id} does not exist`);
}

export const refuse = (detail: string): Answer => problem(400, "Bad Request", detail);
