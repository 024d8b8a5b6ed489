import { NO_AUTHORITY, parseAuthority, type UriAuthority } from "./authority.js";
import { characterClasses } from "./characters.js";
import { decodeEscapes } from "./escapes.js";
import { indexOfAny, isAt, refuse, requireClass, type UriProblem, UriRefusal } from "./reading.js";

/**
 * A URI as java.net.URI takes it apart: RFC 2396 with Java's deviations (an empty authority before a path, IPv6
 * literals, characters outside ASCII). Its parts are as written, escapes included; null where there is none.
 */
export interface Uri extends UriAuthority {
  readonly scheme: string | null;
  /** Null where the URI is opaque: `mailto:ada@example.com`. */
  readonly path: string | null;
  readonly query: string | null;
  readonly fragment: string | null;
}

/** Reads a whole text as a URI, in a time that is linear in its length; or says why Java refuses it. */
export function parseUri(text: string): { readonly uri: Uri } | { readonly problem: UriProblem } {
  try {
    return { uri: readUri(text) };
  } catch (thrown) {
    if (thrown instanceof UriRefusal) return { problem: thrown.problem };
    throw thrown;
  }
}

/** java.net.URISyntaxException's message. */
export function describeUriProblem(text: string, { reason, index, kind }: UriProblem): string {
  if (kind === "number") return reason;
  return `${reason}${index === null ? "" : ` at index ${index}`}: ${text}`;
}

function readUri(text: string): Uri {
  const { letter, scheme: schemeClass, any } = characterClasses();
  const end = text.length;
  const colon = indexOfAny(text, 0, end, ":/?#");
  if (text.charAt(colon) !== ":") return readHierarchical(text, 0, null);
  if (colon === 0) refuse("Expected scheme name", 0);
  requireClass(text, 0, 1, letter, "scheme name");
  requireClass(text, 1, colon, schemeClass, "scheme name");
  const scheme = text.slice(0, colon);
  const start = colon + 1;
  if (isAt(text, start, end, "/")) return readHierarchical(text, start, scheme);
  const partEnd = indexOfAny(text, start, end, "#");
  if (partEnd === start) refuse("Expected scheme-specific part", start);
  requireClass(text, start, partEnd, any, "opaque part");
  return makeUri(scheme, NO_AUTHORITY, null, null, readFragment(text, partEnd));
}

/** `[//authority]path[?query][#fragment]`; the path may be empty. */
function readHierarchical(text: string, start: number, scheme: string | null): Uri {
  const { path: pathClass, any } = characterClasses();
  const end = text.length;
  let at = start;
  let authority = NO_AUTHORITY;
  if (isAt(text, at, end, "//")) {
    at += 2;
    const authorityEnd = indexOfAny(text, at, end, "/?#");
    if (authorityEnd > at) authority = parseAuthority(text, at, authorityEnd);
    else if (at === end) refuse("Expected authority", at);
    at = authorityEnd;
  }
  const pathEnd = indexOfAny(text, at, end, "?#");
  requireClass(text, at, pathEnd, pathClass, "path");
  const path = text.slice(at, pathEnd);
  at = pathEnd;
  let query: string | null = null;
  if (isAt(text, at, end, "?")) {
    const queryEnd = indexOfAny(text, at + 1, end, "#");
    requireClass(text, at + 1, queryEnd, any, "query");
    query = text.slice(at + 1, queryEnd);
    at = queryEnd;
  }
  return makeUri(scheme, authority, path, query, readFragment(text, at));
}

/** Field by field: to spread an object costs more than to read a whole URI. */
function makeUri(
  scheme: string | null,
  { authority, userInfo, host, port }: UriAuthority,
  path: string | null,
  query: string | null,
  fragment: string | null,
): Uri {
  return { scheme, authority, userInfo, host, port, path, query, fragment };
}

function readFragment(text: string, start: number): string | null {
  if (start === text.length) return null;
  requireClass(text, start + 1, text.length, characterClasses().any, "fragment");
  return text.slice(start + 1);
}

/**
 * What the escapes in a part of a URI stand for, as UTF-8. In an authority, user information or a path a `%` between
 * square brackets begins the scope of an address and no escape: `scopes`.
 */
export function decodeUriPart(part: string, { scopes }: { readonly scopes: boolean }): string {
  if (!scopes) return decodeEscapes(part);
  const open = part.indexOf("[");
  if (open < 0) return decodeEscapes(part);
  const close = part.indexOf("]", open);
  const end = close < 0 ? part.length : close;
  return decodeEscapes(part.slice(0, open)) + part.slice(open, end) + decodeEscapes(part.slice(end));
}
