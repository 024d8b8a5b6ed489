import { epochDayOf, modulo, SECONDS_A_DAY } from "./calendar.js";

/**
 * The offsets of one region, found through Intl. Asking Intl is slow, so each year's changes of offset are searched once
 * and kept: later questions are answered from a short list.
 */
export interface ZoneRules {
  readonly offsetAt: (epochSecond: number) => number;
  /** The offset that turns wall-clock seconds into an instant; see resolveLocal. */
  readonly offsetOfLocal: (localSecond: number) => number;
  /** The least offset of the instant's year: what is over it is daylight saving. */
  readonly standardOffsetAt: (epochSecond: number) => number;
}

interface YearOfChanges {
  /** The offset when the year begins, in UTC. */
  readonly first: number;
  readonly changes: readonly Change[];
}

interface Change {
  /** The instant from which `after` holds. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Before the first year no region had changed its local mean time. The last is 400 years behind every change that a rule
 * tells apart (Morocco's end in 2087); after it the rules repeat with the calendar, every 400 years.
 */
const FIRST_YEAR_ASKED = 1800;
const LAST_YEAR_ASKED = 2599;
const CYCLE_SECONDS = 146_097 * SECONDS_A_DAY;
/** Changes closer together than this could hide each other; Morocco's Ramadan leaves four weeks. */
const STEP = 9 * SECONDS_A_DAY;

const LIMIT = 256;
const cache = new Map<string, ZoneRules | null>();

/** The rules of a region that Intl knows, or null. */
export function rulesOf(region: string): ZoneRules | null {
  const cached = cache.get(region);
  if (cached !== undefined) return cached;
  const rules = loadRules(region);
  if (cache.size >= LIMIT) cache.clear();
  cache.set(region, rules);
  return rules;
}

function loadRules(region: string): ZoneRules | null {
  const ask = askIntl(region);
  // A clock that cannot be read back is none.
  if (ask === null || Number.isNaN(ask(0))) return null;
  const years = new Map<number, YearOfChanges>();
  let lastYear = Number.NaN;
  let last: YearOfChanges = { first: 0, changes: [] };

  const changesOf = (year: number): YearOfChanges => {
    if (year === lastYear) return last;
    let found = years.get(year);
    if (found === undefined) {
      found = findChanges(ask, year);
      years.set(year, found);
    }
    lastYear = year;
    last = found;
    return found;
  };

  const offsetAt = (epochSecond: number): number => {
    const asked = askedSecond(epochSecond);
    const { first, changes } = changesOf(yearOf(asked));
    let offset = first;
    for (const change of changes) {
      if (asked < change.at) break;
      offset = change.after;
    }
    return offset;
  };

  const offsetOfLocal = (localSecond: number): number => {
    const asked = askedSecond(localSecond);
    // Offsets are less than a day, so the instant lies within a day of the wall clock read as UTC.
    const from = changesOf(yearOf(asked - SECONDS_A_DAY));
    const to = changesOf(yearOf(asked + SECONDS_A_DAY));
    let offset = from.first;
    for (const { changes } of from === to ? [from] : [from, to]) {
      for (const { at, before, after } of changes) {
        // In a gap and in an overlap alike Java uses the offset from before the change.
        if (asked < at + Math.max(before, after)) return before;
        offset = after;
      }
    }
    return offset;
  };

  const standardOffsetAt = (epochSecond: number): number => {
    const { first, changes } = changesOf(yearOf(askedSecond(epochSecond)));
    return changes.reduce((least, { after }) => Math.min(least, after), first);
  };

  return { offsetAt, offsetOfLocal, standardOffsetAt };
}

type Ask = (epochSecond: number) => number;

function findChanges(ask: Ask, year: number): YearOfChanges {
  const start = epochDayOf(year, 1, 1) * SECONDS_A_DAY;
  const end = epochDayOf(year + 1, 1, 1) * SECONDS_A_DAY;
  const first = ask(start);
  const changes: Change[] = [];
  let from = start;
  let before = first;
  while (from < end) {
    const to = Math.min(from + STEP, end);
    // The year's last second belongs to it, a change at the very end to the next year.
    const after = ask(to === end ? end - 1 : to);
    if (after !== before) changes.push({ at: searchChange(ask, from, to, before), before, after });
    from = to;
    before = after;
  }
  // A change at the first second of the year shows nowhere above: the year before ended with another offset.
  const ended = ask(start - 1);
  return ended === first
    ? { first, changes }
    : { first: ended, changes: [{ at: start, before: ended, after: first }, ...changes] };
}

function searchChange(ask: Ask, from: number, to: number, before: number): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Asks Intl what the clocks showed, in a form that is quick to read back. */
function askIntl(region: string): Ask | null {
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: region,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  } catch {
    return null;
  }
  return (epochSecond) => {
    const [month, day, year, hour, minute, second] = (clock.format(epochSecond * 1000).match(/\d+/g) ?? []).map(Number);
    if (month === undefined || day === undefined || year === undefined) return Number.NaN;
    if (hour === undefined || minute === undefined || second === undefined) return Number.NaN;
    const local = epochDayOf(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
    return local - epochSecond;
  };
}

const FIRST_SECOND_ASKED = epochDayOf(FIRST_YEAR_ASKED, 1, 2) * SECONDS_A_DAY;
const END_OF_ASKED = epochDayOf(LAST_YEAR_ASKED + 1, 1, 1) * SECONDS_A_DAY;

/** The second to ask about: the calendar repeats every 400 years, and Intl's range ends in the year 275760. */
function askedSecond(second: number): number {
  if (second < FIRST_SECOND_ASKED) return FIRST_SECOND_ASKED;
  return second < END_OF_ASKED ? second : END_OF_ASKED - CYCLE_SECONDS + modulo(second - END_OF_ASKED, CYCLE_SECONDS);
}

/** Good for the years asked about, at a fraction of dateOfEpochDay's price. */
function yearOf(second: number): number {
  const guess = 1970 + Math.floor(second / 31_556_952);
  if (second < epochDayOf(guess, 1, 1) * SECONDS_A_DAY) return guess - 1;
  return second >= epochDayOf(guess + 1, 1, 1) * SECONDS_A_DAY ? guess + 1 : guess;
}
