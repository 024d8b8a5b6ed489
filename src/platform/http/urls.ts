import { isLoopback } from "../../host/loopback.js";

/**
 * A path of these parts, each encoded; null where a part is empty or a step up or along the path, which a URL takes for
 * what it is even when it is encoded: `DELETE /flows/` would be another call than `DELETE /flows/ID`.
 */
export function encodePath(parts: readonly string[]): string | null {
  if (parts.some((part) => part === "" || part === "." || part === "..")) return null;
  return parts.map((part) => `/${encode(part)}`).join("");
}

export function encodeQuery(query: readonly (readonly [name: string, value: string])[]): string {
  return query.length === 0 ? "" : `?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&")}`;
}

/** `encodeURIComponent` throws at half a surrogate pair, of which UTF-8 has no form. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** Why nothing may be sent to this address; null where it may. */
export function unfitUrl(url: string): string | null {
  const read = tryUrl(url);
  if (read === null || !/^https?:$/.test(read.protocol)) return "its address is no URL";
  if (read.username !== "" || read.password !== "") return "its address holds a user name";
  const isOpen = read.protocol === "http:" && !isLoopback(read.hostname);
  return isOpen ? "its address is not encrypted (http:), and not on this machine" : null;
}

function tryUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
