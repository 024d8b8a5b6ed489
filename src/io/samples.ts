import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Bytes } from "./bytes.js";
import { abandon, closing } from "./iterate.js";
import { mergeFields } from "./json-type.js";
import { Profiler } from "./profile.js";
import { type Opened, openSample, type ReadShape, readShape, type Sample, STANDARD_INPUT } from "./sample.js";
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
  const shared = new SharedShape();
  const queue: QueuedSample[] = [];
  for (const input of inputs) {
    const isFirst = queue.length === 0;
    // The others wait with their rows, except standard input: it is there once, so its columns come with its rows.
    const open = isFirst || input.name === STANDARD_INPUT;
    const read = await (open ? openSample : readShape)(input.name, input.open(), options);
    const problem = read.kind === "problem" ? read : shared.add(read);
    if (read.kind === "sample") queue.push({ kind: "open", events: read.events });
    else queue.push({ kind: "waiting", ...input });
    if (problem !== null) {
      await abandonAll(queue);
      return problem;
    }
  }
  const events = closing(chain(queue, options), () => abandonAll(queue));
  return { kind: "sample", shape: shared.shape, warnings: shared.warnings, events };
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

type QueuedSample =
  | { readonly kind: "open"; readonly events: AsyncIterable<SampleEvent> }
  | ({ readonly kind: "waiting" } & SampleInput);

async function abandonAll(queue: readonly QueuedSample[]): Promise<void> {
  for (const sample of queue) if (sample.kind === "open") await abandon(sample.events);
}

/** One sample after the other; a problem ends the whole. */
async function* chain(queue: readonly QueuedSample[], options: SampleOptions): AsyncGenerator<SampleEvent> {
  try {
    for (const sample of queue) {
      const opened = sample.kind === "open" ? sample : await openSample(sample.name, sample.open(), options);
      if (opened.kind === "problem") return yield opened;
      for await (const event of opened.events) {
        yield event;
        if (event.kind === "problem") return;
      }
    }
  } finally {
    await abandonAll(queue);
  }
}
