import { stripStart } from "../java-text.js";
import { parseInteger } from "./integer.js";
import { isIpv6Literal } from "./ipv6-literal.js";

/** What java.net.URL tells of a text. */
export interface Url {
  readonly protocol: string;
  readonly host: string;
  /** -1 where none is written. */
  readonly port: number;
  /** The protocol's own port; -1 where it has none. */
  readonly defaultPort: number;
  readonly path: string | null;
  readonly query: string | null;
  readonly ref: string | null;
  readonly userInfo: string | null;
}

export interface UrlProblem {
  /** The message of java.net.MalformedURLException. */
  readonly message: string;
}

/** The protocols that a JDK knows without further help, with their ports. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ftp", 21],
  ["file", -1],
  ["jar", -1],
  ["jmod", -1],
  ["jrt", -1],
  ["mailto", -1],
]);

/** `new URL(text)` of Java 17: far more tolerant than a URI, but of known protocols only. */
export function parseUrl(text: string): { readonly url: Url } | UrlProblem {
  let limit = text.length;
  while (limit > 0 && text.charCodeAt(limit - 1) <= 0x20) limit -= 1;
  let start = 0;
  while (start < limit && text.charCodeAt(start) <= 0x20) start += 1;
  if (text.slice(start, start + 4).toLowerCase() === "url:") start += 4;
  const protocol = protocolAt(text, start, limit);
  if (protocol === undefined) return { message: `no protocol: ${text}` };
  const defaultPort = DEFAULT_PORTS.get(protocol.name);
  if (defaultPort === undefined) return { message: `unknown protocol: ${protocol.name}` };
  const hash = text.indexOf("#", protocol.end);
  const spec: Spec = { text, start: protocol.end, limit: hash < 0 ? limit : hash };
  const ref = hash < 0 ? null : text.slice(hash + 1, limit);
  const parts = partsOf(protocol.name, spec, ref);
  return "message" in parts ? parts : { url: { protocol: protocol.name, defaultPort, ...parts } };
}

/** The protocol before the first colon that no slash comes before. */
function protocolAt(text: string, start: number, limit: number): { name: string; end: number } | undefined {
  if (text.charAt(start) === "#") return undefined;
  let at = start;
  while (at < limit && text.charAt(at) !== "/" && text.charAt(at) !== ":") at += 1;
  if (at === limit || text.charAt(at) === "/") return undefined;
  const name = text.slice(start, at).toLowerCase();
  // Java looks at units, so that a letter of two is none.
  const isName = /^\p{L}[\p{L}\p{Nd}.+-]*$/u.test(name) && !/[\ud800-\udfff]/.test(name);
  return isName ? { name, end: at + 1 } : undefined;
}

/** A text, with the place behind its protocol and the place where its fragment or the blanks at its end begin. */
interface Spec {
  readonly text: string;
  readonly start: number;
  readonly limit: number;
}

type UrlParts = Omit<Url, "protocol" | "defaultPort">;

function partsOf(protocol: string, spec: Spec, ref: string | null): UrlParts | UrlProblem {
  switch (protocol) {
    case "mailto":
      return mailParts(spec);
    case "jar":
      return jarParts(spec);
    default:
      return genericParts(spec, ref);
  }
}

function genericParts({ text, start, limit }: Spec, ref: string | null): UrlParts | UrlProblem {
  const mark = text.indexOf("?", start);
  const hasQuery = mark >= 0 && mark < limit;
  const query = hasQuery ? text.slice(mark + 1, limit) : null;
  const end = hasQuery ? mark : limit;
  const rest = text.slice(start, end);
  if (!rest.startsWith("//") || rest.startsWith("////")) {
    return { host: "", port: -1, path: rest, query, ref, userInfo: null };
  }
  const slash = rest.indexOf("/", 2);
  const authority = rest.slice(2, slash < 0 ? undefined : slash);
  const server = serverOf(authority);
  if ("message" in server) return server;
  return { ...server, path: slash < 0 ? "" : rest.slice(slash), query, ref };
}

