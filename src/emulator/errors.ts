import type { Behaviour } from "./behaviour.js";
import type { JsonObject } from "./json.js";
import type { Answer } from "./service.js";

/** The gateway before all services: `{"error_code":"403010","message":…}`. */
export function gatewayError(status: number, code: string, message: string): Answer {
  return { status, body: { error_code: code, message } };
}

/** Schema Registry, Catalog: `{type, status, title, detail}` after RFC 9457. */
export function problem(status: number, title: string, detail: string, more: JsonObject = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: { type: `http://ns.adobe.com/aep/errors/${status}`, title, status, detail, ...more },
  };
}

/** Flow Service and sandboxes: a code `NNNN-HTTP`, whose last part is the status, in the envelope of `errorEnvelope`. */
export function codedError(behaviour: Behaviour, code: `${number}-${number}`, title: string, message: string): Answer {
  const status = Number(code.slice(code.indexOf("-") + 1));
  switch (behaviour.errorEnvelope) {
    case "errorCode":
      return { status, body: { errorCode: code, title, message } };
    case "code":
      return { status, body: { code, title, message } };
    case "error_code":
      return { status, body: { error_code: code, title, message } };
    case "nested":
      return { status, body: { title, status, errors: [{ code, title, message }] } };
  }
}

/** Dataset Service: `{timestamp, status, code, message, path}`; the time in milliseconds. */
export function datasetError(status: number, code: string, message: string, path: string, now: number): Answer {
  return { status, body: { timestamp: now, status, code, message, path } };
}
