/** The outcome of a call: a value, or why there is none. Nothing that a server does is an exception. */
export type Reply<T> = Ok<T> | Refusal;

export interface Ok<T> {
  readonly kind: "ok";
  readonly value: T;
}

export interface Refusal {
  readonly kind: "problem";
  readonly problem: Problem;
}

/** Who answered, or should have: the sign-in service (IMS), or one of the platform's services. */
export type Service =
  | "sign-in"
  | "flow-service"
  | "data-prep"
  | "schema-registry"
  | "catalog"
  | "export"
  | "sandbox-management";

/**
 * What a failure is for the one who has to go on:
 * - `refused`: the service said no for certain, and nothing was done. Throttling that outlasted the deadline is one, too.
 * - `unknown`: a write that may or may not have been done. Look before writing again.
 * - `unreachable`: nothing was done: no connection was ever made, or it was a read, tried until its deadline.
 * - `sign-in`: no token, or the platform does not take the one there is. Nothing was done.
 * - `unexpected`: a read was answered with success, but with nothing that is an answer to it.
 */
export type ProblemKind = "refused" | "unknown" | "unreachable" | "sign-in" | "unexpected";

/** What happened on the wire. `answer`: the service answered, and `status` says how. */
export type ProblemCause =
  | "answer"
  | "throttled"
  | "timeout"
  | "cancelled"
  | "dns"
  | "connection"
  | "connection-lost"
  | "certificate"
  /** The network's proxy was not reached, or failed. */
  | "proxy"
  /** The proxy does not let the request through. */
  | "proxy-refusal"
  | "cut-off"
  | "not-json"
  | "wrong-shape"
  | "too-large"
  | "redirect"
  | "not-sendable"
  | "no-credentials";

/** What helps against an answer: the classes of the catalogue of codes. */
export type ErrorAction =
  | "retry"
  | "look-up-then-retry"
  | "sign-in"
  | "permission"
  | "configuration"
  | "fix-input"
  | "fix-request"
  | "missing"
  | "conflict"
  | "wait"
  | "recreate"
  | "dependency"
  | "already-done"
  | "data"
  | "unknown";

/** A call that has no value. All of its texts are free of secrets; they are not yet fit for a terminal (`printable`). */
export interface Problem {
  readonly kind: ProblemKind;
  readonly cause: ProblemCause;
  readonly service: Service;
  readonly method: string;
  /** Without host and query. */
  readonly path: string;
  /** The HTTP status of the last answer; null where none came. */
  readonly status: number | null;
  /** The service's own code, as it writes it: "1404-412", "403025", "invalid_client". */
  readonly code: string | null;
  readonly title: string;
  /** What the service said, whole: some say there which object is in the way. Without an answer: what failed. */
  readonly message: string;
  readonly action: ErrorAction;
  /** By which Adobe's support finds the request. */
  readonly requestId: string | null;
}

export function ok<T>(value: T): Ok<T> {
  return { kind: "ok", value };
}

export function refuse(problem: Problem): Refusal {
  return { kind: "problem", problem };
}
