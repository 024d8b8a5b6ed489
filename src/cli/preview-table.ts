import type { Program } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { writeWhole } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { preview, type Report, type RowEvent, type Window } from "../runtime/index.js";
import type { Output } from "./output.js";
import { formatTable } from "./preview-formats.js";

/** How rows are mapped. */
export interface TableOptions {
  readonly window: Window | null;
  readonly strict: boolean;
  readonly now: number | null;
  readonly limit: number | null;
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly output: Output;
}

/** Writes the first records as a table; gives the report of all rows. */
export async function showTable(
  program: Program,
  rows: AsyncIterable<RowEvent>,
  { window, strict, now, limit, file, output }: TableOptions,
): Promise<{ readonly report: Report } | { readonly problem: Diagnostic }> {
  const services = now === null ? nodeServices() : fixedServices({ now: new Date(now), seed: "xdmap" });
  const started = preview(program, rows, { services, window, strict, ...(limit === null ? {} : { limit }) });
  if (started.kind === "problem") return { problem: started.diagnostic };
  const { events, report } = started.preview;
  const state: { problem: Diagnostic | null } = { problem: null };
  const text = formatTable(records(), { width: output.width, palette: output.palette, limit: limit ?? undefined });
  if (file === undefined) {
    for await (const part of text) await output.data(part);
  } else {
    const written = await writeWhole(file, text);
    if (state.problem === null && written.kind === "problem") return { problem: written.diagnostic };
  }
  return state.problem === null ? { report: report() } : { problem: state.problem };

  async function* records() {
    for await (const event of events) {
      if (event.kind === "record") yield event;
      if (event.kind === "problem") state.problem = event.diagnostic;
    }
    // A file is written whole or not at all.
    if (state.problem !== null && file !== undefined) throw new Error("the sample is broken");
  }
}
