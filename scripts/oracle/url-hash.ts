// Compares URLs, form encoding, digests and bytes of texts with Java's: rows of the kind `url_hash`, one operation each.
import { crc32Of } from "../../src/functions/crc32.js";
import { nodeServices } from "../../src/host/services.js";
import { charsetNamed, encodeText } from "../../src/values/charsets.js";
import { decodeForm, encodeForm } from "../../src/values/uri/encoding.js";
import { decodeUriPart, describeUriProblem, parseUri } from "../../src/values/uri/uri.js";
import { parseUrl } from "../../src/values/uri/url.js";
import { compareRows, type OracleOutcome } from "./outcome.js";

export interface UrlHashRow {
  readonly id: string;
  readonly op:
    | "URI"
    | "URL"
    | "urlEncode"
    | "urlDecode"
    | "MD5"
    | "SHA-1"
    | "SHA-256"
    | "SHA-512"
    | "CRC32"
    | "bytesHex";
  readonly input: string;
  /** The name of a character set; of all operations but the first two. */
  readonly arg?: string;
  readonly result?: unknown;
  /** Java's exception: the name of its class and its message. */
  readonly error?: string;
}

type Answer = { readonly result: unknown } | { readonly error: string };

const { digest } = nodeServices();

/** Runs the rows. None is excluded, and errors are compared by class and message. */
export function runUrlHash(rows: readonly UrlHashRow[]): OracleOutcome {
  return compareRows(rows, {
    expected: ({ error, result }) => describe(error === undefined ? { result } : { error }),
    actual: (row) => describe(answerOf(row)),
  });
}

function describe(answer: Answer): string {
  if ("error" in answer) return `error ${answer.error}`;
  const { result } = answer;
  if (typeof result !== "object" || result === null) return JSON.stringify(result);
  return JSON.stringify(Object.entries(result).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function answerOf(row: UrlHashRow): Answer {
  if (row.op === "URI") return uriOf(row.input);
  if (row.op === "URL") return urlOf(row.input);
  const name = row.arg ?? "UTF-8";
  const charset = charsetNamed(name);
  if (charset === undefined) {
    const isEmpty = row.op === "urlDecode" && name === "";
    return { error: `UnsupportedEncodingException: ${isEmpty ? "URLDecoder: empty string enc parameter" : name}` };
  }
  switch (row.op) {
    case "urlEncode":
      return { result: encodeForm(row.input, charset) };
    case "urlDecode": {
      const decoded = decodeForm(row.input, charset);
      return "text" in decoded ? { result: decoded.text } : { error: `IllegalArgumentException: ${decoded.message}` };
    }
    case "CRC32":
      return { result: crc32Of(encodeText(row.input, charset)).toString(16) };
    case "bytesHex":
      return {
        result: Array.from(encodeText(row.input, charset), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      };
    default:
      return { result: digest(row.op, encodeText(row.input, charset)) };
  }
}

function uriOf(text: string): Answer {
  const parsed = parseUri(text);
  if ("problem" in parsed) {
    const name = parsed.problem.kind === "number" ? "NumberFormatException" : "URISyntaxException";
    return { error: `${name}: ${describeUriProblem(text, parsed.problem)}` };
  }
  const { scheme, host, port, path, query, fragment, userInfo, authority } = parsed.uri;
  const decoded = (part: string | null, scopes: boolean) => (part === null ? null : decodeUriPart(part, { scopes }));
  return {
    result: {
      scheme,
      host,
      port,
      path: decoded(path, true),
      rawPath: path,
      query: decoded(query, false),
      rawQuery: query,
      fragment: decoded(fragment, false),
      userInfo: decoded(userInfo, true),
      authority: decoded(authority, true),
    },
  };
}

function urlOf(text: string): Answer {
  const parsed = parseUrl(text);
  if ("message" in parsed) return { error: `MalformedURLException: ${parsed.message}` };
  const { path, query } = parsed.url;
  return { result: { ...parsed.url, file: query === null ? path : `${path}?${query}` } };
}
