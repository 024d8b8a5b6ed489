import { printCount } from "../text/index.js";
import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

/** XM2040, XM2041: what is told of columns as a whole. */
export const columns = diagnostics({
  XM2040: {
    severity: "error",
    title: "Not the source that the mappings are for",
    what: (p: { source: string; columns: readonly string[] }) =>
      `${p.source} has none of the ${p.columns.length} columns that the mappings read: ${listed(p.columns)}.`,
    todo: () => "Check that it is the right sample and, of a CSV, that its delimiter is the one that was said.",
    details:
      "Told once, in the place of an unknown column (XM2001) at each use, where three columns or more are read, the source has " +
      "none of them, and none comes near a name that it has.",
    examples: [
      {
        source: `target "schema.json"\nsample "people.csv"\nconcat(First_Name, " ", Last_Name) -> person.name.lastName\nEmail -> personalEmail.address\n`,
        files: { "people.csv": "id,login,phone\n1,ada,555\n" },
        marks: "First_Name",
      },
    ],
  },
  XM2041: {
    severity: "warning",
    title: "Declared type is not what the sample holds",
    needs: "sample",
    what: (p: {
      column: string;
      declared: string;
      count: number;
      of: number;
      rows: string;
      sample: string;
      first: { readonly file: string; readonly line: number; readonly text: string };
    }) =>
      `The \`source\` block declares ${quote(p.column)} as ${p.declared === "an object" ? p.declared : quote(p.declared)}, but ${share(p)} of ${p.sample} ${p.count === 1 ? "is" : "are"} something else (looked at: ${p.rows}); the first is ${quote(p.first.text)} in line ${p.first.line}${p.first.file === p.sample ? "" : ` of ${p.first.file}`}.`,
    todo: (p: { found: string | null }) =>
      p.found === null
        ? "Declare the type that the values have, or correct the sample."
        : `Declare it as ${quote(p.found)}, or correct the sample.`,
    details:
      "Values are compared in the first 10,000 rows, or in the first megabyte of the samples. Null, empty cells and missing fields fit every type. In a CSV, " +
      "where everything is text, a value fits `integer`, `long`, `number`, `decimal` and `boolean` where a record would take it for one, and " +
      "`date` and `timestamp` where it has digits: which form of date it is, is for `date()` to say.",
    examples: [
      {
        source: `target "schema.json"\nsample "people.csv"\nsource { Email: string, Points: integer }\nEmail -> personalEmail.address\n`,
        files: { "people.csv": "Email,Points\na@example.com,12\nb@example.com,n/a\n" },
        marks: "Points",
      },
    ],
  },
});

function share({ count, of }: { readonly count: number; readonly of: number }): string {
  const values = `${printCount(of)} ${of === 1 ? "value" : "values"}`;
  if (count < of) return `${printCount(count)} of ${values}`;
  return of === 1 ? "the only value" : `all ${values}`;
}
