/** A request as it came in. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** By lower-case name; of repeated ones the values joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty without one. */
  readonly body: string;
}

export interface Target {
  /** As sent, still percent-encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/**
 * A target that names the host, too, as proxies get it (RFC 9112, 3.2.2), and slashes that are doubled mean the same as the
 * plain path; those of an `$id` that was not encoded stay.
 */
export function splitTarget(sent: string): Target {
  const { path, query } = splitAtQuestion(sent.replace(/^https?:\/\/[^/?]*/i, ""));
  return { path: path.replace(/(?<!https?:)\/{2,}/gi, "/"), query };
}

function splitAtQuestion(target: string): Target {
  const end = target.indexOf("?");
  return end === -1 ? { path: target, query: "" } : { path: target.slice(0, end), query: target.slice(end + 1) };
}

/** A form, as browsers and Postman send it: `application/x-www-form-urlencoded`, or the text fields of `multipart/form-data`. */
export function readForm({ headers, body }: RawRequest): URLSearchParams {
  const type = headers.get("content-type") ?? "";
  const boundary = /^multipart\/form-data\s*;.*?boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return new URLSearchParams(body);
  const fields = new URLSearchParams();
  for (const part of body.split(`--${boundary}`)) {
    const [, head = "", value = ""] = /^\r?\n(.*?)\r?\n\r?\n(.*?)\r?\n?$/s.exec(part) ?? [];
    const name = /content-disposition:[^\n]*\bname="([^"]*)"/i.exec(head)?.[1];
    if (name !== undefined) fields.append(name, value);
  }
  return fields;
}
