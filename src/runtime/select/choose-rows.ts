import type { Program } from "../../compiler/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { previews } from "../../diagnostics/previews.js";
import { columnsOf } from "../batch.js";
import { listLines, type Report, type Selection, withSelection } from "../report.js";
import type { RowEvent } from "../row.js";
import { planWindow, type Window, type WindowPlan } from "../window.js";
import { createRowSelector, type RowChoice, type SelectorOptions, selectRows } from "./row-selector.js";
import { type SampleSize, sampleRows } from "./sample-rows.js";

/** Which rows of a source are mapped, in the order in which they are asked: number, condition, window, chance. */
export interface Choice extends RowChoice {
  /** By chance, of the rows in the window; null for all. */
  readonly sample: SampleSize | null;
}

/** What a preview is asked for beside its rows: only told. */
export interface Asked {
  readonly limit: number | null;
  readonly targets: NonNullable<Selection["targets"]> | null;
}

/** Rows that were chosen, and what is to be said of the choice when they are through. */
export interface ChosenRows {
  readonly events: AsyncIterable<RowEvent>;
  /** The report of these rows with what it covers. */
  readonly report: (report: Report, asked: Asked) => Report;
  readonly findings: () => readonly Diagnostic[];
}

export interface ChooseOptions extends SelectorOptions {
  readonly window: Window | null;
  /** No more rows of the window than this; null for all. */
  readonly limit: number | null;
}

/** Chooses rows before they are mapped. The only error is a window without a delta column. */
export function chooseRows(
  program: Program,
  events: AsyncIterable<RowEvent>,
  choice: Choice,
  options: ChooseOptions,
):
  | { readonly kind: "rows"; readonly chosen: ChosenRows }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic } {
  const planned = planWindow(program.delta, options.window);
  if ("problem" in planned) return { kind: "problem", diagnostic: planned.problem };
  const { rows, where, sample } = choice;
  const selector = createRowSelector(choice, options);
  const selected = rows === null && where === null ? events : selectRows(events, selector);
  const drawn =
    sample === null ? null : sampleRows(selected, sample, { placeOf: planned.placeOf, columns: columnsOf(program) });
  const wanted = drawn?.events ?? selected;
  const leftOut = (): number => {
    if (drawn === null || sample === null) return selector.leftOut();
    // To draw a sample all rows are read; a limit then leaves out some of those that were drawn.
    const mapped = Math.min(sample.size, options.limit ?? sample.size);
    return selector.leftOut() + Math.max(0, drawn.among() - mapped);
  };
  return {
    kind: "rows",
    chosen: {
      events: options.limit === null ? wanted : limitRows(wanted, options.limit, planned.placeOf),
      report: (report, asked) => withSelection(report, describe(asked)),
      findings,
    },
  };

  function describe({ limit, targets }: Asked): Selection {
    return {
      ...(rows === null ? {} : { rows: rows.text }),
      ...(where === null ? {} : { where: { expression: where.text, failed: selector.failed()?.count ?? 0 } }),
      ...(sample === null || drawn === null ? {} : { sample: { ...sample, of: drawn.among() } }),
      ...(limit === null ? {} : { limit }),
      ...(targets === null ? {} : { targets }),
      leftOut: leftOut(),
    };
  }

  function findings(): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    const failed = selector.failed();
    if (failed !== null) {
      const { count, message, rows: lines } = failed;
      found.push(diagnostic(previews.XM5353, null, { count, message, lines: listLines(lines, count) }));
    }
    if (selector.shown() > 0 && selector.leftOut() === selector.shown()) {
      const by = [...(rows === null ? [] : ["--rows"]), ...(where === null ? [] : ["--where"])].join(" with ");
      found.push(diagnostic(previews.XM5355, null, { read: selector.shown(), by }));
    }
    return found;
  }
}

/** Ends with the last row that is meant, however many rows whoever maps them takes at once: what follows is left unread. */
async function* limitRows(
  events: AsyncIterable<RowEvent>,
  limit: number,
  placeOf: WindowPlan["placeOf"],
): AsyncGenerator<RowEvent> {
  let inside = 0;
  for await (const event of events) {
    yield event;
    if (event.kind === "row" && placeOf(event.row).inside) inside++;
    if (inside >= limit) return;
  }
}
