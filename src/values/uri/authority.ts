import { parseHostname, parseIpv4, parseIpv6 } from "./address.js";
import { characterClasses } from "./characters.js";
import { parseInteger } from "./integer.js";
import { indexOfAny, isAt, readClass, refuse, requireClass, UriRefusal } from "./reading.js";

/** What stands between `//` and the path. Only one that names a server has a host, a port and user information. */
export interface UriAuthority {
  readonly authority: string | null;
  readonly userInfo: string | null;
  /** An IPv6 address with its brackets. */
  readonly host: string | null;
  /** -1 where there is none. */
  readonly port: number;
}

export const NO_AUTHORITY: UriAuthority = { authority: null, userInfo: null, host: null, port: -1 };

/**
 * Reads a whole authority. One that is no server (`exa_mple.com`, a host outside ASCII) counts as a name of some
 * registry, with neither host nor port, as far as its characters allow.
 */
export function parseAuthority(text: string, start: number, end: number): UriAuthority {
  const { server, serverWithScope, registryName } = characterClasses();
  // Java takes any authority that does not begin with a bracket for one that may hold a scope.
  const mayHoldScope = text.charAt(start) !== "]";
  const isServer = readClass(text, start, end, mayHoldScope ? serverWithScope : server) === end;
  const isRegistry = readClass(text, start, end, registryName) === end;
  const registry: UriAuthority = { authority: text.slice(start, end), userInfo: null, host: null, port: -1 };
  if (!isServer) {
    if (!isRegistry) refuse("Illegal character in authority", start);
    return registry;
  }
  try {
    return parseServer(text, start, end);
  } catch (thrown) {
    if (isRegistry && thrown instanceof UriRefusal && thrown.problem.kind === "syntax") return registry;
    throw thrown;
  }
}

function parseServer(text: string, start: number, end: number): UriAuthority {
  const { digit, userInfo } = characterClasses();
  let at = start;
  let user: string | null = null;
  const sign = indexOfAny(text, at, end, "@");
  if (sign < end) {
    requireClass(text, at, sign, userInfo, "user info");
    user = text.slice(at, sign);
    at = sign + 1;
  }
  const hostStart = at;
  at = isAt(text, at, end, "[") ? parseIpv6Literal(text, at, end) : parseName(text, at, end);
  const host = text.slice(hostStart, at);
  let port = -1;
  if (isAt(text, at, end, ":")) {
    at += 1;
    if (at < end) {
      requireClass(text, at, end, digit, "port number");
      const value = parseInteger(text.slice(at, end), 10);
      if (typeof value !== "number") return refuse("Malformed port number", at);
      port = value;
      at = end;
    }
  }
  if (at < end) refuse("Expected port number", at);
  return { authority: text.slice(start, end), userInfo: user, host, port };
}

function parseName(text: string, start: number, end: number): number {
  return parseIpv4(text, start, end) ?? parseHostname(text, start, end);
}

/** `[…]`, which may hold a scope: `[fe80::1%eth0]`. */
function parseIpv6Literal(text: string, open: number, end: number): number {
  const start = open + 1;
  const close = indexOfAny(text, start, end, "]");
  if (close === start || close === end) refuse("Expected closing bracket for IPv6 address", close);
  const percent = indexOfAny(text, start, close, "%");
  if (percent === start) {
    parseIpv6(text, start, close);
  } else {
    parseIpv6(text, start, percent);
    if (percent + 1 === close) refuse("scope id expected", null);
    requireClass(text, percent + 1, close, characterClasses().scopeId, "scope id");
  }
  return close + 1;
}
