import { problem } from "../errors.js";
import { isList, isObject, type Json, memberOf, parseJson, textAt } from "../json.js";
import { Router, segmentsOf } from "../router.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";

/**
 * `POST /catalog/`: several requests, one after the other. A later one names what an earlier one made as `<<ID.id>>`, ID
 * being the `id` of that request. Each has its own `code`; when one is refused, nothing at all is written.
 */
export async function transact(routes: readonly Route[], request: ServiceRequest, context: Context): Promise<Answer> {
  if (!isList(request.body) || request.body.length === 0) {
    return problem(400, "Bad Request", "The body has to be a list of requests");
  }
  const router = new Router({ routes });
  const made = new Map<string, string>();
  const results: Json[] = [];
  let failed = false;
  for (const given of request.body) {
    const item = parseJson(fillReferences(JSON.stringify(given), made));
    const id = textAt(item, "id");
    const resource = textAt(item, "resource");
    const method = textAt(item, "method")?.toUpperCase();
    if (!isObject(item) || id === undefined || resource === undefined || !isWrite(method)) {
      return problem(400, "Bad Request", "Each request needs id, resource and method");
    }
    const path = resource.startsWith("/") ? resource : `/${resource}`;
    const answer = await dispatch(router, { ...request, method, path, body: memberOf(item, "body") }, context);
    failed ||= answer.status >= 400;
    const reference = isList(answer.body) ? answer.body[0] : undefined;
    if (typeof reference === "string") made.set(id, reference.slice(reference.lastIndexOf("/") + 1));
    results.push({ id, resource, method, code: answer.status, body: answer.body ?? null });
  }
  return { status: failed ? 400 : 201, body: results };
}

type WriteMethod = "POST" | "PUT" | "PATCH" | "DELETE";

function isWrite(method: string | undefined): method is WriteMethod {
  return method === "POST" || method === "PUT" || method === "PATCH" || method === "DELETE";
}

function fillReferences(text: string, made: ReadonlyMap<string, string>): string {
  return text.replace(/<<([^<>.]+)\.id>>/g, (whole, id: string) => made.get(id) ?? whole);
}

async function dispatch(router: Router, request: ServiceRequest, context: Context): Promise<Answer> {
  const found = router.find(request.method, segmentsOf(request.path));
  return found.kind === "match"
    ? await found.match.route.handle({ ...request, parameters: found.match.parameters }, context)
    : problem(404, "Not Found", `${request.path} does not exist`);
}
