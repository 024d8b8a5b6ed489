import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const MAPPING = `target "schema.json"
lower(trim(Email)) -> personalEmail.address
First -> person.name.firstName
concat(First, " ", Last) -> person.name.lastName
`;
const ROWS = 150_000;
const csv = `Email,First,Last,Note\n${Array.from(
  { length: ROWS },
  (_, at) =>
    `Person.${at}@Example.com,${at % 5 ? "Ada" : '"A, ""d"" a"'},é${at},"some${at % 11 ? " " : "\n"}notes on it that nobody reads"\n`,
).join("")}`;
const { folder, remove } = makeFolder({
  "schema.json": exampleFiles["schema.json"] ?? "",
  "m.xdmap": MAPPING,
  "large.csv": csv,
  "large.csv.gz": gzipSync(csv, { level: 1 }),
});
afterAll(remove);

const preview = (...args: string[]) => runCli(["preview", "m.xdmap", ...args], { cwd: folder });
const start = (...args: string[]) =>
  spawn(process.execPath, [cliPath, "preview", "m.xdmap", ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });

async function digest(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

function rss(pid: number | undefined): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

describe.skipIf(process.platform !== "linux")("a preview of a large file", { timeout: 60_000 }, () => {
  it("gives the same with any number of threads, to a file, to a pipe, unzipped and as JSON", async () => {
    const report = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
    const one = await preview("--input", "large.csv", "--threads", "1", "--report", "1.json");
    expect(one.status).toBe(0);
    expect(one.stdout.split("\n")).toHaveLength(ROWS + 1);
    for (const [input, threads] of [
      ["large.csv", "2"],
      ["large.csv", "3"],
      ["large.csv.gz", "2"],
    ] as const) {
      const many = await preview("--input", input, "--threads", threads, "--output", "n.ndjson", "--report", "n.json");
      expect(many.status).toBe(0);
      expect(readFileSync(join(folder, "n.ndjson"), "utf8")).toBe(one.stdout);
      expect(report("n.json")).toEqual(report("1.json"));
    }
    const json = await preview("--input", "large.csv", "--format", "json");
    expect(json.stdout).toBe(`[\n${one.stdout.trimEnd().replaceAll("\n", ",\n")}\n]\n`);
    rmSync(join(folder, "n.ndjson"));
  });

  it("leaves no half file when it is interrupted, whenever that is", async () => {
    for (const [at, threads] of [150, 250, 350, 500, 700, 900].entries()) {
      const before = readdirSync(folder);
      const child = start("--input", "large.csv", "--threads", at % 2 ? "1" : "2", "--output", "i.ndjson");
      let errors = "";
      child.stderr.on("data", (chunk: Buffer) => {
        errors += chunk.toString();
      });
      const ended = new Promise<readonly unknown[]>((done) => child.on("close", (...how) => done(how)));
      await pause(threads);
      child.kill("SIGINT");
      const [status, signal] = await ended;
      // Before the first row there is nothing to report: the signal itself ends the process.
      if (signal === null) expect([0, 130]).toContain(status);
      else expect(signal).toBe("SIGINT");
      if (status === 130) expect(errors).toMatch(/^Rows {2}[\d,]+ rows? read.*interrupted after/s);
      // A signal that comes when all is done ends the process beside a whole file.
      if (existsSync(join(folder, "i.ndjson"))) {
        expect(status).not.toBe(130);
        expect(readFileSync(join(folder, "i.ndjson"), "utf8").split("\n")).toHaveLength(ROWS + 1);
        rmSync(join(folder, "i.ndjson"));
      }
      expect(readdirSync(folder)).toEqual(before);
    }
  });

  it("ends by an interruption also while nobody reads its output", async () => {
    const child = start("--input", "large.csv", "--threads", "2");
    const ended = new Promise((done) => child.on("exit", done));
    await pause(1500);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });

  it("waits for a slow reader without more memory, and loses nothing", async () => {
    const child = start("--input", "large.csv", "--threads", "2");
    child.stderr.resume();
    await pause(2000);
    const early = rss(child.pid);
    await pause(1500);
    expect(rss(child.pid) - early).toBeLessThan(10);
    const whole = await preview("--input", "large.csv", "--threads", "1", "--output", "whole.ndjson");
    expect(whole.status).toBe(0);
    expect(await digest(child.stdout)).toBe(await digest(createReadStream(join(folder, "whole.ndjson"))));
  });

  it("ends without an error when its reader goes away", async () => {
    const child = start("--input", "large.csv", "--threads", "2");
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await new Promise((done) => child.on("close", done))).toBe(0);
    expect(errors).toBe("");
  });

  it("says so when the disk is full", async () => {
    const { status, stderr } = await preview("--input", "large.csv", "--threads", "2", "--output", "/dev/full");
    expect(status).toBe(1);
    expect(stderr).toContain("XM5204");
    expect(stderr).toContain("the disk is full");
  });

  it("reads a file to the end that it has when it is reached, or as far as it is there", async () => {
    const path = join(folder, "growing.csv");
    writeFileSync(path, csv);
    const growing = preview("--input", "growing.csv", "--threads", "2");
    for (let times = 0; times < 5; times++) {
      await pause(60);
      writeFileSync(path, csv.slice(csv.indexOf("\n") + 1), { flag: "a" });
    }
    const grown = await growing;
    expect(grown.status).toBe(0);
    expect(grown.stdout.split("\n").length).toBeGreaterThan(ROWS);
    const vanishing = preview("--input", "growing.csv", "--threads", "2");
    await pause(400);
    rmSync(path);
    // An open file stays readable; one that was not open yet is not there.
    const gone = await vanishing;
    expect(gone.status === 0 || /XM520[02]/.test(gone.stderr)).toBe(true);
    expect(existsSync(path)).toBe(false);
  });
});
