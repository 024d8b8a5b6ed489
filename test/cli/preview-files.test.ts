import { execFileSync, spawn } from "node:child_process";
import { chmodSync, createWriteStream, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { readWindow } from "../../src/runtime/index.js";
import { previewTexts } from "../host/preview-support.js";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const CSV = `Email,First\n${Array.from({ length: 3000 }, (_, at) => `p.${at}@example.com,Ada\n`).join("")}`;
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "names.xdmap": "def tidy(text) = lower(trim(text))\n",
  "m.xdmap": `use "names.xdmap"
target "schema.json"
sample "people.csv"

tidy(Email) -> personalEmail.address
First -> person.name.firstName
`,
  "people.csv": CSV,
  "protected.ndjson": "kept",
});
afterAll(remove);

const preview = (...args: string[]) => runCli(["preview", "m.xdmap", ...args], { cwd: folder });
const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("the files that a preview reads", () => {
  it.each(["people.csv", "m.xdmap", "schema.json", "names.xdmap"])("are not written over: %s", async (name) => {
    const before = read(name);
    for (const option of ["--output", "--report", "--report-html"]) {
      const { status, stderr } = await preview(option, join(".", name));
      expect(status).toBe(3);
      expect(stderr).toContain(`error: ${name} is one of the files that the preview reads`);
    }
    expect(read(name)).toBe(before);
  });

  it.skipIf(process.platform === "win32")("are known by other names, too", async () => {
    symlinkSync("people.csv", join(folder, "link.csv"));
    expect((await preview("--output", "link.csv")).status).toBe(3);
    expect((await preview("--input", "link.csv", "--output", "people.csv")).status).toBe(3);
    expect(read("people.csv")).toBe(CSV);
  });
});

describe("what stands where a preview writes", () => {
  it("is left alone where it is read-only", async () => {
    chmodSync(join(folder, "protected.ndjson"), 0o444);
    const { status, stderr } = await preview("--output", "protected.ndjson");
    expect(status).toBe(1);
    expect(stderr).toContain("`protected.ndjson` cannot be written: it is read-only.");
    expect(read("protected.ndjson")).toBe("kept");
    expect(readdirSync(folder).filter((name) => name.startsWith(".xdmap"))).toEqual([]);
  });
});

describe("rows that become no records", () => {
  it("come as pieces, so that the progress counts them", async () => {
    const csv = `id,at\n${Array.from({ length: 1000 }, (_, at) => `${at},2024-01-01\n`).join("")}`;
    let pieces = 0;
    const asked = readWindow("2025-01-01", undefined);
    if ("problem" in asked) throw new Error(asked.problem.message);
    const { text, report } = await previewTexts({
      mapping: 'target "schema.json"\ndelta at\nid -> _id\n',
      csvs: [csv],
      block: 2048,
      options: asked,
      onPiece: () => {
        pieces++;
      },
    });
    expect([text, report.rows.read]).toEqual(["", 1000]);
    expect(pieces).toBeGreaterThan(3);
  });
});

describe.skipIf(process.platform === "win32")("a pipe that a preview reads", () => {
  it("does not keep Ctrl-C from being heard while nothing comes", async () => {
    const pipe = join(folder, "rows");
    execFileSync("mkfifo", [pipe]);
    const args = [cliPath, "preview", "m.xdmap", "--input", "rows", "--output", "none.ndjson"];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
    const writer = createWriteStream(pipe);
    writer.write(`Email,First\n${"a@example.com,Ada\n".repeat(60_000)}`);
    await pause(1000);
    child.kill("SIGINT");
    expect(await new Promise((done) => child.on("close", done))).toBe(130);
    expect(existsSync(join(folder, "none.ndjson"))).toBe(false);
    writer.on("error", () => undefined).destroy();
  });
});

describe.skipIf(process.platform === "win32")("a pipe that a preview writes to", () => {
  const pipe = join(folder, "pipe");
  const args = [cliPath, "preview", "m.xdmap", "--output", "pipe", "--format", "ndjson"];
  const start = () => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const ended = new Promise((done) => child.on("close", (status) => done({ status, errors })));
    return { child, ended };
  };

  it("is waited for, and gets all records", async () => {
    execFileSync("mkfifo", [pipe]);
    const { ended } = start();
    await pause(500);
    const reader = spawn("cat", [pipe]);
    let lines = 0;
    for await (const chunk of reader.stdout) lines += String(chunk).split("\n").length - 1;
    expect(lines).toBe(3000);
    expect(await ended).toMatchObject({ status: 0 });
  });

  it("may lose its reader: that is no error", async () => {
    const { ended } = start();
    spawn("head", ["-c", "10", pipe]);
    expect(await ended).toEqual({ status: 0, errors: "" });
  });

  it("does not keep Ctrl-C from being heard while nobody reads it", async () => {
    const { child, ended } = start();
    await pause(1000);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ status: 130, errors: expect.stringContaining("interrupted after 3,000 rows") });
  });
});
