import { compileMapping, type Program } from "../../src/compiler/index.js";
import { hasErrors } from "../../src/diagnostics/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { createBlockMemory } from "../../src/host/block-memory.js";
import { createInterruption } from "../../src/host/interruption.js";
import { type PipelineOptions, startPreview } from "../../src/host/preview-pipeline.js";
import { openSamplesInBlocks, type SampleInput } from "../../src/io/index.js";
import type { Report } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";

export interface Outcome {
  readonly text: string;
  readonly report: Report;
  /** The code and the message of what ended it. */
  readonly problem: string | null;
}

export interface PreviewCase {
  readonly mapping: string;
  readonly csvs: readonly string[];
  /** What is read in place of the CSVs, of which the first says only the columns. */
  readonly inputs?: readonly SampleInput[];
  /** Of a block, in bytes. */
  readonly block?: number;
  /** What the reader is told of the size: beyond 8 MB workers are started. */
  readonly size?: number;
  readonly options?: Partial<PipelineOptions>;
  /** Another program in place of the mapping's. */
  readonly change?: (program: Program) => Program;
  /** Called with each piece. */
  readonly onPiece?: () => void;
}

export function compile(mapping: string, csv: string): Program {
  const header = csv.slice(0, csv.search(/\r?\n/)).split(",");
  const columns = new Map(header.map((name) => [name, { kind: "string" } as const]));
  const file = createSourceFile("test.xdmap", mapping);
  const { tree, diagnostics: syntax } = parseMapping(file);
  const sample = { label: "test.csv", columns, flat: true };
  const { program, diagnostics } = compileMapping({ tree, schema: null, sample });
  const errors = [...syntax, ...diagnostics].filter(({ code }) => code !== "XM2021");
  if (hasErrors(errors)) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return program;
}

/** Previews texts as the command line previews files. */
export async function previewTexts({
  mapping,
  csvs,
  inputs,
  block,
  size,
  options,
  change,
  onPiece,
}: PreviewCase): Promise<Outcome> {
  const compiled = compile(mapping, csvs[0] ?? "");
  const program = change === undefined ? compiled : change(compiled);
  const memory = createBlockMemory(block);
  const ofTexts = csvs.map((csv, at) => ({ name: `${at}.csv`, open: () => chunks(csv) }));
  const opened = await openSamplesInBlocks(inputs ?? ofTexts, {}, memory);
  if (opened.kind === "problem") throw new Error(opened.diagnostic.message);
  const started = startPreview({
    program,
    window: null,
    limit: null,
    strict: false,
    report: true,
    lines: 0,
    now: Date.parse("2026-01-31T12:00:00Z"),
    rowTimeout: 2000,
    samples: opened.samples,
    memory,
    threads: 1,
    size: size ?? 0,
    interruption: createInterruption(),
    ...options,
  });
  if (started.kind === "problem") throw new Error(started.diagnostic.message);
  const { run } = started;
  let text = "";
  for await (const { bytes } of run.pieces) {
    text += Buffer.from(bytes).toString();
    onPiece?.();
  }
  const problem = run.problem();
  return { text, report: run.report(), problem: problem === null ? null : `${problem.code} ${problem.message}` };
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
