import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;
const schemaOf = (properties: string, more = "") =>
  `{"$id":"https://ns.adobe.com/example/schemas/example","title":"Example","meta:class":"https://ns.adobe.com/xdm/context/profile","type":"object",${more}"properties":{${properties}}}`;
const identityMap = `"identityMap":{"type":"object","meta:xdmType":"map","additionalProperties":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"}}}}}`;
const json = `{"identityMap":{"ECID":[{"id":"1"}]},"mine":{"Email":[{"id":"a@example.com"}]}}\n`;

function hashedToo({ case: letters, blanks }: { case: boolean; blanks: boolean }): string {
  if (!blanks) return "letter case is";
  return letters ? "letter case and blanks are" : "blanks are";
}

/** " Ada@…" and "ada@…", by what makes them two. */
function twoSpellings({ case: letters, blanks }: { case: boolean; blanks: boolean }): string {
  return `"${letters ? "Ada" : "ada"}@example.com${blanks ? " " : ""}" and "ada@example.com"`;
}

/** XM4025–4038: fields, identities, columns and functions. */
export const lintTargets = diagnostics({
  XM4025: {
    severity: "warning",
    title: "Child mapped above the copy of its object",
    what: (p: { path: string; copy: string }) =>
      `${quote(p.path)} stands above the mapping that copies all of ${quote(p.copy)}: it reads as if the copy overwrote it, and the copy is made first.`,
    todo: (p: { copy: string }) => `Move it below the mapping of ${quote(p.copy)}.`,
    details:
      "Rule `child-before-object-copy`. Copies of whole objects apply first, and the more specific target wins, whatever the order (assumed).",
    examples: [
      {
        source: `target "schema.json"\nsample "o.json"\nupper(city) -> homeAddress.city\naddress -> homeAddress\n`,
        marks: "homeAddress.city",
        files: { "o.json": `{"city":"a","address":{"city":"b","country":"c"}}\n` },
      },
    ],
  },
  XM4026: {
    severity: "warning",
    title: "Deprecated target",
    what: (p: { path: string; title: string | null }) =>
      `The schema marks ${quote(p.path)}${p.title === null ? "" : ` (${p.title})`} as deprecated.`,
    todo: () => "Map to the field that took its place; the schema's documentation names it.",
    details: "Rule `deprecated-target`.",
    examples: [
      {
        source: `${files}Vid -> taxId\n`,
        marks: "taxId",
        files: { "schema.json": schemaOf(`"taxId":{"type":"string","meta:status":"deprecated"}`) },
      },
    ],
  },
  XM4027: {
    severity: "info",
    title: "Value that the schema does not suggest",
    what: (p: { value: string; path: string; suggested: readonly string[] }) =>
      `${quote(p.path)} suggests ${listed(p.suggested)}, and ${p.value} is none of them. It is accepted, but segments and reports look for the suggested ones.`,
    todo: (p: { near: string | null }) =>
      p.near === null ? "Use a suggested value where one fits." : `Did you mean ${quote(p.near)}?`,
    details: "Rule `value-not-suggested`. A `meta:enum` without an `enum` suggests values and forbids none.",
    examples: [
      {
        source: `${files}"Web" -> channel\nVid -> _id\n`,
        marks: `"Web"`,
        files: {
          "schema.json": schemaOf(
            `"_id":{"type":"string"},"channel":{"type":"string","meta:enum":{"web":"Web","store":"Store"}}`,
          ),
        },
      },
    ],
  },
  XM4028: {
    severity: "warning",
    title: "No identity is mapped",
    what: (p: { schema: string }) =>
      `${quote(p.schema)} is a schema of profiles, and no mapping writes an identity: the platform cannot say whose profile a record belongs to.`,
    todo: () => 'Map the identity\'s field, and mark it: `@identity("Email", primary: true)`.',
    details:
      "Rule `no-identity`. Which fields are identities is not in the schema's file (the platform keeps it in descriptors), so xdmap takes for one (assumed): what is marked with `@identity`, `identityMap`, `_id`, the usual fields of e-mail and phone, and every name that ends in `id`. The option `least` says how many mappings a file must have (4): less is a fragment.",
    examples: [
      {
        source: `${files}First_Name -> first\nLast_Name -> last\nCountry_Code -> country\nAmount -> spent\n`,
        marks: `target "schema.json"`,
        files: {
          "schema.json": schemaOf(
            `"first":{"type":"string"},"last":{"type":"string"},"country":{"type":"string"},"spent":{"type":"string"}`,
          ),
        },
      },
    ],
  },
  XM4029: {
    severity: "warning",
    title: "Identity as it was typed",
    needs: "sample",
    what: (p: { namespace: string; missing: { case: boolean; blanks: boolean } }) =>
      `This identity of the namespace ${quote(p.namespace)} is ${[...(p.missing.case ? ["not written in lower case"] : []), ...(p.missing.blanks ? ["not trimmed"] : [])].join(" and ")}: ${twoSpellings(p.missing)} become two people.`,
    todo: (p: { text: string }) => `Write ${quote(p.text)}.`,
    details:
      "Rule `identity-not-normalized`. Namespaces with `email` in their name need `lower` and `trim`; of others letter case may count, and blanks are told only where the sample has them.",
    examples: [{ source: `${files}Email -> personalEmail.address @identity("Email")\n`, marks: "Email" }],
  },
  XM4030: {
    severity: "error",
    title: "Two primary identities",
    what: (p: { path: string; first: string }) =>
      `${quote(p.path)} is marked as the primary identity, and so is ${quote(p.first)}: a schema has one.`,
    todo: () => "Take `primary: true` from one of the two.",
    details: "Rule `two-primary-identities`.",
    examples: [
      {
        source: `${files}Vid -> _id @identity("CRM", primary: true)\nlower(trim(Email)) -> personalEmail.address @identity("Email", primary: true)\n`,
        marks: `@identity("Email", primary: true)`,
      },
    ],
  },
  XM4031: {
    severity: "warning",
    title: "Identity map overwritten",
    what: (p: { by: "mapping" | "source" }) =>
      p.by === "source"
        ? "The records bring an `identityMap` of their own, and this mapping puts another in its place: their identities are lost."
        : "This mapping writes the whole `identityMap`, and another mapping writes into it: what the one says of a namespace takes the place of the other.",
    todo: (p: { by: "mapping" | "source" }) =>
      p.by === "source"
        ? "Map single namespaces below it, such as `identityMap.Email`, and leave the rest as it comes."
        : "Write all identities in one mapping, or each below its namespace.",
    details: "Rule `identity-map-overwritten`.",
    examples: [
      {
        source: `target "schema.json"\nsample "o.json"\nmine -> identityMap\n`,
        marks: "identityMap",
        files: { "schema.json": schemaOf(identityMap), "o.json": json },
      },
    ],
  },
  XM4032: {
    severity: "warning",
    title: "Array into a profile without an upsert function",
    what: (p: { path: string }) => `${quote(p.path)} is an array of a profile: each record replaces the whole of it.`,
    todo: () =>
      "Where items are to be added, use `upsert_array_append(…)`; where the whole is meant, `upsert_array_replace(…)` says so.",
    details: "Rule `array-without-upsert`. Off by default: it matters only to a dataset that takes upserts.",
    examples: [
      {
        source: `${files}explode(Email, ",") -> tags\nVid -> _id\n`,
        marks: "tags",
        files: {
          "xdmap.yaml": "lint: { XM4032: warning }\n",
          "schema.json": schemaOf(`"_id":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}}`),
        },
      },
    ],
  },
  XM4033: {
    severity: "error",
    title: "Required fields that are not mapped",
    what: (p: { paths: readonly string[]; schema: string }) =>
      `${quote(p.schema)} requires ${listed(p.paths)}, and no mapping writes ${p.paths.length === 1 ? "it" : "them"}: the platform rejects every row.`,
    todo: (p: { paths: readonly string[] }) =>
      `Map ${p.paths.length === 1 ? "it" : "each of them"}, such as \`… -> ${p.paths[0] ?? "_id"}\`.`,
    details:
      "Rule `required-field-unmapped`. A required field inside of an object counts only where something of the object is mapped.",
    examples: [
      {
        source: `${files}Email -> email\n`,
        marks: `"schema.json"`,
        files: { "schema.json": schemaOf(`"_id":{"type":"string"},"email":{"type":"string"}`, `"required":["_id"],`) },
      },
    ],
  },
  XM4034: {
    severity: "info",
    title: "Column that is used nowhere",
    needs: "sample",
    what: (p: { columns: readonly string[]; of: string | null }) =>
      p.of === null
        ? `${listed(p.columns)} ${p.columns.length === 1 ? "is declared, and no mapping reads it" : "are declared, and no mapping reads them"}.`
        : `No mapping reads ${p.columns.length === 1 ? "this column" : `these ${p.columns.length} columns`} of ${p.of}: ${listed(p.columns)}.`,
    todo: (p: { of: string | null }) =>
      p.of === null
        ? "Map what is missing, or take it out of the `source` block."
        : "Map what is missing, or leave it: exports often hold more than is mapped.",
    details:
      "Rule `unused-column`. It looks at the columns of the `source` block or, where there is none, at those of the sample (of JSON, at the fields of its records). With the option `sample: false` it leaves the sample's alone. A column that `delta` names is used; one that only a test names is not. Where a mapping could not be read, or reads a column that is not there, it says nothing of what may have been meant.",
    examples: [
      {
        source: `target "schema.json"\nsource { Email: string, Fax: string }\nEmail -> personalEmail.address\n`,
        marks: "Fax",
      },
      {
        source: `${files}Email -> personalEmail.address\n`,
        marks: `"orders.csv"`,
      },
    ],
  },
  XM4035: {
    severity: "warning",
    title: "Personal data in a free text",
    needs: "sample",
    what: (p: { column: string; kind: string; path: string }) =>
      `${quote(p.column)} holds ${p.kind}, and ${quote(p.path)} is not made for them: labels, consent and deletion go by the field.`,
    todo: () => "Map it to the field that is made for it, or hash it: `sha256(lower(trim(…)))`.",
    details:
      "Rule `personal-data-in-free-text`. Off by default. The option `percent` says in how many of a hundred filled rows the sample must hold an address or a number (50).",
    examples: [
      {
        source: `${files}Email -> homeAddress.city\n`,
        marks: "Email",
        files: { "xdmap.yaml": "lint: { XM4035: warning }\n" },
      },
    ],
  },
  XM4036: {
    severity: "warning",
    title: "Hash of an e-mail address as it was typed",
    needs: "sample",
    what: (p: { hash: string; written: string; missing: { case: boolean; blanks: boolean } }) =>
      `\`${p.hash}\` gives another digest for each way to type ${quote(p.written)}: ${hashedToo(p.missing)} hashed too, and nothing will match.`,
    todo: (p: { text: string }) => `Hash ${quote(p.text)}.`,
    details:
      "Rule `hash-of-raw-email`. A column counts as e-mail addresses by what the sample holds; without a sample, by its name.",
    examples: [{ source: `${files}sha256(Email) -> _id\n`, marks: "Email" }],
  },
  XM4038: {
    severity: "info",
    title: "Function whose result here is approximate",
    what: (p: { name: string }) =>
      `${quote(p.name)} goes by a data set of user agents that the platform keeps up to date; xdmap has another, so a preview may differ for rare agents.`,
    todo: () => "Nothing, unless a test depends on a rare agent.",
    details: "Rule `approximate-function`.",
    examples: [{ source: `${files}ua_os_name(Email) -> person.name.lastName\n`, marks: "ua_os_name" }],
  },
});
