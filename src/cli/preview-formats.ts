import { parseRecord } from "../io/index.js";
import { type RenderOptions, renderRecords, type TableRow } from "../runtime/index.js";
import type { PieceEncoder } from "./write-records.js";

export const PREVIEW_FORMATS = ["table", "ndjson", "json", "csv", "parquet"] as const;
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number];

/** How many records a table shows unless a limit says otherwise. The report covers all of them. */
export const TABLE_ROWS = 5;

/** The first records as a table, at the end; the others are counted. */
export function createTableEncoder(most: number, options: RenderOptions): PieceEncoder {
  const shown: TableRow[] = [];
  let more = 0;
  return {
    add: (bytes, { lines, records }) => {
      const wanted = Math.min(most - shown.length, records);
      more += records - wanted;
      let from = 0;
      for (const line of lines.slice(0, wanted)) {
        const end = bytes.indexOf(NEWLINE, from);
        const record = parseRecord(Buffer.from(bytes.subarray(from, end)).toString());
        if (record !== null) shown.push({ line, record });
        from = end + 1;
      }
      return NOTHING;
    },
    end: () => {
      const rest = more === 0 ? "" : `… and ${more} more; --format ndjson prints all of them\n`;
      return Buffer.from(renderRecords(shown, options) + rest);
    },
  };
}

const NEWLINE = 10;
const NOTHING = new Uint8Array(0);
