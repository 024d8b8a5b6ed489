import { describe, expect, it } from "vitest";
import { correct } from "../../src/diagnostics/guide.js";
import { guides } from "../../src/diagnostics/guides.js";
import { allCodes } from "../../src/diagnostics/registry.js";
import { runExample } from "../support/run-example.js";

describe("the guides of the pages", () => {
  it("are one for each code, in whole sentences", () => {
    expect([...guides.keys()].toSorted()).toEqual(allCodes.map(({ code }) => code));
    for (const { todo, why = "W.", noAfter = "N." } of guides.values()) {
      for (const text of [todo, why, noAfter]) expect(text).toMatch(/^[A-Z`][\s\S]*\.$/);
    }
  });

  it("say why, where the declaration's details do not", () => {
    const without = allCodes.filter(
      ({ code, details }) => details === undefined && guides.get(code)?.why === undefined,
    );
    expect(without.map(({ code }) => code)).toEqual([]);
  });

  it("show something after, or say why there is nothing", () => {
    const without = [...guides].filter(([, { corrections, source, files, sandbox, args, noAfter }]) =>
      [corrections, source, files, sandbox, args, noAfter].every((each) => each === undefined),
    );
    expect(without.map(([code]) => code)).toEqual([]);
  });
});

describe("what a page shows after has the code no more, and no error; every correction is needed", () => {
  const corrected = allCodes.flatMap(({ code, examples: [before] }) => {
    const guide = guides.get(code);
    const after = guide === undefined ? null : correct(before, guide);
    return guide === undefined || after === null ? [] : [{ code, before, after, guide }];
  });

  it.concurrent.for(corrected)("$code", async ({ code, before, after, guide }, { expect }) => {
    let source = before.source;
    for (const correction of guide.corrections ?? []) {
      expect(source).toContain(correction[0]);
      source = source.replace(correction[0], () => correction[1]);
    }
    if (after.instance !== undefined) throw new Error("what no run makes is shown no other way: say it in noAfter");
    const { codes, errors } = await runExample(after);
    expect(codes).not.toContain(code);
    // The examples of what cannot be read have no headers: of those only what the reader finds counts.
    const isWhole = /^target /m.test(after.source) || after.command === "eval";
    expect(errors.filter((each) => isWhole || each.startsWith("XM1"))).toEqual([]);
  });
});
