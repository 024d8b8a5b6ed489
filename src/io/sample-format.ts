import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { isGzip, startsWith } from "./bytes.js";
import type { SampleFormat } from "./sample-options.js";

/** The formats that are texts. */
export type TextFormat = Exclude<SampleFormat, "parquet">;

/** The extensions that samples have; each may be followed by `.gz`. */
const EXTENSIONS: ReadonlyMap<string, SampleFormat | "text"> = new Map([
  [".csv", "csv"],
  [".tsv", "csv"],
  [".txt", "text"],
  [".json", "json"],
  [".ndjson", "ndjson"],
  [".jsonl", "ndjson"],
  [".parquet", "parquet"],
]);

/** What a name says of its content. `text` and `unknown` leave the format to the first bytes. */
export interface NamedFormat {
  readonly format: SampleFormat | "text" | "unknown";
  readonly gzip: boolean;
  /** With its dot, without `.gz`; empty where the name has none. */
  readonly extension: string;
}

export function formatOfName(name: string): NamedFormat {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).toLowerCase();
  const gzip = base.endsWith(".gz");
  const plain = gzip ? base.slice(0, -3) : base;
  const dot = plain.lastIndexOf(".");
  const extension = dot <= 0 ? "" : plain.slice(dot);
  return { format: EXTENSIONS.get(extension) ?? "unknown", gzip, extension };
}

const EXPORT = "Export the sample as CSV, JSON, NDJSON or Parquet.";

/** Formats known by their first bytes that are not text samples. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly found: string; readonly advice: string }[] = [
  { bytes: [0x4f, 0x52, 0x43], found: "ORC", advice: EXPORT },
  { bytes: [0x4f, 0x62, 0x6a, 0x01], found: "Avro", advice: EXPORT },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], found: "an old Excel workbook (.xls)", advice: "Save it as CSV UTF-8 in Excel." },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    found: "Zstandard-compressed data",
    advice: "Unpack it, or compress it with gzip.",
  },
  { bytes: [0x42, 0x5a, 0x68], found: "bzip2-compressed data", advice: "Unpack it, or compress it with gzip." },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    found: "xz-compressed data",
    advice: "Unpack it, or compress it with gzip.",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], found: "a PDF document", advice: EXPORT },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], found: "an SQLite database", advice: EXPORT },
];

/** Parquet begins with PAR1, and with PARE where its directory is encrypted. */
export function isParquet(head: Uint8Array): boolean {
  return startsWith(head, [0x50, 0x41, 0x52, 0x31]) || startsWith(head, [0x50, 0x41, 0x52, 0x45]);
}

/** What a file that is Parquet, or should be, has against being read so: its name or the format asked for. */
export function refuseParquet(
  name: string,
  named: NamedFormat,
  head: Uint8Array,
  asked: SampleFormat | undefined,
): Diagnostic | null {
  const wanted = asked ?? named.format;
  if (isParquet(head) === (wanted === "parquet")) return null;
  const place = { path: name };
  if (wanted === "parquet") {
    if (head.length === 0) return diagnostic(samples.XM5205, place, { name });
    const advice = "Give a Parquet file, or correct the name or the format.";
    return diagnostic(samples.XM5208, place, { name, expected: "Parquet", found: "no Parquet", advice });
  }
  if (asked === undefined && (wanted === "unknown" || wanted === "text")) return null;
  const expected = asked === undefined ? describeName(named) : asked.toUpperCase();
  return diagnostic(samples.XM5208, place, { name, expected, found: "Parquet", advice: "Name it .parquet." });
}

/** What the first bytes say against reading the file as text at all. */
export function refuseBinary(name: string, head: Uint8Array): Diagnostic | null {
  const place = { path: name };
  if (startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff])) {
    return diagnostic(samples.XM5211, place, { name });
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) {
    const text = latin1(head);
    const workbook =
      name.toLowerCase().includes(".xls") || text.includes("[Content_Types].xml") || text.includes("xl/");
    return diagnostic(samples.XM5209, place, {
      name,
      found: workbook ? "an Excel workbook" : "a zip archive",
      advice: workbook ? "Save it as CSV UTF-8 in Excel." : "Unpack it first.",
    });
  }
  const known = MAGIC.find(({ bytes }) => startsWith(head, bytes));
  if (known === undefined) return null;
  return diagnostic(samples.XM5209, place, { name, found: known.found, advice: known.advice });
}

