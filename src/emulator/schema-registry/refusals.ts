import { problem } from "../errors.js";
import { isObject } from "../json.js";
import type { Answer, Route } from "../service.js";

/** A problem under one of the codes that Adobe's OpenAPI file shows. */
export function coded(code: `XDM-${number}-${number}`, title: string, detail: string): Answer {
  const status = Number(code.slice(code.lastIndexOf("-") + 1));
  return problem(status, title, detail, { type: `http://ns.adobe.com/aep/errors/${code}` });
}

export function missing(id: string): Answer {
  return coded("XDM-1012-404", "Resource Not Found", `The resource ${id} does not exist`);
}

export const refuse = (detail: string): Answer => problem(400, "Bad Request", detail);

/** A route whose problems have the registry's own report beside the members of RFC 9457 (Adobe's OpenAPI file). */
export function withReport(route: Route): Route {
  return {
    ...route,
    handle: async (request, context) => {
      const answer = await route.handle(request, context);
      if (answer.status < 400 || !isObject(answer.body)) return answer;
      const report = {
        registryRequestId: context.newId("uuid"),
        timestamp: reportTime(context.now()),
        "detailed-message": answer.body["detail"] ?? "",
        "sub-errors": [],
      };
      return { ...answer, body: { ...answer.body, report } };
    },
  };
}

/** `02-19-2021 05:43:56`, in UTC. */
export function reportTime(now: number): string {
  const [date = "", time = ""] = new Date(now).toISOString().slice(0, 19).split("T");
  const [year, month, day] = date.split("-");
  return `${month}-${day}-${year} ${time}`;
}
