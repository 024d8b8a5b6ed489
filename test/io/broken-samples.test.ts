import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { SampleOptions } from "../../src/io/index.js";
import { type Content, readAll } from "./support.js";

/** Each broken or odd sample with how many of its rows are read and what is said: one line, in the end or none. */
const samples: readonly {
  readonly case: string;
  readonly name: string;
  readonly content: Content;
  readonly options?: SampleOptions;
  readonly rows: number;
  readonly says: readonly string[];
}[] = [
  // Empty and nearly so
  { case: "an empty CSV", name: "a.csv", content: "", rows: 0, says: ["XM5205 a.csv `a.csv` is empty."] },
  {
    case: "a byte order mark alone",
    name: "a.csv",
    content: "\uFEFF",
    rows: 0,
    says: ["XM5205 a.csv `a.csv` is empty."],
  },
  {
    case: "blank lines alone",
    name: "a.csv",
    content: "\r\n\r\n  \n",
    rows: 0,
    says: ["XM5205 a.csv `a.csv` is empty."],
  },
  {
    case: "many blank lines alone",
    name: "a.csv",
    content: "\n".repeat(5000),
    rows: 0,
    says: ["XM5205 a.csv `a.csv` is empty."],
  },
  { case: "an empty JSON", name: "a.json", content: "", rows: 0, says: ["XM5205 a.json `a.json` is empty."] },
  {
    case: "an empty NDJSON",
    name: "a.ndjson",
    content: "\n\n",
    rows: 0,
    says: ["XM5205 a.ndjson `a.ndjson` is empty."],
  },
  {
    case: "an empty gzip",
    name: "a.csv.gz",
    content: gzipSync(""),
    rows: 0,
    says: ["XM5205 a.csv.gz `a.csv.gz` is empty."],
  },
  {
    case: "an empty file named .gz",
    name: "a.csv.gz",
    content: "",
    rows: 0,
    says: ["XM5205 a.csv.gz `a.csv.gz` is empty."],
  },
  {
    case: "empty standard input",
    name: "-",
    content: "",
    rows: 0,
    says: ["XM5205 standard input `standard input` is empty."],
  },
  {
    case: "a gzip of a gzip",
    name: "a.csv.gz",
    content: gzipSync(gzipSync("id,name\n1,Ada\n")),
    rows: 0,
    says: [
      "XM5209 a.csv.gz `a.csv.gz` holds gzip-compressed data inside gzip-compressed data, which xdmap does not read.",
    ],
  },
  {
    case: "a header alone",
    name: "a.csv",
    content: "id,name\n",
    rows: 0,
    says: ["XM5206 a.csv `a.csv` holds a header and no rows."],
  },
  {
    case: "a header alone, without line break",
    name: "a.csv",
    content: "id,name",
    rows: 0,
    says: ["XM5206 a.csv `a.csv` holds a header and no rows."],
  },
  {
    case: "an empty array",
    name: "a.json",
    content: " [ ]\n",
    rows: 0,
    says: ["XM5206 a.json `a.json` holds an empty array and no rows."],
  },

  // Names and contents that do not fit
  {
    case: "an unknown extension",
    name: "data/orders.dat",
    content: "id\n1\n",
    rows: 0,
    says: ["XM5207 data/orders.dat `data/orders.dat` ends in `.dat`, which names no format that samples are read in."],
  },
  {
    case: "JSON in a .csv",
    name: "a.csv",
    content: '[{"id":1}]',
    rows: 0,
    says: ["XM5208 a.csv `a.csv` is named as CSV but holds JSON."],
  },
  {
    case: "NDJSON in a .csv",
    name: "a.csv",
    content: '{"id":1}\n{"id":2}\n',
    rows: 0,
    says: ["XM5208 a.csv `a.csv` is named as CSV but holds JSON."],
  },
  {
    case: "a CSV in a .json",
    name: "a.json",
    content: "id,name\n1,Ada\n",
    rows: 0,
    says: ["XM5208 a.json `a.json` is named as JSON but holds no JSON records."],
  },
  {
    case: "a bare text in a .json",
    name: "a.json",
    content: '"hello"',
    rows: 0,
    says: ["XM5208 a.json `a.json` is named as JSON but holds no JSON records."],
  },
  {
    case: "a JSON array in a .ndjson",
    name: "a.ndjson",
    content: '[{"id":1}]',
    rows: 0,
    says: ["XM5208 a.ndjson `a.ndjson` is named as NDJSON but holds a JSON array."],
  },
  {
    case: "a login page saved as .csv",
    name: "a.csv",
    content: "<!DOCTYPE html>\n<html></html>",
    rows: 0,
    says: ["XM5208 a.csv `a.csv` is named as CSV but holds an HTML or XML page."],
  },
  {
    case: "an XML answer saved as .json",
    name: "a.json",
    content: '<?xml version="1.0"?><Error/>',
    rows: 0,
    says: ["XM5208 a.json `a.json` is named as JSON but holds an HTML or XML page."],
  },
  {
    case: "a gzip without .gz",
    name: "a.csv",
    content: gzipSync("id\n1\n"),
    rows: 0,
    says: ["XM5208 a.csv `a.csv` is named as CSV but holds gzip-compressed data."],
  },
  {
    case: "JSON in a .csv.gz",
    name: "a.csv.gz",
    content: gzipSync('[{"id":1}]'),
    rows: 0,
    says: ["XM5208 a.csv.gz `a.csv.gz` is named as gzip-compressed CSV but holds JSON."],
  },
  {
    case: "a CSV named .csv.gz",
    name: "a.csv.gz",
    content: "id\n1\n",
    rows: 0,
    says: ["XM5210 a.csv.gz `a.csv.gz` cannot be unzipped: it is not gzip-compressed."],
  },
  {
    case: "a gzip that is cut off",
    name: "a.csv.gz",
    content: gzipSync("id\n1\n2\n3\n").subarray(0, 11),
    rows: 0,
    says: ["XM5210 a.csv.gz `a.csv.gz` cannot be unzipped: it ends too early."],
  },
  {
    case: "Parquet named .csv",
    name: "a.csv",
    content: "PAR1\u0015\u0000\u0015PAR1",
    rows: 0,
    says: ["XM5208 a.csv `a.csv` is named as CSV but holds Parquet."],
  },
  {
    case: "a CSV named .parquet",
    name: "a.parquet",
    content: "a,b\n1,2\n",
    rows: 0,
    says: ["XM5208 a.parquet `a.parquet` is named as Parquet but holds no Parquet."],
  },
  {
    case: "an empty Parquet file",
    name: "a.parquet",
    content: "",
    rows: 0,
    says: ["XM5205 a.parquet `a.parquet` is empty."],
  },
  {
    case: "a Parquet file that was cut off",
    name: "a.parquet",
    content: "PAR1\u0015\u0000\u0015 and no more",
    rows: 0,
    says: ["XM5260 a.parquet `a.parquet`: the file is damaged or was cut off: it does not end as Parquet files do."],
  },
  {
    case: "an Excel workbook named .csv",
    name: "a.csv",
    content: "PK\u0003\u0004\u0014\u0000 [Content_Types].xml",
    rows: 0,
    says: ["XM5209 a.csv `a.csv` holds an Excel workbook, which xdmap does not read."],
  },
  {
    case: "an Excel workbook",
    name: "book.xlsx",
    content: "PK\u0003\u0004\u0014\u0000",
    rows: 0,
    says: ["XM5209 book.xlsx `book.xlsx` holds an Excel workbook, which xdmap does not read."],
  },
  {
    case: "a zip archive",
    name: "a.csv",
    content: "PK\u0003\u0004\u0014\u0000 orders.csv",
    rows: 0,
    says: ["XM5209 a.csv `a.csv` holds a zip archive, which xdmap does not read."],
  },
  {
    case: "an old Excel workbook",
    name: "a.csv",
    content: [0xd0, 0xcf, 0x11, 0xe0, 0xa1],
    rows: 0,
    says: ["XM5209 a.csv `a.csv` holds an old Excel workbook (.xls), which xdmap does not read."],
  },
  {
    case: "Zstandard",
    name: "a.csv",
    content: [0x28, 0xb5, 0x2f, 0xfd, 0x04],
    rows: 0,
    says: ["XM5209 a.csv `a.csv` holds Zstandard-compressed data, which xdmap does not read."],
  },
  {
    case: "a PDF",
    name: "a.csv",
    content: "%PDF-1.7",
    rows: 0,
    says: ["XM5209 a.csv `a.csv` holds a PDF document, which xdmap does not read."],
  },

  // Characters
  {
    case: "UTF-32",
    name: "a.csv",
    content: [0xff, 0xfe, 0, 0, 0x69, 0, 0, 0],
    rows: 0,
    says: ["XM5211 a.csv `a.csv` is in UTF-32; samples are read as UTF-8, or as UTF-16 with a byte order mark."],
  },
  {
    case: "UTF-16 that ends inside a character",
    name: "a.csv",
    content: [0xff, 0xfe, 0x69, 0, 0x0a, 0, 0x31, 0, 0x0a, 0, 0x32],
    rows: 1,
    says: ["XM5214 a.csv:3:1 The file ends in the middle of a UTF-16 character."],
  },
  {
    case: "UTF-16 with half of a surrogate pair",
    name: "a.csv",
    content: [0xff, 0xfe, 0x69, 0, 0x0a, 0, 0x31, 0, 0x3d, 0xd8, 0x0a, 0],
    rows: 0,
    says: ["XM5214 a.csv:2:2 Half of a surrogate pair stands here without the other, which is not valid UTF-16."],
  },
  {
    case: "UTF-16 that ends with half of a surrogate pair",
    name: "a.csv",
    content: [0xfe, 0xff, 0, 0x69, 0, 0x0a, 0xd8, 0x3d],
    rows: 0,
    says: ["XM5214 a.csv:2:1 Half of a surrogate pair stands here without the other, which is not valid UTF-16."],
  },
  {
    case: "UTF-16 with a NUL",
    name: "a.csv",
    content: [0xff, 0xfe, 0x69, 0, 0x0a, 0, 0x31, 0, 0, 0, 0x0a, 0],
    rows: 0,
    says: ["XM5213 a.csv:2:2 There is a NUL character here, which text samples do not hold."],
  },
  {
    case: "big-endian UTF-16 of JSON that ends too early",
    name: "a.json",
    content: [0xfe, 0xff, 0, 0x5b],
    rows: 0,
    says: ["XM5231 a.json:1:1 The file ends before the array that begins here is closed."],
  },
  {
    case: "UTF-16 without a mark",
    name: "a.csv",
    content: [0x69, 0, 0x64, 0, 0x0a, 0, 0x31, 0],
    rows: 0,
    says: ["XM5213 a.csv:1:2 There is a NUL character here, which text samples do not hold."],
  },
  {
    case: "a NUL in a cell",
    name: "a.csv",
    content: "id,name\n1,A\u0000da\n",
    rows: 0,
    says: ["XM5213 a.csv:2:4 There is a NUL character here, which text samples do not hold."],
  },
  {
    case: "Windows-1252",
    name: "a.csv",
    content: [...new TextEncoder().encode("id,name\n1,Ada\n2,Ren"), 0xe9, 0x0a],
    rows: 1,
    says: ["XM5212 a.csv:3:6 The byte 0xE9 is not valid UTF-8 here (in Windows-1252 it is `é`)."],
  },
  {
    case: "a character cut off at the end",
    name: "a.csv",
    content: [...new TextEncoder().encode("id\n1\n"), 0xc3],
    rows: 1,
    says: ["XM5212 a.csv:3:1 The byte 0xC3 is not valid UTF-8 here (in Windows-1252 it is `Ã`)."],
  },
  {
    case: "an overlong form",
    name: "a.csv",
    content: [0x69, 0x64, 0x0a, 0xc0, 0xaf, 0x0a],
    rows: 0,
    says: ["XM5212 a.csv:2:1 The byte 0xC0 is not valid UTF-8 here (in Windows-1252 it is `À`)."],
  },
  {
    case: "half a surrogate pair",
    name: "a.ndjson",
    content: [...new TextEncoder().encode('{"a":1}\n{"a":"'), 0xed, 0xa0, 0x80, 0x22, 0x7d],
    rows: 0,
    says: ["XM5212 a.ndjson:2:7 The byte 0xED is not valid UTF-8 here (in Windows-1252 it is `í`)."],
  },

  // CSV
  {
    case: "a row with a cell too many",
    name: "a.csv",
    content: "id,name\n1,Ada\n2,Byrne, Bob\n3,Cy\n",
    rows: 1,
    says: ["XM5220 a.csv:3 The row has 3 cells, but the header has 2."],
  },
  {
    case: "a row with a cell too few",
    name: "a.csv",
    content: "id,name\n1\n",
    rows: 0,
    says: ["XM5220 a.csv:2 The row has 1 cell, but the header has 2."],
  },
  {
    case: "rows of two lengths without a header",
    name: "a.csv",
    content: "1,2\n3\n",
    options: { header: false },
    rows: 1,
    says: ["XM5220 a.csv:2 The row has 1 cell, but the first row has 2."],
  },
  {
    case: "a ragged row after a cell of several lines",
    name: "a.csv",
    content: 'id,name\r\n1,"A\r\nd\r\na"\r\n2\r\n',
    rows: 1,
    says: ["XM5220 a.csv:5 The row has 1 cell, but the header has 2."],
  },
  {
    case: "an inch sign",
    name: "a.csv",
    content: 'id,size\n1,5" screen\n',
    rows: 0,
    says: ['XM5221 a.csv:2:4 There is a quote (") inside a cell that does not begin with one.'],
  },
  {
    case: "a blank before the quote",
    name: "a.csv",
    content: 'id,name\n1, "Ada"\n',
    rows: 0,
    says: ['XM5221 a.csv:2:4 There is a quote (") inside a cell that does not begin with one.'],
  },
  {
    case: "text after a closing quote",
    name: "a.csv",
    content: 'id,name\n1,"Ada" Lovelace\n',
    rows: 0,
    says: ['XM5222 a.csv:2:8 The closing quote (") is followed by more text of the same cell.'],
  },
  {
    case: "quotes escaped with a backslash",
    name: "a.csv",
    content: 'id,name\n1,"say \\"hi\\""\n',
    rows: 0,
    says: ['XM5222 a.csv:2:10 The closing quote (") is followed by more text of the same cell.'],
  },
  {
    case: "an unterminated quote",
    name: "a.csv",
    content: 'id,name\n1,"x\ny"\n2,"Ada\n3,Bob\n',
    rows: 1,
    says: ["XM5223 a.csv:4:3 The quote that opens here is never closed, so the rest of the file would be one cell."],
  },
  {
    case: "an unterminated quote in the header",
    name: "a.csv",
    content: 'id,"name\n1,Ada\n',
    rows: 0,
    says: ["XM5223 a.csv:1:4 The quote that opens here is never closed, so the rest of the file would be one cell."],
  },
  {
    case: "a quote that swallows a large file",
    name: "a.csv",
    content: `id\n"${"x\n".repeat(6_000_000)}`,
    rows: 0,
    says: ["XM5223 a.csv:2:1 The quote that opens here is not closed within 10 MB."],
  },
  {
    case: "one endless line",
    name: "a.csv",
    content: "x".repeat(11_000_000),
    rows: 0,
    says: ["XM5209 a.csv:1:1 `a.csv` holds a row of more than 10 MB, which xdmap does not read."],
  },
  {
    case: "a column twice",
    name: "a.csv",
    content: "id,name,id\n1,Ada,2\n",
    rows: 0,
    says: ["XM5224 a.csv:1 The header has the column `id` twice, as column 1 and 3, so the name means neither."],
  },
  {
    case: "a column without a name",
    name: "a.csv",
    content: "id,,name\n1,2,Ada\n",
    rows: 0,
    says: ["XM5225 a.csv:1 Column 2 of 3 has no name in the header, so no mapping could read it."],
  },
  {
    case: "a delimiter at the end of the header",
    name: "a.csv",
    content: "\nid,name,\n1,Ada,\n",
    rows: 0,
    says: ["XM5225 a.csv:2 Column 3 of 3 has no name in the header, so no mapping could read it."],
  },
  {
    case: "semicolons",
    name: "a.csv",
    content: "id;name\n1;Ada\n",
    rows: 1,
    says: ["XM5226 a.csv:1 `a.csv` has one column, named `id;name`: the delimiter is probably `;`."],
  },
  {
    case: "commas in a .tsv",
    name: "a.tsv",
    content: "id,name\n1,Ada\n",
    rows: 1,
    says: ["XM5226 a.tsv:1 `a.tsv` has one column, named `id,name`: the delimiter is probably `,`."],
  },

  // JSON
  {
    case: "single quotes",
    name: "a.json",
    content: "[{'id': 1}]",
    rows: 0,
    says: ["XM5230 a.json:1:3 This is not valid JSON. A key in double quotes was expected."],
  },
  {
    case: "a comma after the last record",
    name: "a.json",
    content: '[{"id": 1},\n]',
    rows: 0,
    says: ["XM5230 a.json:2:1 This is not valid JSON. A comma before `]` has no item after it."],
  },
  {
    case: "two commas",
    name: "a.json",
    content: '[{"id": 1},,{"id": 2}]',
    rows: 0,
    says: ["XM5230 a.json:1:12 This is not valid JSON. A comma has no item before it."],
  },
  {
    case: "no comma between records",
    name: "a.json",
    content: '[{"id": 1}\n{"id": 2}]',
    rows: 0,
    says: ["XM5230 a.json:2:1 This is not valid JSON. Something follows the end of the JSON value."],
  },
  {
    case: "a comment",
    name: "a.json",
    content: '[{"id": 1}, // one\n{"id": 2}]',
    rows: 0,
    says: ["XM5230 a.json:1:13 This is not valid JSON. A JSON value was expected."],
  },
  {
    case: "an array that is cut off between records",
    name: "a.json",
    content: '[{"id": 1},\n{"id": 2}',
    rows: 0,
    says: ["XM5231 a.json:2:1 The file ends before the record that begins here is closed."],
  },
  {
    case: "an array that is cut off after a comma",
    name: "a.json",
    content: '[{"id": 1},\n',
    rows: 0,
    says: ["XM5231 a.json:1:1 The file ends before the array that begins here is closed."],
  },
  {
    case: "a record that is cut off",
    name: "a.json",
    content: '[{"id": 1},\n {"id": ',
    rows: 0,
    says: ["XM5231 a.json:2:2 The file ends before the record that begins here is closed."],
  },
  {
    case: "a number among the records",
    name: "a.json",
    content: '[{"id": 1}, 2]',
    rows: 0,
    says: ["XM5232 a.json:1:13 A record must be a JSON object, and this is a number."],
  },
  {
    case: "rows as arrays",
    name: "a.json",
    content: '[["id"],[1]]',
    rows: 0,
    says: ["XM5232 a.json:1:2 A record must be a JSON object, and this is an array."],
  },
  {
    case: "two arrays",
    name: "a.json",
    content: '[{"id": 1}] [{"id": 2}]',
    rows: 0,
    says: ["XM5233 a.json:1:13 The array of records is closed, and `[` follows it."],
  },
  {
    case: "objects with commas between them",
    name: "a.json",
    content: '{"id": 1},\n{"id": 2}',
    rows: 0,
    says: ["XM5233 a.json:1:10 After a record only another object may follow, not `,`."],
  },
  {
    case: "a pretty-printed object in a .ndjson",
    name: "a.ndjson",
    content: '{\n  "id": 1\n}\n',
    rows: 0,
    says: ["XM5234 a.ndjson:1:1 In `a.ndjson` each line must be one whole JSON object; this one ends inside it."],
  },
  {
    case: "an NDJSON whose last line is cut off",
    name: "a.jsonl",
    content: '{"id": 1}\n{"id": ',
    rows: 0,
    says: ["XM5231 a.jsonl:2:1 The file ends before the record that begins here is closed."],
  },
  {
    case: "an NDJSON line with a comma after it",
    name: "a.ndjson",
    content: '{"id": 1}\n{"id": 2},\n',
    rows: 0,
    says: ["XM5230 a.ndjson:2:10 This is not valid JSON. Something follows the end of the JSON value."],
  },
  {
    case: "an NDJSON line that is a list",
    name: "a.ndjson",
    content: '{"id": 1}\n[1]\n',
    rows: 0,
    says: ["XM5232 a.ndjson:2:1 A record must be a JSON object, and this is an array."],
  },
  {
    case: "a number with a leading zero",
    name: "a.ndjson",
    content: '{"id": 007}\n',
    rows: 0,
    says: ["XM5230 a.ndjson:1:9 This is not valid JSON. This is not a JSON number."],
  },
];

