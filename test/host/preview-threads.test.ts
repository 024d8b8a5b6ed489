import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { packProgram, unpackProgram } from "../../src/compiler/index.js";
import { createInterruption } from "../../src/host/interruption.js";
import { WorkerDied } from "../../src/host/worker-pool.js";
import { setWorkerScript } from "../../src/host/worker-script.js";
import { cliPath } from "../support/cli.js";
import { compile, type Outcome, previewTexts } from "./preview-support.js";

const folder = mkdtempSync(join(tmpdir(), "xdmap-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => setWorkerScript(cliPath));
setWorkerScript(cliPath);

/** More than what is mapped without workers. */
const LARGE = 1 << 30;

const MAPPING = `source { id: string, name: string, born: string, amount: string }
delta born format "yyyy-MM-dd"
uuid() -> _id
concat(id, "/", uuid()) -> key
upper(trim(name)) -> name
date(born, "yyyy-MM-dd") -> born
to_decimal(amount) -> amount
get_keys({"b": 1, "a": name}) -> keys
iif(contains_key("id"), name.replaceAll("[^a-z]+", "-"), "none") -> slug
now() -> at
`;

const cell = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom("", "2024-02-29", "12.50", "é", "😀 x", 'a "b"', "two\nlines", "1,5", "\r\n"),
);
const row = fc.tuple(fc.nat().map(String), cell, fc.constantFrom("2024-02-29", "2023-02-29", "", "x"), cell);

function csvOf(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string) => (/["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return ["id,name,born,amount", ...rows.map((one) => one.map(quoted).join(","))].join("\n");
}

function repeat(rows: number): string {
  return csvOf(
    Array.from({ length: rows }, (_, at) => [
      String(at),
      at % 9 === 0 ? "a\nb" : `n${at}`,
      "2024-02-29",
      at % 7 ? "1.5" : "x",
    ]),
  );
}

describe("a preview in several threads", () => {
  it("gives the bytes and the report of one thread, whatever the blocks", { timeout: 120_000 }, async () => {
    const inputs = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 60 }),
      block: fc.integer({ min: 16, max: 2000 }),
      threads: fc.constantFrom(2, 3),
      broken: fc.option(fc.nat({ max: 60 }), { freq: 3 }),
      strict: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(inputs, async ({ rows, block, threads, broken, strict }) => {
        // A row of too many cells somewhere: what comes before it counts.
        const lines = rows.map((one, at) => (at === broken ? [...one, "more"] : one));
        const csvs = [csvOf(lines), csvOf(rows)];
        const alone = await previewTexts({ mapping: MAPPING, csvs, options: { strict } });
        const small = await previewTexts({ mapping: MAPPING, csvs, block, options: { strict } });
        const many = await previewTexts({ mapping: MAPPING, csvs, block, size: LARGE, options: { strict, threads } });
        expect(small).toEqual(alone);
        expect(many).toEqual(alone);
      }),
      { numRuns: 25 },
    );
  });

  it("keeps the order, and ends with the first error of the file", async () => {
    const csv = `${repeat(20_000)}\n1,2\n${repeat(500)}`;
    const run = (threads: number): Promise<Outcome> =>
      previewTexts({ mapping: MAPPING, csvs: [csv], block: 4096, size: LARGE, options: { threads } });
    const [one, three] = [await run(1), await run(3)];
    expect(one.problem).toContain("XM5220");
    expect(one.report.rows.read).toBe(20_000);
    expect(three).toEqual(one);
  });

  it("stops when it is interrupted, with the report of what was given", async () => {
    const interruption = createInterruption();
    const csvs = [repeat(20_000)];
    const options = { threads: 2, interruption };
    let pieces = 0;
    const onPiece = () => {
      pieces++;
      if (pieces === 3) interruption.interrupt();
    };
    const { report, text } = await previewTexts({ mapping: MAPPING, csvs, block: 4096, size: LARGE, options, onPiece });
    expect(pieces).toBe(3);
    expect(text.split("\n").length - 1).toBe(report.rows.accepted);
  });

  it.each([
    ["ends by itself", "process.exit(7)", /status 7/],
    [
      "ends at its first block",
      'require("node:worker_threads").parentPort.once("message", () => process.exit(8))',
      /status 8/,
    ],
  ])("fails with its reason when a worker %s", async (_what, script, reason) => {
    const path = join(folder, `worker-${script.length}.cjs`);
    writeFileSync(path, script);
    setWorkerScript(path);
    const run = previewTexts({
      mapping: MAPPING,
      csvs: [repeat(2000)],
      block: 4096,
      size: LARGE,
      options: { threads: 2 },
    });
    await expect(run).rejects.toThrow(reason);
    await run.catch((error: unknown) => expect(error).toBeInstanceOf(WorkerDied));
  });

  it("passes on the error of a bug", async () => {
    const path = join(folder, "bug.cjs");
    writeFileSync(path, 'throw new TypeError("a bug")');
    setWorkerScript(path);
    const run = previewTexts({
      mapping: MAPPING,
      csvs: [repeat(2000)],
      block: 4096,
      size: LARGE,
      options: { threads: 2 },
    });
    await expect(run).rejects.toThrow(TypeError);
  });
});

describe("a program that is packed", () => {
  it("is the same when it was cloned, also where an expression is long", async () => {
    const long = Array.from({ length: 800 }, () => "id").join(" + ");
    const program = compile(`${MAPPING}${long} -> long\n`, "id,name,born,amount\n");
    const packed = structuredClone(packProgram(program));
    unpackProgram(packed);
    // The lines of a text are counted when they are asked for; told apart by the places is enough.
    expect(JSON.stringify(packed.program, plain)).toBe(JSON.stringify(program, plain));
  });

  function plain(key: string, value: unknown): unknown {
    if (key === "file" || key === "lineStarts") return undefined;
    if (typeof value === "bigint" || typeof value === "function") return String(value);
    return value instanceof Map ? [...value] : value;
  }
});
