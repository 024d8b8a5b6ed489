import { createHash, timingSafeEqual } from "node:crypto";
import type { RandomText } from "./random.js";

/** What a client has to know; made anew at each start, so that a page in a browser cannot guess it. */
export interface Credentials {
  /** The `x-api-key`. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The `x-gw-ims-org-id`. */
  readonly organization: string;
  /** An access token that is valid from the start. */
  readonly token: string;
}

/** Seconds, as sign-in answers it. */
const TOKEN_SECONDS = 86_399;

/** Who may come in: credentials and the tokens that were given out. */
export class Access {
  readonly credentials: Credentials;
  /** Until when, in milliseconds since 1970, by what `digestOf` makes of them: how long a look takes tells nothing of them. */
  private readonly tokens = new Map<string, number>();
  private readonly now: () => number;
  private readonly random: RandomText;
  private readonly seconds: number;

  constructor(options: {
    readonly now: () => number;
    readonly random: RandomText;
    readonly tokenSeconds?: number;
    readonly organization?: string;
  }) {
    this.now = options.now;
    this.random = options.random;
    this.seconds = options.tokenSeconds ?? TOKEN_SECONDS;
    this.credentials = {
      clientId: this.random("hex32"),
      clientSecret: `p8e-${this.random("secret")}`,
      organization: options.organization ?? `${this.random("hex24").toUpperCase()}@AdobeOrg`,
      token: this.issue().token,
    };
  }

  issue(): { readonly token: string; readonly seconds: number } {
    const token = this.random("secret");
    this.tokens.set(digestOf(token).toString("hex"), this.now() + this.seconds * 1000);
    return { token, seconds: this.seconds };
  }

  isValid(token: string): boolean {
    const until = this.tokens.get(digestOf(token).toString("hex"));
    return until !== undefined && this.now() < until;
  }

  /** All tokens given out so far are worthless from now on. */
  expireAll(): void {
    this.tokens.clear();
  }
}

const digestOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** In a time that does not tell how much of them is equal. */
export function isSameSecret(one: string | undefined, other: string): boolean {
  return one !== undefined && timingSafeEqual(digestOf(one), digestOf(other));
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
}
