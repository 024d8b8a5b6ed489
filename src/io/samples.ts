import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Row } from "../runtime/index.js";
import type { Bytes } from "./bytes.js";
import type { BlockOptions } from "./csv-scan/split-blocks.js";
import { abandon, closing } from "./iterate.js";
import { mergeFields } from "./json-type.js";
import { Profiler } from "./profile.js";
import {
  type BlockSample,
  type Opened,
  openSample,
  openSampleInBlocks,
  type ReadShape,
  readShape,
  type Sample,
} from "./sample.js";
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
  const opened = await openEach(inputs, options, openSample, ({ events }) => abandon(events));
  if (opened.kind === "problem") return opened;
  const { shape, warnings, each } = opened;
  return { kind: "sample", shape, warnings, events: closing(chain(each), () => abandon(each)) };
}

/** Several samples that are opened one after the other. */
export interface SamplesInBlocks {
  /** What they have in common: all columns. Null where no sample had a record to tell. */
  readonly shape: SourceShape | null;
  readonly warnings: readonly Diagnostic[];
  /** Each when its turn comes; a problem ends them. What is given has to be read to its end, or abandoned. */
  readonly samples: AsyncIterable<BlockSample | Problem>;
}

/** The same with rows in blocks for who maps many at once, wherever a sample can be read so. */
export async function openSamplesInBlocks(
  inputs: readonly SampleInput[],
  options: SampleOptions = {},
  memory: BlockOptions = {},
): Promise<({ readonly kind: "samples" } & SamplesInBlocks) | Problem> {
  const open = (name: string, bytes: Bytes): Promise<BlockSample | Problem> =>
    openSampleInBlocks(name, bytes, options, memory);
  const opened = await openEach(inputs, options, open, closeSample);
  if (opened.kind === "problem") return opened;
  const { shape, warnings, each } = opened;
  return { kind: "samples", shape, warnings, samples: each };
}

/** Gives up on a sample that was opened and of which nothing more is read. */
export function closeSample(sample: BlockSample): Promise<void> {
  switch (sample.kind) {
    case "blocks":
      return abandon(sample.blocks);
    case "parquet":
      return sample.bytes.close();
    case "sample":
      return abandon(sample.events);
  }
}

interface Each<T> {
  readonly kind: "each";
  readonly shape: SourceShape | null;
  readonly warnings: readonly Diagnostic[];
  readonly each: AsyncIterable<T | Problem>;
}

type OpenedSample = { readonly kind: BlockSample["kind"] } & Pick<Sample, "shape" | "warnings">;

async function openEach<T extends OpenedSample>(
  inputs: readonly SampleInput[],
  options: SampleOptions,
  open: (name: string, bytes: Bytes, options: SampleOptions) => Promise<T | Problem>,
  close: (opened: T) => Promise<void>,
): Promise<Each<T> | Problem> {
  const shared = new SharedShape();
  const queue: ({ readonly kind: "open"; readonly opened: T } | ({ readonly kind: "waiting" } & SampleInput))[] = [];
  const abandonAll = async (): Promise<void> => {
    for (const one of queue) if (one.kind === "open") await close(one.opened);
  };
  for (const input of inputs) {
    // The others wait with their rows, except standard input and pipes: they are there once, so their columns come with them.
    const bytes = input.open();
    const isOpened = queue.length === 0 || bytes.randomAccess === undefined;
    const read = await (isOpened ? open : readShape)(input.name, bytes, options);
    const problem = read.kind === "problem" ? read : shared.add(read);
    if (read.kind === "problem" || read.kind === "shape") queue.push({ kind: "waiting", ...input });
    else queue.push({ kind: "open", opened: read });
    if (problem !== null) {
      await abandonAll();
      return problem;
    }
  }
  return { kind: "each", shape: shared.shape, warnings: shared.warnings, each: closing(each(), abandonAll) };

  async function* each(): AsyncGenerator<T | Problem> {
    try {
      for (const one of queue) {
        const opened = one.kind === "open" ? one.opened : await open(one.name, one.open(), options);
        yield opened;
        if (opened.kind === "problem") return;
      }
    } finally {
      await abandonAll();
    }
  }
}

/** The columns that the samples have in common: all of them. With a profile: what their first rows hold. */
export async function readSharedShape(
  inputs: readonly SampleInput[],
  options: SampleOptions = {},
  { profile }: { readonly profile: boolean } = { profile: false },
): Promise<ReadShape> {
  const shared = new SharedShape();
  const profiler = profile ? new Profiler() : null;
  for (const { name, open } of inputs) {
    const read = await readShape(name, open(), options, profiler);
    const problem = read.kind === "problem" ? read : shared.add(read);
    if (problem !== null) return problem;
  }
  const found = profiler?.profile ?? null;
  const { shape, warnings } = shared;
  return { kind: "shape", shape: shape === null || found === null ? shape : { ...shape, profile: found }, warnings };
}

/** Gathers the columns of samples that are read as one. */
class SharedShape {
  /** Null as long as no sample had a record to tell. */
  shape: SourceShape | null = null;
  readonly warnings: Diagnostic[] = [];

  /** Gives a problem where the columns do not go with those before. */
  add({ shape, warnings }: Pick<Sample, "shape" | "warnings">): Problem | null {
    this.warnings.push(...warnings);
    if (shape === null) return null;
    const before = this.shape;
    this.shape = before === null ? shape : { ...before, columns: mergeFields(before.columns, shape.columns) };
    return before === null ? null : compareShapes(before, shape);
  }
}

/**
 * CSVs must have the same columns, in any order. Fields of JSON records come and go, so of those files only one that has
 * no field in common with those before is refused.
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

/** One sample after the other, with rows that say which they are in; a problem ends the whole. */
async function* chain(samples: AsyncIterable<Opened>): AsyncGenerator<SampleEvent> {
  let source = 0;
  for await (const sample of samples) {
    if (sample.kind === "problem") return yield sample;
    for await (const event of sample.events) {
      yield event.kind === "row" && source > 0 ? { kind: "row", row: inSample(event.row, source) } : event;
      if (event.kind === "problem") return;
    }
    source++;
  }
}

function inSample(row: Row, source: number): Row {
  return { line: row.line, source, get: (name) => row.get(name) };
}
