import type { Behaviour } from "../behaviour.js";
import { problem } from "../errors.js";
import { type Json, type JsonObject, textAt } from "../json.js";
import type { Answer } from "../service.js";

/** `["@/dataSets/ID"]`, the answer to every write. */
export function reference(kind: "dataSets" | "batches", id: string, behaviour: Behaviour): Json {
  return [`@/${kind === "dataSets" ? behaviour.catalogReferenceCase : kind}/${id}`];
}

export function notFound(what: string, id: string, behaviour: Pick<Behaviour, "catalogMissing">): Answer {
  if (behaviour.catalogMissing === "emptyMap") return { status: 200, body: {} };
  return problem(404, "Not Found", `The ${what} ${id} does not exist`);
}

/**
 * What would be shown and is not of the documented types, or null: whatever a write holds, a look at it afterwards has to keep
 * to Adobe's contract.
 */
export async function refuseShown(kind: "dataSets" | "batches", id: string, value: JsonObject): Promise<Answer | null> {
  const { checkAnswer } = await import("../contract/check.js");
  const [fault] = await checkAnswer(
    "catalog",
    { method: "GET", path: `/${kind}/${id}` },
    { status: 200, body: { [id]: value } },
  );
  return fault === undefined ? null : problem(400, "Bad Request", fault.replace(`the answer/${id}`, "the body"));
}

/** `1.0.6` after `1.0.5`: what the E-Tag header shows and If-Match is compared with. */
export function bumpVersion(before: JsonObject): string {
  const [, start = "1.0.", last = "0"] = /^(.*\.)(\d+)$/.exec(textAt(before, "version") ?? "") ?? [];
  return `${start}${Number(last) + 1}`;
}

/** 412 where `If-Match` names another version, or `If-None-Match` this one; both are optional. */
export function preconditionFails(
  headers: ReadonlyMap<string, string>,
  before: JsonObject,
  behaviour: Behaviour,
): Answer | null {
  const version = textAt(before, "version") ?? "";
  const [match, noneMatch] = [headers.get("if-match"), headers.get("if-none-match")].map(unquoted);
  const matches = match === undefined || match === version || (match === "*" && behaviour.ifMatchStar === "accepted");
  if (matches && noneMatch !== version) return null;
  return problem(412, "Precondition Failed", `The version is ${version} by now`);
}

const unquoted = (tag: string | undefined): string | undefined => tag?.replace(/^(?:W\/)?"(.*)"$/, "$1");

/** `Pragma: validate-only`: everything is checked, nothing is written. */
export function isDryRun(headers: ReadonlyMap<string, string>): boolean {
  return (headers.get("pragma") ?? "").toLowerCase().includes("validate-only");
}
