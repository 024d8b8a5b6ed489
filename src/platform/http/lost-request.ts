import type { ProblemCause } from "../problem.js";
import { ProxyFailure } from "./proxied-fetch.js";

/** Why no answer came. */
export interface Lost {
  /** Whether it is certain that no byte of the request reached a server. */
  readonly sent: "no" | "maybe";
  readonly cause: ProblemCause;
  /** The code of Node or the system, with what it means; no address, no value that was sent. */
  readonly message: string;
}

/**
 * Certificates are checked by us, before a request is sent (Node's `X509` codes). Alerts that a server may send after it
 * got the request (`certificate required`, with TLS 1.3) are not among them.
 */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|CRL_|ERROR_IN_CERT_|ERR_TLS_CERT_ALTNAME_)/;
const HANDSHAKE =
  /^ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME|NO_PROTOCOLS_AVAILABLE)$/;
/** Node's own words for a connection that ended before its TLS was set up; its code is ECONNRESET as for any other. */
const BEFORE_TLS = "before secure TLS connection was established";

/**
 * What an error of `fetch` says of the request. In doubt it may have been sent: a reset, for instance, says nothing of what
 * was read before it.
 */
export function explainLost(error: unknown): Lost {
  const proxy = proxyFailureOf(error);
  if (proxy !== null) return explainProxy(proxy);
  const causes = causesOf(error);
  const [first] = causes;
  if (first === undefined) return { sent: "maybe", cause: "connection-lost", message: "the connection failed" };
  const verdicts = causes.map(explainCause);
  // Several addresses of one host were tried: the request went out unless it did to none of them.
  return verdicts.find(({ sent }) => sent === "maybe") ?? verdicts[0] ?? explainCause(first);
}

function proxyFailureOf(error: unknown): ProxyFailure | null {
  if (error instanceof ProxyFailure) return error;
  return error instanceof Error && error.cause instanceof ProxyFailure ? error.cause : null;
}

function explainProxy({ host, status, cause }: ProxyFailure): Lost {
  if (status === null) {
    const why = explainLost(cause);
    const message = `the proxy ${host} was not reached: ${why.message}`;
    return { sent: "no", cause: why.cause === "certificate" ? "proxy-refusal" : "proxy", message };
  }
  const why =
    status === 407
      ? "wants a name and a password, or does not take those that it was given"
      : status >= 500
        ? "did not reach the host"
        : "does not let the request through";
  return {
    sent: "no",
    cause: status >= 500 ? "proxy" : "proxy-refusal",
    message: `the proxy ${host} ${why} (${status})`,
  };
}

interface Cause {
  readonly code: string;
  readonly syscall: string;
  readonly message: string;
}

function causesOf(error: unknown): readonly Cause[] {
  if (!(error instanceof Error)) return [];
  const inner = error.cause instanceof Error ? error.cause : error;
  const all = inner instanceof AggregateError ? inner.errors : [inner];
  return all.flatMap((each) =>
    each instanceof Error
      ? [{ code: field(each, "code"), syscall: field(each, "syscall"), message: each.message }]
      : [],
  );
}

function field(error: Error, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}

function explainCause({ code, syscall, message }: Cause): Lost {
  if (
    syscall.startsWith("getaddrinfo") ||
    syscall.startsWith("query") ||
    code === "ENOTFOUND" ||
    code === "EAI_AGAIN"
  ) {
    return { sent: "no", cause: "dns", message: `the name of the host was not found (${code})` };
  }
  if (CERTIFICATE.test(code))
    return { sent: "no", cause: "certificate", message: `its certificate is not trusted (${code})` };
  if (HANDSHAKE.test(code)) return { sent: "no", cause: "certificate", message: `TLS could not be set up (${code})` };
  if (message.includes(BEFORE_TLS)) {
    return { sent: "no", cause: "connection", message: "the connection ended before TLS was set up" };
  }
  if (syscall === "connect" || code === "UND_ERR_CONNECT_TIMEOUT") {
    return { sent: "no", cause: "connection", message: `no connection could be made (${code})` };
  }
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return { sent: "maybe", cause: "timeout", message: `no answer came in time (${code})` };
  }
  return {
    sent: "maybe",
    cause: "connection-lost",
    message: code === "" ? "the connection failed" : `the connection was lost (${code})`,
  };
}
