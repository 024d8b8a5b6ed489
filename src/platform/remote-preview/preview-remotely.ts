import type { Program } from "../../compiler/index.js";
import type { Problem } from "../problem.js";
import type { MappingSetService, PreviewForm } from "../services/data-prep-types.js";
import { type ComparedRow, createComparison, isReal } from "./compare-row.js";
import { type Comparison, summarize } from "./comparison.js";
import { type MapOptions, mapRows } from "./map-rows.js";
import type { RowPair } from "./record-cases.js";
import type { SentRow } from "./row-text.js";
import { type SentPreview, type SentRequests, sendRows } from "./send-rows.js";

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
      /** How many answers of a list are what xdmap makes of other rows of it. */
      readonly misplaced: number;
    }
  | Extract<SentPreview, { readonly kind: "too-large" }>
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
  const misplaced = sent.requests.form === "list" ? countMisplaced(pairs, compare, program.mappings.length) : 0;
  return { kind: "compared", comparison: summarize(program, compared), pairs, requests: sent.requests, misplaced };
}

/** So many targets are compared at most to find answers that are out of order. */
const MOST_COMPARED = 1_000_000;

/** Answers are told apart by their places alone, and that a list keeps its order is documented nowhere. */
function countMisplaced(
  pairs: readonly RowPair[],
  compare: ReturnType<typeof createComparison>,
  targets: number,
): number {
  const differing = pairs.filter(({ compared }) => differs(compared));
  if (differing.length ** 2 * targets > MOST_COMPARED) return 0;
  return differing.filter((pair) =>
    differing.some(
      ({ local }) => local !== pair.local && local.record.size > 0 && !differs(compare(local, pair.remote)),
    ),
  ).length;
}

function differs({ targets }: ComparedRow): boolean {
  return targets.some(({ differences }) => differences.some(isReal));
}
