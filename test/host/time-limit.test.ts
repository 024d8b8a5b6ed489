import { describe, expect, it } from "vitest";
import type { Program } from "../../src/compiler/index.js";
import { createTimeLimit } from "../../src/host/time-limit.js";
import { TIMED_OUT } from "../../src/runtime/index.js";
import { previewTexts } from "./preview-support.js";

const MAPPING =
  'source { id: string, name: string }\nid -> id\nconcat("<", lower(name), ">") -> name\nupper(id) -> code\n';

/** The program whose `lower` hangs where it is given `hang`, and takes 30 ms where it is given `slow`. */
function hanging(program: Program): Program {
  const mappings = program.mappings.map((mapping) => {
    const { expression } = mapping;
    if (expression.kind !== "call") return mapping;
    const args = expression.args.map((part) => {
      if (part.kind !== "call" || part.fn.name !== "lower") return part;
      const { invoke } = part.fn;
      const fn = {
        ...part.fn,
        invoke: (...given: Parameters<typeof invoke>) => {
          const result = invoke(...given);
          const end = performance.now() + 30;
          while (result === "hang" || (result === "slow" && performance.now() < end));
          return result;
        },
      };
      return { ...part, fn };
    });
    return { ...mapping, expression: { ...expression, args } };
  });
  return { ...program, mappings };
}

function csvOf(names: readonly string[]): string {
  return ["id,name", ...names.map((name, at) => `r${at},${name}`)].join("\n");
}

const names = (count: number, special: Readonly<Record<number, string>>) =>
  Array.from({ length: count }, (_, at) => special[at] ?? "x");

async function run(list: readonly string[], rowTimeout: number, limit: number | null = null) {
  const outcome = await previewTexts({
    mapping: MAPPING,
    csvs: [csvOf(list)],
    change: hanging,
    options: { rowTimeout, limit },
  });
  const records: unknown[] = outcome.text
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  return { ...outcome, records };
}

describe("a row that takes too long", () => {
  it("is an error of its target, at the part that was under way; all others are as ever", async () => {
    const list = names(300, { 0: "hang", 100: "hang", 101: "hang", 299: "hang" });
    const { records, report } = await run(list, 60);
    expect(records).toEqual(
      list.map((name, at) => ({ id: `r${at}`, ...(name === "hang" ? {} : { name: "<x>" }), code: `R${at}` })),
    );
    const [, target] = report.targets;
    expect(target).toMatchObject({ path: "name", present: 296, nulledByError: 4 });
    expect(target?.reasons).toMatchObject([{ code: "XM5062", count: 4, rows: [2, 102, 103, 301] }]);
    const span = target?.reasons[0]?.span;
    expect(MAPPING.slice(span?.start, span?.end)).toBe("lower(name)");
    expect(report.rows).toMatchObject({ read: 300, accepted: 300 });
  });

  it("is none where many rows together take long", async () => {
    const list = names(60, Object.fromEntries(Array.from({ length: 40 }, (_, at) => [at + 10, "slow"])));
    const { records, report } = await run(list, 400);
    expect(records).toHaveLength(60);
    expect(report.targets[1]).toMatchObject({ present: 60, nulledByError: 0, reasons: [] });
  });

  it("counts for the limit of rows as another does", async () => {
    const { records, report } = await run(names(50, { 3: "hang" }), 60, 10);
    expect(records).toHaveLength(10);
    expect(report.rows.inWindow).toBe(10);
    expect((await run(names(50, { 9: "hang" }), 60, 10)).records).toHaveLength(10);
  });
});

describe("the time limit of the host", () => {
  it("ends work, gives results and passes errors on", () => {
    const { run: limited } = createTimeLimit(30);
    expect(limited(() => 1)).toBe(1);
    expect(
      limited(() => {
        for (;;);
      }),
    ).toBe(TIMED_OUT);
    expect(() =>
      limited(() => {
        throw new RangeError("mine");
      }),
    ).toThrow(RangeError);
    expect(limited(() => "after")).toBe("after");
  });

  it("ends a regular expression of the engine that backtracks", () => {
    expect(createTimeLimit(30).run(() => /^(a+)+$/.test(`${"a".repeat(40)}b`))).toBe(TIMED_OUT);
  });
});