type Server = Pick<Url, "host" | "port" | "userInfo">;

function serverOf(authority: string): Server | UrlProblem {
  const sign = authority.indexOf("@");
  // With more than one sign Java sees no server at all.
  if (sign !== authority.lastIndexOf("@")) return { host: "", port: -1, userInfo: null };
  const userInfo = sign < 0 ? null : authority.slice(0, sign);
  const server = authority.slice(sign + 1);
  const close = server.indexOf("]");
  const isLiteral = server.startsWith("[");
  if (isLiteral && close <= 2) return { message: `Invalid authority field: ${authority}` };
  const colon = isLiteral ? close + 1 : server.indexOf(":");
  const host = colon < 0 ? server : server.slice(0, colon);
  if (isLiteral && !isIpv6Literal(host.slice(1, -1))) return { message: `Invalid host: ${host}` };
  if (isLiteral && colon < server.length && server.charAt(colon) !== ":") {
    return { message: `Invalid authority field: ${authority}` };
  }
  const portText = colon < 0 ? "" : server.slice(colon + 1);
  const port = portText === "" ? -1 : parseInteger(portText, 10);
  if (typeof port !== "number") return port;
  if (port < -1) return { message: `Invalid port number :${port}` };
  const illegal = illegalInHost(host);
  return illegal === undefined ? { host, port, userInfo } : { message: `Illegal character found in host: ${illegal}` };
}

/** Control characters, and those that a normalization would turn into what separates the parts of a URL. */
const ILLEGAL_IN_HOST =
  /[\x00-\x1f\x7f/\u2047\u2048\u2049\u2100\u2101\u2105\u2106\u2a74\ufe55\ufe56\ufe5f\ufe6b\uff03\uff0f\uff1a\uff1f\uff20]/;

/** The first of them as Java names it. */
function illegalInHost(host: string): string | undefined {
  const found = ILLEGAL_IN_HOST.exec(host)?.[0];
  if (found === undefined) return undefined;
  const code = found.charCodeAt(0);
  if (found === "\n") return "LF";
  if (found === "\r") return "CR";
  return code < 0x20 || code === 0x7f ? `control char (code=${code})` : `'${found}'`;
}

function mailParts({ text, start, limit }: Spec): UrlParts | UrlProblem {
  const file = text.slice(start, limit);
  if (stripStart(file) === "") return { message: "No email address" };
  return fileParts(file, null);
}

/** A jar's URL holds another URL before the last `!/`. */
function jarParts({ text, start, limit }: Spec): UrlParts | UrlProblem {
  const hash = text.indexOf("#", limit);
  // Unlike everywhere else, blanks at the end stay.
  const ref = hash < 0 ? null : text.slice(hash + 1);
  const file = text.slice(start, limit);
  if (/^jar:/i.test(file)) return { message: "Nested JAR URLs are not supported" };
  if (!/^jar:/i.test(text)) {
    // After a blank or `url:` Java looks for a URL that this one would be relative to, and there is none.
    if (hash === start) return { host: "", port: -1, path: null, query: null, ref, userInfo: null };
    const method = file.startsWith("/") ? "length()" : "lastIndexOf(int)";
    return {
      message: `Cannot invoke "String.${method}" because "${file.startsWith("/") ? "spec" : "ctxFile"}" is null`,
    };
  }
  const bang = file.lastIndexOf("!/");
  if (bang < 0) return { message: "no !/ in spec" };
  const inner = parseUrl(file.slice(0, bang));
  if ("message" in inner) return { message: `invalid url: ${file} (java.net.MalformedURLException: ${inner.message})` };
  return fileParts(file, ref);
}

function fileParts(file: string, ref: string | null): UrlParts {
  const mark = file.lastIndexOf("?");
  const query = mark < 0 ? null : file.slice(mark + 1);
  return { host: "", port: -1, path: mark < 0 ? file : file.slice(0, mark), query, ref, userInfo: null };
}
