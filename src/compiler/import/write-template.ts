import { collector, type Diagnostic } from "../../diagnostics/index.js";
import { templates } from "../../diagnostics/platform-templates.js";
import type { NormalMappingSet } from "./mapping-set.js";
import type { TemplateLeft } from "./template-left.js";

const HEADERS = ["Source data", "Target field", "Source type", "Name", "Description"] as const;

/** The template of a set, and what it cannot say; `left` is what the file of the set says beside it. */
export function writeTemplate(
  { name, description, mappings }: Pick<NormalMappingSet, "name" | "description" | "mappings">,
  left: readonly TemplateLeft[] = [],
): { readonly text: string; readonly notes: readonly Diagnostic[] } {
  const { report, diagnostics } = collector();
  const leave = (where: string, field: string, value: string) =>
    report(templates.XM7515, null, { where, field, value, advice: undefined });
  if (hasText(name)) leave("The set", "name", name);
  if (hasText(description)) leave("The set", "description", description);
  for (const { place, severity, ...one } of left) {
    report(templates.XM7515, place, { where: "The mapping file", ...one }, { severity });
  }
  for (const { at, identity, namespaceCode } of mappings) {
    if (identity) leave(`Mapping ${at + 1}`, "identity", namespaceCode ?? "");
  }
  // What no mapping has needs no column.
  const width = mappings.some((one) => hasText(one.description))
    ? 5
    : mappings.some((one) => hasText(one.name))
      ? 4
      : 3;
  const rows = mappings.map((one) =>
    [one.source, one.destination, one.type, one.name ?? "", one.description ?? ""].slice(0, width),
  );
  const formulas = rows.flatMap((cells) => cells.filter((cell) => FORMULA.test(cell)));
  const [first] = formulas;
  if (first !== undefined) report(templates.XM7519, null, { cells: formulas.length, first });
  const lines = [HEADERS.slice(0, width), ...rows].map((cells) => cells.map(printCell).join(","));
  return { text: `${lines.join("\r\n")}\r\n`, notes: diagnostics };
}

/** What spreadsheet programs compute instead of showing it. */
const FORMULA = /^[=+\-@\t\r]/;

function hasText(text: string | null): text is string {
  return text !== null && text !== "";
}

/** RFC 4180. Blanks at the ends are quoted too: some programs cut them. */
function printCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
