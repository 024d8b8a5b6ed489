import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delta } from "../../src/compiler/index.js";
import {
  createWindowCounter,
  type Frequency,
  readSchedule,
  renderWindows,
  type Schedule,
  type WindowsReport,
} from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";

const delta: Delta = {
  path: ["at"],
  format: "yyyy-MM-dd HH:mm:ss",
  timezone: null,
  span: { file: createSourceFile("test.xdmap", ""), start: 0, end: 0 },
};
const seconds = (iso: string) => Date.parse(iso) / 1000;

function scheduleOf(
  start: string,
  frequency: Frequency,
  more: { interval?: number; backfill?: boolean } = {},
): Schedule {
  const read = readSchedule({ start: seconds(start), frequency, ...more });
  if ("problem" in read) throw new Error(read.problem.message);
  return read.schedule;
}

function count(
  values: readonly (string | null)[],
  schedule: Schedule,
  until: string,
  timezone: string | null = null,
): WindowsReport {
  const created = createWindowCounter({ ...delta, timezone }, schedule, seconds(until));
  if ("problem" in created) throw new Error(created.problem.message);
  for (const [at, value] of values.entries()) created.counter.row({ line: at + 2, get: () => value });
  return created.counter.report();
}

/** `2024-01-01T00:00:00Z..2024-01-02T00:00:00Z 3`, of the runs that pick something up. */
const picked = ({ runs }: WindowsReport) =>
  runs.flatMap(({ windowStart, windowEnd, rows }) => (rows === 0 ? [] : [`${windowStart}..${windowEnd} ${rows}`]));
const reasons = ({ unpicked }: WindowsReport) =>
  unpicked.map(({ reason, count, rows }) => `${reason} ${count} (${rows.join(" ")})`);

