import type { Json } from "../json.js";

/** Takes secrets out of what is shown: by the name of what holds them, and by value wherever they stand. */
export interface Redactor {
  /** From now on this value is taken out of every text. Values under six characters are not: they would black out half of it. */
  readonly learn: (secret: string | null) => void;
  readonly text: (text: string) => string;
  readonly headers: (headers: Iterable<readonly [string, string]>) => readonly (readonly [string, string])[];
  /** A body: where it is JSON, also by the names of its members. */
  readonly body: (text: string) => string;
}

const MASK = "***";
const SHORTEST = 6;
/** What is nested deeper is left out as a whole. */
const DEEPEST = 100;
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|set-cookie2?|x-.*(token|secret)|.*-signature)$/i;
const SECRET_MEMBER =
  /secret|password|passphrase|passwd|token$|credential|private_?key|access_?key|connection_?string|sas_?(uri|token)|^(authorization|cookie|set-cookie|assertion|jwt|apikey|api_key)$/i;
const NO_SECRET_MEMBER = /^continuationToken$/i;
const NAMES =
  "access_token|refresh_token|id_token|jwt_token|user_token|client_secret|client_assertion|assertion|password|secret|sig";

export function createRedactor(): Redactor {
  const variants = new Set<string>();
  let known: RegExp | null = null;

  const learn = (secret: string | null): void => {
    if (secret === null || secret.length < SHORTEST) return;
    for (const variant of spellings(secret)) variants.add(variant);
    const longestFirst = [...variants].sort((a, b) => b.length - a.length);
    known = new RegExp(longestFirst.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
  };
  const byValue = (text: string): string => {
    if (known === null) return text;
    let clean = text;
    // What stood on both sides of a secret may be one together. Each round makes the text shorter, so this ends.
    for (let before = ""; before !== clean; ) {
      before = clean;
      clean = clean.replace(known, MASK);
    }
    return clean;
  };
  const text = (given: string): string => byValue(byPattern(given));

  const ofJson = (json: Json, depth: number): Json => {
    if (typeof json === "string") return text(json);
    if (typeof json !== "object" || json === null) return json;
    if (depth > DEEPEST) return MASK;
    if (Array.isArray(json)) return json.map((item: Json) => ofJson(item, depth + 1));
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [text(key), ofMember(key, value, depth)]));
  };
  const ofMember = (key: string, value: Json, depth: number): Json => {
    if (SECRET_MEMBER.test(key) && !NO_SECRET_MEMBER.test(key)) return value === null ? null : MASK;
    if (key === "auth" && typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const leaf of textLeaves(Object.hasOwn(value, "params") ? Reflect.get(value, "params") : null)) learn(leaf);
      return Object.fromEntries(
        Object.entries(value).map(([name, each]: [string, Json]) => [
          text(name),
          name === "params" ? MASK : ofMember(name, each, depth + 1),
        ]),
      );
    }
    return ofJson(value, depth + 1);
  };

  return {
    learn,
    text,
    headers: (headers) =>
      [...headers].map(([name, value]) => [name, SECRET_HEADER.test(name) ? MASK : text(value)] as const),
    body: (given) => {
      let json: Json;
      try {
        json = JSON.parse(given);
      } catch {
        // A cut body is no JSON any more: what follows `auth` may be its params.
        return text(given.replace(/"auth"\s*:[\s\S]*$/, `"auth":"${MASK}"`));
      }
      return byValue(JSON.stringify(ofJson(json, 0)));
    },
  };
}

/** How a value may stand in JSON, in a URL and in a form. */
function spellings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const whole = secret.replace(/\p{Surrogate}/gu, "\ufffd");
  const form = new URLSearchParams([["", whole]]).toString().slice(1);
  return [...new Set([secret, json, ascii, encodeURIComponent(whole), form, Buffer.from(secret).toString("base64")])];
}

/** Tokens and secrets that give themselves away by what stands before them, or by their form. */
function byPattern(text: string): string {
  return text
    .replace(new RegExp(`\\b(${NAMES})=[^&\\s"'<>]+`, "gi"), `$1=${MASK}`)
    .replace(new RegExp(`"(${NAMES})"(\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, "gi"), `"$1"$2"${MASK}"`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${MASK}`)
    .replace(/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, MASK);
}

function textLeaves(json: Json): readonly string[] {
  const leaves: string[] = [];
  const waiting: Json[] = [json];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") leaves.push(next);
    else if (typeof next === "object" && next !== null) waiting.push(...Object.values(next));
  }
  return leaves;
}
