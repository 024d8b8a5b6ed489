import { dateOfEpochDay } from "./dates/calendar.js";
import type { DateTime } from "./value.js";

/** `ZonedDateTime.toString`: `2020-12-31T10:15Z`, `2020-12-31T10:15:30.5+01:00[Europe/Paris]`. */
export function dateTimeText({ epochSecond, nano, offset, zone }: DateTime): string {
  const local = epochSecond + offset;
  const days = Math.floor(local / 86_400);
  const second = local - days * 86_400;
  const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60].map(twoDigits).join(":");
  const seconds = second % 60 > 0 || nano > 0 ? `:${twoDigits(second % 60)}${fractionText(nano)}` : "";
  return `${dateText(days)}T${time}${seconds}${offsetText(offset)}${zone === null ? "" : `[${zone}]`}`;
}

function dateText(epochDay: number): string {
  const { year, month, day } = dateOfEpochDay(epochDay);
  return `${yearText(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

function yearText(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return year < 0 ? `-${digits}` : year > 9999 ? `+${digits}` : digits;
}

function fractionText(nano: number): string {
  if (nano === 0) return "";
  const digits = String(nano).padStart(9, "0");
  return `.${digits.endsWith("000000") ? digits.slice(0, 3) : digits.endsWith("000") ? digits.slice(0, 6) : digits}`;
}

function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, ...(size % 60 === 0 ? [] : [size % 60])];
  return `${offset < 0 ? "-" : "+"}${parts.map(twoDigits).join(":")}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
