import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const MAPPING = 'target "schema.json"\nEmail -> personalEmail.address\n';
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "m.xdmap": MAPPING,
  "a.csv": "Email\na@example.com\n",
  "a.dat": "Email\na@example.com\n",
  "quotes.csv": 'Email,Note\na@example.com,5" screen\n',
  "ragged.csv": "Email,Note\na@example.com,1\nb@example.com\n",
  "header.csv": "Email\n",
  "none.json": "[]",
});
afterAll(remove);

const RECORD = '{"personalEmail":{"address":"a@example.com"}}\n';

function preview(...args: string[]) {
  return runCli(["preview", "m.xdmap", ...args], { cwd: folder });
}

describe("xdmap preview", () => {
  it("takes standard input, for the sample or for one of several, but once only", async () => {
    const input = "Email\na@example.com\n";
    const run = (...args: string[]) => runCli(["preview", "m.xdmap", ...args], { cwd: folder, input });
    expect((await run("--input", "-")).stdout).toBe(RECORD);
    expect((await run("--input", "a.csv", "--input", "-")).stdout).toBe(RECORD + RECORD);
    const twice = await run("--input", "-", "--input", "-");
    expect([twice.status, twice.stdout]).toEqual([1, ""]);
    expect(twice.stderr).toContain("can be read only once");
  });

  it("reads a file of any name as --input-format says", async () => {
    const unknown = await preview("--input", "a.dat");
    expect([unknown.status, unknown.stdout]).toEqual([1, ""]);
    expect(unknown.stderr).toContain("XM5207");
    expect((await preview("--input", "a.dat", "--input-format", "csv")).stdout).toBe(RECORD);
  });

  it("reads quotes as letters with --quote none, and refuses a quote that is the delimiter", async () => {
    expect((await preview("--input", "quotes.csv")).stderr).toContain("XM5221");
    expect((await preview("--input", "quotes.csv", "--quote", "none")).stdout).toBe(RECORD);
    expect((await preview("--input", "a.csv", "--delimiter", '"')).status).toBe(3);
    expect((await preview("--input", "a.csv", "--quote", ",")).status).toBe(3);
  });

  it("writes standard output for `--output -`", async () => {
    expect((await preview("--input", "a.csv", "--output", "-")).stdout).toBe(RECORD);
    expect(existsSync(join(folder, "-"))).toBe(false);
  });

  it("writes no file at all when the sample is broken", async () => {
    const before = readdirSync(folder);
    const broken = await preview("--input", "ragged.csv", "--output", "records.ndjson", "--report", "report.json");
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain("XM5220");
    expect(readdirSync(folder)).toEqual(before);
  });

  it.skipIf(process.platform === "win32")("leaves nothing behind when it is interrupted", async () => {
    const before = readdirSync(folder);
    const child = spawn(
      process.execPath,
      [cliPath, "preview", "m.xdmap", "--input", "-", "--output", "records.ndjson"],
      {
        cwd: folder,
      },
    );
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.stdin.write(`Email\n${"a@example.com\n".repeat(200_000)}`);
    const isWriting = () => readdirSync(folder).some((name) => name.startsWith(".xdmap-"));
    while (child.exitCode === null && !isWriting()) await new Promise((resolve) => setTimeout(resolve, 20));
    child.stdin.on("error", () => undefined);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(readdirSync(folder)).toEqual(before);
  });

  it("maps nothing when a file cannot be written", async () => {
    const refused = await preview("--input", "a.csv", "--report", "none/report.json");
    expect([refused.status, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain("XM5204");
    expect((await preview("--input", "a.csv", "--output", "o", "--report", "./o")).status).toBe(3);
  });

  it("writes an array of no records as one", async () => {
    const header = await preview("--input", "header.csv", "--format", "json");
    expect([header.status, header.stdout]).toEqual([0, "[]\n"]);
    expect(header.stderr).toContain("XM5206");
  });

  it("knows no columns of a JSON without a record", async () => {
    const none = await preview("--input", "none.json", "--report", "none-report.json");
    expect(none.status).toBe(0);
    expect(none.stderr).not.toContain("XM2001");
    expect(JSON.parse(readFileSync(join(folder, "none-report.json"), "utf8")).rows.read).toBe(0);
  });
});

it.each([
  ["a time that is none", ["--window-end", "tomorrow"], "XM5140"],
  ["a window that ends before it starts", ["--window-start", "2024-02-01", "--window-end", "2024-01-01"], "XM5141"],
])("%s is wrong usage", async (_what, window, code) => {
  const { status, stdout, stderr } = await runCli(["preview", "examples/hubspot-contacts/contacts.xdmap", ...window]);
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toContain(`error[${code}]`);
});
