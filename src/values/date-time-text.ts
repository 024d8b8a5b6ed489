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

function dateText(days: number): string {
  // Days since 0000-03-01, so that the leap day ends the year (Hinnant's civil calendar).
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
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
