import { diagnostics, quote } from "./define.js";
import { printNumbers } from "./listed.js";

/** A template, with a target where there is none in it. */
function importing(template: string, ...args: readonly string[]) {
  return { source: "", files: { "set.csv": template }, command: "import", args: ["set.csv", ...args] } as const;
}

/** What the interface's mapping templates hold, and what of a mapping file they can say. */
export const templates = diagnostics({
  XM7510: {
    severity: "error",
    title: "Template without its columns",
    what: (p: { headers: readonly string[] }) =>
      p.headers.every((header) => header.trim() === "")
        ? "This CSV is empty: it has no row of headers."
        : `This CSV has the columns ${quote(p.headers.join(", "))}, and none for the source or none for the target.`,
    todo: () =>
      "Its first row names at least `Source data` and `Target field`, in any order; other columns may stand beside them.",
    details:
      "The columns are known by their names: `Source data`, `Source field`, `Source`; `Target field`, `Target`, `Destination`; and, where they are there, `Source type`, `Name` and `Description`. Adobe's guide to the interface shows them in a picture only: these names are assumed.",
    examples: [
      {
        source: "",
        files: { "set.csv": "from,to\nEmail,personalEmail.address\n" },
        command: "import",
        args: ["set.csv"],
      },
    ],
  },
  XM7511: {
    severity: "info",
    title: "Rows that map nothing",
    what: (p: { lines: readonly number[] }) =>
      `${p.lines.length === 1 ? "1 row has" : `${p.lines.length} rows have`} a source or a target alone (line${p.lines.length === 1 ? "" : "s"} ${printNumbers(p.lines)}): nothing is mapped there.`,
    todo: () => "The interface lists what is not mapped as well. Fill both in where there was to be a mapping.",
    examples: [
      {
        source: "",
        files: { "set.csv": "Source data,Target field\nEmail,personalEmail.address\nPhone,\n" },
        command: "import",
        args: ["set.csv", "--target", "schema.json"],
      },
    ],
  },
  XM7512: {
    severity: "warning",
    title: "Template that is not UTF-8",
    what: () => "The file is not UTF-8; it was read as Windows-1252, as spreadsheets of Western Europe write it.",
    todo: () =>
      "Look at the letters with accents. Where they are wrong, save the file as CSV UTF-8 and import it again.",
    examples: [
      {
        source: "",
        binary: { "set.csv": "U291cmNlIGRhdGEsVGFyZ2V0IGZpZWxkCk5hbeksYS5iCg==" },
        command: "import",
        args: ["set.csv", "--target", "schema.json"],
      },
    ],
  },
  XM7515: {
    severity: "warning",
    title: "What a template cannot say",
    what: (p: { where: string; field: string; value: string }) =>
      `${p.where} has ${quote(p.field)} ${quote(p.value)}, for which the template has no column.`,
    todo: (p: { advice: string | undefined }) => p.advice ?? "Set it in the interface after the template is uploaded.",
    details:
      "A name and a description of the set, identities and the delta column are warnings: what is deployed from the template lacks them. What only the mapping file has (`let`, `def`, `table`, `use`, tests) is a note.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address @identity("Email")\n',
        command: "export",
      },
    ],
  },
  XM7517: {
    severity: "warning",
    title: "Column of a template that is not read",
    what: (p: { column: string; lines: readonly number[]; value: string }) =>
      `The column ${quote(p.column)} is not read; it holds ${quote(p.value)}${p.lines.length === 1 ? "" : ` and more, in ${p.lines.length} rows`}.`,
    todo: () => "Where it says something of a mapping, name the column `Description`: it becomes a comment then.",
    examples: [
      {
        source: "",
        files: { "set.csv": "Source data,Target field,Owner\nEmail,personalEmail.address,Shop team\n" },
        command: "import",
        args: ["set.csv", "--target", "schema.json"],
      },
    ],
  },
  XM7518: {
    severity: "error",
    title: "Row of a template that cannot be read",
    what: (p: { row: string; why: string }) => `${p.row} cannot be read: ${p.why}.`,
    todo: (p: { advice?: string }) =>
      p.advice ??
      'Put each cell that holds a quote, a delimiter or a line break in quotes, and double those in it, as `"concat(a, ""-"")"`. Spreadsheet programs do so when they save.',
    details:
      "The rows around it are imported, and it stands as a comment at the end of the mapping file. Where a quote is not closed, only the lines that follow tell whether they are rows or go on in the cell: if each of them is a row by itself they are imported, and otherwise they are kept as a comment, too.",
    examples: [
      importing('Source data,Target field\nEmail,personalEmail.address\nlower("x,a.b\n', "--target", "schema.json"),
    ],
  },
  XM7519: {
    severity: "warning",
    title: "What a spreadsheet takes for a formula",
    what: (p: { cells: number; first: string }) =>
      `${p.cells === 1 ? "1 cell begins" : `${p.cells} cells begin`} with \`=\`, \`+\`, \`-\` or \`@\`, as ${quote(p.first)}: a spreadsheet program computes that instead of showing it.`,
    todo: () =>
      "Open the template there with all its columns as text, and only where you trust who wrote the mapping file. The interface takes it as it is.",
    details:
      "A template is written byte for byte, for any sign in front of an expression would be read as a part of it. A spreadsheet program replaces such a cell by what it computes, which may run what a stranger wrote (formula injection); what it saves then is another expression, or an error such as `#NAME?`, which an import tells (XM7518).",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\n-1 -> loyalty.points\n',
        command: "export",
      },
    ],
  },
});