describe("the windows of a schedule", () => {
  it("begin with everything before the start where there is a backfill", () => {
    const values = ["2023-12-01 00:00:00", "2024-01-01 00:00:00", "2024-01-01 23:59:59", "2024-01-02 12:00:00"];
    const report = count(values, scheduleOf("2024-01-01", "day", { backfill: true }), "2024-01-02T18:00:00Z");
    expect(picked(report)).toEqual(["null..2024-01-01T00:00:00Z 1", "2024-01-01T00:00:00Z..2024-01-02T00:00:00Z 2"]);
    expect(reasons(report)).toEqual(["future 1 (5)"]);
  });

  it("begin at the start where there is none", () => {
    const values = ["2023-12-31 23:59:59", "2024-01-01 00:00:00", null, "", "01/02/2024"];
    const report = count(values, scheduleOf("2024-01-01", "hour", { interval: 12 }), "2024-02-01T00:00:00Z");
    expect(picked(report)).toEqual(["2024-01-01T00:00:00Z..2024-01-01T12:00:00Z 1"]);
    expect(reasons(report)).toEqual(["null 2 (4 5)", "unreadable 1 (6)", "before-start 1 (2)"]);
  });

  it("of a flow that runs once are one: all there is when it runs", () => {
    const values = ["2020-01-01 00:00:00", "2024-01-01 00:00:00", "2024-01-01 00:00:01"];
    const report = count(values, scheduleOf("2024-01-01T00:00:01Z", "once"), "2024-06-01T00:00:00Z");
    expect(picked(report)).toEqual(["null..2024-01-01T00:00:01Z 2"]);
    expect(reasons(report)).toEqual(["future 1 (4)"]);
    expect(report.schedule).toMatchObject({ interval: null, backfill: false });
  });

  it("are none before the first run", () => {
    const report = count(["2024-01-01 00:00:00"], scheduleOf("2024-01-01", "day"), "2023-12-31T00:00:00Z");
    expect(report.runs).toEqual([]);
    expect(reasons(report)).toEqual(["future 1 (2)"]);
    expect(renderWindows(report)).toContain("no run takes place until 2023-12-31T00:00:00Z");
  });

  it("tell of a row where two of them meet, but not where the first begins", () => {
    const values = ["2024-01-01 00:00:00", "2024-01-02 00:00:00", "2024-01-02 00:00:01"];
    const report = count(values, scheduleOf("2024-01-01", "day"), "2024-01-04T00:00:00Z");
    expect(report.notes.map(({ kind, count, rows }) => [kind, count, rows])).toEqual([["boundary", 1, [3]]]);
  });

  it("hold no time that daylight saving leaves out", () => {
    // In Paris clocks go from 02:00 to 03:00 on 31 March 2024, at 01:00 UTC.
    const values = ["2024-03-31 01:59:59", "2024-03-31 02:30:00", "2024-03-31 03:00:00"];
    const report = count(values, scheduleOf("2024-03-31", "hour"), "2024-04-01T00:00:00Z", "Europe/Paris");
    expect(picked(report)).toEqual([
      "2024-03-31T00:00:00Z..2024-03-31T01:00:00Z 1",
      "2024-03-31T01:00:00Z..2024-03-31T02:00:00Z 1",
    ]);
    expect(reasons(report)).toEqual(["gap 1 (3)"]);
  });

  it("tell of a time that the clocks show twice", () => {
    // In Paris clocks go from 03:00 back to 02:00 on 27 October 2024, at 01:00 UTC.
    const values = ["2024-10-27 01:30:00", "2024-10-27 02:30:00", "2024-10-27 03:00:00"];
    const report = count(values, scheduleOf("2024-10-26", "hour"), "2024-10-28T00:00:00Z", "Europe/Paris");
    expect(report.notes).toMatchObject([
      { kind: "boundary", rows: [4] },
      { kind: "overlap", count: 1, rows: [3] },
    ]);
    expect(picked(report)).toEqual([
      "2024-10-26T23:00:00Z..2024-10-27T00:00:00Z 1",
      "2024-10-27T00:00:00Z..2024-10-27T01:00:00Z 1",
      "2024-10-27T02:00:00Z..2024-10-27T03:00:00Z 1",
    ]);
  });

  it("end where they end to the nanosecond", () => {
    const created = createWindowCounter(
      { ...delta, format: null },
      scheduleOf("2024-01-01", "day"),
      seconds("2024-01-03T00:00:00Z"),
    );
    if ("problem" in created) throw new Error(created.problem.message);
    const values = [
      "2023-12-31T23:59:59.999999999Z",
      "2024-01-01T23:59:59.999999999Z",
      "2024-01-02T00:00:00.000000001Z",
    ];
    for (const [at, value] of values.entries()) created.counter.row({ line: at + 2, get: () => value });
    const report = created.counter.report();
    expect(picked(report)).toEqual([
      "2024-01-01T00:00:00Z..2024-01-02T00:00:00Z 1",
      "2024-01-02T00:00:00Z..2024-01-03T00:00:00Z 1",
    ]);
    expect(reasons(report)).toEqual(["before-start 1 (2)"]);
    expect(report.notes).toEqual([]);
  });

  it.each([
    // Back by half an hour at 02:00, and by three hours at 03:00.
    ["Australia/Lord_Howe", "2024-04-07", ["01:29:59", "01:30:00", "01:59:59", "02:00:00"]],
    ["Antarctica/Casey", "2018-03-11", ["00:59:59", "01:00:00", "03:59:59", "04:00:00"]],
  ])("tell of the times that %s has twice, and of no others", (zone, day, times) => {
    const values = times.map((time) => `${day} ${time}`);
    const report = count(values, scheduleOf("2018-01-01", "week"), "2024-05-01T00:00:00Z", zone);
    expect(report.notes).toMatchObject([{ kind: "overlap", rows: [3, 4] }]);
  });

  it("know a value with an offset of its own from one without", () => {
    const created = createWindowCounter(
      { ...delta, format: null, timezone: "Europe/Paris" },
      scheduleOf("2024-03-31", "day"),
      seconds("2024-04-02T00:00:00Z"),
    );
    if ("problem" in created) throw new Error(created.problem.message);
    for (const value of ["2024-03-31T02:30:00Z", "2024-03-31T02:30:00+02:00", "2024-03-31 02:30:00.000"]) {
      created.counter.row({ line: 2, get: () => value });
    }
    expect(created.counter.report().unpicked).toMatchObject([{ reason: "gap", count: 1 }]);
  });

  it("hold each row once: every row is in the window that bounds it, or has a reason", () => {
    const day = 86_400;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3 * day, max: 20 * day }), { maxLength: 60 }),
        fc.constantFrom<Frequency>("minute", "hour", "day", "week", "once"),
        fc.integer({ min: 15, max: 90 }),
        fc.boolean(),
        fc.integer({ min: -day, max: 15 * day }),
        (offsets, frequency, interval, backfill, until) => {
          const start = seconds("2024-01-01T00:00:00Z");
          const asked = frequency === "once" ? {} : { interval, backfill };
          const schedule = scheduleOf("2024-01-01T00:00:00Z", frequency, asked);
          const values = offsets.map((offset) =>
            new Date((start + offset) * 1000).toISOString().slice(0, 19).replace("T", " "),
          );
          const report = count(values, schedule, new Date((start + until) * 1000).toISOString());
          const unpicked = report.unpicked.reduce((sum, { count }) => sum + count, 0);
          expect(report.rows).toEqual({ read: values.length, picked: values.length - unpicked, unpicked });
          for (const { windowStart, windowEnd, rows } of report.runs) {
            const within = offsets.filter(
              (offset) =>
                (windowStart === null || start + offset >= seconds(windowStart)) && start + offset < seconds(windowEnd),
            );
            expect(rows).toBe(within.length);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are not listed beyond a hundred thousand", () => {
    const created = createWindowCounter(delta, scheduleOf("1990-01-01", "minute"), seconds("2024-01-01T00:00:00Z"));
    expect("problem" in created && created.problem.code).toBe("XM5341");
  });
});

