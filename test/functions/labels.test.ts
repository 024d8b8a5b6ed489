import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/functions/index.js";
import { describeShared, readSharedLines } from "../support/shared.js";
import { evaluateToJson } from "./evaluate.js";

interface DocumentedExample {
  readonly expr: string;
  readonly context: unknown;
  readonly result: unknown;
  readonly trust: "ok" | "suspect";
}

interface Case {
  readonly function: string;
  readonly expr: string;
  readonly context?: unknown;
  readonly result?: unknown;
  readonly error?: boolean;
  readonly basis: "doc" | "jdk" | "logic";
}

/** Samples of the documentation that are printed with a slip of the pen, as they were meant. */
const MENDED: Readonly<Record<string, Omit<DocumentedExample, "trust">>> = {
  add_to_map: {
    expr: "add_to_map(a, b)",
    context: { a: { author: "George R. R. Martin", price: 17.99 }, b: { price: 17.99, publisher: "William Morrow" } },
    result: { author: "George R. R. Martin", price: 17.99, publisher: "William Morrow" },
  },
  arrays_to_object: {
    expr: "arrays_to_objects('sku', explode(\"id1|id2\", '\\\\|'), 'price', [22.5,14.35])",
    context: {},
    result: [
      { sku: "id1", price: 22.5 },
      { sku: "id2", price: 14.35 },
    ],
  },
  get_values: {
    expr: 'get_values("firstName - John , lastName - Cena , phone - 555 420 8692", "firstName", "-", ",")',
    context: {},
    result: "John",
  },
};

describe("labels", () => {
  it.each(allFunctions.map((record) => [record.name, record] as const))(
    "%s: that an error is an error is assumed",
    (_name, record) => {
      const failing = record.examples.filter(({ fails }) => fails !== undefined);
      expect(failing.filter(({ fidelity }) => (fidelity ?? record.fidelity).level === "verified")).toEqual([]);
    },
  );

  it.each(allFunctions.map((record) => [record.name, record.fidelity] as const))(
    "%s names its source",
    (_name, { source }) => {
      expect(source).toMatch(/^\S.*[^.\s]$/);
    },
  );
});

describeShared(
  "a function is labelled verified only where a sample or an answer of the engine passes",
  "functions/functions.jsonl",
  () => {
    const documented = new Map(
      readSharedLines<{ readonly name: string; readonly docExamples: readonly DocumentedExample[] }>(
        "functions/functions.jsonl",
      ).map(({ name, docExamples }) => [name, docExamples.filter(({ trust }) => trust === "ok")]),
    );
    const cases = readSharedLines<Case>("functions/cases.public.jsonl").filter(
      ({ basis, error }) => error !== true && basis !== "logic",
    );

    const passes = ({ expr, context, result }: Omit<DocumentedExample, "trust">): boolean => {
      const outcome = evaluateToJson(expr, context);
      return "gives" in outcome && sameJson(outcome.gives, result);
    };

    it.each(allFunctions.filter(({ fidelity }) => fidelity.level === "verified").map(({ name }) => name))(
      "%s",
      (name) => {
        const mended = MENDED[name];
        const evidence = [
          ...(documented.get(name) ?? []),
          ...cases.filter((row) => row.function === name),
          ...(mended === undefined ? [] : [mended]),
        ].map(({ expr, context, result }) => ({ expr, context, result }));
        expect(evidence).not.toEqual([]);
        for (const { expr, context, result } of evidence) {
          expect([expr, passes({ expr, context, result })]).toEqual([expr, true]);
        }
      },
    );
  },
);

/** Numbers and texts that print the same are the same: samples print both without quotes. */
function sameJson(left: unknown, right: unknown): boolean {
  if (
    typeof left !== typeof right &&
    [typeof left, typeof right].every((kind) => kind === "string" || kind === "number")
  )
    return String(left) === String(right);
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) return left === right;
  const [mine, theirs] = [Object.entries(left), new Map(Object.entries(right))];
  return mine.length === theirs.size && mine.every(([key, value]) => sameJson(value, theirs.get(key)));
}
