import { isLoopback } from "../../host/loopback.js";

/** The proxies of a network, as environment variables name them. */
export interface Proxies {
  /** For `https:`; null where the variable is not set. */
  readonly https: URL | null;
  /** For `http:`, and for `https:` where there is no other. */
  readonly http: URL | null;
  /** The hosts that are reached without one: `NO_PROXY` as it is written. */
  readonly except: string;
}

export type ReadProxies =
  | { readonly kind: "none" }
  | { readonly kind: "proxies"; readonly proxies: Proxies }
  /** `why` ends the sentence "… cannot be used: …", and shows nothing of the value: it may hold a password. */
  | { readonly kind: "problem"; readonly name: string; readonly why: string };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY. In small letters they win, as with curl and Node; set to nothing is not set.
 * An address without a scheme is one of `http:`.
 */
export function readProxies(env: Environment): ReadProxies {
  const found: URL[] = [];
  const read: { https: URL | null; http: URL | null } = { https: null, http: null };
  for (const scheme of ["https", "http"] as const) {
    const name = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find((each) => (env[each] ?? "") !== "");
    if (name === undefined) continue;
    const url = readAddress((env[name] ?? "").trim());
    if (typeof url === "string") return { kind: "problem", name, why: url };
    read[scheme] = url;
    found.push(url);
  }
  if (found.length === 0) return { kind: "none" };
  const except = env["no_proxy"] || env["NO_PROXY"] || "";
  return { kind: "proxies", proxies: { ...read, except } };
}

/** The address, or why it is none. */
function readAddress(written: string): URL | string {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  if (!URL.canParse(address)) return "it is no address";
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return "its address begins with neither `http://` nor `https://`";
  }
  return credentialsOf(url) === null ? "the name or the password in it is not encoded as a part of an address is" : url;
}

/** Name and password; null where they are no percent encoding. */
function credentialsOf({ username, password }: URL): readonly [name: string, password: string] | null {
  try {
    return [decodeURIComponent(username), decodeURIComponent(password)];
  } catch {
    return null;
  }
}

/** What of these proxies may be shown nowhere: the passwords, and what is sent for them. */
export function secretsOf({ https, http }: Proxies): readonly string[] {
  return [https, http].flatMap((url) => {
    if (url === null || url.password === "") return [];
    const [name, password] = credentialsOf(url) ?? ["", ""];
    return [password, url.password, Buffer.from(`${name}:${password}`).toString("base64")];
  });
}

/** Whether a proxy comes into question for an address at all; for this machine it never does. */
export function mayBeProxied(url: string): boolean {
  return URL.canParse(url) && !isLoopback(new URL(url).hostname);
}
