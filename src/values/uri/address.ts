import { characterClasses } from "./characters.js";
import { parseInteger } from "./integer.js";
import { isAt, readClass, refuse, UriRefusal } from "./reading.js";

/** The end of an IPv4 address that a port or nothing follows; undefined where there is none. */
export function parseIpv4(text: string, start: number, end: number): number | undefined {
  try {
    const stopped = readIpv4(text, start, end, false);
    return stopped !== undefined && (stopped === end || text.charAt(stopped) === ":") ? stopped : undefined;
  } catch (thrown) {
    if (thrown instanceof UriRefusal) return undefined;
    throw thrown;
  }
}

/** Four numbers up to 255. `whole`: nothing else may stand there. Undefined where no digit or dot begins it. */
function readIpv4(text: string, start: number, end: number, whole: boolean): number | undefined {
  const stop = readClass(text, start, end, characterClasses().digitOrDot);
  if (stop === start || (whole && stop !== end)) return undefined;
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (!isAt(text, at, stop, ".")) refuse("Malformed IPv4 address", at);
      at += 1;
    }
    const after = readByte(text, at, stop);
    if (after === at) refuse("Malformed IPv4 address", at);
    at = after;
  }
  if (at < stop) refuse("Malformed IPv4 address", at);
  return at;
}

/** The end of the digits of a number up to 255, or the start where there is none. */
function readByte(text: string, start: number, end: number): number {
  const after = readClass(text, start, end, characterClasses().digit);
  if (after === start) return start;
  const value = parseInteger(text.slice(start, after), 10);
  // Java reads the number before it looks at its size, and one that is too large for that is no syntax error.
  if (typeof value !== "number") throw new UriRefusal({ reason: value.message, index: null, kind: "number" });
  return value > 255 ? start : after;
}

function requireIpv4(text: string, start: number, end: number, expected: string): number {
  const after = readIpv4(text, start, end, true);
  return after === undefined ? refuse(`Expected ${expected}`, start) : after;
}

/** Labels of letters, digits and inner dashes; the last of several begins with a letter, and a dot may end the name. */
export function parseHostname(text: string, start: number, end: number): number {
  const { letter, letterOrDigit, hostLabel } = characterClasses();
  let at = start;
  let lastLabel = -1;
  while (at < end) {
    const first = readClass(text, at, end, letterOrDigit);
    if (first === at) break;
    lastLabel = at;
    at = readClass(text, first, end, hostLabel);
    if (text.charAt(at - 1) === "-") refuse("Illegal character in hostname", at - 1);
    if (!isAt(text, at, end, ".")) break;
    at += 1;
  }
  if (at < end && text.charAt(at) !== ":") refuse("Illegal character in hostname", at);
  if (lastLabel < 0) refuse("Expected hostname", start);
  if (lastLabel > start && readClass(text, lastLabel, lastLabel + 1, letter) === lastLabel) {
    refuse("Illegal character in hostname", lastLabel);
  }
  return at;
}

interface HexSequence {
  readonly end: number;
  readonly bytes: number;
}

/** Refuses what is no IPv6 address, as RFC 2373 writes them; it may end with an IPv4 address. */
export function parseIpv6(text: string, start: number, end: number): void {
  const first = readHexSequence(text, start, end);
  let at = first?.end ?? start;
  let bytes = first?.bytes ?? 0;
  const isCompressed = isAt(text, at, end, "::");
  if (isCompressed) {
    const rest = readAfterZeros(text, at + 2, end);
    at = rest.end;
    bytes += rest.bytes;
  } else if (first !== undefined && isAt(text, at, end, ":")) {
    at = requireIpv4(text, at + 1, end, "IPv4 address");
    bytes += 4;
  }
  if (at < end) refuse("Malformed IPv6 address", start);
  if (bytes > 16) refuse("IPv6 address too long", start);
  if (!isCompressed && bytes < 16) refuse("IPv6 address too short", start);
  if (isCompressed && bytes === 16) refuse("Malformed IPv6 address", start);
}

/** What may follow `::`. */
function readAfterZeros(text: string, start: number, end: number): HexSequence {
  if (start === end) return { end, bytes: 0 };
  const expected = "hex digits or IPv4 address";
  const sequence = readHexSequence(text, start, end);
  if (sequence === undefined) return { end: requireIpv4(text, start, end, expected), bytes: 4 };
  if (!isAt(text, sequence.end, end, ":")) return sequence;
  return { end: requireIpv4(text, sequence.end + 1, end, expected), bytes: sequence.bytes + 4 };
}

/** Groups of up to four digits with colons between; undefined where there is none, or an IPv4 address instead. */
function readHexSequence(text: string, start: number, end: number): HexSequence | undefined {
  const { hexadecimal } = characterClasses();
  let at = readClass(text, start, end, hexadecimal);
  if (at === start || isAt(text, at, end, ".")) return undefined;
  if (at > start + 4) refuse("IPv6 hexadecimal digit sequence too long", start);
  let bytes = 2;
  while (isAt(text, at, end, ":") && !isAt(text, at, end, "::")) {
    const group = at + 1;
    const after = readClass(text, group, end, hexadecimal);
    if (after === group) refuse("Expected digits for an IPv6 address", group);
    if (isAt(text, after, end, ".")) break;
    if (after > group + 4) refuse("IPv6 hexadecimal digit sequence too long", group);
    bytes += 2;
    at = after;
  }
  return { end: at, bytes };
}
