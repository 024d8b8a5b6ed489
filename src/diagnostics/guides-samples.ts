import type { Guide } from "./guide.js";

const broken = "A broken sample stops xdmap: to guess would put values into wrong fields.";

/** Guides to XM52…: files and samples. */
export const sampleGuides: Readonly<Record<string, Guide>> = {
  XM5200: {
    why: "Without the file nothing that depends on it can be checked.",
    todo: "Check the spelling. Paths in a mapping file start at the folder of that file, paths on the command line at the working folder.",
    corrections: [["order.csv", "orders.csv"]],
  },
  XM5201: {
    why: "A folder may hold several files, and which of them is meant is not for xdmap to guess.",
    todo: "Name a file in the folder.",
    corrections: [['"data"', '"data/orders.csv"']],
  },
  XM5202: {
    why: "Without the file nothing that depends on it can be checked.",
    todo: "Check the path, and your rights to the file.",
    corrections: [["orders.csv/part.csv", "orders.csv"]],
  },
  XM5203: {
    why: "What a mapping file names is read when somebody else's change is checked. It may not reach outside of its project.",
    todo: "Move the file into the project, or put an xdmap.yaml into a folder that holds both.",
    corrections: [["../orders.csv", "orders.csv"]],
  },
  XM5204: {
    why: "A command that wrote nothing and said nothing would leave yesterday's file to be taken for today's.",
    todo: "Check that the folder exists and that you may write to it. Nothing was written.",
    args: ["--output", "orders-payload.json"],
  },
  XM5205: {
    why: "An empty file has not even the names of its columns, so no name could be checked.",
    todo: "Give a sample with a header and some rows, or declare the columns in a `source` block.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5206: {
    why: "A preview of no rows would say that nothing is wrong.",
    todo: "Add some rows: from a header alone nothing can be previewed.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5207: {
    why: "The name tells how a file is read, and to guess would read it wrongly.",
    todo: "Give the file an ending that names its format, or say the format with `--input-format`.",
    corrections: [["orders.dat", "orders.csv"]],
    files: { "orders.dat": null, "orders.csv": "Email\na@example.com\n" },
  },
  XM5208: {
    why: "A file that is read as what it is not gives columns that nobody has.",
    todo: "Give the file the ending of what it holds, or say the format with `--input-format`.",
    corrections: [["orders.csv", "orders.json"]],
    files: { "orders.csv": null, "orders.json": '[{"Email": "a@example.com"}]' },
  },
  XM5209: {
    why: "To read it as something else would give columns that nobody has.",
    todo: "Export some rows in a format that samples are read in: CSV, JSON or NDJSON, also compressed with gzip.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5210: {
    why: "What is behind the damage cannot be read, and a part of a sample is not the sample.",
    todo: "Fetch or compress the file again. If it is not compressed, take `.gz` off its name.",
    corrections: [["orders.csv.gz", "orders.csv"]],
    files: { "orders.csv.gz": null, "orders.csv": "Email\na@example.com\n" },
  },
  XM5211: {
    why: broken,
    todo: "Save the file as UTF-8, in Excel as “CSV UTF-8”. Below it stands as it is then.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5212: {
    todo: "Save the file as UTF-8. Below it stands as it is then.",
    files: { "orders.csv": "Email\njosé@example.com\n" },
  },
  XM5213: {
    why: broken,
    todo: "Export the file again; where every second byte is zero, save it as UTF-8.",
    files: { "orders.csv": "Email\na@example.com\n" },
  },
  XM5220: {
    todo: "Put a cell that holds the delimiter in quotes; an empty cell still needs its delimiter.",
    files: { "orders.csv": "Email,Phone\na@example.com,\n" },
  },
  XM5221: {
    why: broken,
    todo: "Put the whole cell in quotes, and double the quotes in it.",
    files: { "orders.csv": 'Email,Phone\na@example.com,"5"" screen"\n' },
  },
  XM5222: {
    why: broken,
    todo: "Put the whole cell in quotes, and double the quotes in it.",
    files: { "orders.csv": 'Email,Phone\n"""a"" <a@example.com>",1\n' },
  },
  XM5223: {
    why: broken,
    todo: "Close the quote, or double it if it belongs to the text.",
    files: { "orders.csv": 'Email\n"a@example.com"\nb@example.com\n' },
  },
  XM5224: {
    why: "A mapping that names the column could mean either.",
    todo: "Rename one of the two.",
    files: { "orders.csv": "Email,Other\na@example.com,b@example.com\n" },
  },
  XM5225: {
    why: "Data Prep knows columns by their names.",
    todo: "Name the column, or remove it; a delimiter at the end of the header makes one too many.",
    files: { "orders.csv": "Email,Phone\na@example.com,\n" },
  },
  XM5226: {
    why: "With the wrong delimiter the whole line is one column. Where a mapping misses its own by that, this is an error, and told in the place of the unknown columns.",
    todo: "Say the delimiter: `--delimiter`, or `sample: { delimiter: … }` in xdmap.yaml.",
    files: { "xdmap.yaml": 'sample:\n  delimiter: ";"\n' },
  },
  XM5230: {
    why: "What follows the mistake cannot be told apart, so reading stops there.",
    todo: "Correct the text at the place shown. JSON has no comments, no trailing commas, and only double quotes.",
    files: { "orders.json": '[{"Email": 1}]' },
  },
  XM5231: {
    why: "The records behind the end are missing, and nobody can say how many.",
    todo: "Fetch the file again: it was probably cut off.",
    files: { "orders.json": '[{"Email": "a@example.com"},\n{"Email": "b@example.com"}]\n' },
  },
  XM5232: {
    why: "Fields are known by their names, and only an object has names.",
    todo: "Write each record as an object: a name and a value for each field.",
    files: { "orders.json": '[{"Email": "a@example.com"}]' },
  },
  XM5233: {
    why: "What follows would be left out without a word.",
    todo: "Keep one array in the file, or write one object a line and name the file `.ndjson`.",
    files: { "orders.json": '[{"Email": "a"}, {"Email": "b"}]' },
  },
  XM5234: {
    why: "Of NDJSON each line is read for itself.",
    todo: "Write each object on one line, as `jq -c .` does, or name the file `.json`.",
    files: { "orders.ndjson": '{"Email": "a"}\n' },
  },
  XM5240: {
    why: "What holds for the columns of one sample would not hold for the other.",
    todo: "Samples of one mapping need the same columns: correct the header, or name one of them.",
    files: { "more.csv": "Email,Phone\na@example.com,1\n" },
  },
  XM5241: {
    why: "A preview maps the rows of a sample.",
    todo: "Name a sample in the mapping file, or give one with `--input`.",
    corrections: [["source { Email: string }", 'sample "orders.csv"']],
  },
  XM5250: {
    why: "The file may hold work that nobody saved elsewhere.",
    todo: "Give another name with `--output`, or write over the file with `--force`.",
    args: ["--output", "new.xdmap"],
  },
  XM5251: {
    why: "The fields of JSON are known from its records alone.",
    todo: "Give a sample with at least one record.",
    files: { "orders.csv": '[{"Email": "a@example.com"}]\n' },
  },
};
