import type { Program } from "../../compiler/index.js";
import type { Problem } from "../problem.js";
import type { MappingSetService, PreviewForm } from "../services/data-prep-types.js";
import { createComparison } from "./compare-row.js";
import { type Comparison, summarize } from "./comparison.js";
import { type MapOptions, mapRows } from "./map-rows.js";
import type { RowPair } from "./record-cases.js";
import type { SentRow } from "./row-text.js";
import { type SentRequests, sendRows } from "./send-rows.js";

export interface RemotePreviewOptions extends MapOptions {
  readonly service: Pick<MappingSetService, "preview">;
  /** As `build` emits it. */
  readonly mappingSet: object;
  /** Null: as a list, and where that is refused row by row. */
  readonly form: PreviewForm | null;
  /** Bytes of one request; 1,000,000. */
  readonly largest?: number;
}

export type RemotePreview =
  | {
      readonly kind: "compared";
      readonly comparison: Comparison;
      readonly pairs: readonly RowPair[];
      readonly requests: SentRequests;
    }
  | { readonly kind: "too-large"; readonly row: SentRow; readonly bytes: number }
  | { readonly kind: "problem"; readonly problem: Problem };

/** Has rows mapped by Data Prep and by xdmap, and holds the one against the other. Nothing is kept in the sandbox. */
export async function previewRemotely(
  program: Program,
  rows: readonly SentRow[],
  { service, mappingSet, form, largest, ...mapping }: RemotePreviewOptions,
): Promise<RemotePreview> {
  const sent = await sendRows(service, rows, mappingSet, { form, ...(largest === undefined ? {} : { largest }) });
  if (sent.kind !== "answers") return sent;
  const compare = createComparison(program);
  const pairs = mapRows(program, rows, mapping).flatMap((local, at): RowPair[] => {
    const remote = sent.answers[at];
    return remote === undefined ? [] : [{ local, remote, compared: compare(local, remote) }];
  });
  const compared = pairs.map((pair) => pair.compared);
  return { kind: "compared", comparison: summarize(program, compared), pairs, requests: sent.requests };
}
