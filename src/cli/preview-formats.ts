import { type PreviewEvent, printXdm, type RenderOptions, renderRecords } from "../runtime/index.js";

export type PreviewFormat = "table" | "ndjson" | "json";
type RecordEvent = Extract<PreviewEvent, { readonly kind: "record" }>;

/** How many records a table shows unless a limit says otherwise. The report covers all of them. */
const TABLE_ROWS = 5;
/** How much text is gathered before it is handed on. */
const WRITE_SIZE = 64 * 1024;

/** Writes records out, in pieces of text. */
export function formatRecords(
  format: PreviewFormat,
  records: AsyncIterable<RecordEvent>,
  options: RenderOptions & { readonly limit: number | undefined },
): AsyncIterable<string> {
  switch (format) {
    case "table":
      return formatTable(records, options);
    case "ndjson":
      return gather(
        records,
        ({ record }) => `${printXdm(record)}\n`,
        () => "",
      );
    case "json":
      return gather(
        records,
        ({ record }, at) => `${at === 0 ? "[\n" : ",\n"}${printXdm(record)}`,
        (count) => (count === 0 ? "[]\n" : "\n]\n"),
      );
  }
}

async function* gather(
  records: AsyncIterable<RecordEvent>,
  print: (event: RecordEvent, at: number) => string,
  end: (count: number) => string,
): AsyncGenerator<string> {
  let pending = "";
  let at = 0;
  for await (const event of records) {
    pending += print(event, at++);
    if (pending.length < WRITE_SIZE) continue;
    yield pending;
    pending = "";
  }
  yield pending + end(at);
}

async function* formatTable(
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
