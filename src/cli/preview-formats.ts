import { type PreviewEvent, type RenderOptions, renderRecords } from "../runtime/index.js";

export const PREVIEW_FORMATS = ["table", "ndjson", "json", "csv", "parquet"] as const;
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number];
type RecordEvent = Extract<PreviewEvent, { readonly kind: "record" }>;

/** How many records a table shows unless a limit says otherwise. The report covers all of them. */
const TABLE_ROWS = 5;
/** Writes the first records out as a table. */
export async function* formatTable(
  records: AsyncIterable<RecordEvent>,
  { limit, ...options }: RenderOptions & { readonly limit: number | undefined },
): AsyncGenerator<string> {
  const most = limit ?? TABLE_ROWS;
  const shown: RecordEvent[] = [];
  let more = 0;
  for await (const event of records) {
    if (shown.length < most) shown.push(event);
    else more++;
  }
  yield renderRecords(shown, options);
  if (more > 0) yield `… and ${more} more; --format ndjson prints all of them\n`;
}
