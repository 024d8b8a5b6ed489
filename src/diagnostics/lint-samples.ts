import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** What a field of texts takes. */
export type Accepted =
  | { readonly kind: "list"; readonly values: readonly string[] }
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "format"; readonly format: string }
  | { readonly kind: "length"; readonly least: number };

function accepts(accepted: Accepted): string {
  switch (accepted.kind) {
    case "list":
      return `one of ${listed(accepted.values)}`;
    case "pattern":
      return `what matches the pattern ${quote(accepted.pattern)}`;
    case "format":
      return `the format ${quote(accepted.format)}`;
    case "length":
      return `at least ${accepted.least} ${accepted.least === 1 ? "character" : "characters"}`;
  }
}

function misfits({
  count,
  of,
  column,
  value,
}: Readonly<Record<"count" | "of", number> & Record<"column" | "value", string>>) {
  if (of === 1) return `the only value of ${quote(column)} does not fit: ${quote(value)}`;
  const those = `${count} of the ${of} values of ${quote(column)} that were tried`;
  return count === 1
    ? `${those} does not fit: ${quote(value)}`
    : `${those} do not fit, the first of them ${quote(value)}`;
}

/** XM4040–4043: what the rows of the sample show. */
export const lintSamples = diagnostics({
  XM4040: {
    severity: "warning",
    title: "Column that is always empty in the sample",
    needs: "sample",
    what: (p: { column: string; rows: string; sample: string }) =>
      `${quote(p.column)} is null in ${p.rows} of ${p.sample}.`,
    todo: () => "Look whether another column is meant, or take a sample in which it is filled.",
    details:
      "Rule `always-null-column`. It is an error where the column goes into a required field or an identity. The option `least` says how many rows there must be (3).",
    examples: [
      {
        source: `${files}Fax -> mobilePhone.number\n`,
        marks: "Fax",
        files: { "orders.csv": "Email,Fax\na@example.com,\nb@example.com,\nc@example.com,\n" },
      },
    ],
  },
  XM4041: {
    severity: "warning",
    title: "Text longer than its field",
    needs: "sample",
    what: (p: {
      column: string;
      path: string;
      most: number;
      value: string;
      line: number;
      file: string;
      length: number;
      count: number;
    }) =>
      `${quote(p.path)} takes ${p.most} ${p.most === 1 ? "character" : "characters"}, and ${quote(p.column)} has more in ${p.count} ${p.count === 1 ? "row" : "rows"}: ${quote(p.value)} (${p.file}, line ${p.line}) has ${p.length}.`,
    todo: (p: { column: string; most: number }) =>
      `Cut it where that is right: ${quote(`left(${p.column}, ${p.most})`)}. Or map it to another field.`,
    details:
      "Rule `text-over-maximum-length`: the mapping's expression is tried on the sample's values. A record with too long a text is rejected.",
    examples: [
      {
        source: `${files}Country_Code -> country\n`,
        marks: "Country_Code",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/short","title":"Short","type":"object","properties":{"country":{"type":"string","maxLength":2}}}`,
          "orders.csv": "Email,Country_Code\na@example.com,us\nb@example.com,gbr\n",
        },
      },
    ],
  },
  XM4042: {
    severity: "warning",
    title: "Number outside of the field's range",
    needs: "sample",
    what: (p: { column: string; path: string; value: string; line: number; file: string; range: string }) =>
      `${quote(p.path)} takes ${p.range}, and ${quote(p.column)} holds ${p.value} (${p.file}, line ${p.line}): the platform rejects such a row.`,
    todo: () => "Bring the value into the range, or leave it out: `iif(… > …, null, …)`.",
    details:
      "Rule `number-out-of-range`, for a column that is mapped as it stands or through `to_integer`, `to_decimal`, `to_float` or `to_bigint`.",
    examples: [{ source: `${files}to_decimal(Amount) -> score\n`, marks: "Amount" }],
  },
  XM4043: {
    severity: "warning",
    title: "Value that its field does not accept",
    needs: "sample",
    what: (p: {
      path: string;
      accepted: Accepted;
      column: string;
      value: string;
      line: number;
      file: string;
      count: number;
      of: number;
      rejects: boolean;
    }) =>
      `${quote(p.path)} takes ${accepts(p.accepted)}, and ${misfits(p)} (${p.file}, line ${p.line}). ${p.rejects ? "The platform rejects such a row." : "The platform does not enforce the list there and takes such a row as it is."}`,
    todo: (p: { accepted: Accepted }) =>
      p.accepted.kind === "list"
        ? "Translate the values with a `table`, or map another column."
        : "Bring the values into that form, leave out those that do not have it (`iif(…, …, null)`), or map another column.",
    details:
      "Rule `value-not-accepted`. The mapping's expression is tried on the sample's values, and what it gives is held against the list, the pattern, the format and the least length of the field. A list below the root of the record, or in an array, is not enforced by the platform: there the finding is an info. What is longer than the field takes is XM4041, and constants have findings of their own (XM3009, XM3010, XM3012, XM3027).",
    examples: [
      {
        source: `${files}Email -> address\n`,
        marks: "Email",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/addresses","title":"Addresses","type":"object","properties":{"address":{"type":"string","format":"ipv4"}}}`,
          "orders.csv": "Email,Address\na@example.com,192.0.2.1\nb@example.com,192.0.2.2\n",
        },
      },
    ],
  },
});
