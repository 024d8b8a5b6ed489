import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOrder, printTime, questionWindow, readRunTime } from "../../../src/platform/runs/run-window.js";

const NOW = Date.UTC(2026, 5, 1) / 1000;

describe("the times of a window", () => {
  it.each([
    ["1777593600", 1777593600],
    ["2026-05-01T00:00:00Z", 1777593600],
    ["2026-05-01", 1777593600],
    ["2026-05-01T02:00:00+02:00", 1777593600],
  ])("%s is read", (text, seconds) => {
    expect(readRunTime("--window-start", text)).toEqual({ seconds });
  });

  it("are recognised as milliseconds, and the seconds are told", () => {
    const read = readRunTime("--window-start", "1777593600000");
    expect(read).toMatchObject({ problem: { code: "XM7300" } });
    if ("problem" in read) {
      expect(read.problem.message).toContain("milliseconds");
      expect(read.problem.help).toContain("1777593600,");
    }
  });

  it.each(["yesterday", "", "2026-02-30", "2026-05-01T00:00:00.5Z", "12,5"])("%j is none", (text) => {
    expect(readRunTime("--window-start", text)).toMatchObject({ problem: { code: "XM7300" } });
  });

  it("any second is read from its number and from its ISO form", () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_800 }), (seconds) => {
        expect(readRunTime("--window-end", String(seconds))).toEqual({ seconds });
        expect(readRunTime("--window-end", printTime(seconds))).toEqual({ seconds });
      }),
    );
  });
});

describe("a window", () => {
  it("ends after it starts", () => {
    expect(checkOrder({ start: 1, end: 2 })).toBeNull();
    expect(checkOrder({ start: 2, end: 2 })?.message).toContain("starts and ends at");
    expect(checkOrder({ start: 3, end: 2 })?.code).toBe("XM7301");
  });

  it("of the year 2493 is questioned, as the tutorial's with a digit too many", () => {
    const asked = questionWindow({ start: 1651584991, end: 16515859567 }, NOW);
    expect(asked?.code).toBe("XM7302");
    expect(asked?.message).toContain("in the year 2493");
    expect(asked?.help).toContain("1651585956");
  });

  it.each([
    ["before 2000", { start: 0, end: NOW }, "in the year 1970"],
    ["next week", { start: NOW, end: NOW + 7 * 86_400 }, "2026-06-08"],
    ["in ten years", { start: NOW + 10 * 366 * 86_400, end: NOW + 11 * 366 * 86_400 }, "starts in the year 2036"],
  ])("%s is questioned", (_, window, says) => {
    expect(questionWindow(window, NOW)?.message).toContain(says);
  });

  it("up to tomorrow is not: clocks and zones differ", () => {
    expect(questionWindow({ start: NOW - 86_400, end: NOW + 3_600 }, NOW)).toBeNull();
  });
});
