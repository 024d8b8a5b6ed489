import { matchPrefixedOffset, matchRegion, matchZulu } from "./match-zone.js";
import type { Reading } from "./reading.js";
import { offsetText } from "./zones.js";

export interface ZoneTextStyle {
  readonly full: boolean;
  /** `v`: the same name all year. */
  readonly generic: boolean;
}

export function zoneText(
  _style: ZoneTextStyle,
  value: { readonly offset: number; readonly zone: string | null },
): string {
  return value.zone ?? offsetText(value.offset);
}

export function matchZoneText(_style: ZoneTextStyle, text: string, position: number, reading: Reading): number {
  const offset = matchPrefixedOffset(text, position, reading);
  if (offset !== null) return offset;
  return matchRegion(text, position, reading) ?? matchZulu(text, position, reading);
}
