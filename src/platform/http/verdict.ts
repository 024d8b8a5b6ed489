import type { Json } from "../json.js";
import type { Problem, ProblemCause, ProblemKind } from "../problem.js";
import { readErrorBody } from "./error-body.js";
import { actionFor } from "./error-codes.js";
import type { Answer, LostAnswer, Outcome, Target } from "./request.js";

/** What has happened to a call so far. */
export interface History {
  /** Requests that never reached a server. */
  readonly unsent: number;
  /** Answers that were cut off or no JSON. */
  readonly broken: number;
  /** Whether the token was renewed because it was not taken. */
  readonly renewed: boolean;
}

/** What follows from an outcome. A problem is the one that is told where it cannot go on. */
export type Verdict =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "fail"; readonly problem: Problem }
  | { readonly kind: "renew"; readonly problem: Problem }
  | {
      readonly kind: "again";
      readonly why: "throttled" | "unsent" | "broken" | "failing";
      /** Whether this request may have been carried out. */
      readonly unclear: boolean;
      readonly problem: Problem;
    };

/** So often a host is tried that does not let itself be connected to. */
const UNSENT = 4;
/** So often a read is tried whose answers are broken. */
const BROKEN = 3;

/**
 * Judges one outcome of a call: RFC 9110 (9.2.2) allows to replay what is idempotent; what is not is replayed only where it
 * is certain that it was not carried out.
 */
export function judge(target: Target, outcome: Outcome, history: History): Verdict {
  if (outcome.kind === "lost") return judgeLost(target, outcome, history);
  const { status, headers, body } = outcome;
  const isWrite = target.effect !== "nothing";
  if (status >= 200 && status < 300) {
    if (target.answer === "nothing") return done(outcome, null);
    if (target.answer === "text") return done(outcome, null);
    if (body.kind === "json") return done(outcome, body.json);
    const { cause, message } = body.kind === "broken" ? body : { cause: "not-json" as const, message: "no JSON" };
    const problem = problemOf(target, outcome, isWrite ? "unknown" : "unexpected", cause, message);
    // What was changed was changed: the answer says so. It has to be read, and not done again.
    if (isWrite || cause !== "cut-off" || history.broken + 1 >= BROKEN) return { kind: "fail", problem };
    return { kind: "again", why: "broken", unclear: false, problem };
  }
  if (status < 200 || (status >= 300 && status < 400)) {
    const where = headers.has("location") ? ", which is not followed: a token is for one host" : "";
    const message = `the answer leads elsewhere (HTTP ${status})${where}`;
    return {
      kind: "fail",
      problem: problemOf(target, outcome, isWrite ? "unknown" : "unexpected", "redirect", message),
    };
  }
  const problem = answered(target, outcome);
  if (status === 401 || (problem.action === "sign-in" && target.service !== "sign-in" && status < 500)) {
    const told: Problem = { ...problem, kind: "sign-in" };
    return history.renewed || target.service === "sign-in"
      ? { kind: "fail", problem: told }
      : { kind: "renew", problem: told };
  }
  if (status === 429) return { kind: "again", why: "throttled", unclear: false, problem };
  if (!isPassing(status)) return { kind: "fail", problem };
  if (target.effect === "once") return { kind: "fail", problem: { ...problem, kind: "unknown" } };
  return { kind: "again", why: "failing", unclear: isWrite, problem };
}

function judgeLost(target: Target, outcome: LostAnswer, history: History): Verdict {
  const isWrite = target.effect !== "nothing";
  const kind =
    isWrite && outcome.sent === "maybe" ? "unknown" : outcome.cause === "too-large" ? "unexpected" : "unreachable";
  const problem = problemOf(target, outcome, kind, outcome.cause, outcome.message);
  if (FINAL.has(outcome.cause)) return { kind: "fail", problem };
  if (outcome.sent === "no") {
    return history.unsent + 1 >= UNSENT
      ? { kind: "fail", problem }
      : { kind: "again", why: "unsent", unclear: false, problem };
  }
  if (target.effect === "once") return { kind: "fail", problem };
  return { kind: "again", why: "failing", unclear: isWrite, problem };
}

/** What the next request would end by, too. */
const FINAL: ReadonlySet<ProblemCause> = new Set([
  "cancelled",
  "certificate",
  "proxy-refusal",
  "not-sendable",
  "too-large",
]);

/** Timeouts and faults that may be over the next time; a method or a version that is not supported will not. */
function isPassing(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

function done({ status, headers, body }: Extract<Outcome, { kind: "answer" }>, json: Json): Verdict {
  return { kind: "done", answer: { status, headers, json, text: body.text } };
}

/** The problem that an answer with an error status tells. */
function answered(target: Target, outcome: Extract<Outcome, { kind: "answer" }>): Problem {
  const { status, body } = outcome;
  const said = body.kind === "json" ? readErrorBody(body.json) : { code: null, title: null, message: null };
  // Only the service itself can say that something is not there: a page of somebody between says it of an address.
  const action =
    body.kind !== "json" && body.text.trim() !== "" && status === 404
      ? "unknown"
      : actionFor(target.service, status, said);
  const kind = isPassing(status) ? "unreachable" : "refused";
  const page =
    body.kind === "broken" && body.cause === "not-json" ? `HTTP ${status}: ${body.message}` : `HTTP ${status}`;
  return {
    ...problemOf(target, outcome, kind, status === 429 ? "throttled" : "answer", said.message ?? page),
    code: said.code,
    title: said.title ?? titleOf(status),
    action,
  };
}

function problemOf(target: Target, outcome: Outcome, kind: ProblemKind, cause: ProblemCause, message: string): Problem {
  const { service, method, path } = target;
  const requestId = outcome.kind === "answer" ? outcome.headers.get("x-request-id") : null;
  const action =
    kind === "unknown"
      ? "look-up-then-retry"
      : cause === "certificate" || cause === "proxy-refusal" || cause === "not-sendable"
        ? "configuration"
        : "retry";
  const { status } = outcome;
  return { kind, cause, service, method, path, status, code: null, title: TITLES[cause], message, action, requestId };
}

const TITLES: Readonly<Record<ProblemCause, string>> = {
  answer: "Refused",
  throttled: "Too many requests",
  timeout: "No answer in time",
  cancelled: "Cancelled",
  dns: "Host not found",
  connection: "No connection",
  "connection-lost": "Connection lost",
  certificate: "Certificate not trusted",
  proxy: "Proxy not reached",
  "proxy-refusal": "Refused by the proxy",
  "cut-off": "Answer cut off",
  "not-json": "Answer is no JSON",
  "wrong-shape": "Answer of another shape",
  "too-large": "Answer too large",
  redirect: "Redirect not followed",
  "not-sendable": "Request cannot be sent",
  "no-credentials": "No credentials",
};

function titleOf(status: number): string {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Not signed in";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 409:
      return "Conflict";
    case 412:
      return "Changed meanwhile";
    case 429:
      return "Too many requests";
    default:
      return status >= 500 ? "Service fails" : "Refused";
  }
}

/** A problem that no request came to: what is sent or read does not fit. */
export function ownProblem(target: Target, kind: ProblemKind, cause: ProblemCause, message: string): Problem {
  return problemOf(target, { kind: "lost", sent: "no", cause, message, status: null }, kind, cause, message);
}
