/** Some rows of a sample, by their numbers: the first row of data is 1, over all inputs. */
export interface RowNumbers {
  /** As it was given. */
  readonly text: string;
  /** In order, none touching the next; an open end is infinite. */
  readonly spans: readonly RowSpan[];
}

/** Both ends are in it. */
interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** Reads `10`, `10-20`, `10-` (to the end), `-20` (from the first) and lists of them: `1,5-7`. */
export function readRowNumbers(text: string): { readonly rows: RowNumbers } | { readonly why: string } {
  const spans: RowSpan[] = [];
  for (const part of text.split(",")) {
    const read = readSpan(part.trim());
    if ("why" in read) return read;
    spans.push(read);
  }
  return { rows: { text, spans: merge(spans) } };
}

function readSpan(text: string): RowSpan | { readonly why: string } {
  const match = /^(\d*)(?:\s*(-)\s*(\d*))?$/.exec(text);
  if (match === null)
    return { why: `\`${text}\` is no row: \`10\`, \`10-20\`, \`10-\`, \`-20\`, or a list such as \`1,5-7\`` };
  const [, from = "", dash, to = ""] = match;
  if (from === "" && to === "")
    return { why: "a row is missing: `10`, `10-20`, `10-`, `-20`, or a list such as `1,5-7`" };
  const first = from === "" ? 1 : Number(from);
  const last = dash === undefined ? first : to === "" ? Number.POSITIVE_INFINITY : Number(to);
  if (first < 1 || last < 1) return { why: "the first row is 1" };
  if (first > last) return { why: `\`${text}\` runs backwards` };
  return { first, last };
}

function merge(spans: readonly RowSpan[]): readonly RowSpan[] {
  const merged: RowSpan[] = [];
  for (const span of spans.toSorted((left, right) => left.first - right.first)) {
    const before = merged.at(-1);
    if (before === undefined || span.first > before.last + 1) merged.push(span);
    else merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, span.last) };
  }
  return merged;
}
