import { functions as codes } from "../diagnostics/functions.js";
import { type JavaMap, objectOf } from "../values/index.js";
import { decodePercent, encodedLength, encodePercent } from "../values/uri/encoding.js";
import { decodeUriPart, parseUri, type Uri } from "../values/uri/uri.js";
import { assumed, documented, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { bool, integerKind, map, optional, text } from "./kinds.js";
import { makeText } from "./make-text.js";

const DOCS = "Data Prep functions";

const INVALID: Assumption = {
  about: "what an invalid URL is",
  chosen: "one that java.net.URI refuses (a space, `{`, a malformed escape), or that has no scheme: the result is null",
  refused: "what java.net.URL refuses, which takes spaces but knows no sftp",
};

const INVALID_NOTE = "Of a text that is no URL, and of one without a scheme, the result is null.";

const REGISTRY: Assumption = {
  about: "a host that is no host name to Java, such as `exa_mple.com` or one outside ASCII",
  chosen: "null, as java.net.URI has it",
  refused: "the text as it stands between `//` and the path",
};

export const getUrlProtocol = fn({
  name: "get_url_protocol",
  category: "URL",
  summary: "The protocol of a URL, without the colon and as it is written.",
  notes: [INVALID_NOTE],
  assumptions: [INVALID],
  params: { url: text },
  returns: text,
  onNull: "null",
  nullWhen: "where the text is no URL",
  fidelity: verified(`${DOCS}, get_url_protocol`),
  examples: [
    { expr: 'get_url_protocol("https://platform.adobe.com/home")', gives: "https" },
    { expr: 'get_url_protocol("platform.adobe.com/home")', gives: null, fidelity: assumed("a URL without a scheme") },
  ],
  run: ({ url }) => read(url)?.scheme ?? null,
});

export const getUrlHost = fn({
  name: "get_url_host",
  category: "URL",
  summary: "The host of a URL.",
  notes: [INVALID_NOTE, "An IPv6 address keeps its brackets."],
  assumptions: [INVALID, REGISTRY],
  params: { url: text },
  returns: text,
  onNull: "null",
  nullWhen: "where the text is no URL or has no host",
  fidelity: verified(`${DOCS}, get_url_host`),
  examples: [
    { expr: 'get_url_host("https://platform.adobe.com/home")', gives: "platform.adobe.com" },
    { expr: 'get_url_host("https://user:pw@example.com:8443/p?q=1#f")', gives: "example.com" },
    { expr: 'get_url_host("https://exa_mple.com/x")', gives: null, fidelity: assumed("java.net.URI") },
  ],
  run: ({ url }) => read(url)?.host ?? null,
});

/** Of protocols that leave theirs out. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["sftp", 22],
  ["ftp", 21],
]);

export const getUrlPort = fn({
  name: "get_url_port",
  category: "URL",
  summary: "The port of a URL, or the usual one of its protocol.",
  notes: [INVALID_NOTE],
  assumptions: [
    INVALID,
    {
      about: "the usual ports",
      chosen: "http 80, https 443, sftp 22 (as documented), ftp 21; null for any other protocol",
      refused: "-1 for a protocol that is not listed",
    },
    {
      about: "a host that is no host name to Java, with a port after it",
      chosen: "null: java.net.URI reads no port there",
      refused: "the number after the colon",
    },
  ],
  params: { url: text },
  returns: integerKind,
  onNull: "null",
  nullWhen: "where the text is no URL or its protocol is not known",
  fidelity: verified(`${DOCS}, get_url_port`),
  examples: [
    { expr: 'get_url_port("sftp://example.com//home/joe/employee.csv")', gives: 22 },
    { expr: 'get_url_port("http://platform.adobe.com:8080/home")', gives: 8080, fidelity: documented("java.net.URI") },
    { expr: 'get_url_port("foo://example.com/")', gives: null, fidelity: assumed("a protocol that is not listed") },
    { expr: 'get_url_port("not a url")', gives: null },
  ],
  run: ({ url }) => {
    const uri = read(url);
    if (uri === null || uri.authority === null) return null;
    if (uri.port >= 0) return uri.port;
    const mayHidePort = uri.host === null && /:\d*$/.test(uri.authority);
    return mayHidePort ? null : (DEFAULT_PORTS.get((uri.scheme ?? "").toLowerCase()) ?? null);
  },
});

export const getUrlPath = fn({
  name: "get_url_path",
  category: "URL",
  summary: "The path of a URL; with false as the second argument only what follows its last slash.",
  notes: [INVALID_NOTE],
  assumptions: [
    INVALID,
    {
      about: "the end of the path, which the second argument asks for",
      chosen: "what follows the last slash: `employee.csv`",
      refused: "the same with its slash: `/employee.csv`",
    },
    { about: "escapes in the path", chosen: "they are decoded, as java.net.URI.getPath does", refused: "they stay" },
    { about: "a URL without a path", chosen: "the empty text", refused: "null" },
    {
      about: "a URL without a hierarchy, such as `mailto:ada@example.com`",
      chosen: "null, as java.net.URI has it",
      refused: "what follows the colon",
    },
  ],
  params: { url: text, fullPath: optional(bool, true) },
  returns: text,
  onNull: "null",
  nullWhen: "where the text is no URL",
  fidelity: verified(`${DOCS}, get_url_path`),
  examples: [
    { expr: 'get_url_path("sftp://example.com//home/joe/employee.csv")', gives: "//home/joe/employee.csv" },
    {
      expr: 'get_url_path("sftp://example.com//home/joe/employee.csv", false)',
      gives: "employee.csv",
      fidelity: assumed("what follows the last slash"),
    },
    { expr: 'get_url_path("https://example.com/a%20b?q=1")', gives: "/a b", fidelity: assumed("escapes are decoded") },
    { expr: 'get_url_path("https://example.com")', gives: "", fidelity: assumed("a URL without a path") },
  ],
  run: ({ url, fullPath }) => {
    const path = read(url)?.path ?? null;
    if (path === null) return null;
    const decoded = decodeUriPart(path, { scopes: true });
    return fullPath ? decoded : decoded.slice(decoded.lastIndexOf("/") + 1);
  },
});

export const getUrlQueryStr = fn({
  name: "get_url_query_str",
  category: "URL",
  summary: "The query of a URL as a map of names and values.",
  notes: [
    INVALID_NOTE,
    'The second argument says what becomes of the fragment: "retain" leaves it at the last value, "remove" drops it, "append" puts it under the key `_anchor_`.',
  ],
  assumptions: [
    INVALID,
    { about: "a URL without a query", chosen: "an empty map", refused: "null" },
    { about: "a name without `=`", chosen: "its value is the empty text", refused: "null, or no entry" },
    { about: "a name that comes twice", chosen: "the last value counts", refused: "the first one, or both" },
    { about: "escapes in names and values", chosen: "they stay", refused: "they are decoded" },
    {
      about: "another word as the second argument",
      chosen: 'it is taken for "remove"',
      refused: "an error",
    },
    { about: '"append" of a URL without a fragment', chosen: "no key `_anchor_`", refused: "the key with null" },
  ],
  params: { url: text, anchor: text },
  returns: map,
  onNull: "null",
  nullWhen: "where the text is no URL",
  fidelity: verified(`${DOCS}, get_url_query_str`),
  examples: [
    {
      expr: 'get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "retain")',
      gives: { name: "ferret#nose" },
    },
    {
      expr: 'get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "remove")',
      gives: { name: "ferret" },
    },
    {
      expr: 'get_url_query_str("foo://example.com:8042/over/there?name=ferret#nose", "append")',
      gives: { name: "ferret", _anchor_: "nose" },
    },
    {
      expr: 'get_url_query_str("https://example.com/?a=%20&b&a=2", "remove")',
      gives: { a: "2", b: "" },
      fidelity: assumed("escapes, names without a value, names that come twice"),
    },
  ],
  run: ({ url, anchor }) => {
    const uri = read(url);
    return uri === null ? null : queryMap(uri, anchor);
  },
});

function queryMap({ query, fragment }: Uri, anchor: string): JavaMap {
  const written = query ?? "";
  const kept = anchor === "retain" && fragment !== null && written !== "" ? `${written}#${fragment}` : written;
  const fields: [string, string][] = kept
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const sign = pair.indexOf("=");
      return sign < 0 ? nameAlone(pair) : [pair.slice(0, sign), pair.slice(sign + 1)];
    });
  if (anchor === "append" && fragment !== null) fields.push(["_anchor_", fragment]);
  return objectOf(fields);
}

/** A name without a value, and with the fragment where that was left at it. */
function nameAlone(pair: string): [string, string] {
  const hash = pair.indexOf("#");
  return hash < 0 ? [pair, ""] : [pair.slice(0, hash), pair.slice(hash)];
}

export const getUrlEncoded = fn({
  name: "get_url_encoded",
  category: "URL",
  summary: "A text with its special characters as percent escapes, to be put into a URL.",
  notes: [
    "Letters of ASCII, digits, `-`, `_` and `.` stay; a space becomes `%20`. It takes the whole text for one part: slashes and colons are escaped too.",
  ],
  assumptions: [
    {
      about: "characters outside of the documented table, such as `{` or `é`",
      chosen: "their bytes in UTF-8, each as an escape",
      refused: "they stay",
    },
    {
      about: "`|`, which the documented table escapes as %5C",
      chosen: "%7C; %5C is the backslash, which the table means",
      refused: "%5C",
    },
  ],
  params: { url: text },
  returns: text,
  onNull: "null",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, get_url_encoded`),
  examples: [
    {
      expr: 'get_url_encoded("https://example.com/partneralliance_asia-pacific_2022")',
      gives: "https%3A%2F%2Fexample.com%2Fpartneralliance_asia-pacific_2022",
    },
    { expr: 'get_url_encoded("a b*c~")', gives: "a%20b%2Ac%7E" },
    { expr: 'get_url_encoded("é|")', gives: "%C3%A9%7C", fidelity: assumed("the bytes in UTF-8") },
  ],
  run: ({ url }, call) => makeText("get_url_encoded", encodedLength(url), call, () => encodePercent(url)),
});

export const getUrlDecoded = fn({
  name: "get_url_decoded",
  category: "URL",
  summary: "A text with its percent escapes decoded, as get_url_encoded() made them.",
  notes: ["Escapes stand for bytes of UTF-8; bytes that are no character become U+FFFD."],
  assumptions: [
    { about: "a `+`", chosen: "it stays, as get_url_encoded() writes a space as `%20`", refused: "it becomes a space" },
    {
      about: "a `%` that begins no escape",
      chosen: "the text is given back as it is",
      refused: "an error, as java.net.URLDecoder has it",
    },
  ],
  params: { url: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, get_url_decoded`),
  examples: [
    {
      expr: 'get_url_decoded("https%3A%2F%2Fexample.com%2Fpartneralliance_asia-pacific_2022")',
      gives: "https://example.com/partneralliance_asia-pacific_2022",
    },
    { expr: 'get_url_decoded("a%20b+c")', gives: "a b+c", fidelity: assumed("a `+` stays") },
    { expr: 'get_url_decoded("100%")', gives: "100%", fidelity: assumed("a malformed escape") },
  ],
  run: ({ url }) => decodePercent(url) ?? url,
});

/** The parts of a URL, which has a scheme; null where it is none. */
function read(url: string): Uri | null {
  const parsed = parseUri(url);
  return "problem" in parsed || parsed.uri.scheme === null ? null : parsed.uri;
}
