import type { Unit } from "./instants.js";

/** The texts of what has no kind of its own among JEXL's values. */

/** `3b241101-e2bb-4255-8caf-4136c566a962`, of 16 bytes. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const UNITS: Readonly<Record<Unit, { readonly second: bigint; readonly digits: number }>> = {
  MILLIS: { second: 1000n, digits: 3 },
  MICROS: { second: 1_000_000n, digits: 6 },
  NANOS: { second: 1_000_000_000n, digits: 9 },
};

/** `10:11:12`, with a fraction of as many digits as its unit has where there is one: `10:11:12.045`. */
export function timeText(value: bigint, unit: Unit): string {
  const { second, digits } = UNITS[unit];
  const seconds = value / second;
  const fraction = value % second;
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return fraction === 0n ? clock : `${clock}.${String(fraction).padStart(digits, "0")}`;
}

/** ISO 8601's `P1M2DT0.003S`, of months, days and milliseconds in 4 bytes each, the lowest first. */
export function durationText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [months, days, millis] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
  const date = `${months > 0 ? `${months}M` : ""}${days > 0 ? `${days}D` : ""}`;
  if (millis === 0) return date === "" ? "PT0S" : `P${date}`;
  return `P${date}T${millis / 1000}S`;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes that no annotation calls a text: base64, as JSON carries bytes. */
export function bytesText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const last = bytes.length - at;
    text += `${DIGITS[group >> 18]}${DIGITS[(group >> 12) & 63]}`;
    text += last > 1 ? DIGITS[(group >> 6) & 63] : "=";
    text += last > 2 ? DIGITS[group & 63] : "=";
  }
  return text;
}
