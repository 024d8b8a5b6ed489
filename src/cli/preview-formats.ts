import { type PreviewEvent, type RenderOptions, renderRecords } from "../runtime/index.js";

export type PreviewFormat = "table" | "ndjson" | "json";
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

const NEWLINE = 10;
const COMMA = 44;

/** Lines of JSON, piece by piece, as the items of one JSON array: a comma at the end of each line but the last. */
export interface ItemWriter {
  readonly items: (lines: Uint8Array) => Uint8Array;
  /** What ends the array. */
  readonly end: () => string;
}

export function createItemWriter(): ItemWriter {
  let isFirst = true;
  return {
    items: (lines) => {
      if (lines.length === 0) return lines;
      let count = 0;
      for (let at = lines.indexOf(NEWLINE); at >= 0; at = lines.indexOf(NEWLINE, at + 1)) count++;
      // Two bytes before the first line and each other; the line breaks of the lines themselves go.
      const items = new Uint8Array(lines.length + count);
      let to = 0;
      for (let from = 0; from < lines.length; ) {
        items[to++] = isFirst ? OPEN : COMMA;
        items[to++] = NEWLINE;
        isFirst = false;
        const end = lines.indexOf(NEWLINE, from);
        items.set(lines.subarray(from, end), to);
        to += end - from;
        from = end + 1;
      }
      return items;
    },
    end: () => (isFirst ? "[]\n" : "\n]\n"),
  };
}

const OPEN = 91;
