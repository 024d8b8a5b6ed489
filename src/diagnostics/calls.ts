import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** XM2037 to XM2039: calls that mean something, and perhaps not what their author wants. */
export const calls = diagnostics({
  XM2037: {
    severity: "warning",
    title: "Deprecated function",
    what: (p: { name: string }) => `${quote(p.name)} is an old name that Data Prep keeps for mappings already made.`,
    todo: (p: { by: string }) => `${quote(p.by)} has taken its place, and does the same.`,
    details: "The fix is safe: it changes the name and nothing else.",
    examples: [
      {
        source: `${files}iif(is_set("Email"), Email, First_Name) -> personalEmail.address\n`,
        marks: "is_set",
      },
    ],
  },
  XM2038: {
    severity: "info",
    title: "Function of Analytics sources",
    what: (p: { name: string }) =>
      `Data Prep accepts ${quote(p.name)} only where the data comes from Adobe Analytics or the Web SDK.`,
    todo: () => "Keep it where the dataflow's source is one of these; other sources refuse the mapping.",
    examples: [
      {
        source: `target "schema.json"\nsource { event_list: string, Email: string }\nEmail -> personalEmail.address\naa_get_event_id(event_list, "event1") -> person.name.lastName\n`,
        marks: "aa_get_event_id",
      },
    ],
  },
  XM2039: {
    severity: "warning",
    title: "Looked-up path is not in the source",
    what: (p: { functionName: string; path: string; step: string; source: string }) =>
      `${p.functionName}() looks up ${quote(p.path)}, and there is no ${quote(p.step)} in ${p.source}: the answer would be false in every row.`,
    todo: (p: { near?: string | undefined }) =>
      p.near === undefined
        ? "Correct the path, or declare what may come in the `source` block."
        : `Did you mean ${quote(p.near)}?`,
    details:
      "contains_key() takes a path as a text literal: `a.b[0].c`, with `\\.` for a dot inside of a name. What the sample or the " +
      "`source` block does not have may still come in the data; then declare it.",
    examples: [
      {
        source: `${files}iif(contains_key("Emial"), Email, First_Name) -> personalEmail.address\n`,
        marks: '"Emial"',
      },
      {
        source: `target "schema.json"\nsource { contact: { email: string } }\niif(contains_key("contact.mail"), contact.email, null) -> personalEmail.address\n`,
        marks: '"contact.mail"',
      },
    ],
  },
});
