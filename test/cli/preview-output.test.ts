import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const MAPPING = `mapping "People <all>"
target "schema.json"
sample "people.csv"

id -> _id
name -> person.name.firstName
n -> visits
`;
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "m.xdmap": MAPPING,
  "people.csv": 'id,name,n\nr1,"Ada, ""the first""",1\nr2,,many\n',
  "broken.csv": "id,name,n\nr1,a,1\nr2\n",
});
afterAll(remove);

const preview = (...args: string[]) => runCli(["preview", "m.xdmap", ...args], { cwd: folder });
const read = (name: string) => readFileSync(join(folder, name));

const CSV = '_id,person.name.firstName,visits\nr1,"Ada, ""the first""",1\nr2,,\n';
const NDJSON = '{"_id":"r1","person":{"name":{"firstName":"Ada, \\"the first\\""}},"visits":1}\n{"_id":"r2"}\n';

async function rowsOf(bytes: Uint8Array) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return parquetReadObjects({ file: file instanceof ArrayBuffer ? file : new ArrayBuffer(0) });
}

const RECORDS = [
  { _id: "r1", person: { name: { firstName: 'Ada, "the first"' } }, visits: 1 },
  { _id: "r2", person: expect.anything(), visits: undefined },
];

describe("the formats of records", () => {
  it("are what --format says", async () => {
    expect((await preview("--format", "csv")).stdout).toBe(CSV);
    expect((await preview("--format", "ndjson")).stdout).toBe(NDJSON);
  });

  it.each([
    ["records.csv", CSV],
    ["records.CSV", CSV],
    ["records.ndjson", NDJSON],
    ["records.jsonl", NDJSON],
    ["records", NDJSON],
    ["records.txt", NDJSON],
    ["records.json", `[\n${NDJSON.trim().replace("\n", ",\n")}\n]\n`],
  ])("follow from the name %s", async (name, expected) => {
    const { status, stdout } = await preview("--output", name);
    expect([status, stdout]).toEqual([0, ""]);
    expect(read(name).toString()).toBe(expected);
  });

  it("are what --format says before what a name says", async () => {
    await preview("--format", "ndjson", "--output", "other.csv");
    expect(read("other.csv").toString()).toBe(NDJSON);
  });

  it("hold nothing but their frame where there is no record", async () => {
    const none = ["--rows", "9"];
    expect((await preview(...none, "--format", "csv")).stdout).toBe("_id,person.name.firstName,visits\n");
    expect((await preview(...none, "--format", "json")).stdout).toBe("[]\n");
    await preview(...none, "--output", "none.parquet");
    expect(await rowsOf(read("none.parquet"))).toEqual([]);
  });

  it("may be Parquet, to a file and to a pipe", async () => {
    await preview("--output", "records.parquet");
    const [first, second] = await rowsOf(read("records.parquet"));
    expect(first).toEqual(RECORDS[0]);
    expect(second).toMatchObject({ _id: "r2" });
    const child = spawn(process.execPath, [cliPath, "preview", "m.xdmap", "--format", "parquet"], { cwd: folder });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    await new Promise((resolve) => child.on("close", resolve));
    expect(Buffer.concat(chunks)).toEqual(read("records.parquet"));
  });

  it.each(["csv", "json", "parquet"])("leave no file of %s behind where the sample is broken", async (format) => {
    const before = readdirSync(folder);
    const { status, stderr } = await preview("--input", "broken.csv", "--output", `broken-records.${format}`);
    expect(status).toBe(1);
    expect(stderr).toContain("XM5220");
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe("the loss report", () => {
  it("may be a page, with what it is about", async () => {
    const { status } = await preview("--report-html", "loss.html", "--report", "loss.json", "--output", "loss.csv");
    expect(status).toBe(0);
    const page = read("loss.html").toString();
    expect(page).toContain("<h1>People &lt;all&gt;</h1>");
    expect(page).toContain("<code>people.csv</code>");
    expect(page).toContain("XM5102");
    expect(page).toContain("<pre>n</pre>");
    expect(JSON.parse(read("loss.json").toString()).targets[2].reasons[0]).toMatchObject({
      count: 1,
      examples: ["many"],
    });
  });

  it.each([
    ["--output", "same", "--report-html", "same"],
    ["--report", "same", "--report-html", "./same"],
  ])("%j: is not written over another", async (...args) => {
    const { status, stderr } = await preview(...args);
    expect(status).toBe(3);
    expect(stderr).toContain("name the same file");
  });
});
