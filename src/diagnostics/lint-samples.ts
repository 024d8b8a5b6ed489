import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** XM4040–4042: what the rows of the sample show. */
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
      "Rule `text-over-maximum-length`, for a column that is mapped as it stands. A record with too long a text is rejected.",
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
});