describe("broken samples", () => {
  it.each(samples)("$case", async ({ name, content, options, rows, says }) => {
    const read = await readAll(name, content, options);
    expect({ rows: read.rows.length, says: read.findings }).toEqual({ rows, says });
  });

  it.each(samples.filter(({ content }) => content.length < 2000))("$case, in chunks of one byte", async (sample) => {
    const read = await readAll(sample.name, sample.content, sample.options, 1);
    expect({ rows: read.rows.length, says: read.findings }).toEqual({ rows: sample.rows, says: sample.says });
  });

  it("delivers the rows before the damage of a gzip", async () => {
    const zipped = gzipSync(`id\n${Array.from({ length: 50_000 }, (_, at) => at * 7919).join("\n")}\n`);
    const read = await readAll("a.csv.gz", zipped.subarray(0, zipped.length / 2));
    expect(read.rows.length).toBeGreaterThan(1000);
    expect(read.rows.at(-1)).toEqual([String((read.rows.length - 1) * 7919)]);
    expect(read.findings).toEqual(["XM5210 a.csv.gz `a.csv.gz` cannot be unzipped: it ends too early."]);
  });

  it("tells an error of the host that reads the bytes", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("id\n1\n2");
      throw new Error("the disk reports an error");
    }
    const read = await readAll("a.csv", failing());
    expect(read.rows).toEqual([["1"]]);
    expect(read.findings).toEqual(["XM5202 a.csv `a.csv` cannot be read: the disk reports an error."]);
  });
});
