import { printCount } from "../text/index.js";
import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** XM3…: expressions that fail or are null: always, on rows of the sample, or into a field that must have a value. */
export const failures = diagnostics({
  XM3020: {
    severity: "error",
    title: "Call that fails in every row",
    what: (p: { why: string }) => `${p.why}: whatever the columns hold, this call is null.`,
    todo: () => "Correct the constant, or remove the call.",
    details:
      "A call whose arguments are constants is made when a file is checked. Where only some of them are, it is made with " +
      "something harmless for the others, for the functions whose constants can be wrong by themselves: the parts of dates, " +
      "time zones, the parts of a date that is put together, and character sets.",
    examples: [
      { source: `${files}sha256(lower(trim(Email)), "utf8x") -> _id\n`, marks: `"utf8x"` },
      { source: `${files}date_part("mont", date(Created_At)) -> productListItems[0].quantity\n`, marks: `"mont"` },
    ],
  },
  XM3022: {
    severity: "warning",
    title: "Conversion that fails on rows of the sample",
    needs: "sample",
    what: (p: SeenParameters & { argument: ArgumentWords | null; role: string | null }) =>
      `${quote(p.path)} becomes null in ${counted(p)}: ${p.why}.` +
      (p.argument === null
        ? ""
        : ` It is the argument ${quote(p.argument.parameter)} of ${quote(p.argument.function)}: ${p.argument.given}, read as ${p.argument.wanted}.`) +
      (p.role === null ? "" : ` The field is ${p.role}, so that more is lost than the value.`),
    todo: (p: { isDate: boolean }) =>
      p.isDate
        ? 'Say how they are written: `date(…, "dd/MM/yyyy")`, with the pattern that is right. Or correct the source.'
        : "Read those values another way, or say what stands in for them: `coalesce(…, …)`. Or correct the source.",
    details:
      "The expression was tried on the different values that the first rows of the sample have in its column. A conversion " +
      "of a text is no finding where all of them can be read, nor where there is no sample to tell, unless the field is " +
      "required or an identity (XM3023). Into such a field this finding is an error.",
    examples: [
      { source: `${files}to_integer(Amount) -> productListItems[0].quantity\n`, marks: "Amount" },
      { source: `${files}Amount -> productListItems[0].quantity\n`, marks: "Amount" },
    ],
  },
  XM3023: {
    severity: "error",
    title: "Required field or identity that may become null",
    what: (p: { path: string; why: string; role: string }) =>
      p.role === "required"
        ? `${quote(p.path)} is required, and its source may fail: ${p.why}. The platform rejects a row where it does.`
        : `${quote(p.path)} is ${p.role}, and its source may fail: ${p.why}. A row where it does belongs to nobody.`,
    todo: () =>
      "Name a sample, on whose values it can be tried; declare the column with the type that it has; or say what stands in for what cannot be read: `coalesce(…, …)`.",
    details:
      "Anywhere else a conversion of a text is what mappings are made of, and is told only where rows of the sample fail (XM3022).",
    examples: [
      {
        source: `target "schema.json"\nsource { Ordered: string }\ndate(Ordered, "yyyy-MM-dd") -> timestamp\n`,
        marks: "Ordered",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/events","title":"Events","type":"object","required":["timestamp"],"properties":{"timestamp":{"type":"string","format":"date-time"}}}`,
        },
      },
    ],
  },
  XM3024: {
    severity: "warning",
    title: "Required field that is empty in rows of the sample",
    needs: "sample",
    what: (p: SeenParameters) =>
      `${quote(p.path)} is required, and null in ${counted(p)}: ${p.why}. The platform rejects these rows.`,
    todo: () => "Say what stands in for a null: `coalesce(…, …)`. Or correct the source.",
    examples: [
      {
        source: `${files}Phone -> phone\n`,
        marks: "Phone",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/phones","title":"Phones","type":"object","required":["phone"],"properties":{"phone":{"type":"string"}}}`,
        },
      },
    ],
  },
  XM3025: {
    severity: "error",
    title: "Required field that is always null",
    what: (p: { path: string; why: string }) =>
      `${quote(p.path)} is required, and its source is null in every row: ${p.why}. The platform rejects every row.`,
    todo: () => "Map a value to it.",
    examples: [
      {
        source: `${files}null -> phone\n`,
        marks: "null",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/phones","title":"Phones","type":"object","required":["phone"],"properties":{"phone":{"type":"string"}}}`,
        },
      },
    ],
  },
});

/** An argument, its type and the type wanted, with their articles. */
interface ArgumentWords {
  readonly function: string;
  readonly parameter: string;
  readonly given: string;
  readonly wanted: string;
}

/** Something that is so in rows of a sample. */
interface SeenParameters {
  readonly why: string;
  readonly path: string;
  readonly count: number;
  readonly of: number;
  readonly sample: string;
  readonly example: { readonly file: string; readonly line: number; readonly text: string } | null;
}

/** `2 of 200 values of orders.csv, the first "31/12/2020" in line 17`. */
function counted({ count, of, sample, example }: SeenParameters): string {
  const values = `${printCount(count)} of ${printCount(of)} ${of === 1 ? "value" : "values"} of ${sample}`;
  if (example === null) return values;
  const shown = example.text.length > 40 ? `${example.text.slice(0, 39)}…` : example.text;
  return `${values}, first in line ${example.line}${shown === "" ? "" : ` (${JSON.stringify(shown)})`}`;
}
