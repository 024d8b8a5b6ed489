import { describe, expect, it } from "vitest";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import {
  checkThresholds,
  findUnknownLimit,
  type Report,
  readNullLimit,
  readPercent,
  type Thresholds,
} from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";

const { tree } = parseMapping(createSourceFile("test.xdmap", "a -> _id\nb -> mail.address\nc -> mail.kind\n"));
const { program } = compileMapping({ tree, schema: null, sample: null });

function reportOf(rows: number, losses: readonly (readonly [number, number, number])[], rejected = 0): Report {
  return {
    rows: { read: rows, inWindow: rows, outsideWindow: 0, accepted: rows - rejected, rejected },
    delta: { null: 0, unreadable: 0, rows: [] },
    rejections: Array.from({ length: rejected }, (_, at) => ({
      line: at + 2,
      path: at === 0 ? "_id" : `items[${at}].sku`,
      constraint: "pattern",
      code: "XM5121",
    })),
    targets: program.mappings.map(({ path }, at) => {
      const [missing = 0, nulls = 0, errors = 0] = losses[at] ?? [];
      const reason = (count: number, message: string) => ({
        code: "XM5001",
        message,
        span: null,
        count,
        rows: [],
        examples: [],
      });
      return {
        path,
        present: rows - missing - nulls - errors,
        missing,
        null: nulls,
        nulledByError: errors,
        reasons: errors === 0 ? [] : [reason(1, "rare"), reason(errors, "`x` is no date.")],
      };
    }),
    fidelity: "verified",
  };
}

function limits(...texts: readonly string[]): Thresholds {
  const nulls = texts.map((text) => {
    const read = readNullLimit(text);
    if ("why" in read) throw new Error(read.why);
    return read.limit;
  });
  return { nulls, rejected: null };
}

function rejected(text: string): Thresholds {
  const read = readPercent(text);
  if ("why" in read) throw new Error(read.why);
  return { nulls: [], rejected: read.percent };
}

describe("limits of lost values", () => {
  it("name target, rate, limit and the main reason, at the target", () => {
    const [found, ...more] = checkThresholds(
      program,
      reportOf(
        200,
        [[], [1, 2, 9]].map(([a = 0, b = 0, c = 0]) => [a, b, c]),
      ),
      limits("mail.address=5"),
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: "XM5350",
      severity: "error",
      place: { start: 14, end: 26 },
      message:
        "`mail.address` has no value in 12 of 200 rows, which is 6 %, and 5 % is allowed: 9 nulled by an error, 1 missing in the source, 2 null. Mainly XM5001, 9 times: `x` is no date.",
    });
  });

  const pathsOf = (losses: Parameters<typeof reportOf>[1], ...texts: readonly string[]) =>
    checkThresholds(program, reportOf(1000, losses), limits(...texts)).map(({ message }) => message.split("`")[1]);

  it("pass at just the limit, whatever the fraction", () => {
    for (const [lost, percent] of [
      [1, "0.1"],
      [3, "0.3"],
      [7, "0.7"],
      [57, "5.7"],
      [290, "29"],
      [1000, "100"],
      [0, "0"],
    ] as const) {
      expect(pathsOf([[lost, 0, 0]], `_id=${percent}`)).toEqual([]);
    }
    expect(pathsOf([[1, 0, 0]], "_id=0.099999")).toEqual(["_id"]);
    expect(pathsOf([[1, 0, 0]], "_id=0")).toEqual(["_id"]);
    expect(checkThresholds(program, reportOf(0, []), limits("*=0"))).toEqual([]);
  });

  it("count for all below a path; the longest path counts, and of two the later", () => {
    const losses: Parameters<typeof reportOf>[1] = [
      [100, 0, 0],
      [0, 100, 0],
      [0, 0, 100],
    ];
    expect(pathsOf(losses, "*=9")).toEqual(["_id", "mail.address", "mail.kind"]);
    expect(pathsOf(losses, "mail=9")).toEqual(["mail.address", "mail.kind"]);
    expect(pathsOf(losses, "mail.kind=50", "*=9", "mail=9")).toEqual(["_id", "mail.address"]);
    expect(pathsOf(losses, "_id=9", "_id=50")).toEqual([]);
    expect(pathsOf(losses, "_id=50", "_id=9")).toEqual(["_id"]);
  });

  it("name targets that there are", () => {
    expect(findUnknownLimit(program, limits("*=1", "mail=1", "mail.address=1").nulls)).toBeNull();
    expect(findUnknownLimit(program, limits("mail.adress=1").nulls)).toEqual({
      path: "mail.adress",
      near: "mail.address",
    });
    expect(findUnknownLimit(program, limits("nothing.like.it=1").nulls)).toEqual({
      path: "nothing.like.it",
      near: undefined,
    });
  });

  it.each([
    "",
    "mail",
    "mail=",
    "=5",
    "mail=-1",
    "mail=101",
    "mail=5 percent",
    "mail=1e1",
    "mail=1.1234567",
    "mail=,5",
  ])("%j is none", (text) => {
    expect(readNullLimit(text)).toHaveProperty("why");
  });

  it("take the last `=`, and a percent sign", () => {
    expect(readNullLimit(" ${a=b}.c = 2.50% ")).toMatchObject({
      limit: { path: "${a=b}.c", percent: { millionths: 2_500_000 } },
    });
  });
});

describe("the limit of rejected rows", () => {
  it("names count, share, limit and what most rows break", () => {
    expect(checkThresholds(program, reportOf(200, [], 11), rejected("5"))).toMatchObject([
      {
        code: "XM5351",
        place: null,
        message:
          "11 of 200 rows are rejected, which is 5.5 %, and 5 % is allowed. Mainly XM5121: `items[*].sku`, pattern.",
      },
    ]);
    expect(checkThresholds(program, reportOf(200, [], 10), rejected("5%"))).toEqual([]);
    expect(checkThresholds(program, reportOf(3_000_000, [], 1), rejected("0"))[0]?.message).toContain(
      "1 of 3,000,000 rows is rejected, which is 0.00003 %, and 0 % is allowed.",
    );
  });
});
