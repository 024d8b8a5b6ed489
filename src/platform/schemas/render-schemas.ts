import { type Palette, plainPalette } from "../../diagnostics/index.js";
import { cut, padEnd, printable, widthOf } from "../../text/terminal-text.js";
import type { SchemaSummary } from "../services/schema-registry-types.js";

/** Those whose title holds a text, in any case; by title. */
export function filterByTitle(schemas: readonly SchemaSummary[], title: string | undefined): readonly SchemaSummary[] {
  const word = title?.toLowerCase() ?? "";
  return schemas
    .filter((schema) => schema.title.toLowerCase().includes(word))
    .toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1));
}

/** Title, version and id; a title is cut where the line is too long, an id never: it is there to be copied. */
export function renderSchemas(
  schemas: readonly SchemaSummary[],
  { width, palette = plainPalette }: { readonly width: number; readonly palette?: Palette },
): string {
  if (schemas.length === 0) return "No schema.\n";
  const rows = schemas.map(({ title, version, id }) => ({
    title: printable(title),
    version: printable(version ?? ""),
    id: printable(id),
  }));
  const widest = (key: "title" | "version" | "id") => Math.max(key.length, ...rows.map((row) => widthOf(row[key])));
  const room = width - widest("version") - widest("id") - 4;
  const titles = Math.min(widest("title"), Math.max(room, 20));
  const line = (title: string, version: string, id: string) =>
    `${padEnd(cut(title, titles), titles)}  ${padEnd(version, widest("version"))}  ${id}\n`;
  return palette.dim(line("title", "version", "id")) + rows.map((row) => line(row.title, row.version, row.id)).join("");
}

/** `[{"title", "id", "altId", "version"}]` */
export function schemasDocument(schemas: readonly SchemaSummary[]): string {
  const rows = schemas.map(({ title, id, altId, version }) => ({ title, id, altId, version }));
  return rows.length === 0 ? "[]\n" : `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`;
}
