import { isObject, type Json, memberOf } from "../json.js";
import type { Route } from "../service.js";
import { accept, answerRefusal, BAD_REQUEST, type Read, refuse } from "./refusal.js";

/**
 * `POST /flows/search` and the like: a list whose query stands in the body. What `queryString` holds is not documented: here
 * it is conditions as the parameter `property` has them, with `&` between them, each with or without `property=` (assumed).
 */
export function searchRoute(path: string, list: Route["handle"]): Route {
  return {
    method: "POST",
    path: `${path}/search`,
    handle: (request, context) => {
      const query = readSearch(request.body);
      if (query.kind === "refused") return answerRefusal(query, context);
      const token = request.query.get("continuationToken") ?? "";
      if (token !== "") query.value.set("continuationToken", token);
      return list({ ...request, query: query.value }, context);
    },
  };
}

const types: ReadonlyMap<string, "string" | "number" | "boolean"> = new Map([
  ["queryString", "string"],
  ["limit", "number"],
  ["orderby", "string"],
  ["count", "boolean"],
  ["projectionFields", "string"],
]);

function readSearch(body: Json | undefined): Read<URLSearchParams> {
  if (!isObject(body)) return refuse("1405-400", "A search needs a body.");
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    const type = types.get(name);
    if (type === undefined) return refuse("1451-400", `${JSON.stringify(name)} is not served in a search.`);
    if (typeof value !== type) return refuse(BAD_REQUEST, `${name} has to be a ${type}.`);
    if (name === "limit" || name === "orderby" || name === "count") query.set(name, String(value));
  }
  for (const condition of conditionsOf(String(memberOf(body, "queryString") ?? "")))
    query.append("property", condition);
  const shown = String(memberOf(body, "projectionFields") ?? "");
  if (shown !== "") query.append("property", shown);
  return accept(query);
}

/** An ampersand between quotes is a part of the value. */
function conditionsOf(text: string): readonly string[] {
  const conditions = text.match(/(?:"(?:\\.|[^"\\])*"|[^&])+/gs) ?? [];
  return conditions.map((condition) => condition.trim().replace(/^property=(?!=)/, ""));
}
