import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliPath, makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";
import { head, inFolder } from "./support.js";

const source = `${head}table country = {
  "us": "United States",
  "gb": "Great Britain"
}

country(Country_Code) -> homeAddress.country
iif(Amount == null,
  "none",
  "some")
  -> _id
coalesce(First_Name, Last_Name, "?") -> person.name.firstName
Phone -> visits

test "a country" {
  given  { Country_Code: "us" }
  expect { homeAddress.country: "United States" }
}

test "an amount" {
  given  { Amount: "1" }
  expect { _id: "some" }
}
`;
const failing = `${source}
test "a <wrong> one" {
  given  [{ Phone: "x" }, { First_Name: "Ada", Country_Code: "gb" }]
  expect [{ visits: 1 }, { person.name.firstName: "Eve" }]
}

test "one that is let in" {
  given  { First_Name: null, Last_Name: "Long" }
  expect rejected because XM5120
}
`;

describe("xdmap test", () => {
  it("shows what differs, path by path", async () => {
    const { status, stdout, stderr } = await inFolder(failing, ["test", "m.xdmap", "--coverage", "text"]);
    expect(stdout).toBe(readFileSync("test/testing/failing-run.expected.txt", "utf8"));
    expect({ status, stderr }).toEqual({ status: 1, stderr: "2 passed, 2 failed\n" });
  });

  it("is fine where all pass", async () => {
    const { status, stderr } = await inFolder(source, ["test", "m.xdmap"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "2 passed\n" });
  });

  it("runs the tests that a filter names, and fails where there is none", async () => {
    const some = await inFolder(failing, ["test", "m.xdmap", "--filter", "COUNTRY"]);
    expect({ status: some.status, stderr: some.stderr }).toEqual({ status: 0, stderr: "1 passed\n" });
    const none = await inFolder(failing, ["test", "m.xdmap", "--filter", "nothing"]);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('No test has "nothing" in its name.');
  });

  it("finds the mappings below the working folder", async () => {
    const { stdout } = await inFolder(source, ["test"], { "sub/b.xdmap": source.replaceAll('"schema', '"../schema') });
    expect(stdout).toContain("m.xdmap\n");
  });

  it("does not run a file with errors, and says why", async () => {
    const broken = source.replace("Phone ->", "Phon ->");
    const { status, stdout, stderr } = await inFolder(broken, ["test", "m.xdmap", "--format", "json"]);
    expect(status).toBe(1);
    expect(stderr).toContain("error[XM2001]");
    expect(JSON.parse(stdout)).toMatchObject({ tests: [], notRun: [{ file: "m.xdmap" }] });
  });

  it("writes JUnit with what differs, escaped", async () => {
    const { stdout } = await inFolder(failing, ["test", "m.xdmap", "--format", "junit"]);
    expect(stdout).toMatch(
      /<testsuites>\n {2}<testsuite package="xdmap" id="0" name="m.xdmap" timestamp="[\dT:-]{19}" hostname="localhost" tests="4" failures="2" errors="0" time="0">/,
    );
    expect(stdout).toContain('<testcase name="a &lt;wrong&gt; one" classname="m.xdmap" time="0">');
    expect(stdout).toContain('<failure type="difference" message="visits: expected 1, got null">');
    expect(stdout).toContain("because  XM5102");
    expect(stdout.match(/<failure /g)).toHaveLength(2);
  });
});

it("a file that cannot be run is an error in JUnit's form", async () => {
  const { stdout } = await inFolder(source.replace("Phone ->", "Phon ->"), ["test", "m.xdmap", "--format", "junit"]);
  expect(stdout).toContain('tests="1" failures="0" errors="1"');
  expect(stdout).toContain('<error type="not run" message="XM2001: ');
});

describe("coverage", () => {
  it("names what no test reached: targets, arms, entries, arguments", async () => {
    const { stdout } = await inFolder(source, ["test", "m.xdmap", "--coverage", "json"]);
    const { points, ...figures } = JSON.parse(stdout);
    expect(figures).toEqual({
      targets: { reached: 2, total: 4 },
      branches: { reached: 2, total: 7 },
      percent: 36.3,
    });
    const missed = points.filter(({ hits }: { hits: number }) => hits === 0);
    expect(
      missed.map(
        ({ what, range }: { what: string; range: { start: { line: number } } }) => `${range.start.line} ${what}`,
      ),
    ).toEqual([
      '5 decode "gb": "Great Britain"',
      '10 iif if true: "none"',
      "13 coalesce argument 1: First_Name",
      "13 coalesce argument 2: Last_Name",
      '13 coalesce argument 3: "?"',
      "13 person.name.firstName",
      "14 visits",
    ]);
  });

  it("is a tracefile with the lines of the mapping", async () => {
    const { stdout, stderr } = await inFolder(source, ["test", "m.xdmap", "--coverage", "lcov"]);
    expect(stderr).toContain("ok   a country");
    expect(stdout.split("\n")).toEqual([
      "TN:",
      "SF:m.xdmap",
      "BRDA:4,0,0,1",
      "BRDA:5,0,1,0",
      "BRDA:10,1,0,0",
      "BRDA:11,1,1,1",
      "BRDA:13,2,0,0",
      "BRDA:13,2,1,0",
      "BRDA:13,2,2,0",
      "BRF:7",
      "BRH:2",
      "DA:4,1",
      "DA:5,0",
      "DA:8,1",
      "DA:9,1",
      "DA:10,1",
      "DA:11,1",
      "DA:12,1",
      "DA:13,0",
      "DA:14,0",
      "LF:9",
      "LH:6",
      "end_of_record",
      "",
    ]);
  });

  it("fails below the least that is asked for", async () => {
    expect((await inFolder(source, ["test", "m.xdmap", "--min-coverage", "30"])).status).toBe(0);
    const { status, stderr } = await inFolder(source, ["test", "m.xdmap", "--min-coverage", "40"]);
    expect(status).toBe(1);
    expect(stderr).toContain("Coverage is 36.3 %, and at least 40 % was asked for.");
    expect((await inFolder(source, ["test", "m.xdmap", "--min-coverage", "no"])).status).toBe(3);
  });
});

describe("xdmap test --watch", () => {
  it("runs again what a change touches, and ends with Ctrl-C", async () => {
    const { folder, remove } = makeFolder({
      ...exampleFiles,
      "m.xdmap": source,
      "other.xdmap": `${head}Email -> _id\n`,
    });
    const child = spawn(process.execPath, [cliPath, "test", "m.xdmap", "other.xdmap", "--watch"], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1" },
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    const ended = new Promise<number | null>((done) => child.on("close", done));
    const rounds = async (count: number) => {
      for (let tries = 0; tries < 200 && text.split("Waiting for changes").length - 1 < count; tries++) {
        await new Promise((done) => setTimeout(done, 50));
      }
      return text.split("Waiting for changes").slice(0, count);
    };
    try {
      expect((await rounds(1))[0]).toContain("2 passed");
      writeFileSync(join(folder, "m.xdmap"), source.replace('_id: "some"', '_id: "none"'));
      expect((await rounds(2))[1]).toContain("1 passed, 1 failed");
      // The schema is a file that the mapping names.
      writeFileSync(join(folder, "schema.json"), "{");
      expect((await rounds(3))[2]).toContain("1 file not run");
      child.kill("SIGINT");
      expect(await ended).toBe(130);
    } finally {
      child.kill("SIGKILL");
      remove();
    }
  }, 30_000);
});

it("the tests of the Shopify example pass", async () => {
  const { status, stderr } = await runCli(["test", "examples/shopify-orders/orders.xdmap"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "5 passed\n" });
});
