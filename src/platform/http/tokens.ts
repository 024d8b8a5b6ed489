import { type Json, memberOf } from "../json.js";
import { ok, type Problem, type Reply, refuse } from "../problem.js";
import type { Answer, Target } from "./request.js";
import { ownProblem } from "./verdict.js";

/** The access token that requests carry. */
export interface Tokens {
  /** The one there is, or a new one where it has run out or is about to; all who ask meanwhile get the same. */
  readonly get: () => Promise<Reply<string>>;
  /** Makes a new one in place of this, unless somebody has already; null where none can be made. */
  readonly renew: ((refused: string) => Promise<void>) | null;
}

/** Milliseconds before its end in which a token is not used any more. */
const MARGIN = 300_000;
/** No token is valid for longer, in seconds. What is over it is milliseconds, as the answers to JWT were. */
const WEEK = 7 * 24 * 3600;

export const SIGN_IN: Target = {
  service: "sign-in",
  method: "POST",
  path: "/ims/token/v3",
  effect: "nothing",
  answer: "json",
};

/** A token that was made elsewhere. */
export function givenToken(token: string): Tokens {
  return { get: async () => ok(token), renew: null };
}

/** No secret and no token: nobody can sign in. */
export function noTokens(): Tokens {
  const why = "there is neither a client secret nor an access token";
  return {
    get: async () => refuse({ ...ownProblem(SIGN_IN, "sign-in", "no-credentials", why), action: "sign-in" }),
    renew: null,
  };
}

/** Tokens of OAuth server-to-server. `ask` sends the request. They are kept in memory, and nowhere else. */
export function createTokens(ask: () => Promise<Reply<Answer>>, clock: () => number): Tokens {
  let current: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<Reply<string>> | null = null;
  const make = async (): Promise<Reply<string>> => {
    const asked = clock();
    const reply = await ask();
    if (reply.kind === "problem") return refuse(asSignIn(reply.problem));
    const { json } = reply.value;
    const token = readToken(json);
    if (token === null) {
      const why = "the answer has no `access_token` that could be sent on";
      return refuse({ ...ownProblem(SIGN_IN, "sign-in", "wrong-shape", why), action: "sign-in" });
    }
    const life = lifetime(json);
    // A token that lives for a minute only is used for half of it.
    current = { token, until: asked + life - Math.min(MARGIN, life / 2) };
    return ok(token);
  };
  const makeOnce = (): Promise<Reply<string>> => {
    asking ??= make().finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    get: async () => (current !== null && clock() < current.until ? ok(current.token) : makeOnce()),
    renew: async (refused) => {
      if (current !== null && current.token !== refused) return;
      current = null;
      // Who needs it asks for it, and then learns what went wrong.
      await makeOnce();
    },
  };
}

/** The token of an answer of the sign-in service; null where it has none. */
export function readToken(json: Json): string | null {
  const token = memberOf(json, "access_token");
  return typeof token === "string" && /^[\x21-\x7e]+$/.test(token) ? token : null;
}

/** In milliseconds. Without one that can be read, the token is used until it is refused. */
function lifetime(json: Json): number {
  const given = memberOf(json, "expires_in");
  const number = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  if (typeof number !== "number" || !Number.isFinite(number)) return Number.POSITIVE_INFINITY;
  return Math.max(0, number > WEEK ? number : number * 1000);
}

/** That the service cannot be reached stays what it is; all else is a sign-in that failed. */
function asSignIn(problem: Problem): Problem {
  return problem.kind === "unreachable" ? problem : { ...problem, kind: "sign-in" };
}
