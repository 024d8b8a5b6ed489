import type { XdmLeaf } from "../../runtime/compare-records.js";
import { cut, printable } from "../../text/terminal-text.js";

/** How much of what both values begin with is shown before the first difference. */
const BEFORE = 12;

/**
 * Two values side by side, each in so many columns at most, so that one sees how they differ: of long texts from shortly before
 * the first difference on, and with escapes where they would look the same.
 */
export function showPair(here: XdmLeaf | null, there: XdmLeaf | null, width: number): readonly [string, string] {
  if (typeof here !== "string" || typeof there !== "string") return [show(here, width), show(there, width)];
  const spell = looksLike(here, there) ? escaped : (text: string) => text;
  const inside = (text: string): string => spell(JSON.stringify(text).slice(1, -1));
  const [mine, theirs] = [inside(here), inside(there)];
  const isLong = [mine, theirs].some((text) => text.length > width - 2);
  const from = isLong ? Math.max(0, firstDifference(mine, theirs) - BEFORE) : 0;
  const shown = (text: string): string => {
    const rest = text.slice(isLowSurrogate(text, from) ? from - 1 : from);
    return cut(printable(from === 0 ? `"${rest}"` : `"…${rest}"`), width);
  };
  return [shown(mine), shown(theirs)];
}

/** One value as JSON has it, so that the text `1` is not taken for the number. */
function show(value: XdmLeaf | null, width: number): string {
  if (value === null) return "nothing";
  return cut(printable(typeof value === "string" ? JSON.stringify(value) : String(value)), width);
}

/** Letters that are composed otherwise, other spaces, and signs that take no room. */
function looksLike(one: string, other: string): boolean {
  const plain = (text: string): string => text.normalize("NFKC").replace(/[\p{Cf}\u00ad]/gu, "");
  return one !== other && plain(one) === plain(other);
}

function escaped(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
