import type { Problem } from "../problem.js";
import type { MappingSetService, PreviewedRow, PreviewForm } from "../services/data-prep-types.js";
import type { SentRow } from "./row-text.js";

/** Bytes of one request's body. What Data Prep takes is not documented. */
export const LARGEST_REQUEST = 1_000_000;

/** What was sent. */
export interface SentRequests {
  readonly form: PreviewForm;
  readonly count: number;
  /** Of all their bodies. */
  readonly bytes: number;
}

export type SentPreview =
  | { readonly kind: "answers"; readonly answers: readonly PreviewedRow[]; readonly requests: SentRequests }
  /** A row by itself would be a larger request than is sent; without one, the mapping set alone would be. */
  | { readonly kind: "too-large"; readonly row: SentRow | null; readonly bytes: number }
  | { readonly kind: "problem"; readonly problem: Problem };

export interface SendOptions {
  /** Null: as a list, and where that is refused row by row. */
  readonly form: PreviewForm | null;
  readonly largest?: number;
}

/** Sends rows through a mapping set that is not kept; an answer for each row, in their order. */
export async function sendRows(
  service: Pick<MappingSetService, "preview">,
  rows: readonly SentRow[],
  mappingSet: object,
  { form, largest = LARGEST_REQUEST }: SendOptions,
): Promise<SentPreview> {
  const set = JSON.stringify(mappingSet);
  const least = bytesOf(bodyOf([], set, "list"));
  if (least > largest) return { kind: "too-large", row: null, bytes: least };
  for (const row of rows) {
    const bytes = bytesOf(bodyOf([row], set, "list"));
    if (bytes > largest) return { kind: "too-large", row, bytes };
  }
  if (form === "object") return await sendEach(service, rows, set);
  const asLists = await sendLists(service, rows, set, largest);
  if (form === "list" || asLists.kind !== "problem" || !isAboutForm(asLists.problem)) return asLists;
  const each = await sendEach(service, rows, set);
  // Where that is refused too, it was not the form: what was said first is the answer.
  return each.kind === "problem" && isAboutForm(each.problem) ? asLists : each;
}

/**
 * Whether another form of the body could help: it was refused as a bad request or as too large, or not answered with as many
 * rows.
 */
function isAboutForm({ kind, cause, status }: Problem): boolean {
  return (kind === "refused" && [400, 413, 422].includes(status ?? 0)) || cause === "wrong-shape";
}

async function sendLists(
  service: Pick<MappingSetService, "preview">,
  rows: readonly SentRow[],
  set: string,
  largest: number,
): Promise<SentPreview> {
  const answers: PreviewedRow[] = [];
  let count = 0;
  let bytes = 0;
  for (const some of splitRows(rows, largest - bytesOf(bodyOf([], set, "list")))) {
    const body = bodyOf(some, set, "list");
    const reply = await service.preview(body, some.length);
    if (reply.kind === "problem") return reply;
    answers.push(...reply.value);
    count += 1;
    bytes += bytesOf(body);
  }
  return { kind: "answers", answers, requests: { form: "list", count, bytes } };
}

function splitRows(rows: readonly SentRow[], room: number): readonly (readonly SentRow[])[] {
  const lists: SentRow[][] = [];
  let left = 0;
  for (const row of rows) {
    const size = bytesOf(row.text) + 1;
    const last = lists.at(-1);
    if (last !== undefined && size <= left) last.push(row);
    else {
      lists.push([row]);
      left = room;
    }
    left -= size;
  }
  return lists;
}

async function sendEach(
  service: Pick<MappingSetService, "preview">,
  rows: readonly SentRow[],
  set: string,
): Promise<SentPreview> {
  const ending = new AbortController();
  const bodies = rows.map((row) => bodyOf([row], set, "object"));
  const replies = await Promise.all(
    bodies.map(async (body) => {
      const reply = await service.preview(body, 1, { signal: ending.signal });
      // What is refused once is refused for all of them.
      if (reply.kind === "problem") ending.abort();
      return reply;
    }),
  );
  const problems = replies.flatMap((reply) => (reply.kind === "problem" ? [reply] : []));
  const first = problems.find(({ problem }) => problem.cause !== "cancelled") ?? problems[0];
  if (first !== undefined) return first;
  const answers = replies.flatMap((reply) => (reply.kind === "ok" ? reply.value : []));
  const bytes = bodies.reduce((sum, body) => sum + bytesOf(body), 0);
  return { kind: "answers", answers, requests: { form: "object", count: bodies.length, bytes } };
}

function bodyOf(rows: readonly SentRow[], set: string, form: PreviewForm): string {
  const texts = rows.map(({ text }) => text).join(",");
  return `{"data":${form === "list" ? `[${texts}]` : texts},"mappingSet":${set}}`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
