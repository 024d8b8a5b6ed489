import { hash, randomUUID } from "node:crypto";
import type { Services } from "../functions/index.js";
import type { DateTime } from "../values/index.js";

/** Node's clock, random identifiers and digests. */
export function nodeServices(): Services {
  return {
    now: () => dateTimeOfEpoch(Date.now()),
    uuid: () => randomUUID(),
    digest,
  };
}

/**
 * The same for every run: a clock that stands still, and identifiers that come from a seed. Each belongs to its place, so
 * that rows may be mapped in any order; one that is asked for without a place takes the next number.
 */
export function fixedServices({ now, seed }: { readonly now: Date | DateTime; readonly seed: string }): Services {
  const instant = now instanceof Date ? dateTimeOfEpoch(now.getTime()) : now;
  let given = 0;
  return {
    now: () => instant,
    uuid: (place) => {
      if (place === undefined) given += 1;
      const which = place === undefined ? String(given) : `${place.source}:${place.line}:${place.nth}`;
      return uuidOf(digest("SHA-256", `${seed}:${which}`));
    },
    digest,
  };
}

/** `crypto.hash` does in one call what createHash does in three; a text it encodes and prints itself (bench/hash.mjs). */
const digest: Services["digest"] = (algorithm, input) => hash(nodeName(algorithm), input, "hex");

function nodeName(algorithm: "MD5" | "SHA-1" | "SHA-256" | "SHA-512"): string {
  switch (algorithm) {
    case "MD5":
      return "md5";
    case "SHA-1":
      return "sha1";
    case "SHA-256":
      return "sha256";
    case "SHA-512":
      return "sha512";
  }
}

function dateTimeOfEpoch(milliseconds: number): DateTime {
  const epochSecond = Math.floor(milliseconds / 1000);
  const nano = Math.round(milliseconds - epochSecond * 1000) * 1_000_000;
  return { kind: "datetime", epochSecond, nano, offset: 0, zone: "UTC" };
}

/** The first 32 digits with version 4 and variant 10 set. */
function uuidOf(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