/** Whether a file is to be unzipped: its name and its first bytes must agree. Standard input has no name to go by. */
export function refuseGzip(name: string, named: NamedFormat, head: Uint8Array, anonymous: boolean): Diagnostic | null {
  if (isGzip(head) === named.gzip || anonymous) return null;
  if (head.length === 0) return diagnostic(samples.XM5205, { path: name }, { name });
  if (named.gzip) return diagnostic(samples.XM5210, { path: name }, { name, why: "it is not gzip-compressed" });
  return diagnostic(
    samples.XM5208,
    { path: name },
    { name, expected: describeName(named), found: "gzip-compressed data", advice: "Add .gz to its name." },
  );
}

/** A file that was compressed twice is unpacked once; what is inside looks like damage if nobody says what it is. */
export function refuseGzipInside(name: string, head: Uint8Array): Diagnostic | null {
  if (!isGzip(head)) return null;
  const found = "gzip-compressed data inside gzip-compressed data";
  return diagnostic(samples.XM5209, { path: name }, { name, found, advice: "Unpack it once: gunzip." });
}

/**
 * The format of a text: by its name, held against how it begins. JSON in a `.csv` would otherwise become one strange
 * column, and a CSV in a `.json` an error about its first letter.
 */
export function decideFormat(
  name: string,
  named: NamedFormat,
  start: string,
  anonymous: boolean,
): { readonly format: TextFormat } | { readonly problem: Diagnostic } {
  const looks = lookAt(start);
  switch (named.format) {
    case "csv":
    case "text":
      if (looks === "markup") return mismatch("an HTML or XML page", "Look what was saved: a login page, perhaps.");
      if (looks === "array") {
        return named.format === "text" ? { format: "json" } : mismatch("JSON", "Name it .json.");
      }
      if (looks === "object") {
        return named.format === "text" ? { format: "json" } : mismatch("JSON", "Name it .json or .ndjson.");
      }
      return { format: "csv" };
    case "json":
    case "ndjson":
      if (looks === "markup") return mismatch("an HTML or XML page", "Look what was saved: a login page, perhaps.");
      if (looks === "text") return mismatch("no JSON records", adviseText(start));
      if (looks === "array" && named.format === "ndjson") return mismatch("a JSON array", "Name it .json.");
      return { format: named.format };
    case "parquet":
      return mismatch("no Parquet", "Give a Parquet file, or correct the name.");
    case "unknown":
      if (!anonymous && named.extension !== "") {
        return { problem: diagnostic(samples.XM5207, { path: name }, { name, extension: named.extension }) };
      }
      if (looks === "markup") return mismatch("an HTML or XML page", "Look what was saved: a login page, perhaps.");
      return { format: looks === "text" ? "csv" : "json" };
  }

  function mismatch(found: string, advice: string): { readonly problem: Diagnostic } {
    const expected = describeName(named);
    return { problem: diagnostic(samples.XM5208, { path: name }, { name, expected, found, advice }) };
  }
}

function adviseText(start: string): string {
  const line = start.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? "";
  return /[,;\t|]/.test(line) && !line.startsWith('"')
    ? "It looks like a CSV: name it .csv."
    : "Records are JSON objects: an array of them, or one a line.";
}

function describeName({ format, extension, gzip }: NamedFormat): string {
  const words = {
    csv: extension === ".tsv" ? "TSV" : "CSV",
    text: "text",
    json: "JSON",
    ndjson: "NDJSON",
    parquet: "Parquet",
    unknown: "text",
  };
  return gzip ? `gzip-compressed ${words[format]}` : words[format];
}

function lookAt(start: string): "array" | "object" | "markup" | "text" {
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(start)) return "markup";
  if (/^\s*\{\s*(?:"|\}|'|$)/.test(start)) return "object";
  // `[id],name` is a header; `[{`, `["`, `[1,` and `[]` are JSON.
  if (/^\s*\[\s*(?:[{["\]-]|\d|null|true|false|$)/.test(start)) return "array";
  return "text";
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
