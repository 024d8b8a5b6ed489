import { diagnostics, quote } from "./define.js";

const header = 'target "schema.json"\n';
const mapping = "Email -> personalEmail.address\n";
const orders = `${header}sample "orders.csv"\n${mapping}`;
const json = `${header}sample "orders.json"\n${mapping}`;
const lines = `${header}sample "orders.ndjson"\n${mapping}`;

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** What is wrong with a sample: its file, its format, its rows. */
export const samples = diagnostics({
  XM5200: {
    severity: "error",
    title: "File not found",
    what: (p: { path: string }) => `There is no file ${quote(p.path)}.`,
    todo: (p: { inMapping: boolean }) =>
      p.inMapping
        ? "Check the spelling; paths in a mapping file start at the folder of that file."
        : "Check the spelling; the path starts at the working folder.",
    examples: [{ source: `${header}sample "order.csv"\n${mapping}`, marks: '"order.csv"' }],
  },
  XM5201: {
    severity: "error",
    title: "A folder where a file is needed",
    what: (p: { path: string }) => `${quote(p.path)} is a folder, and a file is needed.`,
    todo: () => "Name a file in it.",
    examples: [
      {
        source: `${header}sample "data"\n${mapping}`,
        marks: '"data"',
        files: { "data/orders.csv": "Email\na@example.com\n" },
      },
    ],
  },
  XM5202: {
    severity: "error",
    title: "File cannot be read",
    what: (p: { path: string; why: string }) => `${quote(p.path)} cannot be read: ${p.why}.`,
    todo: () => "Check the path, your rights to the file, and that it is a text in UTF-8.",
    examples: [{ source: `${header}sample "orders.csv/part.csv"\n${mapping}`, marks: '"orders.csv/part.csv"' }],
  },
  XM5203: {
    severity: "error",
    title: "File outside the project",
    what: (p: { path: string; project: string }) =>
      `${quote(p.path)} lies outside the project ${quote(p.project)}, and a mapping file reads nothing outside its project.`,
    todo: () =>
      "Move the file into the project, or put an xdmap.yaml into a folder that holds both. A sample may lie anywhere when it is given with --input.",
    details:
      "The project is the folder of the nearest `xdmap.yaml` above the mapping file, or else the file's own folder. A symbolic link that leaves it counts as outside. Paths given on the command line may lie anywhere.",
    examples: [{ source: `${header}sample "../orders.csv"\n${mapping}`, marks: '"../orders.csv"' }],
  },
  XM5204: {
    severity: "error",
    title: "File cannot be written",
    what: (p: { path: string; why: string }) => `${quote(p.path)} cannot be written: ${p.why}.`,
    todo: () => "Check that the folder exists and that you may write to it. Nothing was written.",
    examples: [
      {
        source: orders,
        command: "build",
        args: ["--output", "no-such-folder/orders.json"],
      },
    ],
  },
  XM5205: {
    severity: "error",
    title: "Empty sample",
    what: (p: { name: string }) => `${quote(p.name)} is empty.`,
    todo: () => "Give a sample with a header and some rows.",
    examples: [{ source: orders, files: { "orders.csv": "" } }],
  },
  XM5206: {
    severity: "warning",
    title: "Sample without rows",
    what: (p: { name: string; holds: string }) => `${quote(p.name)} holds ${p.holds} and no rows.`,
    todo: () => "Nothing can be previewed from it: add some rows.",
    examples: [{ source: orders, files: { "orders.csv": "Email\n" }, command: "preview" }],
  },
  XM5207: {
    severity: "error",
    title: "Unknown file type",
    what: (p: { name: string; extension: string }) =>
      `${quote(p.name)} ends in ${quote(p.extension)}, which names no format that samples are read in.`,
    todo: () => "Use .csv, .tsv, .txt, .json, .ndjson, .jsonl or .parquet, each also with .gz, or say --input-format.",
    examples: [
      { source: `${header}sample "orders.dat"\n${mapping}`, files: { "orders.dat": "Email\na@example.com\n" } },
    ],
  },
  XM5208: {
    severity: "error",
    title: "Content does not fit the file's name",
    what: (p: { name: string; expected: string; found: string }) =>
      `${quote(p.name)} is named as ${p.expected} but holds ${p.found}.`,
    todo: (p: { advice: string }) => p.advice,
    examples: [{ source: orders, files: { "orders.csv": '[{"Email": "a@example.com"}]' } }],
  },
  XM5209: {
    severity: "error",
    title: "Format that samples are not read in",
    what: (p: { name: string; found: string }) => `${quote(p.name)} holds ${p.found}, which xdmap does not read.`,
    todo: (p: { advice: string }) => p.advice,
    examples: [{ source: orders, files: { "orders.csv": "ORC columns ORC" } }],
  },
  XM5210: {
    severity: "error",
    title: "Damaged gzip file",
    what: (p: { name: string; why: string }) => `${quote(p.name)} cannot be unzipped: ${p.why}.`,
    todo: () => "Fetch or compress the file again; if it is not compressed, take .gz off its name.",
    examples: [
      {
        source: `${header}sample "orders.csv.gz"\n${mapping}`,
        files: { "orders.csv.gz": "Email\na@example.com\n" },
      },
    ],
  },
  XM5211: {
    severity: "error",
    title: "Sample in UTF-32",
    what: (p: { name: string }) =>
      `${quote(p.name)} is in UTF-32; samples are read as UTF-8, or as UTF-16 with a byte order mark.`,
    todo: () => "Save it as UTF-8: `iconv -f UTF-32 -t UTF-8`.",
    examples: [{ source: orders, binary: { "orders.csv": "//4AAEUAAABtAAAAYQAAAGkAAABsAAAACgAAAGEAAAAKAAAA" } }],
  },
  XM5212: {
    severity: "error",
    title: "Invalid UTF-8",
    what: (p: { byte: number; guess: string | null }) =>
      `The byte 0x${p.byte.toString(16).toUpperCase().padStart(2, "0")} is not valid UTF-8 here${
        p.guess === null ? "" : ` (in Windows-1252 it is ${quote(p.guess)})`
      }.`,
    todo: () => "Save the file as UTF-8: `iconv -f WINDOWS-1252 -t UTF-8` if it came from Excel.",
    details:
      "A reader that guesses would replace the byte and go on, and the mapped records would hold a wrong letter. xdmap stops at the first such byte.",
    examples: [{ source: orders, binary: { "orders.csv": "RW1haWwKYWTpQGV4YW1wbGUuY29tCg==" }, command: "preview" }],
  },
  XM5213: {
    severity: "error",
    title: "NUL in a text file",
    what: () => "There is a NUL character here, which text samples do not hold.",
    todo: (p: { utf16: boolean }) =>
      p.utf16
        ? "Every second byte is zero, so the file is probably UTF-16: save it as UTF-8."
        : "The file is binary or damaged: export it again.",
    examples: [{ source: orders, files: { "orders.csv": "Email\na\u0000b@example.com\n" }, command: "preview" }],
  },
  XM5214: {
    severity: "error",
    title: "Invalid UTF-16",
    what: (p: { found: "half a pair" | "half a unit" }) =>
      p.found === "half a pair"
        ? "Half of a surrogate pair stands here without the other, which is not valid UTF-16."
        : "The file ends in the middle of a UTF-16 character.",
    todo: () => "The file is damaged or was cut off: export it again, as UTF-8 if you can.",
    details:
      "A file that begins with the byte order mark of UTF-16 is read as UTF-16. A reader that guesses would replace what is wrong and go on, and the mapped records would hold a wrong letter. xdmap stops at the first such place.",
    examples: [{ source: orders, binary: { "orders.csv": "//5FAG0AYQBpAGwACgA92AoA" }, command: "preview" }],
  },
  XM5220: {
    severity: "error",
    title: "Row of another length",
    what: (p: { cells: number; columns: number; first: boolean }) =>
      `The row has ${plural(p.cells, "cell")}, but ${p.first ? "the first row" : "the header"} has ${p.columns}.`,
    todo: (p: { cells: number; columns: number }) =>
      p.cells > p.columns
        ? "Put quotes around a cell that holds the delimiter, or set --delimiter."
        : "Add the missing delimiters: an empty cell still needs one.",
    details:
      "Nothing tells which cell is missing or one too many, so every value after it might land in the wrong column. xdmap stops there instead of shifting values.",
    examples: [{ source: orders, files: { "orders.csv": "Email,Phone\na@example.com\n" }, command: "preview" }],
  },
  XM5221: {
    severity: "error",
    title: "Stray quote",
    what: (p: { quote: string }) => `There is a quote (${p.quote}) inside a cell that does not begin with one.`,
    todo: (p: { quote: string }) =>
      `Quote the whole cell and double the quotes in it (${p.quote}say ${p.quote}${p.quote}hi${p.quote}${p.quote}${p.quote}), or set another --quote.`,
    examples: [
      { source: orders, files: { "orders.csv": 'Email,Phone\na@example.com,5" screen\n' }, command: "preview" },
    ],
  },
  XM5222: {
    severity: "error",
    title: "Text after a closing quote",
    what: (p: { quote: string }) => `The closing quote (${p.quote}) is followed by more text of the same cell.`,
    todo: (p: { quote: string }) =>
      `Double the quotes that belong to the text (${p.quote}${p.quote}), and leave no blanks between the closing quote and the delimiter.`,
    examples: [{ source: orders, files: { "orders.csv": 'Email,Phone\n"a" <a@example.com>,1\n' }, command: "preview" }],
  },
  XM5223: {
    severity: "error",
    title: "Unterminated quote",
    what: (p: { limit: string | null }) =>
      p.limit === null
        ? "The quote that opens here is never closed, so the rest of the file would be one cell."
        : `The quote that opens here is not closed within ${p.limit}.`,
    todo: () => "Close it, or double it if it belongs to the text.",
    examples: [
      { source: orders, files: { "orders.csv": 'Email\n"a@example.com\nb@example.com\n' }, command: "preview" },
    ],
  },
  XM5224: {
    severity: "error",
    title: "Column twice in the header",
    what: (p: { column: string; first: number; second: number }) =>
      `The header has the column ${quote(p.column)} twice, as column ${p.first} and ${p.second}, so the name means neither.`,
    todo: () => "Rename one of them.",
    examples: [{ source: orders, files: { "orders.csv": "Email,Email\na@example.com,b@example.com\n" } }],
  },
  XM5225: {
    severity: "error",
    title: "Column without a name",
    what: (p: { column: number; columns: number }) =>
      `Column ${p.column} of ${p.columns} has no name in the header, so no mapping could read it.`,
    todo: () => "Name it, or remove the column; a delimiter at the end of the header makes one too many.",
    examples: [{ source: orders, files: { "orders.csv": "Email,\na@example.com,\n" } }],
  },
  XM5226: {
    severity: "warning",
    title: "Probably another delimiter",
    what: (p: { name: string; header: string; likely: string }) =>
      `${quote(p.name)} has one column, named ${quote(p.header)}: the delimiter is probably ${p.likely}.`,
    todo: (p: { likely: string }) => `Set --delimiter, or \`sample.delimiter\` in xdmap.yaml, to ${p.likely}.`,
    examples: [{ source: orders, files: { "orders.csv": "Email;Phone\na@example.com;1\n" } }],
  },
  XM5227: {
    severity: "error",
    title: "Blank line",
    what: () => "This line is blank, and blank lines are set to be errors.",
    todo: () => "Remove it, or leave out --blank-lines error (`sample.blankLines` in xdmap.yaml).",
    details:
      "Without that setting blank lines are passed over; in a CSV of one column a blank line is a row whose cell is empty.",
    examples: [
      {
        source: orders,
        files: { "orders.csv": "Email,Phone\na@example.com,1\n\nb@example.com,2\n" },
        command: "preview",
        args: ["--blank-lines", "error"],
      },
    ],
  },
  XM5230: {
    severity: "error",
    title: "Invalid JSON",
    what: (p: { why: string }) => `This is not valid JSON. ${p.why}`,
    todo: () => "Correct the text there; JSON allows no comments, no trailing commas and only double quotes.",
    examples: [{ source: json, files: { "orders.json": "[{'Email': 1}]" } }],
  },
  XM5231: {
    severity: "error",
    title: "JSON ends too early",
    what: (p: { open: string }) => `The file ends before ${p.open} that begins here is closed.`,
    todo: () => "The file was probably cut off: fetch it again.",
    examples: [
      { source: json, files: { "orders.json": '[{"Email": "a@example.com"},\n{"Email": ' }, command: "preview" },
    ],
  },
  XM5232: {
    severity: "error",
    title: "Record that is no object",
    what: (p: { found: string }) => `A record must be a JSON object, and this is ${p.found}.`,
    todo: () => 'Write each record as {"column": value, …}.',
    examples: [{ source: json, files: { "orders.json": '["a@example.com"]' } }],
  },
  XM5233: {
    severity: "error",
    title: "Text after the records",
    what: (p: { records: "array" | "object"; found: string }) =>
      p.records === "array"
        ? `The array of records is closed, and ${quote(p.found)} follows it.`
        : `After a record only another object may follow, not ${quote(p.found)}.`,
    todo: () => "Keep one array in the file, or write one object a line and name the file .ndjson.",
    examples: [{ source: json, files: { "orders.json": '[{"Email": "a"}] [{"Email": "b"}]' }, command: "preview" }],
  },
  XM5234: {
    severity: "error",
    title: "Record over several lines",
    what: (p: { name: string }) =>
      `In ${quote(p.name)} each line must be one whole JSON object; this one ends inside it.`,
    todo: () => "Write each object on one line (`jq -c .`), or name the file .json.",
    examples: [{ source: lines, files: { "orders.ndjson": '{\n"Email": "a"\n}\n' } }],
  },
  XM5240: {
    severity: "error",
    title: "Samples of different shape",
    what: (p: { first: string; other: string; onlyFirst: readonly string[]; onlyOther: readonly string[] }) =>
      `${quote(p.other)} has other columns than ${quote(p.first)}: ${describeDifference(p.onlyFirst, p.onlyOther)}.`,
    todo: () => "Samples of one mapping need the same columns: correct the header, or preview the files one by one.",
    examples: [
      {
        source: `${header}sample "orders.csv", "more.csv"\n${mapping}`,
        files: { "orders.csv": "Email,Phone\na@example.com,1\n", "more.csv": "Email,Tel\na@example.com,1\n" },
      },
    ],
  },
  XM5241: {
    severity: "error",
    title: "No sample to preview",
    what: (p: { file: string }) => `${quote(p.file)} names no sample, so there are no rows to map.`,
    todo: () => 'Add a line such as `sample "orders.csv"`, or give one with --input orders.csv.',
    examples: [{ source: `${header}source { Email: string }\n${mapping}`, command: "preview" }],
  },
  XM5250: {
    severity: "error",
    title: "File that is there already",
    what: (p: { path: string }) =>
      `${quote(p.path)} is there already, and nothing is written over without being asked.`,
    todo: () => "Give another --output, or add --force to write over it.",
    examples: [
      {
        source: orders,
        command: "init",
        args: ["--output", "example.xdmap"],
      },
    ],
  },
  XM5251: {
    severity: "error",
    title: "Sample without a record",
    what: (p: { name: string }) => `${quote(p.name)} holds no record, so nothing tells its fields.`,
    todo: () => "Give a sample with at least one record.",
    examples: [{ source: orders, files: { "orders.csv": "[]" }, command: "init", args: ["--input-format", "json"] }],
  },
});

function describeDifference(onlyFirst: readonly string[], onlyOther: readonly string[]): string {
  const parts: string[] = [];
  if (onlyFirst.length > 0) parts.push(`it lacks ${list(onlyFirst)}`);
  if (onlyOther.length > 0) parts.push(`it adds ${list(onlyOther)}`);
  return parts.join(" and ");
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(quote).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
