import { codedError } from "../errors.js";
import type { Answer, Context } from "../service.js";
import { REFUSALS, type RefusalCode } from "./refusal-titles.js";

/** Why a request is refused: a code of Adobe's error catalogue, whose last part is the status, and a sentence for it. */
interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What a body is read to: a value, or why it is refused. */
export type Read<T> = { readonly kind: "ok"; readonly value: T } | Refused;

export function accept<T>(value: T): Read<T> {
  return { kind: "ok", value };
}

export type Refused = { readonly kind: "refused" } & Refusal;

export function refuse(code: RefusalCode, message: string): Refused {
  return { kind: "refused", code, message };
}

export function answerRefusal({ code, message }: Refusal, { behaviour }: Pick<Context, "behaviour">): Answer {
  return codedError(behaviour, code, REFUSALS[code], message);
}

/** No code of the catalogue says it closer: a body that is not of the form that is documented (assumed). */
export const BAD_REQUEST: RefusalCode = "1000-400";
