import { expect, it } from "vitest";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { parseExpression, parseMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { describeShared, readSharedLines } from "../support/shared.js";
import { type Exclusion, jexlExclusions, mappingExclusions } from "./jexl-exclusions.js";

interface Row {
  readonly id: string;
  readonly expr: string;
  readonly error?: boolean;
  readonly errorClass?: string;
}

const REFUSALS = new Set(["JexlException$Parsing", "JexlException$Tokenization", "JexlException$Assignment"]);

/** The share of rows, in percent, below which these suites fail. */
const LEAST = 100;

function run(
  title: string,
  rows: readonly Row[],
  excluded: readonly Exclusion[],
  accepts: (expr: string) => boolean,
): void {
  const counted = rows.filter(({ expr }) => !excluded.some(({ matches }) => matches(expr)));
  const wrong = counted.filter(({ expr, errorClass }) => accepts(expr) === REFUSALS.has(errorClass ?? ""));
  const percent = (100 * (counted.length - wrong.length)) / counted.length;
  console.log(
    `${title}: ${counted.length - wrong.length} of ${counted.length} (${rows.length - counted.length} excluded): ${percent.toFixed(2)} %`,
  );
  for (const { id, expr, errorClass } of wrong.slice(0, 40))
    console.log(id, JSON.stringify(expr), errorClass ?? "accepted");
  expect(percent).toBeGreaterThanOrEqual(LEAST);
}

describeShared("the grammar of JEXL 3.2.1", "oracle/jexl.public.jsonl", () => {
  const rows = readSharedLines<Row>("oracle/jexl.public.jsonl");

  it("accepts and refuses whole expressions as the engine does", () => {
    run("expressions", rows, jexlExclusions, (expr) => {
      return !hasErrors(parseExpression(createSourceFile("row", expr)).diagnostics);
    });
  });

  it("accepts and refuses them as a mapping's left side", () => {
    run("left sides", rows, [...jexlExclusions, ...mappingExclusions], (expr) => {
      const { tree, diagnostics } = parseMapping(createSourceFile("row.xdmap", `${expr} -> some.target`));
      return !hasErrors(diagnostics) && tree.statements.length === 1;
    });
  });

  it("has no exclusion that excludes nothing", () => {
    for (const { reason, matches } of [...jexlExclusions, ...mappingExclusions]) {
      expect(
        rows.some(({ expr }) => matches(expr)),
        reason,
      ).toBe(true);
    }
  });
});
