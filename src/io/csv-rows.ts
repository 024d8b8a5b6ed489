import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { encodingOf } from "./encoding.js";
import { readFirstRow, type SplitRow, splitRows } from "./split-rows.js";
import { looksLikeUtf16 } from "./text.js";

/** All rows of a small CSV. */
export type CsvRows =
  | {
      readonly kind: "rows";
      readonly rows: readonly SplitRow[];
      readonly delimiter: string;
      readonly encoding: string;
    }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

/** What a row holds. */
export interface RowKinds {
  readonly isHeader: (cells: readonly string[]) => boolean;
  /** Whether the cells of a line are a row under a header: asked where the file's quotes do not tell. */
  readonly isRow: (cells: readonly string[], header: readonly string[]) => boolean;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * The rows of a small CSV that a spreadsheet wrote: in UTF-8, in UTF-16 with its mark, or else in Windows-1252; with the
 * delimiter that makes its first row a header, or that a first line of `sep=;` names.
 */
export function readCsvRows(name: string, bytes: Uint8Array, { isHeader, isRow }: RowKinds): CsvRows {
  const { text: whole, encoding } = decodeSmallText(bytes);
  if (looksLikeUtf16(whole)) {
    return { kind: "problem", diagnostic: diagnostic(samples.XM5213, { path: name, line: 1 }, { utf16: true }) };
  }
  const named = /^sep=([^\r\n])(?:\r\n|\r|\n)/i.exec(whole);
  const text = named === null ? whole : whole.slice(named[0].length);
  const delimiter = named?.[1] ?? DELIMITERS.find((one) => isHeader(readFirstRow(text, one) ?? [])) ?? likeliest(text);
  const before = named === null ? 0 : 1;
  const rows = splitRows(text, delimiter, isRow).map((row): SplitRow => {
    const line = row.line + before;
    return row.kind === "row" ? { ...row, line } : { ...row, line, first: row.first + before };
  });
  return { kind: "rows", rows, delimiter, encoding };
}

/** Where no delimiter makes a header: the one that cuts the first row the most, so that messages show its cells. */
function likeliest(text: string): string {
  const cut = (delimiter: string) => readFirstRow(text, delimiter)?.length ?? 0;
  return DELIMITERS.reduce((best, one) => (cut(one) > cut(best) ? one : best));
}

/** The delimiter that makes the first row of a text a header; null where none does. */
export function headerDelimiter(text: string, isHeader: (cells: readonly string[]) => boolean): string | null {
  const { text: rows, delimiter } = withoutSeparator(text);
  const asked = delimiter === null ? DELIMITERS : [delimiter];
  return asked.find((one) => isHeader(readFirstRow(rows, one) ?? [])) ?? null;
}

/** A first line of `sep=;` is no row: Excel takes the delimiter from it. */
function withoutSeparator(text: string): { readonly text: string; readonly delimiter: string | null } {
  const named = /^sep=([^\r\n])(?:\r\n|\r|\n)/i.exec(text);
  return named === null
    ? { text, delimiter: null }
    : { text: text.slice(named[0].length), delimiter: named[1] ?? null };
}

/** A text without its byte order mark: UTF-8, UTF-16 where its mark says so, or else Windows-1252. */
export function decodeSmallText(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}
