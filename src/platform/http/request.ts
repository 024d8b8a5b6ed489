import type { Json } from "../json.js";
import type { ProblemCause, Service } from "../problem.js";
import type { Body } from "./read-answer.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What there is to know of a call, whatever is sent for it. */
export interface Target {
  readonly service: Service;
  readonly method: Method;
  /** Without host and query, as it is sent. */
  readonly path: string;
  /**
   * What the call changes, which decides whether it may be replayed after an outcome that is not known: `nothing` and
   * `same` (done twice is as done once) may, `once` may not.
   */
  readonly effect: "nothing" | "same" | "once";
  /** What a successful answer holds. */
  readonly answer: "json" | "text" | "nothing";
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the call wants none. */
  readonly json: Json;
  readonly text: string;
}

/** What one request came to. */
export type Outcome =
  | { readonly kind: "answer"; readonly status: number; readonly headers: Headers; readonly body: Body }
  | LostAnswer;

/** No answer, or not a whole one. */
export interface LostAnswer {
  readonly kind: "lost";
  /** `no`: it is certain that nothing of the request reached a server. */
  readonly sent: "no" | "maybe";
  readonly cause: ProblemCause;
  readonly message: string;
  /** Where an answer began. */
  readonly status: number | null;
}
