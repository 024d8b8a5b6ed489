import { matchPrefixedOffset, matchRegion, matchZulu } from "./match-zone.js";
import type { Reading } from "./reading.js";
import { type ZoneNames, zoneNames } from "./zone-names.js";
import { offsetText, zoneOf } from "./zones.js";

export interface ZoneTextStyle {
  readonly full: boolean;
  /** `v`: the same name all year. */
  readonly generic: boolean;
}

export interface ZonedInstant {
  readonly epochSecond: number;
  readonly offset: number;
  readonly zone: string | null;
}

/** The name of a zone at an instant; an offset is its own name. */
export function zoneText({ full, generic }: ZoneTextStyle, { epochSecond, offset, zone }: ZonedInstant): string {
  if (zone === null) return offsetText(offset);
  const names = namesByZone().get(zone);
  if (names !== undefined) return (full ? names.full : names.short)[generic ? 2 : isSummer(zone, epochSecond) ? 1 : 0];
  if (zoneOf(zone)?.kind === "region") return zone === "UTC" || offset === 0 ? "UTC" : `GMT${offsetText(offset)}`;
  return zone === "UTC" && full ? "Coordinated Universal Time" : zone;
}

function isSummer(zoneId: string, epochSecond: number): boolean {
  const zone = zoneOf(zoneId);
  return zone?.kind === "region" && zone.rules.offsetAt(epochSecond) > zone.rules.standardOffsetAt(epochSecond);
}

/**
 * Reads a name of a zone, in either style. A short name that means zones far apart is not read at all: Java 17 takes
 * `IST` for Abidjan.
 */
export function matchZoneText(text: string, position: number, reading: Reading): number {
  const offset = matchPrefixedOffset(text, position, reading);
  if (offset !== null && offset >= 0) return offset;
  const named = longestName(text, position);
  const zone = named === null ? null : zoneOf(named.zone);
  if (named !== null && zone !== null) {
    reading.zone = zone;
    return position + named.name.length;
  }
  return matchRegion(text, position, reading) ?? matchZulu(text, position, reading);
}

const AMBIGUOUS: ReadonlySet<string> = new Set(["BST", "IDT", "IST"]);

let byZone: ReadonlyMap<string, ZoneNames> | null = null;

function namesByZone(): ReadonlyMap<string, ZoneNames> {
  byZone ??= new Map(zoneNames().flatMap((names) => names.zones.map((zone) => [zone, names] as const)));
  return byZone;
}

/** Every name that is read, the longest first, with its zone. */
let readable: readonly (readonly [name: string, zone: string])[] | null = null;

function longestName(text: string, position: number): { readonly name: string; readonly zone: string } | null {
  readable ??= readableNames();
  for (const [name, zone] of readable) if (text.startsWith(name, position)) return { name, zone };
  return null;
}

function readableNames(): readonly (readonly [name: string, zone: string])[] {
  const zones = new Map<string, string>();
  for (const {
    short,
    full,
    zones: [first],
  } of zoneNames()) {
    for (const name of [...short, ...full]) {
      if (first !== undefined && !zones.has(name) && !AMBIGUOUS.has(name)) zones.set(name, first);
    }
  }
  return [...zones].sort(([a], [b]) => b.length - a.length);
}
