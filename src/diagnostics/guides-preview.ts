import type { Guide } from "./guide.js";

const csvInstead = [["orders.parquet", "orders.csv"]] as const;

/** Guides to what previews, windows and Parquet files have to say. */
export const previewGuides: Readonly<Record<string, Guide>> = {
  XM5062: {
    todo: "Look at the part that is marked: a regular expression with several repetitions in a row tries every way to share the text among them. Say it in a simpler way.",
    corrections: [['replaceAll("x*x*x*y"', 'replace("xy"']],
    // A busy machine may take longer than the example allows.
    args: ["--row-timeout", "5"],
  },
  XM5214: {
    todo: "Export the file again, as UTF-8 where you can choose.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5227: {
    todo: "Take the blank line out, or leave `--blank-lines error` away where blank lines mean nothing.",
    args: [],
  },
  XM5260: {
    todo: "Fetch the file anew. Where it was cut, its size is smaller than at its origin.",
    corrections: csvInstead,
  },
  XM5261: {
    why: "Without its keys an encrypted file cannot be read, and keys have no place in a mapping.",
    todo: "Export some rows without encryption, or as CSV.",
    corrections: csvInstead,
  },
  XM5262: {
    why: "To leave out what is not understood would show nulls that the platform does not write.",
    todo: "Write the file with a codec and encodings that are common (Snappy, Zstandard, gzip), or export the rows as CSV.",
    corrections: csvInstead,
  },
  XM5263: {
    why: "A row group is read as a whole, so the largest one decides how much memory a preview takes.",
    todo: "Write the file with smaller row groups: some 100,000 rows, or 64 to 128 MB.",
    corrections: csvInstead,
  },
  XM5340: {
    todo: "Give the schedule an interval that flows take.",
    args: ["--start", "2024-01-01", "--frequency", "minute", "--interval", "15", "--until", "2024-02-01"],
  },
  XM5341: {
    why: "A list of a hundred thousand runs is read by nobody.",
    todo: "Look at a part of the time: a later `--start`, an earlier `--until`.",
    args: ["--start", "2023-12-01", "--frequency", "minute", "--until", "2024-01-01"],
  },
  XM5350: {
    todo: "Look at the reasons in the report, mend the mapping or the source, or raise the limit where the loss is expected.",
    args: ["--max-null-rate", "mobilePhone.number=100"],
  },
  XM5351: {
    todo: "Look at the rejections in the report, and bring the values into the form that the schema takes.",
    corrections: [["Email ->", 'iif(Email.contains("@"), Email, null) ->']],
  },
  XM5352: {
    why: "A target that is spelled wrong would be left out of the records, or out of what is held against the limit, without a word.",
    todo: "Write the path as the mapping does.",
    args: ["--select", "personalEmail.address"],
  },
  XM5353: {
    todo: "Write the condition so that it has a value for every row, as with `is_empty`, or choose rows by another column.",
    args: ["--where", 'Day.startsWith("2024")'],
  },
  XM5354: {
    why: "A condition decides about a whole row, and `[*]` has many values in one.",
    todo: "Ask for one item, or for the whole array.",
    args: ["--where", 'items[0].sku == "a"'],
  },
  XM5355: {
    why: "A preview of no rows would say that nothing is wrong.",
    todo: "Choose rows that the sample has.",
    args: ["--rows", "1"],
  },
};
