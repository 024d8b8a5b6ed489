import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { splitCsv } from "./csv-records.js";
import { encodingOf } from "./encoding.js";
import { looksLikeUtf16 } from "./text.js";

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** All rows of a small CSV. */
export type CsvRows =
  | { readonly kind: "rows"; readonly rows: readonly CsvRow[]; readonly delimiter: string; readonly encoding: string }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };

const DELIMITERS = [",", ";", "\t", "|"] as const;

/**
 * The rows of a small CSV that a spreadsheet wrote: in UTF-8, in UTF-16 with its mark, or else in Windows-1252; with the
 * delimiter that makes its header one that is wanted, or that a first line of `sep=;` names. csv-parse reads it.
 */
export async function readCsvRows(
  name: string,
  bytes: Uint8Array,
  isHeader: (cells: readonly string[]) => boolean,
): Promise<CsvRows> {
  const { text: whole, encoding } = decode(bytes);
  if (looksLikeUtf16(whole)) {
    return { kind: "problem", diagnostic: diagnostic(samples.XM5213, { path: name, line: 1 }, { utf16: true }) };
  }
  const named = /^sep=([^\r\n])\r?\n/i.exec(whole);
  const text = named === null ? whole : whole.slice(named[0].length);
  let fallback: CsvRows | undefined;
  for (const delimiter of named?.[1] === undefined ? DELIMITERS : [named[1]]) {
    const head = await split(name, firstLine(text), delimiter, encoding, 1);
    const fits = head.kind === "rows" && isHeader(head.rows[0]?.cells ?? []);
    if (!fits && fallback !== undefined) continue;
    const rows = await split(name, text, delimiter, encoding, named === null ? 1 : 2);
    if (fits) return rows;
    fallback = rows;
  }
  return fallback ?? { kind: "rows", rows: [], delimiter: ",", encoding };
}

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? "";
}

async function split(name: string, text: string, delimiter: string, encoding: string, first: number): Promise<CsvRows> {
  const dialect = {
    delimiter,
    quote: '"',
    escape: '"',
    comment: null,
    relaxQuotes: false,
    blankLines: "skip",
  } as const;
  const rows: CsvRow[] = [];
  for await (const record of splitCsv(name, oneText(text), dialect)) {
    if (record.kind === "problem") return record;
    if (!record.isBlank) rows.push({ line: record.line + first - 1, cells: record.cells });
  }
  return { kind: "rows", rows, delimiter, encoding };
}

async function* oneText(
  text: string,
): AsyncGenerator<{ readonly kind: "text"; readonly text: string; readonly size: number }> {
  if (text !== "") yield { kind: "text", text, size: new TextEncoder().encode(text).length };
}
