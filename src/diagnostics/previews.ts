import { diagnostics, quote } from "./define.js";

const orders = 'target "schema.json"\nsample "orders.csv"\n';
const email = `${orders}Email -> personalEmail.address\n`;
const phone = `${orders}Phone -> mobilePhone.number\n`;

function rows(count: number): string {
  return `${count.toLocaleString("en")} row${count === 1 ? "" : "s"}`;
}

/** What a preview is asked for, and what it is held against. */
export const previews = diagnostics({
  XM5350: {
    severity: "error",
    title: "More values lost than allowed",
    what: (p: {
      path: string;
      lost: number;
      rows: number;
      share: string;
      states: string;
      limit: string;
      main: string;
    }) =>
      `${quote(p.path)} has no value in ${p.lost.toLocaleString("en")} of ${rows(p.rows)}, which is ${p.share} %, and ${p.limit} % is allowed: ${p.states}.${p.main === "" ? "" : ` Mainly ${p.main}`}`,
    todo: () => "Mend the mapping or the data, or allow more with --max-null-rate.",
    details:
      "`--max-null-rate PATH=PERCENT` counts the rows of the window in which the target is null, missing in the source, or null because of an error. A rate that is just the limit passes; so does a preview without rows.",
    examples: [
      {
        source: phone,
        marks: "mobilePhone.number",
        command: "preview",
        args: ["--max-null-rate", "mobilePhone.number=25"],
      },
    ],
  },
  XM5351: {
    severity: "error",
    title: "More rows rejected than allowed",
    what: (p: { rejected: number; rows: number; share: string; limit: string; main: string }) =>
      `${p.rejected.toLocaleString("en")} of ${rows(p.rows)} ${p.rejected === 1 ? "is" : "are"} rejected, which is ${p.share} %, and ${p.limit} % is allowed.${p.main === "" ? "" : ` Mainly ${p.main}.`}`,
    todo: () => "Mend the mapping or the data; the report names the rows and what they break.",
    details:
      "`--max-rejected PERCENT` stands for the option `partialIngestionPercent` of a flow: with it the platform takes in the rows that are good, as long as no more than this percentage of them is rejected, and fails the whole batch beyond it. A flow without partial ingestion fails at the first rejected row: `--max-rejected 0`. Where the option is left out, the smallest `partialIngestionPercent` of the flows counts that name the mapping in the project file, and the finding is told there.",
    examples: [
      {
        source: email,
        files: { "orders.csv": "Email\nada@example.com\nbob\n" },
        command: "preview",
        args: ["--max-rejected", "5"],
      },
    ],
  },
  XM5352: {
    severity: "error",
    title: "Option that names no target",
    what: (p: { option: string; path: string; file: string; near: string | undefined }) =>
      `${p.option} names ${quote(p.path)}, and ${quote(p.file)} maps nothing to it.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined
        ? "Write the path as the mapping does; a path stands for all targets below it too."
        : `Did you mean ${quote(p.near)}?`,
    examples: [{ source: email, command: "preview", args: ["--select", "personalEmail.adress"] }],
  },
  XM5353: {
    severity: "warning",
    title: "Rows for which a condition has no value",
    what: (p: { count: number; lines: string; message: string }) =>
      `--where fails for ${rows(p.count)} (${p.lines}), which ${p.count === 1 ? "is" : "are"} left out. Of the first: ${p.message}`,
    todo: () =>
      "Turn texts into what is compared, as in `to_decimal(total) > 100`, and say what counts where there is none: `total ?? 0`.",
    details:
      "A condition that fails is neither true nor false. The cells of a CSV are texts, and an operator between a text and a number reads the text as a number where it can.",
    examples: [
      {
        source: email,
        files: { "orders.csv": "Email,Day\nada@example.com,2024-01-01\nbob@example.com,soon\n" },
        command: "preview",
        args: ["--where", 'date(Day, "yyyy-MM-dd") != null'],
      },
    ],
  },
  XM5354: {
    severity: "error",
    title: "[*] in a condition",
    what: () => "[*] reads item by item, and a condition is asked once of each row.",
    todo: () => "Name one item, such as `items[0].sku`, or ask of the whole array, as in `size(items) > 1`.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.json"\nname -> person.name.firstName\n',
        files: { "orders.json": '[{"name": "Ada", "items": [{"sku": "a"}]}]' },
        command: "preview",
        args: ["--where", 'items[*].sku == "a"'],
      },
    ],
  },
  XM5355: {
    severity: "warning",
    title: "No row chosen",
    what: (p: { read: number; by: string }) => `${p.by} leaves none of the ${rows(p.read)} that were read.`,
    todo: () => "Nothing was mapped: choose other rows.",
    examples: [{ source: email, command: "preview", args: ["--rows", "100-200"] }],
  },
});