describe("a schedule", () => {
  it.each([
    [{ frequency: "once", interval: 2 }, "a flow that runs once has no interval"],
    [{ frequency: "once", backfill: true }, "a flow that runs once has no backfill"],
    [{ frequency: "minute", interval: 14 }, "every 14 minutes is too often"],
    [{ frequency: "day", start: 1.5 }, "a flow starts at a whole second"],
  ] as const)("is refused where no flow can have it: %o", (asked, why) => {
    const read = readSchedule({ start: 0, ...asked });
    expect("problem" in read && read.problem.message).toContain(why);
  });

  it("of minutes has steps of fifteen unless it says more", () => {
    expect(scheduleOf("2024-01-01", "minute").interval).toBe(15);
    expect(scheduleOf("2024-01-01", "hour").interval).toBe(1);
  });
});

describe("the picture of windows", () => {
  it("folds runs without rows, and shows a bar for each of the others", () => {
    const values = ["2024-01-01 05:00:00", "2024-01-01 06:00:00", "2024-01-08 00:00:00"];
    const text = renderWindows(count(values, scheduleOf("2024-01-01", "day"), "2024-01-10T00:00:00Z"), { width: 60 });
    expect(text).toMatchInlineSnapshot(`
      "Schedule  every day from 2024-01-01T00:00:00Z, without
                backfill
      Until     2024-01-10T00:00:00Z
      Delta     at by yyyy-MM-dd HH:mm:ss, in UTC
      Rows      3 read; 3 picked up by 9 runs, 0 by none

      ▕█      ▄ ▏
       2024-01-02T00:00:00Z to 2024-01-10T00:00:00Z

      Run  window from           to (the run)          rows
        1  2024-01-01T00:00:00Z  2024-01-02T00:00:00Z     2  █████
           6 runs without rows
        8  2024-01-08T00:00:00Z  2024-01-09T00:00:00Z     1  ███
        9  2024-01-09T00:00:00Z  2024-01-10T00:00:00Z     0

      Rows to look at
          1×  exactly where one window ends and the next starts; a
              source that counts both ends in would take it twice
              (line 4)
      "
    `);
  });

  it.each([40, 48, 60, 80, 120, 160])("fits a terminal of %s columns", (width) => {
    const created = createWindowCounter(
      { ...delta, path: ["modified at\u001b[31m"], timezone: "America/Argentina/ComodRivadavia" },
      scheduleOf("2024-01-01", "hour", { interval: 7, backfill: true }),
      seconds("2024-07-10T00:00:00Z"),
    );
    if ("problem" in created) throw new Error(created.problem.message);
    const values = ["2023-12-01 00:00:00", "2024-01-03 00:00:00", null, "soon", "2024-12-01 00:00:00"];
    for (let line = 2; line < 3000; line++) {
      created.counter.row({ line, get: () => values[line % values.length] ?? null });
    }
    const text = renderWindows(created.counter.report(), { width });
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(width);
    expect(text).not.toContain("\u001b");
    expect(text).toContain(width < 60 ? "Run  to (the run)" : "Run  window from           to (the run)");
  });
});
