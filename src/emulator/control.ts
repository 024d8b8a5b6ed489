import { type Access, bearerOf, isSameSecret } from "./access.js";
import type { Faults } from "./faults.js";
import { isObject, type Json, parseJson } from "./json.js";
import type { RawRequest, Target } from "./raw-request.js";
import { readFaults } from "./read-fault.js";
import type { LogEntry, RequestLog } from "./request-log.js";
import type { Answer } from "./service.js";

/** The emulator's own paths, for who drives it from outside. Its token opens them. */
export const CONTROL = "/__emulator/";

interface Controlled {
  readonly access: Access;
  readonly faults: Faults;
  readonly log: RequestLog;
}

export function answerControl(raw: RawRequest, { path }: Target, { access, faults, log }: Controlled): Answer {
  const token = bearerOf(raw.headers.get("authorization"));
  if (!isSameSecret(token, access.credentials.token))
    return { status: 401, body: { error: "The emulator's token is required" } };
  switch (`${raw.method} ${path.slice(CONTROL.length)}`) {
    case "GET faults":
      return { status: 200, body: { faults: faults.list().map(faultJson) } };
    case "POST faults": {
      const read = readFaults(parseJson(raw.body));
      if (read.kind === "problem") return { status: 400, body: { error: read.message } };
      faults.add(...read.faults);
      return { status: 201, body: { faults: faults.list().map(faultJson) } };
    }
    case "DELETE faults":
      faults.clear();
      return { status: 204 };
    case "GET requests":
      return { status: 200, body: { requests: log.entries.map(entryJson) } };
    case "DELETE requests":
      log.clear();
      return { status: 204 };
    case "POST expire-tokens":
      access.expireAll();
      return { status: 204 };
    default:
      return { status: 404, body: { error: `${raw.method} ${path} does not exist` } };
  }
}

const faultJson = (fault: Faults extends { list(): readonly (infer F)[] } ? F : never): Json => {
  const { kind, match, times, status, milliseconds } = fault;
  const json: Record<string, Json> = { kind };
  if (match !== undefined) json["match"] = { ...match };
  if (times !== undefined) json["times"] = times;
  if (status !== undefined) json["status"] = status;
  if (milliseconds !== undefined) json["milliseconds"] = milliseconds;
  return json;
};

function entryJson({ body, headers, ...entry }: LogEntry): Json {
  return { ...entry, headers: isObject(headers) ? headers : {}, body: body ?? null };
}
