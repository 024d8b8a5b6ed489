import type { Fetch } from "../connect-options.js";
import { mayBeProxied, type Proxies } from "./proxies.js";

/** The proxy was not reached, or did not let a request through: it never came to the host. */
export class ProxyFailure extends Error {
  /** With its port. */
  readonly host: string;
  /** The proxy's answer; null where it was not reached, which `cause` then tells. */
  readonly status: number | null;

  constructor(host: string, status: number | null, cause: unknown) {
    super("the proxy failed", { cause });
    this.host = host;
    this.status = status;
  }
}

/** A `fetch` over the proxies of a network. Its library is loaded with the first request that may need it. */
export function createProxiedFetch(proxies: Proxies): Fetch {
  let loading: Promise<Fetch> | null = null;
  return async (url, init) => {
    if (!mayBeProxied(url)) return await fetch(url, init);
    loading ??= load(proxies);
    return await (await loading)(url, init);
  };
}

async function load({ https, http, except }: Proxies): Promise<Fetch> {
  const { EnvHttpProxyAgent, fetch: fetchOver, Pool } = await import("undici");
  /** A way to the proxy that tells its failures apart from the host's; `fetch` would call a refusal "cancelled". */
  const wayTo = (proxy: URL) => {
    const pool = new Pool(proxy.origin);
    const connect = async (options: Parameters<typeof pool.connect>[0]) => {
      const tunnel = await pool.connect(options).catch((error: unknown) => {
        throw new ProxyFailure(proxy.host, null, error);
      });
      if (tunnel.statusCode === 200) return tunnel;
      tunnel.socket.on("error", () => undefined).destroy();
      throw new ProxyFailure(proxy.host, tunnel.statusCode, null);
    };
    return new Proxy(pool, { get: (from, key) => (key === "connect" ? connect : Reflect.get(from, key, from)) });
  };
  const dispatcher = new EnvHttpProxyAgent({
    // Empty and not left out, so that it does not look into the environment itself.
    httpsProxy: https?.href ?? "",
    httpProxy: http?.href ?? "",
    noProxy: except,
    // Many proxies open no tunnel for what is not encrypted.
    proxyTunnel: false,
    clientFactory: wayTo,
  });
  return async (url, init) => await fetchOver(url, { ...init, dispatcher });
}
