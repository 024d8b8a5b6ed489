import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Bytes } from "./bytes.js";
import { abandon } from "./iterate.js";
import { mergeFields } from "./json-type.js";
import { type Opened, openSample, type ReadShape, readShape } from "./sample.js";
import type { Problem, SampleEvent, SampleOptions } from "./sample-options.js";

/** A sample that can be opened, when its turn comes. */
export interface SampleInput {
  readonly name: string;
  readonly open: () => Bytes;
}

/**
 * Opens several samples as one: their rows one file after the other. All must have the same columns; that is found out
 * before the first row is given. A problem in one ends the whole.
 */
export async function openSamples(inputs: readonly SampleInput[], options: SampleOptions = {}): Promise<Opened> {
  const [first, ...rest] = inputs;
  if (first === undefined) return emptySample();
  const opened = await openSample(first.name, first.open(), options);
  if (opened.kind === "problem" || rest.length === 0) return opened;
  const read = await readShapes({ shape: opened.shape, warnings: opened.warnings }, rest, options);
  if (read.kind === "problem") {
    await abandon(opened.events);
    return read;
  }
  return { kind: "sample", shape: read.shape, warnings: read.warnings, events: chain(opened.events, rest, options) };
}

/** The columns that the samples have in common: all of them. */
export async function readSharedShape(inputs: readonly SampleInput[], options: SampleOptions = {}): Promise<ReadShape> {
  const [first, ...rest] = inputs;
  if (first === undefined) return { kind: "shape", shape: emptySample().shape, warnings: [] };
  const read = await readShape(first.name, first.open(), options);
  return read.kind === "problem" ? read : readShapes(read, rest, options);
}

function emptySample(): Extract<Opened, { kind: "sample" }> {
  const shape: SourceShape = { label: "no sample", columns: new Map(), flat: true };
  return { kind: "sample", shape, warnings: [], events: none() };
}

async function* none(): AsyncGenerator<SampleEvent> {}

async function readShapes(
  first: { readonly shape: SourceShape; readonly warnings: readonly Diagnostic[] },
  rest: readonly SampleInput[],
  options: SampleOptions,
): Promise<ReadShape> {
  let columns = new Map(first.shape.columns);
  const warnings = [...first.warnings];
  for (const { name, open } of rest) {
    const read = await readShape(name, open(), options);
    if (read.kind === "problem") return read;
    const problem = compareShapes(first.shape, read.shape);
    if (problem !== null) return problem;
    columns = mergeFields(columns, read.shape.columns);
    warnings.push(...read.warnings);
  }
  return { kind: "shape", shape: { ...first.shape, columns }, warnings };
}

/**
 * CSVs must have the same columns, in any order. Fields of JSON records come and go, so of those files only one that has
 * no field in common with the first is refused.
 */
function compareShapes(first: SourceShape, other: SourceShape): Problem | null {
  const onlyFirst = [...first.columns.keys()].filter((column) => !other.columns.has(column));
  const onlyOther = [...other.columns.keys()].filter((column) => !first.columns.has(column));
  const same = onlyFirst.length === 0 && onlyOther.length === 0;
  const shares = onlyOther.length < other.columns.size || other.columns.size === 0;
  if (same || (!first.flat && !other.flat && shares)) return null;
  const names = { first: first.label, other: other.label, onlyFirst, onlyOther };
  return { kind: "problem", diagnostic: diagnostic(samples.XM5240, { path: other.label, line: 1 }, names) };
}

async function* chain(
  first: AsyncIterable<SampleEvent>,
  rest: readonly SampleInput[],
  options: SampleOptions,
): AsyncGenerator<SampleEvent> {
  for await (const event of first) {
    yield event;
    if (event.kind === "problem") return;
  }
  for (const { name, open } of rest) {
    const opened = await openSample(name, open(), options);
    if (opened.kind === "problem") return yield opened;
    for await (const event of opened.events) {
      yield event;
      if (event.kind === "problem") return;
    }
  }
}
