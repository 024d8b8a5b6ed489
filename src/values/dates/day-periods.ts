import type { TextStyle } from "./pattern-parts.js";
import type { DayPeriod, Reading } from "./reading.js";

const PERIODS: readonly DayPeriod[] = [
  { name: "midnight", narrow: "mi", from: 0, to: 0 },
  { name: "noon", narrow: "n", from: 720, to: 720 },
  { name: "in the morning", narrow: "in the morning", from: 360, to: 720 },
  { name: "in the afternoon", narrow: "in the afternoon", from: 720, to: 1080 },
  { name: "in the evening", narrow: "in the evening", from: 1080, to: 1260 },
  { name: "at night", narrow: "at night", from: 1260, to: 1800 },
];

/** Java also reads the halves of the day here, and never prints them; behind the others, for `a` begins `at night`. */
const READABLE: readonly DayPeriod[] = [
  ...PERIODS,
  { name: "AM", narrow: "a", from: 0, to: 720 },
  { name: "PM", narrow: "p", from: 720, to: 1440 },
];

export function dayPeriodText(minuteOfDay: number, style: TextStyle): string {
  const period = PERIODS.find((candidate) => includes(candidate, minuteOfDay));
  return period === undefined ? "" : textOf(period, style);
}

export function matchDayPeriod(style: TextStyle, text: string, position: number, reading: Reading): number {
  for (const period of READABLE) {
    const name = textOf(period, style);
    if (!text.startsWith(name, position)) continue;
    reading.dayPeriod = period;
    return position + name.length;
  }
  return ~position;
}

export function includes({ from, to }: DayPeriod, minuteOfDay: number): boolean {
  if (from === to) return minuteOfDay === from;
  return (minuteOfDay >= from && minuteOfDay < to) || minuteOfDay + 1440 < to;
}

/** The minute in the middle of a period: what a text without a time stands for. */
export function middleOf({ from, to }: DayPeriod): number {
  return Math.floor((from + to) / 2) % 1440;
}

function textOf(period: DayPeriod, style: TextStyle): string {
  return style === "narrow" ? period.narrow : period.name;
}
