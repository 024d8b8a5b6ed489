import type { Diagnostic } from "../../src/diagnostics/index.js";
import { isSpan } from "../../src/diagnostics/index.js";
import { type Opened, openSample, type SampleEvent, type SampleOptions } from "../../src/io/index.js";
import type { Row } from "../../src/runtime/index.js";
import { MISSING, numberText, textOf, type Value } from "../../src/values/index.js";

export type Content = string | readonly number[] | Uint8Array;

function bytesOf(content: Content): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
}

/** Bytes as a host would deliver them, in chunks of a size. */
export async function* chunksOf(content: Content, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** `XM5220 orders.csv:3 The row has…` */
export function show({ code, message, place }: Diagnostic): string {
  const where =
    place === null || isSpan(place)
      ? ""
      : [place.path, place.line, place.column].filter((part) => part !== undefined).join(":");
  return `${code} ${where} ${message}`;
}

function plain(value: Value): unknown {
  if (value === null || typeof value !== "object") return value;
  switch (value.kind) {
    case "list":
      return value.items.map(plain);
    case "map":
      return [...value.entries.values()].map((entry) => [plain(entry.key), plain(entry.value)]);
    case "integer":
    case "long":
    case "biginteger":
    case "double":
      return `${value.kind} ${numberText(value)}`;
    default:
      return textOf(value);
  }
}

/** The cells of a row in the order of the columns; a missing one is `missing`. */
function cells(row: Row, columns: readonly string[]): readonly unknown[] {
  return columns.map((column) => {
    const value = row.get(column);
    return value === MISSING ? "missing" : plain(value);
  });
}

/** Everything that a sample gives, in a form that a test can write down. */
export interface ReadSample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly lines: readonly number[];
  /** Warnings first, then what ended the reading. */
  readonly findings: readonly string[];
}

export async function readAll(
  name: string,
  content: Content | AsyncIterable<Uint8Array>,
  options?: SampleOptions,
  size?: number,
): Promise<ReadSample> {
  const isContent = typeof content === "string" || Array.isArray(content) || content instanceof Uint8Array;
  return collect(
    await openSample(name, isContent ? chunksOf(content, size) : (content as AsyncIterable<Uint8Array>), options),
  );
}

export async function collect(opened: Opened): Promise<ReadSample> {
  if (opened.kind === "problem") return { columns: [], rows: [], lines: [], findings: [show(opened.diagnostic)] };
  const columns = [...(opened.shape?.columns.keys() ?? [])];
  const findings = opened.warnings.map(show);
  const rows: (readonly unknown[])[] = [];
  const lines: number[] = [];
  for await (const event of opened.events as AsyncIterable<SampleEvent>) {
    if (event.kind === "problem") findings.push(show(event.diagnostic));
    else {
      rows.push(cells(event.row, columns));
      lines.push(event.row.line);
    }
  }
  return { columns, rows, lines, findings };
}
