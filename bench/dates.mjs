// How fast dates are read and printed, against @js-joda/core (the nearest thing to java.time in JavaScript) in the same run:
// the median of 9 rounds, by turns. Usage: npm run bench:dates
import { DateTimeFormatter, LocalDate, LocalDateTime, ZonedDateTime } from "@js-joda/core";
import "@js-joda/locale_en";
import { Locale } from "@js-joda/locale_en";
import { compileDatePattern } from "../src/values/dates/index.js";

const ROUNDS = 9;
const COUNT = 20_000;
const AIM = { pattern: "yyyy-MM-dd HH:mm:ss", times: 10 };

const pad = (number, width = 2) => String(number).padStart(width, "0");
const days = Array.from({ length: COUNT }, (_none, at) => ({
  year: 2000 + (at % 30),
  month: 1 + (at % 12),
  day: 1 + (at % 28),
  hour: at % 24,
  minute: (at * 7) % 60,
  second: (at * 13) % 60,
}));
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const CASES = [
  {
    pattern: AIM.pattern,
    joda: LocalDateTime.parse,
    text: (d) => `${d.year}-${pad(d.month)}-${pad(d.day)} ${pad(d.hour)}:${pad(d.minute)}:${pad(d.second)}`,
  },
  { pattern: "yyyy-MM-dd", joda: LocalDate.parse, text: (d) => `${d.year}-${pad(d.month)}-${pad(d.day)}` },
  { pattern: "M/d/yyyy", joda: LocalDate.parse, text: (d) => `${d.month}/${d.day}/${d.year}` },
  { pattern: "dd-MMM-yyyy", joda: LocalDate.parse, text: (d) => `${pad(d.day)}-${months[d.month - 1]}-${d.year}` },
  {
    pattern: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    joda: ZonedDateTime.parse,
    text: (d) => `${d.year}-${pad(d.month)}-${pad(d.day)}T${pad(d.hour)}:${pad(d.minute)}:${pad(d.second)}.123+02:00`,
  },
];

/** Milliseconds of one round; what it makes is used, so that no compiler leaves it out. */
function measure(work) {
  const start = process.hrtime.bigint();
  const made = work();
  if (made !== COUNT) throw new Error(`${made} of ${COUNT} dates`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const perSecond = (milliseconds) => `${(COUNT / milliseconds / 1000).toFixed(2)} million a second`;

/** Both engines by turns; the first round of each is for warming up. */
function compare(label, ours, theirs) {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({ ours: measure(ours), theirs: measure(theirs) })).slice(1);
  const times = median(rounds.map((round) => round.theirs / round.ours));
  process.stdout.write(
    `${label.padEnd(38)} ${perSecond(median(rounds.map((round) => round.ours)))}, joda ` +
      `${perSecond(median(rounds.map((round) => round.theirs)))}: ${times.toFixed(1)} times\n`,
  );
  return times;
}

let reached = 0;
for (const { pattern, joda, text } of CASES) {
  const compiled = compileDatePattern(pattern, "java").pattern;
  const formatter = DateTimeFormatter.ofPattern(pattern).withLocale(Locale.ENGLISH);
  const texts = days.map(text);
  const values = texts.map((value) => compiled.parseDateTime(value));
  const jodaValues = texts.map((value) => joda(value, formatter));
  for (const [at, expected] of texts.entries()) {
    const [ours, theirs] = [compiled.format(values[at]), jodaValues[at].format(formatter)];
    if (ours !== expected || theirs !== expected) throw new Error(`${expected}: ${ours}, joda ${theirs}`);
  }
  const reads = compare(
    `read  ${pattern}`,
    () => texts.filter((value) => compiled.parseDateTime(value).kind === "datetime").length,
    () => texts.filter((value) => joda(value, formatter) !== null).length,
  );
  compare(
    `print ${pattern}`,
    () => values.filter((value) => compiled.format(value).length > 0).length,
    () => jodaValues.filter((value) => value.format(formatter).length > 0).length,
  );
  if (pattern === AIM.pattern) reached = reads;
}
const verdict = reached >= AIM.times ? "reached" : "missed";
process.stdout.write(`reading ${AIM.pattern} ${AIM.times} times as fast: ${verdict} (${reached.toFixed(1)})\n`);
if (verdict === "missed") process.exitCode = 1;
