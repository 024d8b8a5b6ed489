/** What to do about a code that a run or a batch tells of (Adobe's pages on monitoring and on partial ingestion). */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    "INGEST-1211-400",
    "The errors have no diagnostics: set `errorDiagnosticsEnabled: true` under the flow's options, push and run again.",
  ],
  [
    "INGEST-1212-400",
    "The other rows went in. The errors beside this one, and the row errors, say which did not and why.",
  ],
  [
    "INGEST-1401-400",
    "The row cannot be read. Look at its file for quotes and delimiters: `xdmap preview` names the line.",
  ],
  [
    "INGEST-1555-400",
    "A required field was missing or null. `xdmap preview --report` on these rows says which mapping left it empty, and why.",
  ],
  [
    "MAPPER-3700-400",
    "Data Prep could not map a value of these records. `xdmap preview` on them says which expression failed and why, `xdmap trace` shows one step by step.",
  ],
  [
    "CONNECTOR-2001-500",
    "Writing into the dataset met errors; those beside this one say which. Where there are none, run the window again with `--again`.",
  ],
]);

/** What the families of codes have in common, for those that are not in the table. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^MAPPER-/, "Data Prep could not map these rows: preview them with `xdmap preview`."],
  [/^INGEST-/, "The dataset did not take these rows: look at the row errors, and preview them with `xdmap preview`."],
  [/^CONNECTOR-/, "The source could not be read or the batch not be written: test the base connection in AEP."],
];

export function adviceFor(code: string | null): string | null {
  if (code === null) return null;
  // Batches write the number alone.
  const full = /^\d{4}$/.test(code) ? [...ADVICE.keys()].find((known) => known.startsWith(`INGEST-${code}-`)) : code;
  const known = ADVICE.get(full ?? code);
  if (known !== undefined) return known;
  return FAMILIES.find(([family]) => family.test(code))?.[1] ?? null;
}
