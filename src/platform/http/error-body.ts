import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";

/** What an answer that is an error says of itself. */
export interface ErrorBody {
  readonly code: string | null;
  readonly title: string | null;
  readonly message: string | null;
}

/**
 * Reads all the shapes in which the platform's services tell errors: the gateway's (`error_code`, `message`), the registry's
 * (`type`, `title`, `detail`, `report`), the flow service's (a code such as `1404-412`; which member holds it, and whether
 * inside `errors`, is not documented), the dataset service's (`code`, `message`, `path`) and the sign-in service's (`error`,
 * `error_description`).
 */
export function readErrorBody(json: Json): ErrorBody {
  const places = placesOf(json);
  const first = (keys: readonly string[], accept: (text: string) => boolean = () => true): string | null => {
    for (const place of places) {
      for (const key of keys) {
        const text = textOf(memberOf(place, key));
        if (text !== null && accept(text)) return text;
      }
    }
    return null;
  };
  const message = messageOf(places);
  const code =
    first(["errorCode", "error_code", "code", "statusCode"], (text) => text.length <= 80) ??
    codeOfType(first(["type"])) ??
    // The sign-in service's `error` is its code; elsewhere it is a title.
    first(["error"], (text) => /^[a-z_]{1,60}$/.test(text));
  const title = first(["title"]) ?? first(["error"], (text) => text !== code);
  return { code, title, message: message ?? title };
}

/** The answer itself, and what it may hold its errors in; the outermost first. */
function placesOf(json: Json): readonly JsonObject[] {
  if (Array.isArray(json)) return json.slice(0, 10).flatMap((each: Json) => placesOf(each));
  if (!isJsonObject(json)) return [];
  const nested = ["error", "errors", "report", "errorDetails"].flatMap((key) => {
    const value = memberOf(json, key);
    if (Array.isArray(value)) return value.slice(0, 10).filter((each: Json) => isJsonObject(each));
    return isJsonObject(value) ? [value] : [];
  });
  return [json, ...nested];
}

function messageOf(places: readonly JsonObject[]): string | null {
  const said = places.flatMap((place) => {
    for (const key of ["message", "detail", "error_description", "description", "detailed-message"]) {
      const text = textOf(memberOf(place, key));
      if (text !== null) return [text];
    }
    return [];
  });
  return said.length === 0 ? null : [...new Set(said)].join("; ");
}

function textOf(json: Json | undefined): string | null {
  if (typeof json === "number") return String(json);
  return typeof json === "string" && json.trim() !== "" ? json : null;
}

/** `http://ns.adobe.com/aep/errors/XDM-1010-404` ends in the code. */
function codeOfType(type: string | null): string | null {
  return /\/([A-Z][A-Z0-9]*-\d+-\d{3})$/.exec(type ?? "")?.[1] ?? null;
}
