import { isRegion } from "./zone-ids.js";
import { rulesOf, type ZoneRules } from "./zone-rules.js";

/** A time zone as Java's ZoneId: a region with rules, or an offset, bare or named (`UTC`, `GMT+02:00`). */
export type Zone =
  | { readonly kind: "region"; readonly id: string; readonly rules: ZoneRules }
  | { readonly kind: "named"; readonly id: string; readonly offset: number }
  | { readonly kind: "offset"; readonly id: string; readonly offset: number };

/** What cannot be done, in words for a message. */
export interface Problem {
  readonly problem: string;
}

export function isProblem(result: object): result is Problem {
  return "problem" in result;
}

/** java.time.ZoneOffset.UTC: no name, printed as `Z`. */
export const OFFSET_UTC: Zone = { kind: "offset", id: "Z", offset: 0 };

/** In seconds, either way. */
export const LAST_OFFSET = 18 * 3600;

/** Source: java.time.ZoneId.SHORT_IDS. `PST` is Los Angeles with its daylight saving, `EST` is -05:00 all year. */
const SHORT_IDS: ReadonlyMap<string, string> = new Map([
  ["ACT", "Australia/Darwin"],
  ["AET", "Australia/Sydney"],
  ["AGT", "America/Argentina/Buenos_Aires"],
  ["ART", "Africa/Cairo"],
  ["AST", "America/Anchorage"],
  ["BET", "America/Sao_Paulo"],
  ["BST", "Asia/Dhaka"],
  ["CAT", "Africa/Harare"],
  ["CNT", "America/St_Johns"],
  ["CST", "America/Chicago"],
  ["CTT", "Asia/Shanghai"],
  ["EAT", "Africa/Addis_Ababa"],
  ["ECT", "Europe/Paris"],
  ["EST", "-05:00"],
  ["HST", "-10:00"],
  ["IET", "America/Indiana/Indianapolis"],
  ["IST", "Asia/Kolkata"],
  ["JST", "Asia/Tokyo"],
  ["MIT", "Pacific/Apia"],
  ["MST", "-07:00"],
  ["NET", "Asia/Yerevan"],
  ["NST", "Pacific/Auckland"],
  ["PLT", "Asia/Karachi"],
  ["PNT", "America/Phoenix"],
  ["PRT", "America/Puerto_Rico"],
  ["PST", "America/Los_Angeles"],
  ["SST", "Pacific/Guadalcanal"],
  ["VST", "Asia/Ho_Chi_Minh"],
]);

const LIMIT = 512;
const zones = new Map<string, Zone | null>();

/**
 * A zone by its id, as `ZoneId.of(id, ZoneId.SHORT_IDS)` reads it: a region (`Europe/Paris`), an offset (`Z`, `+5`,
 * `+05:30`, `-0800`), `UTC`, `GMT` or `UT` with or without one, or a short id (`PST`). Null where there is no such zone.
 */
export function zoneOf(id: string): Zone | null {
  const cached = zones.get(id);
  if (cached !== undefined) return cached;
  const zone = readZone(SHORT_IDS.get(id) ?? id);
  if (zones.size >= LIMIT) zones.clear();
  zones.set(id, zone);
  return zone;
}

function readZone(id: string): Zone | null {
  if (id === "Z" || id === "z") return id === "Z" ? OFFSET_UTC : null;
  if (id.startsWith("+") || id.startsWith("-")) {
    const offset = readOffset(id);
    return offset === null ? null : zoneOfOffset(offset);
  }
  const prefixed = /^(UTC|GMT|UT)([+-].+)?$/.exec(id);
  if (prefixed !== null) {
    const [, prefix = "", text] = prefixed;
    const offset = text === undefined ? 0 : readOffset(text);
    return offset === null ? null : namedZone(prefix, offset);
  }
  if (!isRegion(id)) return null;
  const rules = rulesOf(id);
  return rules === null ? null : { kind: "region", id, rules };
}

export function zoneOfOffset(offset: number): Zone {
  return offset === 0 ? OFFSET_UTC : { kind: "offset", id: offsetText(offset), offset };
}

/** `UTC` with an offset is `UTC+02:00`. */
export function namedZone(prefix: string, offset: number): Zone {
  return { kind: "named", id: offset === 0 ? prefix : prefix + offsetText(offset), offset };
}

/** The region and names of offsets that a DateTime's `zone` keeps: null for a bare offset. */
export function zoneName(zone: Zone): string | null {
  return zone.kind === "offset" ? null : zone.id;
}

/** The zone's offset from UTC at an instant, in seconds. */
export function offsetAt(zone: Zone, epochSecond: number): number {
  return zone.kind === "region" ? zone.rules.offsetAt(epochSecond) : zone.offset;
}

/**
 * The offset that turns wall-clock seconds into an instant. A time that a change to daylight saving leaves out moves on
 * by the length of the gap; one that occurs twice is its first occurrence. Source: java.time.ZonedDateTime.ofLocal.
 */
export function offsetOfLocal(zone: Zone, localSecond: number): number {
  return zone.kind === "region" ? zone.rules.offsetOfLocal(localSecond) : zone.offset;
}

/** `+05:30`, `-08:00`, `+01:02:03`; `Z` for none. */
export function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const total = Math.abs(offset);
  const seconds = total % 60;
  const text = `${offset < 0 ? "-" : "+"}${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}`;
  return seconds === 0 ? text : `${text}:${two(seconds)}`;
}

const TWO: readonly string[] = Array.from({ length: 100 }, (_none, value) => String(value).padStart(2, "0"));

/** A number up to 99 in two digits. */
export function two(value: number): string {
  return TWO[value] ?? String(value);
}

/** `+h`, `+hh`, `+hh:mm`, `+hhmm`, `+hh:mm:ss`, `+hhmmss`, as java.time.ZoneOffset.of; null where it is none. */
function readOffset(text: string): number | null {
  const read = /^([+-])(?:(\d)|(\d\d)(?:(\d\d)(\d\d)?|:(\d\d)(?::(\d\d))?)?)$/.exec(text);
  if (read === null) return null;
  const minutes = Number(read[4] ?? read[6] ?? 0);
  const seconds = Number(read[5] ?? read[7] ?? 0);
  const total = Number(read[2] ?? read[3]) * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > LAST_OFFSET) return null;
  return read[1] === "-" ? -total : total;
}
