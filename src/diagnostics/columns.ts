import { diagnostics } from "./define.js";
import { listed } from "./listed.js";

/** XM2040: what is told of all columns together. */
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
        source: `target "schema.json"\nsample "people.csv"\nconcat(First_Name, " ", Last_Name) -> person.name.fullName\nEmail -> personalEmail.address\n`,
        files: { "people.csv": "id|login|phone\n1|ada|555\n" },
        marks: "First_Name",
      },
    ],
  },
});
