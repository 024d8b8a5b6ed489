import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { Services } from "../functions/index.js";
import { createRowCounter } from "./count-rows.js";
import { createRowMapper, type RowResult } from "./map-row.js";
import type { Report } from "./report.js";
import type { Row, RowEvent } from "./row.js";
import { reportOf } from "./tally.js";
import type { Violation } from "./validate.js";
import { planWindow, type Window } from "./window.js";
import type { XdmObject } from "./xdm-value.js";

/** What a preview needs from outside, and what it is limited to. */
export interface PreviewOptions {
  /** The clock, the identifiers and the hashes. The clock is read once a record at most. */
  readonly services: Services;
  /** Only rows whose delta value lies in it are mapped; null (the default) maps all. */
  readonly window?: Window | null;
  /** Stop after this many rows of the window; what comes after them is neither read nor reported. */
  readonly limit?: number;
  /** JEXL's strict mode: both the engine's and the arithmetic's. */
  readonly strict?: boolean;
}

/** What became of a row, or the problem of the sample that ends the preview. */
export type PreviewEvent =
  | { readonly kind: "record"; readonly line: number; readonly record: XdmObject }
  /** The platform would not take the row in. `record` is what it would have been. */
  | {
      readonly kind: "rejection";
      readonly line: number;
      readonly violations: readonly Violation[];
      readonly record: XdmObject;
    }
  /** The sample is broken here; nothing follows. */
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

/** A preview that was started: its records as they come, and the account of what was lost. */
export interface Preview {
  /** In the order of the rows. Can be iterated once. */
  readonly events: AsyncIterable<PreviewEvent>;
  /** What was lost and why, of the rows so far: ask when the events are through. */
  readonly report: () => Report;
}

/**
 * Maps rows to XDM records as Data Prep would, and keeps account of what is lost. The only error is a window without a
 * delta column; whatever a row does is in the events and the report.
 */
export function preview(
  program: Program,
  rows: AsyncIterable<RowEvent>,
  options: PreviewOptions,
):
  | { readonly kind: "preview"; readonly preview: Preview }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const planned = planWindow(program.delta, options.window ?? null);
  if ("problem" in planned) return { kind: "problem", diagnostic: planned.problem };
  const { placeOf } = planned;
  const counter = createRowCounter(program, { services: options.services, strict: options.strict ?? false });
  const mapRow = createRowMapper(program, options);
  const report = (): Report => reportOf(counter.tally);
  return { kind: "preview", preview: { events: run(), report } };

  async function* run(): AsyncGenerator<PreviewEvent> {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    const inputOf = countInputs();
    let mapped = 0;
    if (limit <= 0) return;
    for await (const event of rows) {
      if (event.kind === "problem") return yield event;
      const { row } = event;
      const source = inputOf(row);
      const place = placeOf(row);
      counter.place(row, place);
      if (!place.inside) continue;
      const result = mapRow(row, source);
      counter.row(row, result);
      yield eventOf(row.line, result);
      mapped++;
      if (mapped >= limit) return;
    }
  }
}

/** Which input a row is in, where the rows do not say: lines begin anew with each. */
function countInputs(): (row: Row) => number {
  let source = 0;
  let before = 0;
  return (row) => {
    if (row.line < before) source++;
    before = row.line;
    return row.source ?? source;
  };
}

function eventOf(line: number, { record, violations }: RowResult): PreviewEvent {
  const rejects = violations.filter(({ rejects }) => rejects);
  if (rejects.length === 0) return { kind: "record", line, record };
  return { kind: "rejection", line, violations: rejects, record };
}
