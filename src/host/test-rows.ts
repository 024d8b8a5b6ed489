import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { tests as codes } from "../diagnostics/tests.js";
import type { SampleRow, Test } from "../grammar/index.js";
import { openSample, type SampleOptions } from "../io/index.js";
import type { Row } from "../runtime/index.js";
import { checkFile, readChunks, shownPath } from "./files.js";
import { resolveInProject } from "./project-folder.js";

interface TestRows {
  readonly rows: ReadonlyMap<SampleRow, Row>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the rows of files that tests name (`row 3 of "orders.csv"`), each file once and no further than asked for. */
export async function readTestRows(
  tests: readonly Test[],
  mappingFile: string,
  options: SampleOptions,
): Promise<TestRows> {
  const wanted = new Map<string, SampleRow[]>();
  const diagnostics: Diagnostic[] = [];
  for (const row of tests.flatMap(({ given }) => given ?? [])) {
    if (row.kind !== "sample-row") continue;
    const resolved = resolveInProject(row.path.value, mappingFile, row.path.span);
    const checked = resolved.kind === "ok" ? checkFile(resolved.value, row.path.span) : resolved;
    if (checked.kind === "problem") diagnostics.push(checked.diagnostic);
    else if (resolved.kind === "ok") wanted.set(resolved.value, [...(wanted.get(resolved.value) ?? []), row]);
  }
  const rows = new Map<SampleRow, Row>();
  for (const [path, asked] of wanted) diagnostics.push(...(await readRows(path, asked, options, rows)));
  return { rows, diagnostics };
}

async function readRows(
  path: string,
  asked: readonly SampleRow[],
  options: SampleOptions,
  rows: Map<SampleRow, Row>,
): Promise<readonly Diagnostic[]> {
  const opened = await openSample(shownPath(path), readChunks(path), options);
  if (opened.kind === "problem") return [opened.diagnostic];
  const last = Math.max(...asked.map(numberOf));
  let count = 0;
  for await (const event of opened.events) {
    if (event.kind === "problem") return [event.diagnostic];
    count++;
    for (const one of asked) if (numberOf(one) === count) rows.set(one, event.row);
    if (count >= last) break;
  }
  return asked.flatMap((one) => {
    if (numberOf(one) <= count) return [];
    return [diagnostic(codes.XM5310, one.row.span, { row: one.row.text, file: one.path.value, rows: count })];
  });
}

function numberOf({ row }: SampleRow): number {
  return Number(row.text);
}
